"""Lay all pages of a project's documents on sheets: to be looked at, small for the rhythm, large for the spaces.

usage: contact_sheet.py PROJECT [FOLDER]     FOLDER is build/sheet where it is not given

For each document there are four sheets, at 50 % and at 200 % of a screen's size, in colour and in grey. Languages
stand side by side; above, the Word files as LibreOffice lays them out, beneath them the PDF files. FOLDER/pages has
the single pages at 200 %.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from dragoman import Project, Row, build, explain

ROOT = Path(__file__).resolve().parents[1]
SCREEN = 96
"""Pixels an inch at 100 %."""

SCALES = (50, 200)
FINEST = max(SCALES)
GAP = 12
"""Pixels around a page at 100 %; the name of its file takes as much again."""

GROUND, INK = "#8A9099", "#FFFFFF"
PATIENCE = 300
"""Seconds that any program may take."""


def built(project: Project, folder: Path) -> list[Row]:
    """Write the drafts of a project, and say what cannot be made."""
    rows = list(build(project, folder=folder))
    for row in rows:
        for found in row.diagnostics:
            print(explain(found), file=sys.stderr)
    return rows


def laid_out(files: Sequence[Path], folder: Path) -> None:
    """Let LibreOffice make a PDF of each Word file, under the same name; its settings lie in a folder of their own."""
    with tempfile.TemporaryDirectory() as profile:
        run("soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf",
            "--outdir", folder, *files)


def pages(file: Path, folder: Path) -> list[Path]:
    """Pictures of the pages of a PDF in their order, named after its folder and itself."""
    stem = folder / f"{file.parent.name}.{file.stem}"
    for old in folder.glob(f"{stem.name}-*.png"):
        old.unlink()
    run("pdftoppm", "-png", "-r", str(SCREEN * FINEST // 100), file, stem)
    return sorted(folder.glob(f"{stem.name}-*.png"))


def run(*command: str | Path) -> None:
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=PATIENCE)


# --- sheets --------------------------------------------------------------------------------------------------------


def strip(name: str, pictures: Sequence[Path], scale: int) -> Image.Image:
    """The pages of one file side by side under its name."""
    opened = [reduced(path, scale) for path in pictures]
    gap = GAP * scale // 100
    width = max(sum(p.width + gap for p in opened) + gap, 20 * gap)
    size = (width, max((p.height for p in opened), default=0) + 4 * gap)
    result = Image.new("RGB", size, GROUND)
    font = ImageFont.load_default(size=max(10, gap))
    ImageDraw.Draw(result).text((gap, gap), name, fill=INK, font=font)
    left = gap
    for picture in opened:
        result.paste(picture, (left, 3 * gap))
        left += picture.width + gap
    return result


def reduced(path: Path, scale: int) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB").reduce(FINEST // scale)


def sheet(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Rows of strips, in columns as wide as the widest strip of each."""
    widths = [max(row[column].width for row in rows) for column in range(len(rows[0]))]
    heights = [max(strip.height for strip in row) for row in rows]
    result = Image.new("RGB", (sum(widths), sum(heights)), GROUND)
    for line, row in enumerate(rows):
        for column, picture in enumerate(row):
            result.paste(picture, (sum(widths[:column]), sum(heights[:line])))
    return result


def sheets(project: Project, folder: Path) -> Iterator[Path]:
    """Write every sheet of a project into a folder and yield its path; a file that was not made has no pages there."""
    pictures = folder / "pages"
    pictures.mkdir(parents=True, exist_ok=True)
    rows = built(project, folder / "pdf")
    laid_out([row.path for row in rows if row.path is not None and row.format == "docx"], folder / "docx")
    for document in dict.fromkeys(row.document for row in rows):
        shown = [
            [(f"{document}.{row.language}.{kind}", _pictures(row, folder / kind, pictures))
             for row in rows if row.document == document and row.format == kind]
            for kind in ("docx", "pdf")]
        for scale in SCALES:
            whole = sheet([[strip(*file, scale) for file in row] for row in shown])
            for name, picture in (("colour", whole), ("grey", whole.convert("L"))):
                path = folder / f"{document}.{scale}.{name}.png"
                picture.save(path)
                yield path


def _pictures(row: Row, folder: Path, pictures: Path) -> list[Path]:
    return [] if row.path is None else pages(folder / f"{row.path.stem}.pdf", pictures)


def main(project: str, folder: str = str(ROOT / "build" / "sheet")) -> int:
    written = list(sheets(Project.load(project), Path(folder)))
    for path in written:
        print(path)
    return 0 if written else 1


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
