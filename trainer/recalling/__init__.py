"""Teaches a finished model to recall: to compare the places of a text that it has read."""
