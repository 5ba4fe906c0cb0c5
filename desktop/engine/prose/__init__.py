"""A text as what it means: headings, paragraphs, quotes, scene breaks, footnotes, emphasis; and as Markdown."""
