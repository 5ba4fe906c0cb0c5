"""Words looked for in texts of any length, and what is to stand in their place."""
