"""Limits of every input, each far above honest use and far below what hurts.

A table costs a PDF 0.65 ms and 18 KB a cell; the C parser of YAML crashes at 100,000 nested brackets; a text of 20,000
characters is laid out in 0.3 s, one of 500,000 in 16 s.
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
