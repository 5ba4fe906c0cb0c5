"""Books read and written in a process of their own, so that Python's lock stays free for who types."""
