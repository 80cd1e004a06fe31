"""Building a query as plain pages: a table is chosen, fields are added, asked of and put in order."""
