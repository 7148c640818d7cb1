"""PO files are read strictly and written in one form."""

import gettext
import random
import subprocess
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog_samples import FEATURES, catalog, entry, gnu_canonical, gnu_compiled, gnu_faults
from dragoman.catalogs import po, syntax
from dragoman.catalogs.po import PoEntry, PoFile, parse, render
from dragoman.diagnostics import Code
from dragoman.errors import CatalogError, TextError
from dragoman.language.plural import form_index
from dragoman.languages import LANGUAGES
from dragoman.text import HYPHEN, TOO_LONG, gate

SOURCE = FEATURES.read_bytes()


def faults(data: bytes | str, language: str = "fr") -> list[tuple[Code, int | None, int | None]]:
    with pytest.raises(CatalogError) as caught:
        parse(data.encode() if isinstance(data, str) else data, language, "common.po")
    assert all(d.position.file == "common.po" for d in caught.value.diagnostics)
    return [(d.code, d.position.line, d.position.column) for d in caught.value.diagnostics]


# --- what a file may hold survives ---


def test_every_feature_is_read() -> None:
    read = parse(SOURCE, "fr", "common.po")
    assert read.remarks.startswith("Textes communs\n\nrelus")
    assert [e.key for e in read.entries] == [f"common.{x}" for x in "abcedf"]
    a, b, c, e, d, f = read.entries
    assert (a.remarks, a.notes, a.files) == ("remarque", "note à lire", ("dragoman/a.py",))
    assert a.ids == ('Première « ligne »\n\tet "suite"',)
    assert a.strings == ("Première\n\ndeuxième \\ fin",)
    assert b.fuzzy
    assert b.previous == ("ancien",)
    assert c.previous == ("une", "des")
    assert c.strings == ("{n} poste", "{n} postes")
    assert not e.begun
    assert d.obsolete
    assert d.previous == ("vieux",)
    assert f.strings == ("x", "y")
    assert (b.where.line, b.where.file) == (28, "common.po")


def test_a_canonical_file_is_written_back_byte_for_byte() -> None:
    assert render(parse(SOURCE, "fr", "common.po")) == SOURCE


def test_gnu_gettext_writes_the_same_bytes() -> None:
    assert gnu_canonical(SOURCE) == SOURCE
    assert gnu_faults(SOURCE) == ""


def test_lines_may_end_as_on_windows() -> None:
    assert parse(SOURCE.replace(b"\n", b"\r\n"), "fr", "x") == parse(SOURCE, "fr", "x")


def test_header_fields_of_other_tools_are_kept_in_gettexts_order() -> None:
    fields = b'"X-Generator: Poedit 3\\n"\n"Last-Translator: A <a@b.fr>\\n"\n"Language: fr'
    written = SOURCE.replace(b'"Language: fr', fields)
    read = parse(written, "fr", "x")
    assert [name for name, _ in read.metadata[:3]] == ["Project-Id-Version", "Last-Translator", "Language"]
    assert read.metadata[-1] == ("X-Source-Language", "fr")
    assert ("X-Generator", "Poedit 3") in read.metadata


def test_our_own_flags_survive() -> None:
    written = catalog("ja", entry("common.a", "Bonjour", flags=("x-omit", "max-length:40"), remarks="sans objet"))
    assert parse(render(written), "ja", "x") == written


def test_combining_sequences_are_composed_and_japanese_compatibility_ideographs_kept() -> None:
    read = parse(render(catalog("ja", entry("common.a", "e\u0301te\u0301", "\ufa19か\u3099"))), "ja", "x")
    assert (read.entries[0].ids, read.entries[0].strings) == (("été",), ("\ufa19が",))


# --- what it may not hold is refused, with its place ---

HEADER = """msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"X-Source-Language: fr\\n"

"""
GOOD = 'msgctxt "common.z"\nmsgid "z"\nmsgstr "z"\n'
FAULTY = {
    "unterminated text": ('msgctxt "common.a"\nmsgid "a\nmsgstr "b"\n', syntax.UNCLOSED, 11, 9),
    "unterminated keyword": ('msgctxt "common.a"\nmsgid a\nmsgstr "b"\n', syntax.UNCLOSED, 11, 1),
    "escaped last quote": ('msgctxt "common.a"\nmsgid "a\\"\nmsgstr "b"\n', syntax.UNCLOSED, 11, 11),
    "bare quote": ('msgctxt "common.a"\nmsgid "a"b"\nmsgstr "b"\n', syntax.UNESCAPED, 11, 9),
    "bare quote after a backslash": ('msgctxt "common.a"\nmsgid "a\\\\"b"\nmsgstr "b"\n', syntax.UNESCAPED, 11, 11),
    "text after the text": ('msgctxt "common.a"\nmsgid "a" # b\nmsgstr "b"\n', syntax.UNESCAPED, 11, 9),
    "octal escape": ('msgctxt "common.a"\nmsgid "a\\033"\nmsgstr "b"\n', syntax.ESCAPE, 11, 9),
    "carriage return escape": ('msgctxt "common.a"\nmsgid "a\\r"\nmsgstr "b"\n', syntax.ESCAPE, 11, 9),
    "unknown keyword": ('msgctxt "common.a"\nmsgID "a"\nmsgstr "b"\n', syntax.UNREADABLE_LINE, 11, 1),
    "keyword without a space": ('msgctxt "common.a"\nmsgid"a"\nmsgstr "b"\n', syntax.UNREADABLE_LINE, 11, 1),
    "indented nonsense": ('  oops\nmsgctxt "common.a"\nmsgid "a"\nmsgstr "b"\n', syntax.UNREADABLE_LINE, 10, 3),
    "comment without a space": ('#bad\nmsgctxt "common.a"\nmsgid "a"\nmsgstr "b"\n', syntax.UNREADABLE_LINE, 10, 1),
    "sticky flags of gettext 1.0": ('#= x\nmsgctxt "common.a"\nmsgid "a"\nmsgstr "b"\n', syntax.UNREADABLE_LINE, 10, 1),
    "lone carriage return": ('msgctxt "common.a"\nmsgid "a\rb"\nmsgstr "b"\n', syntax.UNREADABLE_LINE, 11, 1),
    "text before any keyword": ('# x\n"a"\n', syntax.MISPLACED, 11, 1),
    "comment inside an entry": ('msgctxt "common.a"\n# x\nmsgid "a"\nmsgstr "b"\n', syntax.MISPLACED, 11, 1),
    "msgstr without msgid": ('msgctxt "common.a"\nmsgstr "b"\n', syntax.MISPLACED, 11, 1),
    "plural forms without plural": ('msgctxt "common.a"\nmsgid "a"\nmsgstr[0] "b"\n', syntax.MISPLACED, 12, 1),
    "one form for a plural": ('msgctxt "common.a"\nmsgid "a"\nmsgid_plural "b"\nmsgstr "b"\n', syntax.MISPLACED, 13, 1),
    "forms out of order": (
        'msgctxt "common.a"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[1] "b"\nmsgstr[0] "b"\n', syntax.MISPLACED, 13, 1),
    "half obsolete": ('#~ msgctxt "common.a"\nmsgid "a"\nmsgstr "b"\n', syntax.INCOMPLETE, 10, None),
    "a third form": (
        'msgctxt "common.a"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n',
        syntax.SLOT, 15, 1),
    "form ninety-nine million": (
        'msgctxt "common.a"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[99999999] "a"\n', syntax.SLOT, 13, 1),
    "msgid without msgstr": ('msgctxt "common.a"\nmsgid "a"\n\n', syntax.INCOMPLETE, 11, None),
    "no key": ('msgid "a"\nmsgstr "b"\n', syntax.KEYLESS, 10, None),
    "key of one word": ('msgctxt "common"\nmsgid "a"\nmsgstr "b"\n', syntax.BAD_KEY, 10, None),
    "key with a space": ('msgctxt "common.a b"\nmsgid "a"\nmsgstr "b"\n', syntax.BAD_KEY, 10, None),
    "empty msgid": ('msgctxt "common.a"\nmsgid ""\nmsgstr "b"\n', syntax.EMPTY_ID, 10, None),
    "empty plural": ('msgctxt "common.a"\nmsgid "a"\nmsgid_plural ""\nmsgstr[0] "b"\n', syntax.EMPTY_ID, 10, None),
    "duplicate": (GOOD + "\n" + GOOD, syntax.TWICE, 14, None),
    "duplicate key, other text": (GOOD + '\nmsgctxt "common.z"\nmsgid "y"\nmsgstr "y"\n', syntax.TWICE, 14, None),
    "obsolete duplicate": (
        GOOD + '\n#~ msgctxt "common.z"\n#~ msgid "z"\n#~ msgstr "z"\n', syntax.TWICE, 14, None),
    "comment at the end": (GOOD + "\n# fin\n", syntax.ORPHAN, 14, None),
    "previous text at the end": (GOOD + '\n#| msgid "x"\n', syntax.ORPHAN, 14, None),
    "soft hyphen": ('msgctxt "common.a"\nmsgid "a"\nmsgstr "b\u00adc"\n', HYPHEN, 12, None),
    "soft hyphen in a comment": ('# a\u00adb\nmsgctxt "common.a"\nmsgid "a"\nmsgstr "b"\n', HYPHEN, 10, None),
    "comment that swallows a line": (
        '# a\\\nmsgctxt "common.a"\nmsgid "a"\nmsgstr "b"\n', syntax.BACKSLASH, 10, 4),
    "endless text": (
        'msgctxt "common.a"\nmsgid "a"\nmsgstr ""\n' + ('"' + "b" * 1000 + '"\n') * 30, TOO_LONG, 12, None),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_refused_where_it_stands(name: str) -> None:
    broken, code, line, column = FAULTY[name]
    assert (code, line, column) in faults(HEADER + broken)


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_does_not_hide_or_invent_others(name: str) -> None:
    tail = '\nmsgctxt "common.after"\nmsgid "a"\nmsgstr "b\\q"\n'
    found = faults(HEADER + FAULTY[name][0] + tail)
    assert sum(code == syntax.ESCAPE for code, _, _ in found) == 1 + (FAULTY[name][1] == syntax.ESCAPE)
    assert len(found) <= 3


def test_all_faults_are_told_at_once() -> None:
    broken = HEADER + "".join(f'msgctxt "common.{n}"\nmsgid "a"\nmsgstr "b\n\n' for n in range(20))
    assert [line for _, line, _ in faults(broken)] == [12 + 4 * n for n in range(20)]


def test_a_file_that_is_not_po_at_all_gives_a_bounded_number_of_faults() -> None:
    assert 100 <= len(faults("nonsense\n" * 5000)) <= 500


@pytest.mark.parametrize(("old", "new", "code"), [
    ("charset=UTF-8", "charset=utf-7", po.HEADER_VALUE),
    ("charset=UTF-8", "charset=ISO-8859-1", po.HEADER_VALUE),
    ('"Content-Type: text/plain; charset=UTF-8\\n"\n', "", po.HEADER_VALUE),
    ("Language: fr", "Language: de", po.HEADER_VALUE),
    ("nplurals=2; plural=(n > 1)", "nplurals=2; plural=(1/n)", po.HEADER_VALUE),
    ("nplurals=2; plural=(n > 1)", "nplurals=2; plural=(n != 1)", po.HEADER_VALUE),
    ("MIME-Version: 1.0", "no field", po.HEADER_LINE),
    ("MIME-Version: 1.0", "Language: fr", po.HEADER_LINE),
    ('msgid ""\n', 'msgctxt "common.q"\nmsgid "x"\n', syntax.HEADERLESS),
    (HEADER, "", syntax.HEADERLESS),
    ('msgid ""\n', '#. note\nmsgid ""\n', syntax.MISPLACED),
])
def test_a_header_that_is_not_ours_is_refused(old: str, new: str, code: Code) -> None:
    assert code in [found for found, _, _ in faults((HEADER + GOOD).replace(old, new))]


@pytest.mark.parametrize(("ours", "theirs"), [
    ("plural=(n > 1);", "plural=n > 1;"), ("plural=(n > 1);", "plural=(n>1)"), ("charset=UTF-8", "charset=utf-8"),
])
def test_a_header_that_another_tool_writes_otherwise_is_accepted(ours: str, theirs: str) -> None:
    assert parse((HEADER + GOOD).replace(ours, theirs).encode(), "fr", "x").entries


def test_bytes_that_are_not_utf8_are_refused_with_their_place() -> None:
    assert faults((HEADER + GOOD).encode().replace(b'"z"', b'"\xe9"')) == [(po.NOT_UTF8, 11, None)]


def test_a_byte_order_mark_is_refused() -> None:
    assert faults(b"\xef\xbb\xbf" + SOURCE) == [(po.BYTE_ORDER_MARK, 1, 1)]


def test_utf16_is_refused() -> None:
    assert faults((HEADER + GOOD).encode("utf-16"))[0][0] == po.NOT_UTF8


def test_an_empty_file_has_no_header() -> None:
    assert faults(b"") == [(syntax.HEADERLESS, 1, None)]


def test_limits_have_their_own_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(po, "PO_BYTES", 100)
    assert faults(SOURCE) == [(po.TOO_LARGE, None, None)]
    monkeypatch.undo()
    monkeypatch.setattr(syntax, "PO_ENTRIES", 3)
    assert faults(SOURCE)[0][0] == syntax.TOO_MANY


def test_a_missing_or_unreadable_file_is_a_catalog_error(tmp_path) -> None:
    for path in (tmp_path / "absent.po", tmp_path):
        with pytest.raises(CatalogError) as caught:
            po.read(path, "fr")
        assert caught.value.diagnostics[0].code == po.UNREADABLE


def test_japanese_has_one_form_and_a_second_is_refused() -> None:
    plural = 'msgctxt "common.a"\nmsgid "{n} emploi"\nmsgid_plural "{n} emplois"\nmsgstr[0] "{n}人"\n'
    header = HEADER.replace("Language: fr", "Language: ja").replace("2; plural=(n > 1)", "1; plural=0")
    assert parse((header + plural).encode(), "ja", "x").entries[0].strings == ("{n}人",)
    assert faults(header + plural + 'msgstr[1] "{n}人"\n', "ja")[0][0] == syntax.SLOT


def test_a_form_that_is_lacking_reads_as_empty() -> None:
    plural = 'msgctxt "common.a"\nmsgid "{n} emploi"\nmsgid_plural "{n} emplois"\nmsgstr[0] "x"\n'
    assert parse((HEADER + plural).encode(), "fr", "x").entries[0].strings == ("x", "")


# --- against GNU gettext ---


def ours(read: PoFile) -> dict[object, str]:
    """The translations of a catalog, in the shape in which gettext compiles them."""
    compiled: dict[object, str] = {}
    for e in read.entries:
        if not e.obsolete and not e.fuzzy and e.strings[0]:
            key = f"{e.key}\x04{e.ids[0]}"
            compiled.update({key: e.strings[0]} if len(e.ids) == 1 else {(key, n): s for n, s in enumerate(e.strings)})
    return compiled


def mutated(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        at, source = rng.randrange(len(changed)), rng.randrange(len(changed))
        match rng.randrange(5):
            case 0:
                changed[at] = rng.randrange(256)
            case 1:
                del changed[at:at + rng.choice((1, 1, 2, 8))]
            case 2:
                changed.insert(at, rng.choice(b'"\\#~|\n\r msgid[]0n\t\x00\x0b\x85'))
            case 3:
                changed[at:at] = changed[source:source + rng.randrange(40)]
            case _:
                lines = bytes(changed).split(b"\n")
                line = lines.pop(rng.randrange(len(lines)))
                lines.insert(rng.randrange(len(lines) + 1), line)
                changed = bytearray(b"\n".join(lines))
    return bytes(changed)


def test_a_damaged_file_is_refused_or_read_as_gnu_gettext_reads_it() -> None:
    accepted = 0
    for seed in range(600):
        data = mutated(random.Random(seed), SOURCE)
        try:
            read = parse(data, "fr", "x")
        except CatalogError:
            continue
        accepted += 1
        assert parse(render(read), "fr", "x") == read, seed
        gnu = gnu_compiled(data)
        if gnu is not None:
            plain = {key: string for key, string in ours(read).items() if string or isinstance(key, str)}
            assert {k: s for k, s in gnu.items() if s} == plain, seed
    assert accepted > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plural_header_chooses_the_form_that_the_language_wants(language: str) -> None:
    wanted = {"fr": lambda n: int(n > 1), "en": lambda n: int(n != 1), "ja": lambda _: 0}[language]
    forms = tuple(f"forme {n}" for n in range(po.slots(language)))
    data = render(catalog(language, PoEntry("common.n", ("{n} emploi", "{n} emplois"), forms)))
    compiled = subprocess.run(["msgfmt", "-c", "-o", "-", "-"], input=data, capture_output=True, check=True).stdout
    translations = gettext.GNUTranslations(BytesIO(compiled))
    for number in range(1001):
        chosen = translations.npgettext("common.n", "{n} emploi", "{n} emplois", number)
        assert chosen == forms[wanted(number)] == forms[form_index(language, Decimal(number))]


def gated(value: str) -> str | None:
    try:
        return gate(value)
    except TextError:
        return None


TEXTS = (
    st.text(st.sampled_from('aé"\\\n\t#~|{}「協」か\u3099e\u0301\u202f\u00a0n'), max_size=30)
    | st.text(max_size=30)).map(gated).filter(lambda t: t is not None)
LINES = TEXTS.map(lambda t: " ".join(t.split()).rstrip("\\ ")).filter(bool)
KEYS = st.from_regex(r"[a-z_]{1,5}(\.[a-z0-9_-]{1,5}){1,2}", fullmatch=True)
FLAGS = st.lists(st.sampled_from(["fuzzy", "x-omit", "max-length:40"]), unique=True).map(tuple)


@st.composite
def entries(draw: st.DrawFn, key: str, slots: int) -> PoEntry:
    plural = draw(st.booleans())
    obsolete = draw(st.booleans())
    ids = draw(st.tuples(*[TEXTS.filter(bool)] * (2 if plural else 1)))
    strings = draw(st.tuples(*[TEXTS] * (slots if plural else 1)))
    previous = draw(st.lists(TEXTS, max_size=2).map(tuple))
    comments = st.lists(LINES, max_size=2).map("\n".join)
    return PoEntry(
        key, ids, strings, draw(FLAGS), previous, draw(st.none() | KEYS) if previous else None, draw(comments),
        "" if obsolete else draw(comments), () if obsolete else tuple(draw(st.lists(KEYS, max_size=2))), obsolete)


@st.composite
def files(draw: st.DrawFn) -> PoFile:
    language = draw(st.sampled_from(tuple(LANGUAGES)))
    keys = draw(st.lists(KEYS, unique=True, max_size=4))
    drawn = [draw(entries(key, po.slots(language))) for key in keys]
    remarks = "\n".join(draw(st.lists(LINES, max_size=2)))
    ordered = tuple(sorted(drawn, key=lambda e: e.obsolete))
    return PoFile(language, ordered, po.with_headers(language, {}), remarks)


@given(files())
@settings(deadline=None)
def test_what_is_written_reads_back_the_same(written: PoFile) -> None:
    assert parse(render(written), written.language, "x") == written


@given(files())
@settings(deadline=None, max_examples=60)
def test_gnu_gettext_agrees_on_what_is_written(written: PoFile) -> None:
    without_our_flags = tuple(
        PoEntry(e.key, e.ids, e.strings, ("fuzzy",) if e.fuzzy and e.strings[0] else (), e.previous, e.previous_key,
                obsolete=e.obsolete) for e in written.entries if e.strings[0] or not e.obsolete)
    assume(without_our_flags)
    data = render(PoFile(written.language, without_our_flags, written.metadata, written.remarks))
    assert gnu_canonical(data) == data
