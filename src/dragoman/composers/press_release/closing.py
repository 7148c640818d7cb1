"""What follows the story: practical facts, notes, links, the issuer, contacts."""

import re
from collections.abc import Iterator

from dragoman.composers.parts import linked
from dragoman.composers.press_release.release import Release
from dragoman.document.nodes import (
    Block,
    Contact,
    Contacts,
    Fact,
    Item,
    Items,
    Link,
    Paragraph,
    Particular,
    Particulars,
    Text,
)
from dragoman.language.edition import Passage
from dragoman.sources.fact_models import UnknownModel
from dragoman.sources.models import ContactModel
from dragoman.wording import Message

PARTICULARS = Message("press_release.particulars", "Infos pratiques")
NOTES = Message("press_release.notes", "Notes aux rédactions")
LINKS = Message("press_release.links", "Liens")
LINK = Message("press_release.link", "{label} : {page}", note="{page} : l’adresse, sans https://.")
ABOUT = Message("press_release.about", "À propos {issuer:de}", note="Au-dessus de la présentation de l’émetteur.")
CONTACT = Message("press_release.contact", "Contact presse")
CONTACTS = Message("press_release.contacts", "Contacts presse", note="Au-dessus de plusieurs contacts.")
TELEPHONE = Message("press_release.telephone", "Tél. : {number}")

_SCHEME = re.compile(r"https?://")


def compose_particulars(release: Release) -> Iterator[Block]:
    rows = tuple(
        Particular(name, release.say("particulars", row.id, "label"), words)
        for row, name, words in release.said("particulars", release.file.particulars, "text"))
    if rows:
        title = release.edition.say(PARTICULARS)
        yield from release.heading("particulars.heading", title)
        yield Particulars("particulars", title, rows)
    else:
        release.leave_out("particulars.heading")


def compose_notes(release: Release) -> Iterator[Block]:
    items = tuple(Item(name, words) for _, name, words in release.said("notes", release.file.notes, "text"))
    if items:
        yield from release.heading("notes.heading", release.edition.say(NOTES))
        yield Items("notes", items)
    else:
        release.leave_out("notes.heading")


def compose_links(release: Release) -> Iterator[Block]:
    said = list(release.said("links", release.file.links, "label"))
    if said:
        yield from release.heading("links.heading", release.edition.say(LINKS))
    else:
        release.leave_out("links.heading")
    for link, name, label in said:
        address = Text(_SCHEME.sub("", link.page, count=1).rstrip("/"), "")
        page = Link(link.page, (Fact(name, "given", (address,)),))
        yield Paragraph(name, "link", release.edition.say(LINK, label=label, page=(page,)))


def compose_about(release: Release) -> Iterator[Block]:
    """The issuer's own presentation, under its name."""
    if release.material.house.about is None:
        return
    paragraphs = tuple(release.paragraphs("about", "about", release.material.prose["house.about"]))
    if paragraphs:
        yield from release.heading("about.heading", release.edition.say(ABOUT, issuer=release.issuer))
        yield from paragraphs
    else:
        release.leave_out("about.heading")


def compose_contacts(release: Release) -> Iterator[Block]:
    known = release.material.house.press_contacts
    several = not isinstance(known, UnknownModel) and len(known) > 1
    title = release.edition.say(CONTACTS if several else CONTACT)
    yield from release.heading("contact.heading", title)
    if isinstance(known, UnknownModel):
        unknown = Contact("contacts.unknown", release.edition.fact("house.press_contacts"), ())
        yield Contacts("contacts", title, (unknown,))
    else:
        yield Contacts("contacts", title, tuple(_contact(release, contact) for contact in known))


def _contact(release: Release, contact: ContactModel) -> Contact:
    path = f"house.press_contacts.{contact.id}"
    return Contact(
        f"contacts.{contact.id}", release.edition.fact(f"{path}.name"), tuple(_lines(release, contact, path)))


def _lines(release: Release, contact: ContactModel, path: str) -> Iterator[Passage]:
    edition = release.edition
    if contact.office is not None and (office := edition.say(release.material.prose[f"{path}.office"])):
        yield office
    if contact.telephone is not None:
        yield edition.say(TELEPHONE, number=linked(edition, f"{path}.telephone"))
    if contact.email is not None:
        yield linked(edition, f"{path}.email")
