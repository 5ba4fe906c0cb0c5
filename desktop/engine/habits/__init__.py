"""Ways of writing that models do not have: how a text is read without them, and what is added gets them."""
