"""Texts from other programs and for them: import, export, paper."""
