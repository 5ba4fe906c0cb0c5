"""Comments and bookmarks of a text, kept in a file of their own beside it."""
