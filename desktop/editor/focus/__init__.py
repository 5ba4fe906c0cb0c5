"""Focus: what the writer is at stands in sight, the rest stands back."""
