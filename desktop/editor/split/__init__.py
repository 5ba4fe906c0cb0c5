"""A second view beside or below the page: of another place in the text, or of another text."""
