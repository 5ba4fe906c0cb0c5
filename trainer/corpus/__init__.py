"""From clean paragraphs to files of tokens: tokenizer, splitting, encoding, dataset."""
