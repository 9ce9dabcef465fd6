"""English for readers in Europe: the day stands before the month, and times have 24 hours."""
