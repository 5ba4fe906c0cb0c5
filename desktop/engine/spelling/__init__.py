"""Spelling: which words of a text are looked up, in which dictionaries, and what the writer's own words are."""
