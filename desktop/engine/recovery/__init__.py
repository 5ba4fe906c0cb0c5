"""Words that were not saved, kept for the next start."""
