"""Run the programs that the bars judge with."""

import subprocess
from pathlib import Path

PATIENCE = 300
"""Seconds that any program may take."""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", errors="replace",
        check=False, timeout=PATIENCE,
    )
