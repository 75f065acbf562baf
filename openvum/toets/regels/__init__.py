"""One module per category; a rule is a small function that asks and says what it found."""
