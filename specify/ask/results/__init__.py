"""What a query finds: pages of rows, their number, the records behind a row, walks and record sets."""
