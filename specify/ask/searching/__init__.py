"""Simple search: one line of text, sought in the tables that an institution has chosen."""
