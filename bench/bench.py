"""Measure dragoman against the libraries it stands on, in one run: CPU time, medians of interleaved rounds.

usage: bench.py [PROJECT]     prints tables; judges nothing, for times belong to a machine and ratios to a version
    BENCH=long makes 5,000 letters of each kind and runs over lists of 10,000, where it else makes some hundreds
"""

import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import get_args

from dragoman import Project
from dragoman.appearance.look import HouseLook, read_look
from dragoman.composers import COMPOSERS
from dragoman.document.nodes import Document, LanguageTag
from dragoman.pipeline.formats import FORMATS, Appearance, AppearanceRequest, Format
from dragoman.resources import folder
from dragoman.writers.pdf import PdfAppearance
from letters import letter_of, letters
from measuring import ROUNDS, made_by_processes, medians, medians_of_processes, spent
from plain import conventional_writer, shell_fillers, weasyprint_writer

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "japan-2024"
TOOL = Path(__file__).resolve().parents[1] / "tools" / "fictional_guests.py"
PROGRAM = str(Path(sys.executable).parent / "dragoman")
LANGUAGES: tuple[LanguageTag, ...] = get_args(LanguageTag)
OTHERS = 64
"""How many letters are ready to be written: more than are in a measurement of PDFs."""
COUNTS = {"docx": 1000, "pdf": 200}
LONG = 5000
GUESTS = {"docx": 2000, "docx,pdf": 200}
LONG_LIST = 10_000

Table = Mapping[str, float]


def opened(document: Document, name: str) -> Appearance:
    """The appearance of a document in a format, from the templates that ship."""
    templates = folder("templates")
    look = read_look(templates / "look.toml", document.kind, document.language)
    rules = COMPOSERS[document.kind].slots[document.language]
    return FORMATS[name].open(AppearanceRequest(
        kind=document.kind, language=document.language, look=look, house=HouseLook(), rules=rules,
        folders=(templates,), fonts=(), images={},
    ))


def stages(project: Project, name: str, language: LanguageTag) -> dict[str, Callable[[], object]]:
    """What a document goes through, with its appearances open; each letter that is written is another."""
    made = letters(project, name, language)
    document = next(made)
    others = itertools.cycle(tuple(itertools.islice(made, OTHERS)))
    cases: dict[str, Callable[[], object]] = {"compose": partial(next, made)}
    for form, of in FORMATS.items():
        if of.event and document.event is None:
            continue
        appearance = opened(document, form)
        cases[f"write {form}"] = partial(write_next, others, of, appearance)
        cases[f"read back {form}"] = partial(of.verify, document, of.write(document, appearance))
    return cases


def write_next(documents: Iterator[Document], of: Format, appearance: Appearance) -> bytes:
    """The next letter as one of many; what has no addressee and is the same each time as the first of its session."""
    document = next(documents)
    if document.recipient is None and isinstance(appearance, PdfAppearance):
        for session in appearance.sessions.values():
            session.sharing.forget()
    return of.write(document, appearance)


def rivals(project: Project, name: str, language: LanguageTag) -> list[dict[str, Callable[[], object]]]:
    """A document made by us, step by step, and by the libraries that we stand on: for Word, then as PDF.

    The two are measured apart, for a page laid out leaves nothing in a processor's memory of what a Word file needs.
    """
    document = next(letters(project, name, language))
    steps = stages(project, name, language)
    shell, look, *_ = opened(document, "docx").of(document)
    ours, theirs = shell_fillers(document, shell, look)
    word = {step: steps[step] for step in ("compose", "write docx", "read back docx")}
    pages = {step: steps[step] for step in ("compose", "write pdf", "read back pdf")}
    return [
        {**word, "fill the shell": ours, "plain docxtpl": theirs},
        {
            **pages, "plain WeasyPrint": weasyprint_writer(document, opened(document, "pdf")),
            "conventional page": conventional_writer()},
    ]


RATIOS: Mapping[str, Callable[[Table], float]] = {
    "plain docxtpl : fill the shell": lambda t: t["plain docxtpl"] / t["fill the shell"],
    "plain docxtpl : write docx": lambda t: t["plain docxtpl"] / t["write docx"],
    "plain docxtpl : compose, write, read back": lambda t: t["plain docxtpl"] / (
        t["compose"] + t["write docx"] + t["read back docx"]),
    "plain WeasyPrint : write pdf": lambda t: t["plain WeasyPrint"] / t["write pdf"],
    "read back pdf, of its writing": lambda t: t["read back pdf"] / t["write pdf"],
    "PDFs a second, composed and read back": lambda t: 1000 / (t["compose"] + t["write pdf"] + t["read back pdf"]),
    "the same : conventional pages a second": lambda t: t["conventional page"] / (
        t["compose"] + t["write pdf"] + t["read back pdf"]),
}


def print_table(title: str, rows: Iterable[tuple[str, Sequence[float]]], columns: Sequence[str] = LANGUAGES) -> None:
    print(f"\n{title:<44}" + "".join(f"{column:>10}" for column in columns))
    for name, values in rows:
        print(f"{name:<44}" + "".join(f"{value:>10.2f}" for value in values))


def print_document(project: Project, name: str) -> None:
    """The stages of a document in milliseconds, then its ratios."""
    taken = {language: medians(stages(project, name, language)) for language in LANGUAGES}
    rows = [(stage, [taken[language][stage] for language in LANGUAGES]) for stage in taken["fr"]]
    print_table(f"{name}: CPU milliseconds", rows)
    against = {
        language: {case: time for cases in rivals(project, name, language) for case, time in medians(cases).items()}
        for language in LANGUAGES}
    print_table(f"{name}: ratio", [
        (title, [ratio(against[language]) for language in LANGUAGES]) for title, ratio in RATIOS.items()])


def print_scale(project: Path) -> None:
    """What a letter costs among the first and among the last of many, and what a second process gives."""
    for form, count in COUNTS.items():
        count = LONG if os.environ.get("BENCH") == "long" else count  # noqa: PLW2901
        rows: dict[str, list[float]] = {}
        for language in LANGUAGES:
            (alone,) = made_by_processes(project, language, form, [count])
            both = made_by_processes(project, language, form, [count // 2] * 2)
            first, *_, last = alone["milliseconds"]
            together = max(part["seconds"] for part in both)
            measured = {
                "first tenth, CPU milliseconds": first, "median tenth": statistics.median(alone["milliseconds"]),
                "last tenth": last, "MB after the first tenth": alone["megabytes"][0],
                "MB after the last": alone["megabytes"][-1], "letters a second, one process": count / alone["seconds"],
                "two processes": count / together, "ratio": alone["seconds"] / together,
            }
            for title, value in measured.items():
                rows.setdefault(title, []).append(value)
        print_table(f"{count:,} letters, {form}", rows.items())


def print_unchanged(project: Path, letter: str) -> None:
    """What a run over a list costs that makes every letter, and the same run again, which makes none."""
    for formats, few in GUESTS.items():
        count = LONG_LIST if os.environ.get("BENCH") == "long" else few
        with tempfile.TemporaryDirectory() as folder:
            guests = Path(folder) / "guests.csv"
            with guests.open("wb") as file:
                subprocess.run((sys.executable, str(TOOL), str(count)), check=True, stdout=file)  # noqa: S603 - our own
            command = (PROGRAM, "merge", str(project), letter, "-r", str(guests), "-o", f"{folder}/out", "-t", formats)
            made = spent(command)
            again = statistics.median(spent(command) for _ in range(ROUNDS))
        rows = {"every letter made": made, "nothing changed": again, "ratio": made / again}
        print_table(f"merge of {count:,}, {formats}: CPU seconds", ((k, [v]) for k, v in rows.items()), [""])


def print_start() -> None:
    start = medians_of_processes({
        "dragoman --help": (PROGRAM, "--help"),
        "python that imports click": (sys.executable, "-c", "import click"),
    })
    help_, click = start.values()
    rows = {**start, "ratio": help_ / click}
    print_table("process, CPU milliseconds", ((name, [value]) for name, value in rows.items()), [""])


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    project = Project.load(path)
    letter, release = letter_of(project), "press-release"
    if letter == release:
        print("The project has no invitation: its press release stands in for the letter.")
    machine = medians({"load the project": partial(Project.load, path), "conventional page": conventional_writer()})
    print_table("the machine, CPU milliseconds", [
        ("load the project", [machine["load the project"]]),
        ("plain WeasyPrint, a conventional page", [machine["conventional page"]])], [""])
    for name in dict.fromkeys((letter, release)):
        print_document(project, name)
    print_scale(path)
    if letter != release:
        print_unchanged(path, letter)
    print_start()


if __name__ == "__main__":
    main()
