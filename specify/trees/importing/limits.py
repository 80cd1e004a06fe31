"""How much one import takes at most. Without imports of its own: the process that reads spreadsheets uses it, too.

In: nothing. Out: numbers.
"""

MEGABYTE = 1024 * 1024
ROWS = 250_000
COLUMNS = 60
LETTERS = 120_000_000
"""The letters of all cells together."""
LETTERS_OF_CELL = 65_535
UNPACKED_BYTES = 200 * MEGABYTE
"""What the parts of an XLSX file come to when they are unpacked."""
MEMORY_BYTES = 1536 * MEGABYTE
SECONDS = 60
"""What reading a spreadsheet may take; it is ended then."""
UPLOAD_MEGABYTES = 8
