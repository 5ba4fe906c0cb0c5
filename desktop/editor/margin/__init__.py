"""Comments and bookmarks: where their words are while one writes, the column beside the page, the panel."""
