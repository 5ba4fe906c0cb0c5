"""When to ask for words, and what the keys do with those that come."""
