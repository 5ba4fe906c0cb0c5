"""What a graph runs on: the CPU or an accelerator, and what happens when that is lost."""
