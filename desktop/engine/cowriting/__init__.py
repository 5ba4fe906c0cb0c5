"""Writing together: several ways to go on, bridges over gaps, other words for those that stand there."""
