"""How much was written on which day, and the goals of stories: counted, kept in one small file, never the words."""
