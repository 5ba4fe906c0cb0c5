"""Help while writing: punctuation as it is typed, and a mode in which one can only go on."""
