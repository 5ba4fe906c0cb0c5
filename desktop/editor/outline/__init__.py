"""The outline: a panel with the headings of a text, and the ways to them."""
