"""How much one rendering takes at most. Without imports of its own: the render process uses it, too.

In: nothing. Out: numbers.
"""

MEGABYTE = 1024 * 1024
PROCESSES = 2
"""How many render processes one process of the server has at the same time."""
MEMORY_BYTES = 1024 * MEGABYTE
PREVIEW_SECONDS = 20
BATCH_SECONDS = 900
IDLE_SECONDS = 600
"""A render process that nothing is asked of for so long ends by itself."""
ANSWER_BYTES = 256 * MEGABYTE
"""What comes of one rendering: the server has it in memory."""
SOURCE_LETTERS = 100_000
LABEL_LETTERS = 200_000
"""What one label, or report, may come to as HTML, the drawings of its barcodes counted."""
REPORT_LETTERS = 20_000_000
RANGE = 1_000
"""How long a sequence of numbers, and how often a text, may be repeated in a template."""
TEXT_LETTERS = 20_000
LABELS = 20_000
"""How many different labels are printed at once."""
NOTES = 50
"""So much is told beside what was made."""
CODE_LETTERS = 1_000
"""How much text a barcode is made of."""
