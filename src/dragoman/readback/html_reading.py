"""Read a web page: its elements as a tree, and what does not belong in a page of ours.

Stricter than a browser, which mends whatever it is given: every element must be closed by its own end tag and be one
that a document needs. The reader shares nothing with the writer.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from dragoman.diagnostics import Code, Diagnostic, diagnostic

NOT_HTML = Code("RBH-001", "error", "ce fichier n’est pas du HTML en UTF-8")
BROKEN = Code("RBH-002", "error", "la page HTML est mal formée : {problem}, ligne {line}")
FORBIDDEN = Code(
    "RBH-003", "error", "la page HTML contient {found}, ligne {line}, qui n’y a pas sa place",
    "une page ne contient ni script, ni appel à l’extérieur, ni rien de caché : corrigez web.css ou le gabarit",
)

_GLOBAL = {"class", "id", "lang"}
_ATTRIBUTES: dict[str, set[str]] = {
    "html": set(), "head": set(), "title": set(), "style": set(), "body": set(), "header": set(), "main": set(),
    "footer": set(), "div": set(), "h1": set(), "h2": set(), "h3": set(), "p": set(), "aside": set(),
    "blockquote": set(), "figure": set(), "figcaption": set(), "table": set(), "caption": set(), "colgroup": set(),
    "thead": set(), "tbody": set(), "tr": set(), "td": set(), "ol": set(), "li": set(), "span": set(),
    "strong": set(), "sup": set(), "mark": set(), "ruby": set(), "rp": set(), "rt": set(), "br": set(), "col": set(),
    "meta": {"charset", "name", "content", "http-equiv"}, "ul": {"aria-label"}, "th": {"scope", "rowspan"},
    "a": {"href"}, "img": {"src", "alt", "width", "height"},
}
"""Every element that a page may hold, with the attributes it may have beside class, id and language."""

_VOID = {"br", "col", "img", "meta"}
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/]+=*")
_STYLE = re.compile(
    r"(?<![\w-])(?:url\s*\(|image-set\s*\(|@import|content\s*:|display\s*:\s*none|visibility\s*:|opacity\s*:)",
    re.IGNORECASE)
"""What a style sheet of ours may not do: fetch, add words, hide."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LONGEST_SHOWN = 60


def read(data: bytes) -> tuple[Element | None, tuple[Diagnostic, ...]]:
    """The root of a page and everything wrong with it as a page; no root where it is none."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None, (diagnostic(NOT_HTML),)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    root = reader.finished()
    return root, tuple(reader.faults) or (() if root is not None else (diagnostic(NOT_HTML),))


class _Reader(HTMLParser):
    """Builds the tree and notes every fault; what is forbidden stays in the tree all the same."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[Diagnostic] = []
        self._top = Element("")
        self._open = [self._top]
        self._declared = False

    def finished(self) -> Element | None:
        if len(self._open) > 1:
            self._broken(f"<{self._open[-1].tag}> n’est pas fermé")
        if not self._declared:
            self._broken("<!DOCTYPE html> manque")
        elements = [piece for piece in pieces(self._top) if isinstance(piece, Element) or piece.strip()]
        root = elements[0] if len(elements) == 1 else None
        return root if isinstance(root, Element) and root.tag == "html" else None

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html" or self._declared or len(self._top):
            self._forbidden(f"<!{decl}>")
        self._declared = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ATTRIBUTES:
            self._forbidden(f"<{tag}>")
        for name, value in attrs:
            if name not in _ATTRIBUTES.get(tag, set()) | _GLOBAL or not _harmless(tag, name, value or ""):
                self._forbidden(f'{name}="{(value or "")[:_LONGEST_SHOWN]}"')
        values = {name: value or "" for name, value in attrs}
        if len(values) < len(attrs):
            self._broken(f"<{tag}> a deux fois le même attribut")
        element = Element(tag, values)
        self._open[-1].append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag or len(self._open) == 1:
            self._broken(f"</{tag}> ne ferme rien")
            return
        closed = self._open.pop()
        if tag == "style":
            for found in _STYLE.finditer(_COMMENT.sub("", closed.text or "")):
                self._forbidden(found[0])

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data

    def handle_comment(self, data: str) -> None:
        self._forbidden(f"<!--{data[:_LONGEST_SHOWN]}-->")

    def handle_pi(self, data: str) -> None:
        self._forbidden(f"<?{data[:_LONGEST_SHOWN]}>")

    def unknown_decl(self, data: str) -> None:
        self._forbidden(f"<![{data[:_LONGEST_SHOWN]}")

    def _forbidden(self, found: str) -> None:
        self.faults.append(diagnostic(FORBIDDEN, found=found, line=self.getpos()[0]))

    def _broken(self, problem: str) -> None:
        self.faults.append(diagnostic(BROKEN, problem=problem, line=self.getpos()[0]))


def _harmless(tag: str, name: str, value: str) -> bool:
    """Whether the value of a permitted attribute asks for nothing from elsewhere."""
    if tag == "img" and name == "src":
        return _PICTURE.fullmatch(value) is not None
    return not (tag == "meta" and name == "http-equiv" and value.lower() != "content-security-policy")


def pieces(element: Element) -> Iterator[str | Element]:
    """The texts and elements directly in an element, in order."""
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""
