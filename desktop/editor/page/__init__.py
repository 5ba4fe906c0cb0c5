"""The page: the text, the ghost that is painted in it, and what is read from it."""
