"""What a message says: effective French, staleness, a project's rewordings."""

import pickle
import threading
from pathlib import Path

import pytest

from catalog_samples import entry, put, text
from dragoman.catalogs import catalogs as module
from dragoman.catalogs.catalogs import Catalogs, Entry
from dragoman.catalogs.po import PoEntry
from dragoman.catalogs.syntax import UNCLOSED
from dragoman.errors import CatalogError, InternalError
from dragoman.wording import Message

LABEL = Message("common.label", "Communiqué")
JOBS = Message("common.jobs", "{n} emploi", other="{n} emplois")


def loaded(*files: tuple[str, str, PoEntry], messages: tuple[Message, ...] = ()) -> Catalogs:
    texts: dict[tuple[str, str], str] = {}
    for domain, language, stored in files:
        texts[domain, language] = text(language, stored)
    return Catalogs.from_texts(texts, messages)


def test_a_message_in_no_catalog_says_the_french_of_the_code() -> None:
    empty = Catalogs.from_texts({})
    assert empty.lookup(LABEL, "fr") == Entry(("Communiqué",), "translated", "fr")
    assert empty.lookup(LABEL, "ja") == Entry(("Communiqué",), "missing", "fr")
    assert empty.lookup(JOBS, "en") == Entry(("{n} emploi", "{n} emplois"), "missing", "fr")


def test_a_translation_is_found_by_its_key_alone() -> None:
    found = loaded(("common", "en", entry("common.label", "Communiqué", "Press release")))
    assert found.lookup(LABEL, "en") == Entry(("Press release",), "translated", "en")
    assert found.lookup(Message("common.other", "Communiqué"), "en").state == "missing"


def test_each_language_has_its_own_number_of_forms() -> None:
    ids = ("{n} emploi", "{n} emplois")
    found = loaded(
        ("common", "en", PoEntry("common.jobs", ids, ("one job", "{n} jobs"))),
        ("common", "ja", PoEntry("common.jobs", ids, ("{n}人の雇用",))))
    assert found.lookup(JOBS, "en").forms == ("one job", "{n} jobs")
    assert found.lookup(JOBS, "ja").forms == ("{n}人の雇用",)


def test_a_translation_that_is_not_finished_in_all_forms_is_missing() -> None:
    found = loaded(("common", "en", PoEntry("common.jobs", ("{n} emploi", "{n} emplois"), ("one job", ""))))
    assert found.lookup(JOBS, "en") == Entry(("{n} emploi", "{n} emplois"), "missing", "fr")


def test_a_rewording_in_fr_is_the_effective_french() -> None:
    found = loaded(("common", "fr", entry("common.label", "Communiqué", "Communiqué de presse")))
    assert found.lookup(LABEL, "fr") == Entry(("Communiqué de presse",), "translated", "fr")
    assert found.french(LABEL) == ("Communiqué de presse",)
    assert found.lookup(LABEL, "ja").forms == ("Communiqué de presse",)


def test_a_rewording_in_fr_makes_the_translations_fuzzy_before_any_update() -> None:
    found = loaded(
        ("common", "fr", entry("common.label", "Communiqué", "Communiqué de presse")),
        ("common", "en", entry("common.label", "Communiqué", "Release")),
        ("common", "ja", entry("common.label", "Communiqué de presse", "プレスリリース")))
    assert found.lookup(LABEL, "en") == Entry(("Communiqué de presse",), "fuzzy", "fr")
    assert found.lookup(LABEL, "ja") == Entry(("プレスリリース",), "translated", "ja")


def test_a_rewording_in_the_code_makes_the_translations_fuzzy_before_any_update() -> None:
    found = loaded(
        ("common", "fr", entry("common.label", "Communiqué", "Communiqué")),
        ("common", "en", entry("common.label", "Communiqué", "Release")))
    reworded = Message("common.label", "Note aux rédactions")
    assert found.lookup(reworded, "fr") == Entry(("Note aux rédactions",), "translated", "fr")
    assert found.lookup(reworded, "en") == Entry(("Note aux rédactions",), "fuzzy", "fr")


def test_a_changed_plural_alone_makes_a_translation_fuzzy() -> None:
    found = loaded(("common", "en", PoEntry("common.jobs", ("{n} emploi", "{n} postes"), ("one job", "{n} jobs"))))
    assert found.lookup(JOBS, "en").state == "fuzzy"


@pytest.mark.parametrize("stale", [
    entry("common.label", "Communiqué ancien", "Communiqué de presse"),
    entry("common.label", "Communiqué", "Communiqué de presse", flags=("fuzzy",)),
])
def test_a_stale_rewording_in_fr_gives_way_to_the_code_and_says_so(stale: PoEntry) -> None:
    found = loaded(
        ("common", "fr", stale), ("common", "en", entry("common.label", "Communiqué", "Release")))
    assert found.lookup(LABEL, "fr") == Entry(("Communiqué",), "fuzzy", "fr")
    assert found.lookup(LABEL, "en") == Entry(("Release",), "translated", "en")


@pytest.mark.parametrize("flags", [("fuzzy",), ("fuzzy", "x-omit")])
def test_a_fuzzy_translation_is_not_said(flags: tuple[str, ...]) -> None:
    found = loaded(("common", "ja", entry("common.label", "Communiqué", "広報", flags=flags)))
    assert found.lookup(LABEL, "ja") == Entry(("Communiqué",), "fuzzy", "fr")


def test_an_obsolete_translation_is_not_said() -> None:
    found = loaded(("common", "ja", entry("common.label", "Communiqué", "広報", obsolete=True)))
    assert found.lookup(LABEL, "ja").state == "missing"


def test_a_passage_may_be_empty_on_purpose() -> None:
    found = loaded(("common", "ja", entry("common.label", "Communiqué", flags=("x-omit",), remarks="不要")))
    assert found.lookup(LABEL, "ja") == Entry(("",), "translated", "ja", omitted=True)


def test_an_omission_lapses_when_the_french_changes() -> None:
    found = loaded(("common", "ja", entry("common.label", "Autre chose", flags=("x-omit",), remarks="不要")))
    assert found.lookup(LABEL, "ja") == Entry(("Communiqué",), "fuzzy", "fr")


def test_what_french_omits_the_others_still_say() -> None:
    found = loaded(
        ("common", "fr", entry("common.label", "Communiqué", flags=("x-omit",), remarks="inutile ici")),
        ("common", "en", entry("common.label", "Communiqué", "Release")))
    assert found.lookup(LABEL, "fr") == Entry(("",), "translated", "fr", omitted=True)
    assert found.lookup(LABEL, "en") == Entry(("Release",), "translated", "en")
    assert found.lookup(LABEL, "ja") == Entry(("Communiqué",), "missing", "fr")


def test_a_convention_may_not_omit_a_passage() -> None:
    for domain in ("convention", "project"):
        with pytest.raises(CatalogError) as caught:
            loaded((domain, "ja", entry("convention.term", "Durée", flags=("x-omit",), remarks="不要")))
        assert [d.code for d in caught.value.diagnostics] == [module.OMITTED_CLAUSE]


def test_a_message_of_one_language_exists_for_it_alone() -> None:
    season = Message("common.season", "(formule de saison)", only="ja")
    found = loaded(("common", "ja", entry("common.season", "(formule de saison)", "早春の候")))
    assert found.lookup(season, "ja") == Entry(("早春の候",), "translated", "ja")
    assert Catalogs.from_texts({}).lookup(season, "ja") == Entry(("(formule de saison)",), "missing", "fr")
    for language in ("fr", "en"):
        with pytest.raises(InternalError):
            found.lookup(season, language)


# --- a project above the product ---


def test_the_projects_translation_comes_before_the_products() -> None:
    found = loaded(
        ("common", "en", entry("common.label", "Communiqué", "Release")),
        ("project", "en", entry("common.label", "Communiqué", "News")))
    assert found.lookup(LABEL, "en").forms == ("News",)


def test_an_empty_entry_of_the_project_leaves_the_products() -> None:
    found = loaded(
        ("common", "en", entry("common.label", "Communiqué", "Release")),
        ("project", "en", entry("common.label", "Communiqué")))
    assert found.lookup(LABEL, "en").forms == ("Release",)


def test_a_stale_entry_of_the_project_is_not_passed_over_for_the_products() -> None:
    found = loaded(
        ("common", "en", entry("common.label", "Communiqué", "Release")),
        ("project", "en", entry("common.label", "Ancien", "News")))
    assert found.lookup(LABEL, "en").state == "fuzzy"


def test_the_projects_french_rewording_comes_before_the_products() -> None:
    found = loaded(
        ("common", "fr", entry("common.label", "Communiqué", "Communiqué de presse")),
        ("common", "en", entry("common.label", "Communiqué de presse", "Press release")),
        ("project", "fr", entry("common.label", "Communiqué", "Dossier")))
    assert found.lookup(LABEL, "fr").forms == ("Dossier",)
    assert found.lookup(LABEL, "en") == Entry(("Dossier",), "fuzzy", "fr")


def test_a_product_message_reworded_in_the_projects_yaml_says_the_yaml() -> None:
    yaml = Message("common.label", "Dossier de presse", file="press-release.yaml")
    product = loaded(
        ("common", "fr", entry("common.label", "Communiqué", "Communiqué de presse")),
        ("common", "en", entry("common.label", "Communiqué de presse", "Press release")))
    found = product.with_texts(
        {("project", "ja"): text("ja", entry("common.label", "Dossier de presse", "報道資料"))}, (yaml,))
    assert found.lookup(LABEL, "fr") == Entry(("Dossier de presse",), "translated", "fr")
    assert found.lookup(LABEL, "en") == Entry(("Dossier de presse",), "fuzzy", "fr")
    assert found.lookup(LABEL, "ja") == Entry(("報道資料",), "translated", "ja")


# --- files ---


def test_catalogs_are_read_from_their_folders(tmp_path: Path) -> None:
    put(tmp_path / "product", "common", "en", entry("common.label", "Communiqué", "Release"))
    path = put(tmp_path / "mission", "project", "ja", entry("common.label", "Communiqué", "広報"))
    found = Catalogs.load(tmp_path / "product", tmp_path / "mission", ("en", "ja"))
    assert found.lookup(LABEL, "en").forms == ("Release",)
    assert found.lookup(LABEL, "ja").forms == ("広報",)
    place = found.position("common.label", "ja")
    assert place is not None
    assert path.read_text(encoding="utf-8").splitlines()[place.line - 1] == 'msgctxt "common.label"'
    assert found.position("common.label", "fr") is None


def test_french_is_read_even_where_only_another_language_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "common", "fr", entry("common.label", "Communiqué", "Communiqué de presse"))
    assert Catalogs.load(tmp_path, None, ("ja",)).lookup(LABEL, "ja").forms == ("Communiqué de presse",)


def test_folders_without_catalogs_are_empty(tmp_path: Path) -> None:
    assert Catalogs.load(tmp_path / "a", tmp_path / "b", ("ja",)).lookup(LABEL, "ja").state == "missing"


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    for domain, language in (("common", "en"), ("common", "ja"), ("press_release", "fr")):
        path = put(tmp_path, domain, language, entry(f"{domain}.a", "x", "y"))
        path.write_text(path.read_text(encoding="utf-8").replace('"y"', '"y'), encoding="utf-8")
    put(tmp_path, "interface", "en", entry("common.a", "x", "y"))
    put(tmp_path, "common", "fr", entry("common.brace", "x", "{x"))
    with pytest.raises(CatalogError) as caught:
        Catalogs.load(tmp_path, None, ("en", "ja"))
    codes = [d.code for d in caught.value.diagnostics]
    assert sorted(c.id for c in codes) == sorted(
        [UNCLOSED.id] * 3 + [module.WRONG_DOMAIN.id, module.GRAMMAR.id])
    assert pickle.loads(pickle.dumps(caught.value)).diagnostics == caught.value.diagnostics


@pytest.mark.parametrize("attack", [
    "{m.__init__.__globals__[os]}", "{name:>999999999}", "{n!r}", "{}", "{0}", "{a", "a}", "{A}",
])
def test_a_translation_with_anything_but_a_placeholder_is_refused(attack: str) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(("common", "ja", entry("common.label", "Communiqué", attack)))
    assert [(d.code, d.field) for d in caught.value.diagnostics] == [(module.GRAMMAR, "common.label")]


def test_catalogs_pickle_and_serve_several_threads() -> None:
    found = pickle.loads(pickle.dumps(loaded(("common", "en", entry("common.label", "Communiqué", "Release")))))
    said: list[Entry] = []
    threads = [threading.Thread(target=lambda: said.extend(found.lookup(LABEL, "en") for _ in range(100)))
               for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(said) == {Entry(("Release",), "translated", "en")}
    assert len(said) == 400


def test_adding_texts_leaves_the_catalogs_they_are_added_to_alone() -> None:
    product = loaded(("common", "en", entry("common.label", "Communiqué", "Release")))
    product.with_texts({("project", "en"): text("en", entry("common.label", "Communiqué", "News"))})
    assert product.lookup(LABEL, "en").forms == ("Release",)


# --- the prose of a project under a key of the product ---

TITLE = Message("convention.title", "Convention de partenariat")
OWN_TITLE = Message("convention.title", "Convention d’altitude", file="convention.yaml", own=True)
BOTH = (
    ("convention", "fr", entry("convention.title", "Convention de partenariat", "Convention de coopération")),
    ("convention", "en", entry("convention.title", "Convention de coopération", "Partnership Agreement")),
    ("project", "fr", entry("convention.title", "Convention d’altitude", "Convention du haut")),
    ("project", "en", entry("convention.title", "Convention du haut", "Altitude Agreement")),
)


def test_a_projects_prose_and_a_message_of_the_product_may_share_a_key() -> None:
    found = loaded(*BOTH, messages=(OWN_TITLE,))
    assert found.lookup(OWN_TITLE, "fr").forms == ("Convention du haut",)
    assert found.lookup(OWN_TITLE, "en") == Entry(("Altitude Agreement",), "translated", "en")
    assert found.lookup(TITLE, "fr").forms == ("Convention de coopération",)
    assert found.lookup(TITLE, "en") == Entry(("Partnership Agreement",), "translated", "en")


def test_a_projects_prose_is_never_worded_by_the_product() -> None:
    found = loaded(*BOTH[:2], messages=(OWN_TITLE,))
    assert found.lookup(OWN_TITLE, "fr").forms == ("Convention d’altitude",)
    assert found.lookup(OWN_TITLE, "en").state == "missing"


def test_a_message_of_the_product_is_never_worded_by_a_projects_prose() -> None:
    found = loaded(*BOTH[2:], messages=(OWN_TITLE,))
    assert found.lookup(TITLE, "fr").forms == ("Convention de partenariat",)
    assert found.lookup(TITLE, "en").state == "missing"


def test_a_fact_given_to_compose_has_prose_that_the_catalogs_do_not_know_yet() -> None:
    found = loaded(*BOTH[:2])
    assert found.lookup(OWN_TITLE, "en") == Entry(("Convention d’altitude",), "missing", "fr")
