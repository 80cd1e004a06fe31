"""Text as Specify means it: equality, partial dates, values as they are typed, and XML that came from elsewhere."""
