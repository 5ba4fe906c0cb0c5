"""One way to ask a model, whichever computes it, and to write with it."""
