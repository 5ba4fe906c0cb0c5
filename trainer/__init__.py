"""Inkling's trainer: from a folder of text to a model bundle."""
