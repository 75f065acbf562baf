"""Readers: each turns one kind of file into rows of cells, streaming, and trusts nothing in it."""
