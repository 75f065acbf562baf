"""The benchmark of scale: N synthetic records, questions of every kind, and the floors beside which they stand."""
