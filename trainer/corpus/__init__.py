"""From files of text to files of tokens, in a stream: reading, cleaning, tokenizer, dataset."""
