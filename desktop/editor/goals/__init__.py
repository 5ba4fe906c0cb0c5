"""How much was written, for how long and towards which goal."""
