"""Each check finds its fault, says where, and is silent on good catalogs."""

from pathlib import Path

import pytest

from catalog_samples import entry, put
from dragoman.catalogs import catalogs as reading
from dragoman.catalogs.catalog_set import CatalogSet
from dragoman.catalogs.po import PoEntry
from dragoman.catalogs.syntax import TWICE, UNCLOSED
from dragoman.diagnostics import Code, fill
from dragoman.wording import Message
from dragoman.workflow import catalog_check as checks
from dragoman.workflow.catalog_check import check_catalogs
from dragoman.workflow.update import update

UNTIL = Message("common.until", "Jusqu’au {date}, par {author?le représentant|la représentante} de {author:de}",
                file="dragoman/a.py")
JOBS = Message("common.jobs", "{n} emploi à {place}", other="{n} emplois à {place}", optional=("place",))
MESSAGES = (UNTIL, JOBS)
GOOD = {
    "en": (entry("common.until", UNTIL.text, "Until {date}, by {author:the}"),
           PoEntry("common.jobs", JOBS.forms, ("one job", "{n} jobs in {place}"))),
    "ja": (entry("common.until", UNTIL.text, "{author}、{date:era}まで、{date}まで"),
           PoEntry("common.jobs", JOBS.forms, ("{n}人の雇用",))),
}


@pytest.fixture
def catalogs(tmp_path: Path) -> CatalogSet:
    """Up to date, translated, without a fault."""
    for language, entries in GOOD.items():
        put(tmp_path, "common", language, *entries)
    update(CatalogSet(tmp_path, MESSAGES))
    return CatalogSet(tmp_path, MESSAGES)


def found(catalogs: CatalogSet) -> list[tuple[Code, str]]:
    return [(d.code, d.field) for d in check_catalogs(catalogs)]


def edit(catalogs: CatalogSet, language: str, key: str, *strings: str, **changes: object) -> Path:
    catalog = catalogs.catalog("common", language)
    assert catalog is not None
    stored = catalog.live[key]
    edited = PoEntry(key, stored.ids, strings, notes=stored.notes, files=stored.files, **changes)
    return put(catalogs.root, "common", language, *(edited if e.key == key else e for e in catalog.entries))


def test_good_catalogs_pass_every_check(catalogs: CatalogSet) -> None:
    assert check_catalogs(catalogs) == []


def test_an_untranslated_message_is_named_with_its_line(catalogs: CatalogSet) -> None:
    path = edit(catalogs, "ja", "common.until", "")
    (only,) = check_catalogs(catalogs)
    assert (only.code, only.field, only.position.file) == (checks.UNTRANSLATED, "common.until", str(path))
    assert path.read_text(encoding="utf-8").splitlines()[only.position.line - 1] == 'msgctxt "common.until"'
    assert "Jusqu’au {date}" in fill(only.code.sentence, only.values)


def test_a_fuzzy_translation_is_named(catalogs: CatalogSet) -> None:
    edit(catalogs, "en", "common.until", "Until {date}, by {author:the}", flags=("fuzzy",))
    assert found(catalogs) == [(checks.FUZZY_TRANSLATION, "common.until")]


def test_a_translation_made_stale_by_fr_is_named_before_the_update_and_after(catalogs: CatalogSet) -> None:
    edit(catalogs, "fr", "common.until", "Avant le {date}, par {author}")
    fuzzy = [(checks.FUZZY_TRANSLATION, "common.until")] * 2
    assert [f for f in found(catalogs) if f[1]] == fuzzy
    assert [f[0] for f in found(catalogs) if not f[1]] == [checks.TEMPLATE_OUT_OF_DATE] + [checks.OUT_OF_DATE] * 2
    update(catalogs)
    assert found(catalogs) == fuzzy


def test_a_stale_rewording_in_fr_is_named(catalogs: CatalogSet) -> None:
    edit(catalogs, "fr", "common.until", "Avant le {date}, par {author}", flags=("fuzzy",))
    assert found(catalogs) == [(checks.STALE_REWORDING, "common.until")]


def test_a_plural_form_that_is_lacking_is_named(catalogs: CatalogSet) -> None:
    for language in ("fr", "en"):
        edit(catalogs, language, "common.jobs", "un emploi à {place}", "")
    assert found(catalogs) == [(checks.PLURAL_MISSING, "common.jobs")] * 2


def test_catalogs_behind_their_messages_are_out_of_date(catalogs: CatalogSet) -> None:
    behind = CatalogSet(catalogs.root, (*MESSAGES, Message("common.new", "Neuf")))
    assert {code for code, field in found(behind) if not field} == {checks.OUT_OF_DATE, checks.TEMPLATE_OUT_OF_DATE}
    (told, *_) = [d for d in check_catalogs(behind) if d.code == checks.OUT_OF_DATE]
    assert fill(told.code.sentence, told.values).endswith("1 nouveaux, 0 à revoir, 0 supprimés")


def test_catalogs_that_do_not_exist_are_told_once_not_message_by_message(tmp_path: Path) -> None:
    assert set(found(CatalogSet(tmp_path, MESSAGES))) == {(checks.OUT_OF_DATE, ""), (checks.TEMPLATE_OUT_OF_DATE, "")}


def test_a_file_that_is_not_canonical_is_a_warning(catalogs: CatalogSet) -> None:
    path = catalogs.path("common", "en")
    path.write_bytes(path.read_bytes().replace(b"\n\n", b"\n\n\n"))
    assert found(catalogs) == [(checks.NOT_CANONICAL, "")]
    assert checks.NOT_CANONICAL.severity == "warning"


@pytest.mark.parametrize(("translation", "code"), [
    ("{date}まで", checks.LOST_PATH),
    ("{author}、{date}まで、{place}で", checks.FOREIGN_PATH),
    ("{author}、{dates}まで", checks.LOST_PATH),
    ("{author}、{date}まで{place?a|b}", checks.FOREIGN_PATH),
    ("{author}、{{date}}まで", checks.LOST_PATH),
])
def test_a_translation_names_the_paths_of_the_french(catalogs: CatalogSet, translation: str, code: Code) -> None:
    edit(catalogs, "ja", "common.until", translation)
    assert (code, "common.until") in found(catalogs)
    assert {c for c, _ in found(catalogs)} <= {checks.LOST_PATH, checks.FOREIGN_PATH}


@pytest.mark.parametrize("translation", [
    "{date:era}まで、{author}", "{date}{date}{author:honorific}", "{author}{author?a|b|c|d}{date}",
])
def test_styles_repetitions_and_selections_are_free(catalogs: CatalogSet, translation: str) -> None:
    edit(catalogs, "ja", "common.until", translation)
    assert found(catalogs) == []


def test_an_optional_path_may_be_left_out_and_the_number_only_of_the_english_singular(catalogs: CatalogSet) -> None:
    edit(catalogs, "en", "common.jobs", "one job in {place}", "jobs")
    edit(catalogs, "ja", "common.jobs", "雇用")
    assert found(catalogs) == [(checks.LOST_PATH, "common.jobs")] * 2


def test_a_translation_is_compared_with_the_effective_french(catalogs: CatalogSet) -> None:
    edit(catalogs, "fr", "common.until", "Avant le {date}")
    update(catalogs)
    edit(catalogs, "en", "common.until", "Before {date}")
    edit(catalogs, "ja", "common.until", "{author}、{date}まで")
    assert sorted(code.id for code, _ in found(catalogs)) == [checks.FOREIGN_PATH.id, checks.OTHER_PATHS.id]
    assert checks.OTHER_PATHS.severity == "warning"


def test_a_brace_out_of_place_refuses_the_catalog(catalogs: CatalogSet) -> None:
    edit(catalogs, "ja", "common.until", "{date")
    edit(catalogs, "en", "common.until", "{date!r} {author}")
    assert found(catalogs) == [(reading.GRAMMAR, "common.until")] * 2


def test_an_omission_needs_a_reason_and_no_text(catalogs: CatalogSet) -> None:
    edit(catalogs, "ja", "common.until", "", flags=("x-omit",), remarks="日本語では不要")
    assert found(catalogs) == []
    edit(catalogs, "ja", "common.until", "", flags=("x-omit",))
    assert found(catalogs) == [(checks.OMITTED_UNEXPLAINED, "common.until")]
    edit(catalogs, "ja", "common.until", "{author}{date}", flags=("x-omit",), remarks="x")
    assert found(catalogs) == [(checks.OMITTED_WRITTEN, "common.until")]


@pytest.mark.parametrize("translation", [" {author}{date}", "{author}{date}\n", "\u3000{author}{date}"])
def test_spaces_at_the_edges_are_named(catalogs: CatalogSet, translation: str) -> None:
    edit(catalogs, "ja", "common.until", translation)
    assert found(catalogs) == [(checks.EDGES, "common.until")]


def test_faults_of_syntax_come_alone_and_all_together(catalogs: CatalogSet) -> None:
    for language, old, new in (("en", b'one job"', b"one job"), ("ja", b"common.jobs", b"common.until")):
        path = catalogs.path("common", language)
        path.write_bytes(path.read_bytes().replace(old, new))
    assert {code for code, _ in found(catalogs)} == {UNCLOSED, TWICE}


def test_a_key_in_two_domains_is_refused(catalogs: CatalogSet) -> None:
    put(catalogs.root, "press_release", "en", GOOD["en"][0])
    assert found(catalogs) == [(reading.WRONG_DOMAIN, "common.until")]


def test_a_catalog_of_no_domain_is_a_warning(catalogs: CatalogSet) -> None:
    stray = catalogs.path("commun", "fr")
    stray.write_bytes(b"")
    (only,) = check_catalogs(catalogs)
    assert (only.code, only.position.file) == (checks.UNKNOWN_CATALOG, str(stray))


def test_a_product_message_reworded_in_a_projects_catalog_is_told(catalogs: CatalogSet) -> None:
    project = CatalogSet(catalogs.root / "mission", (), catalogs)
    put(project.root, "project", "en", entry("common.until", UNTIL.text, "By {date}, {author}"))
    update(project)
    (only,) = check_catalogs(project)
    assert (only.code, only.code.severity, only.field) == (checks.REWORDED, "info", "common.until")


def test_a_message_of_one_language_is_asked_of_it_alone(catalogs: CatalogSet) -> None:
    season = CatalogSet(catalogs.root, (*MESSAGES, Message("common.season", "(saison)", only="ja")))
    update(season)
    (only,) = check_catalogs(season)
    assert (only.code, only.position.file) == (checks.UNTRANSLATED, str(catalogs.path("common", "ja")))
