"""Models as folders: what is in one, whether it may be used, and where they lie on this machine."""
