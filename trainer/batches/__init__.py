"""From token files to the batches of a training step."""
