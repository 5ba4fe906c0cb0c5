"""What the lines of a text are, headings and others, kept up while it is written."""
