"""Named versions of a text or of a story: "draft two", kept whole and never altered."""
