"""The web page: a document as one HTML file, for a press office to put online or to lift into its own pages.

Whatever the document says stands in `main`, which can be lifted whole: the mark of a draft, then the blocks, of which
the embargo line is the first. Around it are the letterhead, the address and the foot. Pictures are in the file; it
asks for nothing from elsewhere and runs nothing.
"""

import html
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dragoman.appearance.css import HYPHENATION, POINT
from dragoman.appearance.look import Face, Look, Script, Style
from dragoman.diagnostics import NOWHERE, Code, diagnostic
from dragoman.document.nodes import Document, FurnitureName, Paragraph, Picture
from dragoman.document.projection import plain
from dragoman.document.walk import blocks
from dragoman.errors import WriteError
from dragoman.images import Image
from dragoman.languages import bcp47
from dragoman.resources import folder
from dragoman.writers.html import fragments
from dragoman.writers.html_inlines import Medium, passage
from dragoman.writers.html_legal import signing_spaces

NO_PICTURE = Code(
    "WEB-001", "error", "l’image « {asset} » du document n’est pas parmi celles du projet",
    "remettez le fichier à sa place et refaites le document",
)

SHEET = "web.css"
"""The style sheet that designers edit, beside the look."""

STATUS: tuple[FurnitureName, ...] = ("draft_mark", "version_line", "status_banner")
"""What a paper edition says of itself on every page, said here once, before the blocks."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy: inline style and the pictures of the file, nothing else."""

_GENERIC = {"roman": "serif"}
_FIRST: Mapping[Script, tuple[str, ...]] = {"latin": (), "japanese": ("narrow quotes",)}
"""The face that the style sheet makes for apostrophes alone: those of Japanese faces are as wide as a character."""
_CELLS = {"table_head", "table_date", "table_cell", "particular_label", "particular_text"}
"""Roles of table cells, whose spaces before and after are padding: a cell has no margin."""

_LISTED = {"item"}
"""Roles of list items, which a browser numbers and sets hanging by itself."""

_SMALLEST = 0.8
"""The smallest type, in parts of the text's size: what is small on paper is too small on a telephone."""


def write_html(
    document: Document, look: Look, images: Mapping[str, Image], logo: Image | None = None,
    templates: Sequence[Path] = (),
) -> bytes:
    """Write a document as one HTML page: the same bytes for the same document.

    `images` are the project's pictures by file, `templates` the folders searched for `web.css` before the one that
    ships with dragoman. Raises WriteError for a picture that is not among the images, and for an unsafe link.
    """
    language = bcp47(document.language)
    medium = Medium(laid_out=False, picture=lambda picture: _picture(picture, images))
    slots = fragments(document, look, medium)
    shared = _found(templates).read_text(encoding="utf-8")
    parts = (
        "<!DOCTYPE html>", f'<html lang="{_attribute(language)}">', "<head>", *_head(document),
        f"<style>\n{stylesheet(look)}\n{signing_spaces(document)}{shared.strip()}\n</style>", "</head>",
        f'<body class="{document.kind} {document.state}">', *_header(document, logo, medium),
        f'<main lang="{_attribute(language)}">', *_furniture(document, STATUS, medium),
        *filter(None, slots.values()), "</main>", *_footer(document, medium), "</body>", "</html>",
    )
    return ("\n".join(parts) + "\n").encode()


def _head(document: Document) -> Iterator[str]:
    about = document.properties
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{html.escape(about.title, quote=False)}</title>"
    yield _meta("description", _description(document))
    yield _meta("author", about.author)
    if about.date is not None:
        yield _meta("dcterms.issued", about.date)


def _description(document: Document) -> str:
    """What a search engine shows beneath the title: the first paragraph of the lede, else the subject."""
    ledes = (plain(b.children) for b in blocks(document) if isinstance(b, Paragraph) and b.role == "lede")
    return next(ledes, document.properties.subject).replace("\n", " ")


def _header(document: Document, logo: Image | None, medium: Medium) -> Iterator[str]:
    lines = [*_furniture(document, ("letterhead", "address"), medium)]
    if logo is not None:
        lines = [f'<img class="logo" src="{_data(logo)}" alt="">', "<div>", *lines, "</div>"]
    if lines:
        yield from ("<header>", *lines, "</header>")


def _footer(document: Document, medium: Medium) -> Iterator[str]:
    lines = [*_furniture(document, ("footer_line",), medium)]
    if lines:
        yield from ("<footer>", *lines, "</footer>")


def _furniture(document: Document, names: tuple[FurnitureName, ...], medium: Medium) -> Iterator[str]:
    for name in names:
        if name in document.furniture:
            role = "foot" if name == "footer_line" else name
            yield f'<p class="{role}">{passage(document.furniture[name], medium)}</p>'


def _picture(picture: Picture, images: Mapping[str, Image]) -> str:
    image = images.get(picture.asset)
    if image is None:
        raise WriteError([diagnostic(NO_PICTURE, NOWHERE, picture.id, asset=picture.asset)])
    return _data(image)


def _data(image: Image) -> str:
    return f"data:{image.media_type};base64,{b64encode(image.data).decode()}"


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{_attribute(content)}">'


def _attribute(text: str) -> str:
    return html.escape(text, quote=True)


def _found(templates: Sequence[Path]) -> Path:
    return next(path for root in (*templates, folder("templates")) if (path := root / SHEET).is_file())


# --- the style sheet -------------------------------------------------------------------------------------------


def stylesheet(look: Look) -> str:
    """The rules of a look for a browser: its tokens as custom properties, one class a style role.

    Sizes and spaces are in rem, one of which is the size of the text: on paper that of the look, on a screen the
    reader's own.
    """
    return "\n".join((_tokens(look), *(_role(style, look) for style in look.styles.values())))


def _tokens(look: Look) -> str:
    page, text = look.page, look.styles["text"]
    colours = "".join(f"--{name}:{value};" for name, value in look.colours.items())
    rules = "".join(f"--rule-{name}:{value:g}pt;" for name, value in look.rules.items())
    faces = "".join(f"--face-{role}:{_families(face, look.script)};" for role, face in look.faces.items())
    measure = f"--measure:{page.measure / 25.4 * 72 / text.size:.4g}rem;--print:{text.size:g}pt"
    margins = " ".join(f"{edge:g}mm" for edge in (page.top, page.right, page.bottom, page.left))
    numbers = range(1, look.figure_columns + 2)
    cells = "\n".join(f".cells-{number}{{grid-template-columns:repeat({number},1fr)}}" for number in numbers)
    return f":root{{{colours}{rules}{faces}{measure}}}\n@page{{margin:{margins}}}\n{cells}"


def _families(face: Face, script: Script) -> str:
    """The face's own names, then what the reader's system has of its class, which the style sheet says."""
    names = dict.fromkeys((*_FIRST[script], face.docx, *face.alternatives, *face.pdf))
    return ",".join((*map(_quoted, names), f"var(--{face.family},{_GENERIC.get(face.family, 'sans-serif')})"))


def _role(style: Style, look: Look) -> str:
    unit = look.styles["text"].size
    weight = "bold" if style.bold else "normal"
    size = max(style.size / unit, _SMALLEST)
    before, after = (f"{space / unit:.4g}rem" for space in (style.before, style.after))
    space = f"padding:{before} 1rem {after} 0" if style.role in _CELLS else f"margin:{before} 0 {after}"
    parts = [
        f"font:{weight} {size:.4g}rem/{style.line / style.size:.4g} var(--face-{style.face})",
        f"color:var(--{style.colour})", f"text-align:{style.align}", space,
    ]
    if style.tracking:
        parts.append(f"letter-spacing:{style.tracking:g}em")
    if style.first:
        parts.append(f"text-indent:{style.first:g}em")
    if style.align == "justify" and look.script == "latin":
        parts.append(HYPHENATION)
    if style.keep:
        parts.append("break-after:avoid")
    if style.indent and not style.hanging and style.role not in _CELLS:
        parts.append(f"padding-left:min({style.indent / POINT / unit:.4g}rem,40%)")
    rule = f".{style.role}{{{';'.join(parts)}}}"
    return rule + _hanging(style, unit) if style.hanging and style.role not in _LISTED else rule


def _hanging(style: Style, unit: float) -> str:
    """The words of a number hang from it, both as far in as in print."""
    inset, hanging = (f"{length / POINT / unit:.4g}rem" for length in (style.indent + style.hanging, style.hanging))
    return (
        f".{style.role}{{padding-left:{inset};text-indent:-{hanging}}}"
        f".{style.role}>.number{{min-width:{hanging}}}")


def _quoted(name: str) -> str:
    """A CSS string: whatever could end it, or the style sheet, is written as a code point."""
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\\n\t<>' else c for c in name) + '"'
