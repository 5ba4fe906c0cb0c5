"""Rereading in a window."""
