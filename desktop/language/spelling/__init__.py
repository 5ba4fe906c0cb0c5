"""Spelling: which words of a text are looked up, in which dictionaries; the writer's own words."""
