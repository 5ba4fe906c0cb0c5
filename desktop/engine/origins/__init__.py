"""Which words of a text a machine has suggested: noted word by word, kept beside the text, told to others."""
