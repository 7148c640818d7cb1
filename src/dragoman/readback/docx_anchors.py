"""What a convention's Word file says of its parts: anchors by id, and references that agree with the numbers."""

import re
from collections.abc import Iterator

from dragoman.diagnostics import Code, Diagnostic, diagnostic
from dragoman.document.nodes import Annex, Article, Clause, Digits, Document, Reference
from dragoman.document.projection import Line, project
from dragoman.document.walk import blocks, document_inlines, inlines, labels
from dragoman.readback.docx_reading import Reading

ANCHOR = Code("RBD-010", "error", "le repère du fichier Word contient « {found} » au lieu de « {expected} »")
STALE = Code("RBD-011", "error", "le renvoi affiche « {found} », mais sa cible porte le numéro « {expected} »")
LOST = Code("RBD-012", "error", "le renvoi du fichier Word vise « {target} », que rien ne porte")
FEWER = Code("RBD-013", "error", "le fichier Word contient {found} renvois au lieu de {expected}")
ORIGIN = Code("RBD-014", "error", "la propriété « {name} » du fichier est « {found} » au lieu de « {expected} »")

_SPACE = "\u3000"
_KINDS = {"articles": "clause", "annexes": "annex"}
_TAG_CHARACTERS = 64
_BOOKMARK_CHARACTERS, _BOOKMARK_STEM = 40, 31
_REFERENCE = re.compile(r"(?:REF )?(?P<target>(?:[a-z]{2}_)?(?:clause|annex)_\w+) (?P<switches>.*\\[nrw].*)")
_SIGN = re.compile(r"[0-9A-Za-z\u30a0-\u30ff]+(?:\.[0-9]+)*")
"""The figures of a number, the last of its words: of « Article 5 », a), 第5条."""


def laid_out(document: Document, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines as Word prints them: a tab parts a list's number from its words, in Japanese too."""
    named = {name: label for block in blocks(document) for name, label in labels(block).items()}
    return tuple(
        Line(line.id, f"{label[:-1]} {line.text[len(label):]}") if label.endswith(_SPACE) else line
        for line in lines for label in (named.get(line.id, ""),)
    )


def anchor_faults(document: Document, reading: Reading) -> Iterator[Diagnostic]:
    """How anchors, references and properties differ from the document's; nothing where it has no articles."""
    if not any(isinstance(block, Article) for block in blocks(document)):
        return
    yield from _anchors(document, reading)
    yield from _references(document, reading)
    found = reading.custom.get("dragoman.document", "")
    if found != document.digest:
        yield diagnostic(ORIGIN, name="dragoman.document", found=found, expected=document.digest)


def _anchors(document: Document, reading: Reading) -> Iterator[Diagnostic]:
    """Each clause and annex is held by the content control that bears its id, and by the bookmark named after it."""
    lines = {line.id: line.text for line in laid_out(document, project(document).body)}
    tagged = {tag: anchored.text for tag, anchored in reading.controls.items()}
    for block in blocks(document):
        held = [clause.id for clause in block.clauses] if isinstance(block, Article) else []
        held += [block.id] if isinstance(block, Annex | Clause) else []
        for name in held:
            text = lines.get(name, "")
            held_by = (tagged.get(name[-_TAG_CHARACTERS:], ""), _marked(reading, name))
            wrong = next((found for found in held_by if found != text), None)
            if wrong is not None:
                yield diagnostic(ANCHOR, field=name, expected=text, found=wrong)
                return


def _marked(reading: Reading, name: str) -> str:
    """What the bookmark of a part holds: `clause_term_entry` for articles.term.entry, cut where it is long.

    `ja_clause_term_entry` in a right column that is Japanese.
    """
    own, _, beside = name.partition("@")
    kind, _, rest = own.partition(".")
    whole = re.sub(r"\W", "_", (f"{beside}_" if beside else "") + f"{_KINDS[kind]}_{rest}")
    if len(whole) <= _BOOKMARK_CHARACTERS:
        found = reading.bookmarks.get(whole)
    else:
        stem = whole[:_BOOKMARK_STEM] + "_"
        found = next((one for mark, one in reading.bookmarks.items()
                      if mark.startswith(stem) and one == reading.controls.get(name[-_TAG_CHARACTERS:])), None)
    return "" if found is None else found.text


def _references(document: Document, reading: Reading) -> Iterator[Diagnostic]:
    """The result of each field is the number of the paragraph that it names; none lacks, none is too many."""
    found = [match for one in reading.fields if (match := _REFERENCE.fullmatch(one.instruction))]
    shown = [one.text for one in reading.fields if _REFERENCE.fullmatch(one.instruction)]
    numbered = {
        inline.target for block in document_inlines(document) if isinstance(block, Reference)
        for inline in inlines(block.children) if isinstance(inline, Digits)}
    if numbered and not found:
        yield diagnostic(FEWER, found=0, expected=len(numbered))
    for match, text in zip(found, shown, strict=True):
        target = reading.bookmarks.get(match["target"])
        if target is None:
            yield diagnostic(LOST, target=match["target"])
            return
        number = target.label.strip()
        if r"\t" in match["switches"]:
            number = next(iter(_SIGN.findall(number)[-1:]), number)
        if text != number:
            yield diagnostic(STALE, found=text, expected=number)
            return
