"""One document's life in a window: opened, kept, saved, closed."""
