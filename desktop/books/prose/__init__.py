"""A text as what it means: headings, paragraphs, quotes, scene breaks, footnotes; and as Markdown."""
