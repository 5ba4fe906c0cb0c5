"""Named versions of a text or story, and what changed between two of them."""
