"""The memory beside the page."""
