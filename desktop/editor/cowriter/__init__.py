"""Writing together with the model: its next words, several ways to go on, bridges, other words."""
