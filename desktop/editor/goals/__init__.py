"""How much was written, for how long and towards which goal; and the figures of the text."""
