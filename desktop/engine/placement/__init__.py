"""Which device is the fastest for a model, found out by the clock while the writer rests."""
