"""A book laid out on paper: what PDF files and printers get. It needs Qt's fonts, but no window."""
