"""Make many letters in this process: compose each, write it, read it back, let it go.

usage: scale.py PROJECT LANGUAGE FORMAT COUNT
    waits for a line once it is warm, then makes the letters and prints what they took, as JSON
"""

import json
import os
import sys
import time
from itertools import islice
from pathlib import Path
from typing import cast

from dragoman import Project
from dragoman.document.nodes import LanguageTag
from letters import letter_of, letters

TENTHS = 10
_WARM = 10


def main() -> None:
    folder, language, form, count = sys.argv[1], cast("LanguageTag", sys.argv[2]), sys.argv[3], int(sys.argv[4])
    project = Project.load(folder)
    made = letters(project, letter_of(project), language)
    for document in islice(made, _WARM):
        project.write(document, form)
    print("warm", flush=True)
    sys.stdin.readline()
    start, spent, sizes = time.perf_counter(), [], []
    for _ in range(TENTHS):
        before = time.process_time()
        for document in islice(made, count // TENTHS):
            project.write(document, form)
        spent.append((time.process_time() - before) * 1000 / (count // TENTHS))
        sizes.append(_megabytes())
    print(json.dumps({"seconds": time.perf_counter() - start, "milliseconds": spent, "megabytes": sizes}))


def _megabytes() -> float:
    """What this process holds in memory, as Linux tells it: the peak would be that of the process that began this."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
