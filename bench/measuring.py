"""CPU time of interleaved cases: one round runs every case once, so that what slows the machine slows them all."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROUNDS = 7
_A_WHILE = 0.02
"""Seconds."""


def medians(cases: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS) -> dict[str, float]:
    """Median CPU milliseconds of each case, after one round that does not count.

    A quick case is run again until it has taken a while, as in a batch: once alone it mostly waits for the memory that
    the case before it has used up.
    """
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds + 1):
        for name, case in cases.items():
            start, runs = time.process_time(), 0
            while not runs or time.process_time() - start < _A_WHILE:
                case()
                runs += 1
            times[name].append((time.process_time() - start) * 1000 / runs)
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


def medians_of_processes(commands: Mapping[str, Sequence[str]], *, rounds: int = ROUNDS) -> dict[str, float]:
    """Median CPU milliseconds of each command as a process, its children included, after one round to warm up."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            times[name].append(spent(command) * 1000)
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


def spent(command: Sequence[str]) -> float:
    """CPU seconds of a command as a process, its children included."""
    start = _children()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)  # noqa: S603 - our own
    return _children() - start


def made_by_processes(project: Path, language: str, form: str, counts: Sequence[int]) -> list[dict[str, Any]]:
    """What `scale.py` tells of as many processes as there are counts, which make their letters at the same time."""
    program = str(Path(__file__).with_name("scale.py"))
    running = [
        subprocess.Popen(  # noqa: S603 - our own
            (sys.executable, program, str(project), language, form, str(count)), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        for count in counts]
    for process in running:
        if process.stdout is None or process.stdout.readline() != "warm\n":
            raise RuntimeError(program)
    for process in running:
        if process.stdin is not None:
            process.stdin.write("\n")
            process.stdin.flush()
    return [json.loads(process.communicate()[0]) for process in running]


def _children() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system
