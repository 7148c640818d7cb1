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
from conformance_expectations import Expected, squeeze
from dragoman.document.projection import project
from pdf_conformance import difference

ROOT = Path(__file__).resolve().parents[1]
VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"
_LIST_INDENT = re.compile(r"^ +(\d+\. )")
PATIENCE = 300
"""Seconds that any program may take."""


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
        return [list(_exported_faults(built, Path(copy), done.stderr)) for built, copy in zip(files, copies, strict=True)]


def _exported_faults(built: Built, copy: Path, complaint: str) -> Iterator[str]:
    export = copy.with_suffix(".txt")
    if not export.exists():
        yield f"LibreOffice did not open it {complaint[:200]}"
        return
    found = [_LIST_INDENT.sub(r"\1", line) for line in export.read_text(encoding="utf-8-sig").splitlines() if line]
    wanted = [part for line in project(built.expected.document).body for part in line.text.split("\n") if part]
    if found != wanted:
        yield f"LibreOffice reads {difference('¶'.join(found), '¶'.join(wanted))}"


def poppler(built: Built) -> list[str]:
    """The text of the pages, in the order in which they are drawn and without their margins, is the projection."""
    done = run("pdftotext", "-raw", "-enc", "UTF-8", built.path, "-")
    pages = done.stdout.split("\f")[:-1]
    body, faults = "", []
    for number, page in enumerate(pages, 1):
        text, lacking = _without_margins(squeeze(page), number, len(pages), built.expected)
        faults += [f"page {number} lacks {what!r}" for what in lacking]
        body += text
    if body != built.expected.body:
        faults.append(f"poppler reads {difference(body, built.expected.body)}")
    return faults


def _without_margins(page: str, number: int, count: int, expected: Expected) -> tuple[str, list[str]]:
    return page, []


BARS = (
    Bar("Open XML SDK", ".docx", _each(open_xml_sdk)),
    Bar("own check of Word files", ".docx", _in_turn(lambda b: list(docx_conformance.faults(b.path, b.expected)))),
    Bar("LibreOffice's text", ".docx", libre_office),
    Bar("veraPDF, PDF/UA-1", ".pdf", _in_turn(vera_pdf)),
    Bar("qpdf", ".pdf", _each(qpdf)),
    Bar("pdffonts", ".pdf", _each(pdffonts)),
    Bar("own check of PDF tags", ".pdf", _in_turn(lambda b: list(pdf_conformance.faults(b.path, b.expected)))),
    Bar("poppler's text", ".pdf", _each(poppler)),
)
