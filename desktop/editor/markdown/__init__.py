"""Markdown shown as what it is while its marks stay, and keys that write marks."""
