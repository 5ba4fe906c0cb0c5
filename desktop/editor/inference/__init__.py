"""The thread that owns the model, and what it is asked."""
