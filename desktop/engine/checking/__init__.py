"""Models from anyone: what is in their files, and the order for a trial in a process of its own."""
