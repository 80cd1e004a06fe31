"""Stored queries: their list, saving and copying, sharing, deleting, files, and what each of them means here."""
