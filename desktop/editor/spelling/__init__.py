"""Spelling on the page: what is marked, what it may have been meant to be, and ghosts that would build on it."""
