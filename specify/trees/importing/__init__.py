"""Import of a tree's nodes from a file: read, mapped, planned, carried out, and undone as a whole."""
