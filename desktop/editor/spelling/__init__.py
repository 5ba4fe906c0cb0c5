"""Spelling on the page: what is marked, what it may have been meant for, ghosts that would build on it."""
