"""The memory of one story: what followed where, and the words that it has of its own."""
