"""What the suggestions are worth: a text replayed as a writer would type it."""
