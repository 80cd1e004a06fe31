"""The tables of printing, as they came to be."""
