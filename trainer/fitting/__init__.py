"""A run: the training loop, its folder, its checkpoints and its logs."""
