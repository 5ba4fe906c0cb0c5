"""What a story's memory holds, beside the page: looked through, kept, left out, added to."""
