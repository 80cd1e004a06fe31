"""From what people ask to statements and rows: machinery without pages."""
