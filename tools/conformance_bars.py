"""The bars: each judges built files with a program or a check of its own and names what is wrong with each file."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

import docx_conformance
import pdf_conformance
import poppler_conformance
import verapdf
from conformance_expectations import RULE, Expected, difference
from conformance_programs import run
from dragoman.document.nodes import Document
from dragoman.document.walk import blocks, column_of, labels
from dragoman.document.walk import notes as notes_of

ROOT = Path(__file__).resolve().parents[1]
VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"

_DRAWN = re.compile("\u00a0{8,}\n?")  # a space for handwriting: underlined spaces, in a cell with a line end
_BESIDE_RULE = re.compile(f"\u00a0*{RULE}")  # a no-break space before them is one of them
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


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
    """LibreOffice's text export is the projection, line by line, numbers and all spaces included.

    Only these differ: it sets numbered lines in and puts a plain space behind every number. It has no notes, which are
    read in a file of its own format.
    """
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(shutil.copy(b.path, Path(folder, f"{number}.docx"))) for number, b in enumerate(files)]
        complaint = _converted("txt:Text (encoded):UTF8", copies, folder)
        noted = [copy for copy, built in zip(copies, files, strict=True) if built.expected.notes]
        complaint += _converted("fodt", noted, folder) if noted else ""
        return [
            [*_export_faults(built, copy.with_suffix(".txt"), complaint),
             *_note_faults(built, copy.with_suffix(".fodt"))]
            for built, copy in zip(files, copies, strict=True)]


def _converted(kind: str, copies: Sequence[Path], folder: str) -> str:
    """Convert files by LibreOffice; return what it complains about."""
    return run(
        "soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--convert-to", kind,
        "--outdir", folder, *copies,
    ).stderr


def _export_faults(built: Built, export: Path, complaint: str) -> Iterator[str]:
    if not export.exists():
        yield f"LibreOffice did not open it {complaint[:200]}"
        return
    text = _DRAWN.sub(RULE, export.read_text(encoding="utf-8-sig"))
    numbered = _numbered(built.expected.document)
    found = [numbered.sub(r"\1 ", line) for line in text.splitlines() if line]
    lines = [line for line in built.expected.lines if line not in built.expected.notes]
    said = (_BESIDE_RULE.sub(RULE, numbered.sub(r"\1 ", line.text)) for line in lines)
    wanted = [part for text in said for part in text.split("\n") if part]
    if found != wanted:
        yield f"LibreOffice reads {difference('¶'.join(found), '¶'.join(wanted))}"


def _note_faults(built: Built, converted: Path) -> Iterator[str]:
    numbers = {call.note: call.number for block in blocks(built.expected.document) for call in notes_of(block)}
    wanted = [
        f"{numbers[line.id]} {line.text}" if column_of(line.id) > 1 else line.text for line in built.expected.notes]
    notes = etree.parse(converted).iter(f"{_TEXT}note") if converted.exists() else ()
    found = [" ".join("".join(part.itertext()).strip(" \n") for part in note) for note in notes]
    if found != wanted:
        yield f"LibreOffice reads in the notes {difference('¶'.join(found), '¶'.join(wanted))}"


def _numbered(document: Document) -> re.Pattern[str]:
    """The beginning of a line with one of the document's numbers, and the space behind it."""
    signs = {re.escape(label.rstrip()) for block in blocks(document) for label in labels(block).values() if label}
    return re.compile(rf"^ *({'|'.join(sorted(signs, key=len, reverse=True)) or '(?!)'})[ \u3000]")


BARS = (
    Bar("Open XML SDK", ".docx", _each(open_xml_sdk)),
    Bar("own check of Word files", ".docx", _in_turn(lambda b: list(docx_conformance.faults(b.path, b.expected)))),
    Bar("LibreOffice's text", ".docx", libre_office),
    Bar("veraPDF, PDF/UA-1", ".pdf", _in_turn(vera_pdf)),
    Bar("qpdf", ".pdf", _each(qpdf)),
    Bar("pdffonts", ".pdf", _each(pdffonts)),
    Bar("own check of PDF tags", ".pdf", _in_turn(lambda b: list(pdf_conformance.faults(b.path, b.expected)))),
    Bar("poppler's text", ".pdf", _each(lambda b: list(poppler_conformance.faults(b.path, b.expected)))),
)
