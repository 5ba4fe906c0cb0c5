"""A story that is a folder: its chapters beside the page, and what can be done with them."""
