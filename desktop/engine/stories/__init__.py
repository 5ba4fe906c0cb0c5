"""A story as a folder: plain texts in the writer's order, and one small readable file for that order."""
