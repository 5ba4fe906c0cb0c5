"""What changed between two texts, word by word."""
