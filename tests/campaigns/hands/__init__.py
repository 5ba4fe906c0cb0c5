"""Random hands: what drives the real window, and the plain model of the text it is held against."""
