"""The bars: each judges built files with a program or a check of its own and names what is wrong with each file."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import docx_conformance
import pdf_conformance
import verapdf
from conformance_expectations import Expected, difference, squeeze
from dragoman.document.nodes import Document, FurnitureName, Programme
from dragoman.document.projection import PAGE_COUNT, PAGE_NUMBER, plain, project
from dragoman.document.walk import blocks

ROOT = Path(__file__).resolve().parents[1]
VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"
PATIENCE = 300
"""Seconds that any program may take."""

_LIST_INDENT = re.compile(r"^ +(\d+\. )")
_RULE = re.compile("[\u00a0\u3000]{8,}")  # a space for handwriting is drawn as underlined spaces


@dataclass(frozen=True, slots=True)
class Built:
    """A built file and what it must say."""

    path: Path
    expected: Expected


@dataclass(frozen=True, slots=True)
class Bar:
    """`judge` takes all files of a `suffix` and returns the faults of each, in the order given."""

    name: str
    suffix: str
    judge: Callable[[Sequence[Built]], list[list[str]]]
    kinds: frozenset[str] | None = None
    """The kinds of documents whose layout it reads; None for all."""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", errors="replace",
        check=False, timeout=PATIENCE,
    )


def _each(judge: Callable[[Built], list[str]]) -> Callable[[Sequence[Built]], list[list[str]]]:
    """Judge the files one by one, two at a time: the programs run in processes of their own."""
    def judge_all(files: Sequence[Built]) -> list[list[str]]:
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(judge, files))
    return judge_all


def _in_turn(judge: Callable[[Built], list[str]]) -> Callable[[Sequence[Built]], list[list[str]]]:
    return lambda files: [judge(built) for built in files]


# --- programs ------------------------------------------------------------------------------------------------------


def open_xml_sdk(built: Built) -> list[str]:
    done = run(VALIDATOR, built.path)
    try:
        verdict = json.loads(done.stdout)
    except ValueError:
        return [f"the validator did not run: {(done.stderr or done.stdout)[:200]}"]
    found = [f"{e['path']} {e['xPath']}: {e['description']}" for e in verdict["errors"]]
    return found if verdict["ok"] == (not found) else ["the validator contradicts itself"]


def vera_pdf(built: Built) -> list[str]:
    try:
        judgement = verapdf.judge(built.path)
    except verapdf.NotJudged as error:
        return [f"veraPDF could not read it: {error}"]
    return list(judgement.failures) if judgement.checks else ["veraPDF checked nothing"]


def qpdf(built: Built) -> list[str]:
    done = run("qpdf", "--check", built.path)
    return [] if done.returncode == 0 else [line for line in (done.stdout + done.stderr).splitlines() if line][-3:]


def pdffonts(built: Built) -> list[str]:
    """Every font is embedded, subset and mapped to Unicode."""
    done = run("pdffonts", built.path)
    rows = done.stdout.splitlines()[2:]
    if done.returncode != 0 or not rows:
        return [f"pdffonts lists no font {done.stderr[:200]}"]
    return [f"not embedded, subset and mapped: {row}" for row in rows if row.split()[-5:-2] != ["yes", "yes", "yes"]]


def libre_office(files: Sequence[Built]) -> list[list[str]]:
    """LibreOffice's text export is the projection, line by line, list numbers and all spaces included."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [shutil.copy(b.path, Path(folder, f"{number}.docx")) for number, b in enumerate(files)]
        done = run(
            "soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless",
            "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, *copies,
        )
        exports = [Path(copy).with_suffix(".txt") for copy in copies]
        return [list(_export_faults(*pair, done.stderr)) for pair in zip(files, exports, strict=True)]


def _export_faults(built: Built, export: Path, complaint: str) -> Iterator[str]:
    if not export.exists():
        yield f"LibreOffice did not open it {complaint[:200]}"
        return
    text = _RULE.sub("", export.read_text(encoding="utf-8-sig"))
    found = [_LIST_INDENT.sub(r"\1", line) for line in text.splitlines() if line]
    wanted = [part for line in built.expected.lines for part in line.text.split("\n") if part]
    if found != wanted:
        yield f"LibreOffice reads {difference('¶'.join(found), '¶'.join(wanted))}"


def poppler(built: Built) -> list[str]:
    """Poppler's text, page by page: every margin and every reading is there, and what is left is the projection."""
    done = run("pdftotext", "-raw", "-enc", "UTF-8", built.path, "-")
    pages = [squeeze(page) for page in done.stdout.split("\f")[:-1]]
    document = built.expected.document
    wanted = built.expected.body
    apart = [squeeze(line.text) for line in project(document).readings]
    body, faults = "", []
    for number, page in enumerate(pages, 1):
        text, lacking = _stripped(page, _margins(document, number, len(pages)))
        faults += [f"page {number} lacks {what!r}" for what in lacking]
        text, apart = _stripped(text, apart)
        body += _without_repeated_heads(text, wanted[len(body):], document)
    if body != wanted or apart:
        faults.append(f"poppler reads {difference(body, wanted)}; not found: {apart}")
    return faults


def _margins(document: Document, number: int, count: int) -> list[str]:
    """What stands in the margins of a page, squeezed: the first has the letterhead, the others head and number."""
    furniture = project(document).furniture
    first: tuple[FurnitureName, ...] = ("letterhead", "address")
    others: tuple[FurnitureName, ...] = ("running_head", "page_label")
    every: tuple[FurnitureName, ...] = ("embargo", "footer_line", "draft_mark")
    names = (*(first if number == 1 else others), *every)
    shown = (furniture[name] for name in names if name in furniture)
    return [squeeze(text.replace(PAGE_NUMBER, str(number)).replace(PAGE_COUNT, str(count))) for text in shown]


def _stripped(text: str, pieces: list[str]) -> tuple[str, list[str]]:
    """Take pieces, each once and in any order, from the end of a text; return the rest and the pieces not there."""
    left = sorted(pieces, key=len, reverse=True)
    while (piece := next((p for p in left if p and text.endswith(p)), None)) is not None:
        text = text.removesuffix(piece)
        left.remove(piece)
    return text, left


def _without_repeated_heads(text: str, wanted: str, document: Document) -> str:
    """Drop the column heads that a table repeats where it goes on at the top of a page."""
    for block in blocks(document):
        if isinstance(block, Programme):
            heads = squeeze("".join(plain(column) for column in block.columns))
            if text.startswith(heads) and not wanted.startswith(heads):
                return text.removeprefix(heads)
    return text


_LINE_BY_LINE = frozenset({"press_release"})
"""The bars do not know divided words, footnotes and rules to write on yet: of a convention they would report faults."""
BARS = (
    Bar("Open XML SDK", ".docx", _each(open_xml_sdk)),
    Bar("own check of Word files", ".docx", _in_turn(lambda b: list(docx_conformance.faults(b.path, b.expected)))),
    Bar("LibreOffice's text", ".docx", libre_office, _LINE_BY_LINE),
    Bar("veraPDF, PDF/UA-1", ".pdf", _in_turn(vera_pdf)),
    Bar("qpdf", ".pdf", _each(qpdf)),
    Bar("pdffonts", ".pdf", _each(pdffonts)),
    Bar("own check of PDF tags", ".pdf", _in_turn(lambda b: list(pdf_conformance.faults(b.path, b.expected)))),
    Bar("poppler's text", ".pdf", _each(poppler), _LINE_BY_LINE),
)
