"""Asking: the pages on which queries are built, run, stored and taken along, and the search in the header."""
