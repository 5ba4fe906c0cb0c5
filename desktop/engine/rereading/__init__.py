"""A whole text reread: how surprising each word is between its neighbours, and which places stand out."""
