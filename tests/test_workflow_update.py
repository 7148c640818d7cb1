"""Catalogs follow their messages by key, and no translation is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_samples import entry, gnu_canonical, gnu_faults, put
from dragoman.catalogs import po
from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.catalogs.catalogs import Catalogs
from dragoman.catalogs.po import PoEntry, PoFile
from dragoman.errors import CatalogError, OutputError
from dragoman.languages import LANGUAGES
from dragoman.wording import Message
from dragoman.workflow.update import CatalogUpdate, update

A = Message("common.a", "Bonjour", note="salut", file="dragoman/a.py")
B = Message("common.b", "Au revoir", file="dragoman/b.py")
JOBS = Message("common.jobs", "{n} emploi", other="{n} emplois", file="dragoman/b.py")
SEASON = Message("common.season", "(saison)", only="ja", file="dragoman/b.py")
IDS = JOBS.forms


class Folder:
    """A folder of catalogs in a test, its messages given anew at each update."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def update(self, *messages: Message, check: bool = False) -> dict[str, CatalogUpdate]:
        report = update(CatalogSet(self.root, messages), check=check)
        return {catalog.language: catalog for catalog in report.catalogs}

    def read(self, language: str) -> PoFile:
        return po.read(self.root / language / "LC_MESSAGES" / "common.po", language)

    def entry(self, language: str, key: str) -> PoEntry:
        return self.read(language).live[key]

    def edit(self, language: str, key: str, *strings: str, **changes: object) -> None:
        """What a translator does."""
        catalog = self.read(language)
        entries = tuple(
            replace(e, strings=strings, **changes) if e.key == key and not e.obsolete else e for e in catalog.entries)
        put(self.root, "common", language, *entries)

    def bytes(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in sorted(self.root.rglob("*.po*"))}

    def said(self, message: Message, language: str) -> tuple[str, tuple[str, ...], str]:
        found = Catalogs.load(self.root, None, tuple(LANGUAGES)).lookup(message, language)
        return found.state, found.forms, found.language


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def counts(update: CatalogUpdate) -> dict[str, int]:
    names = ("new", "followed", "fuzzy", "revived", "unchanged", "removed")
    return {name: number for name in names if (number := getattr(update, name))}


def test_a_first_update_writes_all_languages(folder: Folder) -> None:
    report = folder.update(A, JOBS, SEASON)
    assert counts(report["fr"]) == {"new": 2}
    assert counts(report["ja"]) == {"new": 3}
    assert folder.entry("fr", "common.a").strings == ("Bonjour",)
    assert folder.entry("en", "common.a").strings == ("",)
    assert folder.entry("fr", "common.jobs").strings == IDS
    assert folder.entry("en", "common.jobs").strings == ("", "")
    assert folder.entry("ja", "common.jobs").strings == ("",)
    assert folder.entry("ja", "common.season").notes == "only: ja"
    assert (folder.entry("ja", "common.a").notes, folder.entry("ja", "common.a").files) == ("salut", ("dragoman/a.py",))
    assert "common.season" not in folder.read("fr").live
    assert "common.season" not in (folder.root / "common.pot").read_text(encoding="utf-8")


def test_gnu_gettext_finds_nothing_to_change_or_refuse(folder: Folder) -> None:
    folder.update(A, B, JOBS, SEASON)
    folder.edit("ja", "common.a", "こんにちは")
    folder.edit("ja", "common.jobs", "{n}人の雇用")
    folder.edit("ja", "common.b", "さようなら")
    folder.update(replace(A, text="Bonsoir"), JOBS, SEASON)
    for path, data in folder.bytes().items():
        assert gnu_canonical(data) == data
        if path.suffix == ".po":
            assert gnu_faults(data) == ""


def test_a_second_update_changes_no_byte_and_writes_no_file(folder: Folder) -> None:
    folder.update(A, B, JOBS, SEASON)
    before = {path: path.stat().st_ino for path in folder.bytes()}
    report = update(CatalogSet(folder.root, (A, B, JOBS, SEASON)))
    assert not report.changed
    assert {path: path.stat().st_ino for path in folder.bytes()} == before


def test_a_check_tells_what_would_change_and_writes_nothing(folder: Folder) -> None:
    folder.update(A, B)
    before = folder.bytes()
    report = folder.update(replace(A, text="Bonsoir"), JOBS, check=True)
    assert counts(report["en"]) == {"new": 1, "followed": 1, "removed": 1}
    assert report["en"].outdated
    assert folder.bytes() == before


# --- the code changes ---


def test_a_reworded_text_keeps_its_translation_as_fuzzy_with_the_former_french(folder: Folder) -> None:
    folder.update(A, B)
    folder.edit("en", "common.a", "Hello", remarks="checked by Ann")
    reworded = replace(A, text="Bonsoir")
    assert folder.said(reworded, "en") == ("fuzzy", ("Bonsoir",), "fr")
    report = folder.update(reworded, B)
    assert counts(report["en"]) == {"fuzzy": 1, "unchanged": 1}
    assert counts(report["fr"]) == {"followed": 1, "unchanged": 1}
    kept = folder.entry("en", "common.a")
    assert (kept.ids, kept.strings, kept.previous, kept.flags) == (("Bonsoir",), ("Hello",), ("Bonjour",), ("fuzzy",))
    assert kept.remarks == "checked by Ann"
    assert folder.said(reworded, "en") == ("fuzzy", ("Bonsoir",), "fr")


def test_an_untranslated_message_takes_the_new_text(folder: Folder) -> None:
    folder.update(A)
    report = folder.update(replace(A, text="Bonsoir"))
    assert counts(report["ja"]) == {"followed": 1}
    assert (folder.entry("ja", "common.a").ids, folder.entry("ja", "common.a").flags) == (("Bonsoir",), ())


def test_the_former_french_stays_the_one_that_was_translated(folder: Folder) -> None:
    folder.update(A)
    folder.edit("en", "common.a", "Hello")
    folder.update(replace(A, text="Bonsoir"))
    folder.update(replace(A, text="Salut"))
    assert folder.entry("en", "common.a").previous == ("Bonjour",)


def test_a_translation_confirmed_by_the_translator_is_said_again_and_its_former_french_goes(folder: Folder) -> None:
    folder.update(A)
    folder.edit("en", "common.a", "Hello")
    reworded = replace(A, text="Bonsoir")
    folder.update(reworded)
    folder.edit("en", "common.a", "Good evening", flags=())
    assert folder.said(reworded, "en") == ("translated", ("Good evening",), "en")
    folder.update(reworded)
    assert folder.entry("en", "common.a").previous == ()


def test_a_note_that_changes_leaves_the_translation_alone(folder: Folder) -> None:
    folder.update(A)
    folder.edit("en", "common.a", "Hello")
    report = folder.update(replace(A, note="formule d’appel", optional=("name",)))
    assert counts(report["en"]) == {"unchanged": 1}
    assert folder.entry("en", "common.a").strings == ("Hello",)
    assert folder.entry("en", "common.a").notes == "formule d’appel\noptional: name"


def test_a_message_that_goes_stays_as_obsolete_and_returns_with_its_key(folder: Folder) -> None:
    folder.update(A, B)
    folder.edit("en", "common.a", "Hello", remarks="checked by Ann")
    assert counts(folder.update(B)["en"]) == {"unchanged": 1, "removed": 1}
    (gone,) = [e for e in folder.read("en").entries if e.obsolete]
    assert (gone.strings, gone.remarks) == (("Hello",), "checked by Ann")
    assert counts(folder.update(A, B)["en"]) == {"revived": 1, "unchanged": 1}
    assert folder.said(A, "en") == ("translated", ("Hello",), "en")
    assert folder.entry("en", "common.a").notes == "salut"


def test_a_rewording_that_returns_with_its_key_makes_the_others_follow_in_the_same_run(folder: Folder) -> None:
    folder.update(A, B)
    folder.edit("fr", "common.a", "Bonjour à tous")
    folder.update(B)
    folder.update(A, B)
    assert folder.said(A, "fr") == ("translated", ("Bonjour à tous",), "fr")
    assert folder.entry("en", "common.a").ids == ("Bonjour à tous",)
    assert not update(CatalogSet(folder.root, (A, B))).changed


def test_a_message_that_returns_with_another_text_is_fuzzy(folder: Folder) -> None:
    folder.update(A, B)
    folder.edit("en", "common.a", "Hello")
    folder.update(B)
    folder.update(replace(A, text="Bonsoir"), B)
    revived = folder.entry("en", "common.a")
    assert (revived.strings, revived.flags, revived.previous) == (("Hello",), ("fuzzy",), ("Bonjour",))
    assert not any(e.obsolete for e in folder.read("en").entries)


def test_untranslated_and_identical_entries_leave_nothing_behind(folder: Folder) -> None:
    folder.update(A, B)
    folder.update(B)
    for language in LANGUAGES:
        assert [e.key for e in folder.read(language).entries] == ["common.b"]


def test_what_msgmerge_put_among_the_obsolete_is_taken_back(folder: Folder) -> None:
    put(folder.root, "common", "en", entry("common.a", "Bonsoir"), entry("common.a", "Bonjour", "Hello", obsolete=True))
    folder.update(replace(A, text="Bonsoir"))
    taken = folder.entry("en", "common.a")
    assert (taken.strings, taken.flags, taken.previous) == (("Hello",), ("fuzzy",), ("Bonjour",))


def test_a_plural_may_come_and_go(folder: Folder) -> None:
    single = Message("common.jobs", "des emplois")
    folder.update(single)
    folder.edit("en", "common.jobs", "jobs")
    folder.edit("ja", "common.jobs", "雇用")
    folder.update(JOBS)
    english, japanese = folder.entry("en", "common.jobs"), folder.entry("ja", "common.jobs")
    assert (english.ids, english.strings, english.flags) == (IDS, ("jobs", "jobs"), ("fuzzy",))
    assert (japanese.ids, japanese.strings, japanese.previous) == (IDS, ("雇用",), ("des emplois",))
    assert folder.entry("fr", "common.jobs").strings == IDS
    folder.edit("en", "common.jobs", "{n} job", "{n} jobs", flags=(), previous=())
    folder.update(single)
    english = folder.entry("en", "common.jobs")
    assert (english.strings, english.previous, english.flags) == (("{n} job",), IDS, ("fuzzy",))
    assert folder.said(single, "en") == ("fuzzy", ("des emplois",), "fr")


def test_entries_stand_in_the_order_of_the_messages(folder: Folder) -> None:
    folder.update(B, A)
    assert list(folder.read("ja").live) == ["common.b", "common.a"]
    folder.update(A, JOBS, B)
    assert list(folder.read("ja").live) == ["common.a", "common.jobs", "common.b"]


# --- locales/fr changes ---


def test_a_rewording_in_fr_makes_the_others_fuzzy_as_one_in_the_code_does(folder: Folder) -> None:
    folder.update(A)
    folder.edit("en", "common.a", "Hello")
    folder.edit("fr", "common.a", "Bonjour à tous")
    assert folder.said(A, "en") == ("fuzzy", ("Bonjour à tous",), "fr")
    assert folder.said(A, "ja") == ("missing", ("Bonjour à tous",), "fr")
    report = folder.update(A)
    assert counts(report["fr"]) == {"unchanged": 1}
    assert counts(report["en"]) == {"fuzzy": 1}
    assert folder.entry("fr", "common.a").ids == ("Bonjour",)
    assert folder.entry("en", "common.a").ids == ("Bonjour à tous",)
    assert folder.entry("en", "common.a").previous == ("Bonjour",)
    assert folder.entry("ja", "common.a").ids == ("Bonjour à tous",)
    assert 'msgid "Bonjour à tous"' in (folder.root / "common.pot").read_text(encoding="utf-8")
    assert folder.said(A, "en") == ("fuzzy", ("Bonjour à tous",), "fr")


def test_a_rewording_becomes_fuzzy_when_the_code_changes_under_it(folder: Folder) -> None:
    folder.update(A)
    folder.edit("fr", "common.a", "Bonjour à tous")
    folder.update(A)
    folder.edit("en", "common.a", "Hello all")
    changed = replace(A, text="Bonsoir")
    assert folder.said(changed, "fr") == ("fuzzy", ("Bonsoir",), "fr")
    report = folder.update(changed)
    assert counts(report["fr"]) == {"fuzzy": 1}
    kept = folder.entry("fr", "common.a")
    assert (kept.ids, kept.strings, kept.flags, kept.previous) == (
        ("Bonsoir",), ("Bonjour à tous",), ("fuzzy",), ("Bonjour",))
    assert folder.entry("en", "common.a").ids == ("Bonsoir",)
    assert folder.said(changed, "fr") == ("fuzzy", ("Bonsoir",), "fr")
    assert folder.said(changed, "en") == ("fuzzy", ("Bonsoir",), "fr")


def test_a_rewording_taken_over_into_the_code_is_no_rewording_any_more(folder: Folder) -> None:
    folder.update(A)
    folder.edit("fr", "common.a", "Bonjour à tous")
    folder.update(A)
    folder.edit("en", "common.a", "Hello all")
    taken = replace(A, text="Bonjour à tous")
    report = folder.update(taken)
    assert counts(report["en"]) == {"unchanged": 1}
    assert folder.entry("fr", "common.a").flags == ()
    assert folder.said(taken, "fr") == ("translated", ("Bonjour à tous",), "fr")
    assert folder.said(taken, "en") == ("translated", ("Hello all",), "en")


def test_a_rewording_that_is_emptied_gives_the_code_back(folder: Folder) -> None:
    folder.update(A)
    folder.edit("fr", "common.a", "Bonjour à tous")
    folder.update(A)
    folder.edit("fr", "common.a", "")
    assert folder.said(A, "fr") == ("translated", ("Bonjour",), "fr")
    folder.update(A)
    assert folder.entry("fr", "common.a").strings == ("Bonjour",)
    assert folder.entry("en", "common.a").ids == ("Bonjour",)


def test_an_omission_is_kept_and_becomes_fuzzy_like_a_translation(folder: Folder) -> None:
    folder.update(A)
    folder.edit("ja", "common.a", "", flags=("x-omit",), remarks="日本語では不要")
    folder.update(A)
    kept = folder.entry("ja", "common.a")
    assert (kept.flags, kept.remarks) == (("x-omit",), "日本語では不要")
    folder.update(replace(A, text="Bonsoir"))
    kept = folder.entry("ja", "common.a")
    assert (kept.flags, kept.previous) == (("fuzzy", "x-omit"), ("Bonjour",))


# --- files ---


def test_what_other_tools_wrote_in_the_header_is_kept(folder: Folder) -> None:
    folder.update(A)
    path = folder.root / "en" / "LC_MESSAGES" / "common.po"
    path.write_text("# Relu en mars\n" + path.read_text(encoding="utf-8").replace(
        '"Language: en', '"Last-Translator: Ann\\n"\n"Language: en'), encoding="utf-8")
    assert not folder.update(A)["en"].changed
    folder.update(A, B)
    assert "Last-Translator: Ann" in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("# Relu en mars\n")


def test_a_wrapped_file_is_rewritten_but_not_out_of_date(folder: Folder) -> None:
    folder.update(A)
    path = folder.root / "en" / "LC_MESSAGES" / "common.po"
    canonical = path.read_bytes()
    path.write_bytes(canonical.replace(b'msgid "Bonjour"', b'msgid ""\n"Bon"\n"jour"'))
    report = folder.update(A)["en"]
    assert (report.changed, report.outdated) == (True, False)
    assert path.read_bytes() == canonical


def test_nothing_is_written_where_one_catalog_cannot_be_read(folder: Folder) -> None:
    folder.update(A)
    path = folder.root / "ja" / "LC_MESSAGES" / "common.po"
    path.write_bytes(path.read_bytes() + b"oops\n")
    before = folder.bytes()
    with pytest.raises(CatalogError):
        folder.update(A, B)
    assert folder.bytes() == before


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "locales").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError):
        Folder(tmp_path / "locales").update(A)


def test_the_catalogs_of_a_domain_whose_messages_are_all_gone_become_obsolete(folder: Folder) -> None:
    folder.update(A)
    folder.edit("en", "common.a", "Hello")
    report = folder.update(Message("press_release.end", "FIN"))
    assert counts(report["en"])
    assert folder.read("en").live == {}
    assert [e.strings for e in folder.read("en").entries] == [("Hello",)]


def test_the_interface_speaks_french_and_english_alone(tmp_path: Path) -> None:
    update(CatalogSet(tmp_path, (Message("interface.X-1", "faux"),)))
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.po")) == [
        "en/LC_MESSAGES/interface.po", "fr/LC_MESSAGES/interface.po"]


# --- a project ---


def test_a_project_has_one_domain_in_the_languages_it_declares(tmp_path: Path) -> None:
    product = CatalogSet(tmp_path / "product", (A,))
    own = Message("press-release.lede", "La Région part.", file="press-release.yaml")
    update(CatalogSet(tmp_path / "mission", (own,), product, ("fr", "ja")))
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.po*")) == [
        "mission/fr/LC_MESSAGES/project.po", "mission/ja/LC_MESSAGES/project.po", "mission/project.pot"]


def test_a_product_message_reworded_in_the_yaml_is_translated_in_the_project(tmp_path: Path) -> None:
    product = CatalogSet(tmp_path / "product", (A,))
    put(tmp_path / "product", "common", "fr", entry("common.a", "Bonjour", "Bonjour à tous"))
    yaml = Message("common.a", "Salut", file="press-release.yaml")
    update(CatalogSet(tmp_path / "mission", (yaml,), product))
    french = po.read(tmp_path / "mission/fr/LC_MESSAGES/project.po", "fr").live["common.a"]
    english = po.read(tmp_path / "mission/en/LC_MESSAGES/project.po", "en").live["common.a"]
    assert (french.ids, french.strings) == (("Salut",), ("Salut",))
    assert english.ids == ("Salut",)


def test_a_product_message_reworded_in_the_projects_fr_is_asked_of_the_other_languages(tmp_path: Path) -> None:
    product = CatalogSet(tmp_path / "product", (A, B))
    project = CatalogSet(tmp_path / "mission", (), product)
    path = put(project.root, "project", "fr", entry("common.a", "Bonjour", "Salut"))
    update(project)
    assert po.read(path, "fr").live["common.a"].strings == ("Salut",)
    english = po.read(project.path("project", "en"), "en").live
    assert {key: e.ids for key, e in english.items()} == {"common.a": ("Salut",)}
    assert not update(project).changed


def test_a_translation_reworded_in_the_project_alone_stays_with_the_products_french(tmp_path: Path) -> None:
    product = CatalogSet(tmp_path / "product", (A,))
    put(product.root, "common", "fr", entry("common.a", "Bonjour", "Bonjour à tous"))
    project = CatalogSet(tmp_path / "mission", (), product)
    path = put(project.root, "project", "en", entry("common.a", "Bonjour à tous", "Hi"))
    update(project)
    assert po.read(path, "en").live["common.a"].strings == ("Hi",)
    assert not project.path("project", "fr").exists()
    assert project.catalogs().lookup(A, "en").forms == ("Hi",)


# --- whatever happens ---

WORDS = st.sampled_from(["Bonjour", "Bonsoir", "Salut", "{n} fois"])
TRANSLATIONS = st.sampled_from(["", "Bonjour", "Bonsoir", "Hello", "訳"])


@st.composite
def message_lists(draw: st.DrawFn) -> tuple[Message, ...]:
    keys = draw(st.permutations(["common.a", "common.b", "common.c"]))
    return tuple(
        Message(key, draw(WORDS), other=draw(st.none() | WORDS)) for key in keys[:draw(st.integers(1, 3))])


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[tuple[Message, ...], list[tuple[str, str, str, bool]]]]:
    edits = st.lists(st.tuples(
        st.sampled_from(tuple(LANGUAGES)), st.sampled_from(["common.a", "common.b", "common.c"]), TRANSLATIONS,
        st.booleans()), max_size=4)
    return draw(st.lists(st.tuples(message_lists(), edits), min_size=2, max_size=4))


def said_by_known_messages(catalogs: CatalogSet) -> dict[tuple[str, str], object]:
    """What is said by the messages that the catalogs already have; a new one may revive what is obsolete."""
    french = catalogs.catalog("common", "fr")
    known = french.live if french is not None else {}
    wording = catalogs.catalogs()
    return {(m.key, tag): wording.lookup(m, tag) for m in catalogs.messages if m.key in known for tag in LANGUAGES}


@given(histories())
@settings(deadline=None, max_examples=30)
def test_an_update_changes_nothing_that_is_said_loses_no_translation_and_settles(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[tuple[Message, ...], list]],
) -> None:
    root = tmp_path_factory.mktemp("catalogs")
    folder = Folder(root)
    for messages, edits in history:
        catalogs = CatalogSet(root, messages)
        before = said_by_known_messages(catalogs)
        written = {
            entry.strings[0] for tag in ("en", "ja") if catalogs.path("common", tag).exists()
            for entry in folder.read(tag).entries}
        update(catalogs)
        after = said_by_known_messages(catalogs)
        assert {key: after[key] for key in before} == before
        kept = {string for tag in ("en", "ja") for entry in folder.read(tag).entries for string in entry.strings}
        assert written - {""} <= kept
        assert not update(catalogs).changed
        for tag, key, translation, fuzzy in edits:
            if key in folder.read(tag).live:
                slots = len(folder.entry(tag, key).strings)
                folder.edit(tag, key, *(translation,) * slots, flags=("fuzzy",) if fuzzy else ())
