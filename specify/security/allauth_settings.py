"""STUB by the architect, part S replaces it."""
