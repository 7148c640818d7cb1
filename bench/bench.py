"""Measure dragoman against the libraries it stands on, in one run: CPU time, medians of interleaved rounds.

usage: bench.py     prints tables; judges nothing, for times belong to a machine and ratios to a version
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import get_args

from dragoman import Project
from dragoman.appearance.look import HouseLook, read_look
from dragoman.composers import COMPOSERS
from dragoman.document.nodes import Document, LanguageTag
from dragoman.pipeline.formats import FORMATS, Appearance, AppearanceRequest
from dragoman.resources import folder
from measuring import medians, medians_of_processes
from plain import shell_fillers, weasyprint_writer

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "japan-2024"
DOCUMENT = "press-release"
PROGRAM = str(Path(sys.executable).parent / "dragoman")


def opened(document: Document, name: str) -> Appearance:
    """The appearance of a document in a format, from the templates that ship."""
    templates = folder("templates")
    look = read_look(templates / "look.toml", document.kind, document.language)
    rules = COMPOSERS[document.kind].slots[document.language]
    return FORMATS[name].open(AppearanceRequest(
        kind=document.kind, language=document.language, look=look, house=HouseLook(), rules=rules,
        folders=(templates,), fonts=(), images={},
    ))


def stages(project: Project, language: LanguageTag) -> dict[str, Callable[[], object]]:
    """What a document goes through, with its appearances open."""
    document = project.compose(DOCUMENT, language=language)
    cases: dict[str, Callable[[], object]] = {
        "load the project": partial(Project.load, EXAMPLE),
        "compose": partial(project.compose, DOCUMENT, language=language),
    }
    for name, form in FORMATS.items():
        appearance = opened(document, name)
        cases[f"write {name}"] = partial(form.write, document, appearance)
        cases[f"read back {name}"] = partial(form.verify, document, form.write(document, appearance))
    return cases


def rivals(document: Document) -> dict[str, Callable[[], object]]:
    shell, look, images = opened(document, "docx")
    page = opened(document, "pdf")
    ours, theirs = shell_fillers(document, shell, look)
    return {
        "fill the shell": ours,
        "write docx": partial(FORMATS["docx"].write, document, (shell, look, images)),
        "plain docxtpl": theirs,
        "write pdf": partial(FORMATS["pdf"].write, document, page),
        "plain WeasyPrint": weasyprint_writer(document, page),
    }


def main() -> None:
    project = Project.load(EXAMPLE)
    languages = get_args(LanguageTag)
    print(f"{'CPU milliseconds':<30}" + "".join(f"{language:>9}" for language in languages))
    taken = {language: medians(stages(project, language)) for language in languages}
    for stage in taken[languages[0]]:
        print(f"{stage:<30}" + "".join(f"{taken[language][stage]:>9.2f}" for language in languages))

    print(f"\n{'ratio':<34}" + "".join(f"{language:>9}" for language in languages))
    against = {language: medians(rivals(project.compose(DOCUMENT, language=language))) for language in languages}
    pairs = (("fill the shell", "plain docxtpl"), ("write docx", "plain docxtpl"), ("write pdf", "plain WeasyPrint"))
    for ours, theirs in pairs:
        ratios = (against[language][theirs] / against[language][ours] for language in languages)
        print(f"{f'{theirs} : {ours}':<34}" + "".join(f"{ratio:>9.2f}" for ratio in ratios))

    start = medians_of_processes({
        "dragoman --help": (PROGRAM, "--help"),
        "python that imports click": (sys.executable, "-c", "import click"),
    })
    print(f"\n{'process, CPU milliseconds':<30}")
    for command, time in start.items():
        print(f"{command:<30}{time:>9.0f}")
    print(f"{'ratio':<30}{start['dragoman --help'] / start['python that imports click']:>9.2f}")


if __name__ == "__main__":
    main()
