"""Figures of a text: its length, its longest sentences, the words that it uses too often."""
