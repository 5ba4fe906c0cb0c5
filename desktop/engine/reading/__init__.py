"""Text read with a model once and not again: where it is cut, and what was read of it."""
