"""Messages are found in the source without running it, and templates carry the effective French."""

from pathlib import Path

import polib
import pytest

from catalog_samples import entry, gnu_canonical, put
from dragoman import resources
from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.errors import CatalogError
from dragoman.text import HYPHEN
from dragoman.wording import Message
from dragoman.workflow import extract
from dragoman.workflow.extract import product_messages, write_templates


def package(folder: Path, **modules: str) -> Path:
    root = folder / "dragoman"
    for name, source in modules.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return root


def faults(root: Path) -> list[tuple[object, str]]:
    with pytest.raises(CatalogError) as caught:
        product_messages(root)
    return [(d.code, str(d.position)) for d in caught.value.diagnostics]


def test_messages_are_found_by_file_and_in_order(tmp_path: Path) -> None:
    root = package(
        tmp_path, b='x = f(Message("common.c", "C"), Message(key="common.a", text="A", note="n", optional=("t",)))',
        a='from dragoman import wording\ny = wording.Message("common.b", "une "\n  "phrase", other="des", only="ja")')
    assert product_messages(root) == (
        Message("common.b", "une phrase", other="des", only="ja", file="dragoman/a.py"),
        Message("common.c", "C", file="dragoman/b.py"),
        Message("common.a", "A", note="n", optional=("t",), file="dragoman/b.py"))


def test_a_diagnostic_gives_its_sentence_and_its_hint(tmp_path: Path) -> None:
    root = package(tmp_path, a='A = Code("X-1", "error", "faux : {x}", "corrigez")\nB = Code("X-2", "info", "vu")')
    assert [(m.key, m.text) for m in product_messages(root)] == [
        ("interface.X-1", "faux : {x}"), ("interface.X-1.hint", "corrigez"), ("interface.X-2", "vu")]


@pytest.mark.parametrize("call", [
    'Message(f"common.{x}", "A")', 'Message("common.a", TEXT)', 'Message("common.a", "A" + "B")',
    'Message("common.a", "A".strip())', "Message(*parts)", 'Message("common.a", **rest)', 'Message("common.a")',
    'Message("common.a", "A", colour="red")', 'Code("X-1", "error", _("faux"))', 'Code("X-1", severity, "faux")',
])
def test_what_cannot_be_read_without_running_is_an_error(tmp_path: Path, call: str) -> None:
    assert faults(package(tmp_path, a=f"\nx = {call}")) == [(extract.NOT_LITERAL, "dragoman/a.py:2:5")]


def test_packages_that_handle_messages_may_make_them_of_what_they_read(tmp_path: Path) -> None:
    handling = 'Message(key, prose.text)\nMessage(f"interface.{code.id}", code.sentence)\nMessage("common.a", "A")'
    root = package(tmp_path, sources__prose=handling)
    assert [m.key for m in product_messages(root)] == ["common.a"]


def test_every_wrong_message_is_told(tmp_path: Path) -> None:
    root = package(
        tmp_path,
        a='Message("common.a", "A")\nMessage("commun.b", "B")\n'
        'Message("common.c", "{x")\nMessage("common.d", "e\u0301")',
        b='Message("common.a", "A")\nMessage("common.e", "a\u00adb")\nMessage(key, "x")')
    assert faults(root) == [
        (extract.NO_DOMAIN, "dragoman/a.py:2:1"), (extract.GRAMMAR, "dragoman/a.py:3:1"),
        (extract.UNCOMPOSED, "dragoman/a.py:4:1"), (extract.SAME_KEY, "dragoman/b.py:1:1"),
        (HYPHEN, "dragoman/b.py:2:1"), (extract.NOT_LITERAL, "dragoman/b.py:3:1")]


def test_the_products_own_source_has_only_good_messages() -> None:
    found = product_messages(resources.package())
    assert {"interface.TXT-001", "interface.TXT-001.hint"} <= {message.key for message in found}


MESSAGES = (
    Message("common.label", "Communiqué", note="Au-dessus du titre.\n\n  Court.", file="dragoman/a.py"),
    Message("common.jobs", "{n} emploi", other="{n} emplois", by="jobs", optional=("t", "u"), file="dragoman/b.py"),
    Message("common.season", "(saison)", only="ja", file="dragoman/b.py"),
    Message("press_release.end", "FIN", file="dragoman/a.py"),
)


def test_a_template_holds_the_effective_french_and_what_the_translator_must_know(tmp_path: Path) -> None:
    put(tmp_path, "common", "fr", entry("common.label", "Communiqué", "Communiqué de presse"))
    write_templates(CatalogSet(tmp_path, MESSAGES))
    template = polib.pofile(str(tmp_path / "common.pot"))
    label, jobs = template
    assert (label.msgctxt, label.msgid, label.msgstr) == ("common.label", "Communiqué de presse", "")
    assert (label.comment, label.occurrences) == ("Au-dessus du titre.\nCourt.", [("dragoman/a.py", "")])
    assert (jobs.msgid, jobs.msgid_plural, jobs.msgstr_plural) == ("{n} emploi", "{n} emplois", {0: "", 1: ""})
    assert jobs.comment == "by: jobs\noptional: t, u"
    assert template.metadata["X-Source-Language"] == "fr"
    assert not {"POT-Creation-Date", "Last-Translator", "PO-Revision-Date"} & template.metadata.keys()
    assert (tmp_path / "press_release.pot").exists()
    assert not (tmp_path / "convention.pot").exists()


def test_gnu_gettext_reads_a_template_and_would_write_it_so(tmp_path: Path) -> None:
    write_templates(CatalogSet(tmp_path, MESSAGES))
    data = (tmp_path / "common.pot").read_bytes()
    assert gnu_canonical(data) == data


def test_templates_are_written_only_when_they_change(tmp_path: Path) -> None:
    catalogs = CatalogSet(tmp_path, MESSAGES)
    assert len(write_templates(catalogs)) == 2
    before = (tmp_path / "common.pot").stat().st_ino
    assert write_templates(catalogs) == ()
    assert (tmp_path / "common.pot").stat().st_ino == before


def test_a_project_has_one_template_of_all_its_messages(tmp_path: Path) -> None:
    product = CatalogSet(tmp_path / "product", MESSAGES)
    own = Message("press-release.body.intro", "La {region} part.", file="press release.yaml")
    write_templates(CatalogSet(tmp_path / "mission", (own,), product))
    assert [path.name for path in (tmp_path / "mission").iterdir()] == ["project.pot"]
    (found,) = polib.pofile(str(tmp_path / "mission" / "project.pot"))
    assert (found.msgctxt, found.occurrences) == ("press-release.body.intro", [("press%20release.yaml", "")])
