"""Labelled texts, and how well a classifier tells light ones from dark ones."""
