"""Find and replace: the bar, what it finds, and the thread that searches."""
