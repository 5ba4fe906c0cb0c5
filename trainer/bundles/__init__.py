"""Bundles read again: to measure them, to write with them, to go on training from them."""
