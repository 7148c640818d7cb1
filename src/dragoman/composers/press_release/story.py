"""The story: lede, key figures, sections with their boxes and pictures, quotes."""

from collections.abc import Iterator

from dragoman.composers.parts import numbered
from dragoman.composers.press_release.release import Release
from dragoman.composers.press_release.status import after_dateline
from dragoman.document.nodes import Block, Heading, KeyFigure, KeyFigures, Paragraph, Picture, Quote, SideBox
from dragoman.facts import Count, Known, Money
from dragoman.language.edition import Passage
from dragoman.sources.document_models import BoxModel, PictureModel, QuoteModel
from dragoman.wording import Message

FIGURES = Message("press_release.figures", "Chiffres clés", note="Décrit le tableau à qui ne le voit pas.")
QUOTES = Message("press_release.quotes", "Déclarations", only="ja", note="Au-dessus des citations : コメント.")

_QUOTES_HEADING = "quotes.heading"
_BEFORE_QUOTES = 2
"""French and English releases quote after their second paragraph; Japanese ones at the end, under a heading."""


def compose_lede(release: Release) -> Iterator[Paragraph]:
    """The first paragraphs, which open in English with place and date."""
    paragraphs = release.edition.paragraphs(release.material.message("lede"))
    return numbered("lede", "lede", after_dateline(release, paragraphs))


def compose_key_figures(release: Release) -> Iterator[KeyFigures]:
    chosen = release.file.key_figures
    if chosen:
        figures = tuple(
            KeyFigure(
                f"key_figures.{figure.id}", *_figure(release, figure.fact),
                release.say("key_figures", figure.id, "caption"))
            for figure in chosen)
        yield KeyFigures("key_figures", release.edition.say(FIGURES), figures)


def _figure(release: Release, path: str) -> tuple[Passage, Passage]:
    state = release.edition.state(path)
    match state:
        case Known(value=Count(approximate=approximate)):
            lead = release.edition.fact(path, "lead") if approximate else ()
            return lead, release.edition.fact(path, "figure")
        case Known(value=Money()):
            return (), release.edition.fact(path, "table")
        case _:
            return (), release.edition.fact(path)


def compose_body(release: Release) -> Iterator[Block]:
    """The sections with what stands under them, and the quotes where the language has them."""
    told = tuple(_sections(release))
    quotes = tuple(_quote(release, quote) for quote in release.file.quotes)
    places = [place for place, block in enumerate(told, 1) if isinstance(block, Paragraph)]
    early = release.language != "ja" and len(places) >= _BEFORE_QUOTES
    place = places[_BEFORE_QUOTES - 1] if early else len(told)
    yield from told[:place]
    if release.language != "ja":
        release.leave_out(_QUOTES_HEADING)
    elif quotes:
        yield from release.heading(_QUOTES_HEADING, release.edition.say(QUOTES))
    yield from quotes
    yield from told[place:]


def _sections(release: Release) -> Iterator[Block]:
    file = release.file
    last = file.sections[-1].id
    for section in file.sections:
        name = f"sections.{section.id}"
        yield from release.heading(f"{name}.heading", release.say("sections", section.id, "heading"))
        yield from release.paragraphs(f"{name}.text", "text", release.material.message("sections", section.id, "text"))
        for picture in file.pictures:
            if (picture.after or last) == section.id:
                yield _picture(release, picture)
        for box in file.boxes:
            if (box.after or last) == section.id:
                yield from _box(release, box)


def _picture(release: Release, picture: PictureModel) -> Picture:
    image = release.material.images[picture.file]
    name = f"pictures.{picture.id}"
    return Picture(
        name, picture.file, image.digest, image.width, image.height, release.require("pictures", picture.id, "alt"),
        release.say("pictures", picture.id, "caption"), release.edition.fact(f"release.{name}.credit"))


def _box(release: Release, box: BoxModel) -> Iterator[SideBox]:
    """A side box, unless its language leaves its text out on purpose."""
    name = f"boxes.{box.id}"
    text = release.material.message("boxes", box.id, "text")
    paragraphs = tuple(release.paragraphs(f"{name}.text", "box_text", text))
    if paragraphs:
        yield SideBox(name, Heading(f"{name}.heading", 3, release.require("boxes", box.id, "heading")), paragraphs)
    else:
        release.leave_out(name)


def _quote(release: Release, quote: QuoteModel) -> Quote:
    """Words, then the speaker and the speaker's office; in Japanese office and speaker, then the words."""
    name = f"quotes.{quote.id}"
    forms = {tag: (said.text, said.approved is not None) for tag, said in quote.said.items()}
    words = tuple(numbered(f"{name}.quote", "quote", release.edition.said(f"{release.material.stem}.{name}", forms)))
    speaker = Paragraph(f"{name}.speaker", "speaker", release.edition.fact(quote.speaker))
    office = tuple(numbered(f"{name}.office", "office", (release.say("quotes", quote.id, "office"),)))
    japanese = release.language == "ja"
    return Quote(name, (*office, speaker, *words) if japanese else (*words, speaker, *office))
