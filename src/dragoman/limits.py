"""Limits of every input, each far above honest use and far below what hurts.

A table costs a PDF 0.65 ms and 18 KB a cell; the C parser of YAML crashes at 100,000 nested brackets; a text of 20,000
characters is laid out in 0.3 s, one of 500,000 in 16 s. The csv module takes 131,072 characters for a field; openpyxl
keeps 14 bytes for each of a workbook's table of texts, and needs 3.5 s for each MB of its styles.
"""

YAML_BYTES = 5_000_000
YAML_DEPTH = 32
YAML_NODES = 200_000

TEXT_CHARACTERS = 20_000
WHITESPACE_RUN = 1_000
COMBINING_RUN = 8

PO_BYTES = 20_000_000
PO_ENTRIES = 100_000

SHELL_BYTES = 20_000_000
SHELL_UNPACKED_BYTES = 100_000_000
SHELL_MEMBERS = 2_000
SHELL_RATIO = 100

IMAGE_BYTES = 10_000_000
IMAGE_PIXELS = 25_000_000

TABLE_CELLS = 5_000
DOCUMENT_PAGES = 500

NAME_BYTES = 200

RECIPIENT_ROWS = 1_000_000
CELL_CHARACTERS = 10_000
RECIPIENT_LINE_BYTES = 131_072
RECIPIENT_BYTES = 2_000_000_000
WORKBOOK_BYTES = 50_000_000
WORKBOOK_UNPACKED_BYTES = 300_000_000
WORKBOOK_STRINGS_BYTES = 30_000_000
WORKBOOK_PART_BYTES = 3_000_000
WORKBOOK_ROWS = 1_048_576
