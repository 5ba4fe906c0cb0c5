"""A session at the real desk, by keys and mouse alone: the hand that moves them, and what it does."""
