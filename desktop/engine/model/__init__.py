"""Models behind one interface: tokens in, the next token's logits out."""
