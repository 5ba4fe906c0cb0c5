"""Rereading: words tinted by how surprising the model finds them, and a list of the places that stand out."""
