"""How many words a text has, counted as one writes."""
