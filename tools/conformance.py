"""Judge folders of built files by every bar, and the bars by spoilt copies of those files.

usage: conformance.py FOLDER...     each with files of `dragoman build -t docx,pdf,json`
exit status 0 when every file passes every bar and every spoilt copy is found out, else 1; the last line counts both
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from conformance_bars import BARS, Bar, Built
from conformance_expectations import expect
from conformance_mutants import MUTANTS, base_of, spoilt
from dragoman.document.nodes import Document

_MANIFEST = ".manifest.json"
"""Ends the name of what a run of letters leaves beside them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one bar says of one thing; `faults` is empty when it passes."""

    bar: str
    subject: str
    faults: tuple[str, ...]


def built_files(folders: Iterable[Path]) -> Iterator[Built]:
    """Every Word and PDF file that has its document beside it as JSON."""
    for folder in folders:
        for source in sorted(folder.glob("*.json")):
            if source.name.endswith(_MANIFEST):
                continue
            expected = expect(Document.from_json(source.read_text(encoding="utf-8")))
            for path in (source.with_suffix(".docx"), source.with_suffix(".pdf")):
                if path.exists():
                    yield Built(path, expected)


def judge(bar: Bar, files: list[Built]) -> Iterator[Verdict]:
    chosen = [built for built in files if built.path.suffix == bar.suffix]
    for built, faults in zip(chosen, bar.judge(chosen), strict=True):
        yield Verdict(bar.name, str(built.path), tuple(faults))


def judge_bars(files: list[Built]) -> Iterator[Verdict]:
    """Every bar must find in each of its mutants a fault that the file it was made from does not have."""
    with tempfile.TemporaryDirectory() as folder:
        for bar, kind in product(BARS, sorted({mutant.kind for mutant in MUTANTS})):
            mutants = [mutant for mutant in MUTANTS if (mutant.bar, mutant.kind) == (bar.name, kind)]
            if not mutants:
                continue
            base = base_of(files, bar.suffix, kind)
            known, *found = bar.judge([base, *(spoilt(base, mutant, Path(folder)) for mutant in mutants)])
            for mutant, faults in zip(mutants, found, strict=True):
                missed = () if set(faults) - set(known) else ("passed the bar",)
                yield Verdict(f"{bar.name}: mutants", f"mutant: {mutant.name}", missed)


def report(verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        for fault in verdict.faults:
            print(f"{verdict.subject}\n    {verdict.bar}: {fault}")
    passed = Counter(verdict.bar for verdict in verdicts if not verdict.faults)
    failed = Counter(verdict.bar for verdict in verdicts if verdict.faults)
    print(f"\n{'bar':<36} {'passed':>7} {'failed':>7}")
    for bar in dict.fromkeys(verdict.bar for verdict in verdicts):
        print(f"{bar:<36} {passed[bar]:>7} {failed[bar]:>7}")
    print(f"\n{passed.total()} passed, {failed.total()} failed")


def main(folders: list[str]) -> int:
    files = list(built_files(Path(folder) for folder in folders))
    if not {bar.suffix for bar in BARS} <= {built.path.suffix for built in files}:
        print("nothing to judge: build with -t docx,pdf,json first", file=sys.stderr)
        return 1
    verdicts = [verdict for bar in BARS for verdict in judge(bar, files)]
    verdicts += judge_bars(files)
    report(verdicts)
    return int(any(verdict.faults for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
