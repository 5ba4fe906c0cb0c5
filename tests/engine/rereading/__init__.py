"""Rereading a text."""
