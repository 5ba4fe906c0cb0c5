"""What can be said of words without a model: spelling, punctuation, searching, statistics. No Qt."""
