"""What waits for a sheet: labels that are put aside until a sheet, or what is left of one, can be filled with them."""
