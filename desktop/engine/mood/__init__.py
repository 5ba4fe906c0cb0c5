"""How light or dark a story reads, passage by passage."""
