"""The preferences and the choice of a model."""
