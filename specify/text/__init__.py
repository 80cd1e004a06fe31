"""Text as Specify means it: equality, partial dates, and XML that came from elsewhere."""
