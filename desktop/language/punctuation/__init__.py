"""Punctuation as printers set it, by language, in the place of what a typewriter has."""
