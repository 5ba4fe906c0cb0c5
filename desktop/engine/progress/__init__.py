"""How much was written on which day, and the goals of stories: numbers in one small file, never words."""
