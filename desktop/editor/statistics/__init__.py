"""What was written and suggested on which day, and the figures of a text: charts, tables, their window."""
