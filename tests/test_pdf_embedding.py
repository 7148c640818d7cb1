"""What makes PDFs quick to write changes nothing in them."""

import io
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf
import pytest

from dragoman.appearance.look import Face, HouseLook
from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import Document, Strong
from dragoman.writers import pdf, pdf_embedding
from dragoman.writers.pdf import PdfAppearance, write_pdf
from page_samples import TEMPLATES, appearance, longer, saying, source_of, text
from samples import sample_release

WORDS = {
    "fr": "À l’office, 1re fois ; 田中様", "en": "At the office, “first” – 田中様", "ja": "田中様、Airbus A380の「株」"}
MINCHO = HouseLook(faces={"japanese": {"text": Face("BIZ UDMincho", ("BIZ UDMincho", "BIZ UDGothic"), (), "roman")}})
NOTO = HouseLook(faces={"latin": {"text": Face("Noto Serif", ("Noto Serif",), (), "roman")}})


def fresh(language: str, house: HouseLook | None = None) -> PdfAppearance:
    return PdfAppearance.open(TEMPLATES, "press_release", language, SLOTS[language], house=house)


def small(language: str, more: str = "") -> Document:
    return saying(language, text(WORDS[language] + more), Strong((text(WORDS[language]),)))


def in_two_passes(_: object, font: Any, glyphs: Mapping[int, str], *, hinting: bool) -> None:
    type(font)._harfbuzz_subset(font, glyphs, hinting)


@pytest.mark.parametrize(("language", "house"), [("fr", None), ("en", NOTO), ("ja", None), ("ja", MINCHO)])
def test_faces_reduced_in_one_pass_are_those_of_two(
    language: str, house: HouseLook | None, monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = write_pdf(small(language), fresh(language, house))
    monkeypatch.setattr(pdf_embedding._Subsetter, "reduce", in_two_passes)
    assert write_pdf(small(language), fresh(language, house)) == made


def test_a_face_is_reduced_in_one_pass_and_read_whole_once_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint.pdf.fonts as module

    opened, read, passes = fresh("ja"), module.get_hb_object_data, []
    write_pdf(small("ja"), opened)
    sizes: list[int] = []

    def reading(item: Any, *rest: Any) -> Any:
        data = read(item, *rest)
        sizes.append(len(data))
        return data

    monkeypatch.setattr(module, "get_hb_object_data", reading)
    monkeypatch.setattr(module.Font, "_harfbuzz_subset", lambda *_: passes.append(1))
    write_pdf(small("ja", "猫"), opened)
    assert not passes
    assert max(sizes, default=0) < 1_000_000 < min(len(file.data) for file in opened.faces.files.values())


def test_a_session_that_has_written_much_else_writes_what_a_fresh_one_does() -> None:
    for language in WORDS:
        used = fresh(language)
        for other in (sample_release(language), small(language, "猫犬 ñ"), longer(language, 3)):
            write_pdf(other, used)
        for document in (small(language), sample_release(language, "final")):
            assert write_pdf(document, used) == write_pdf(document, fresh(language))


def test_more_style_sheets_than_a_session_keeps_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_OWN_SHEETS", 2)
    _, source, sheet = source_of(small("fr"))
    session = fresh("fr").session(small("fr"))
    sheets = [f"{sheet}.text{{color:#{number}{number}{number}}}" for number in range(4)]
    made = [session.write(source, one) for one in sheets]
    assert len(set(made)) == len(sheets)
    assert [session.write(source, one) for one in reversed(sheets)] == made[::-1]
    assert len(session._own) == 2


def test_deflating_faster_changes_the_size_of_a_file_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = write_pdf(small("ja"), appearance("ja"))
    monkeypatch.setattr(pdf, "settle", lambda *_: None)
    theirs = write_pdf(small("ja"), appearance("ja"))
    assert len(theirs) <= len(ours) < 1.02 * len(theirs)
    assert contents(ours) == contents(theirs)


def contents(data: bytes) -> list[bytes]:
    """The streams of a file, inflated, without those that say where its objects stand; and the other objects."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        others = [item for item in opened.objects if not isinstance(item, pikepdf.Stream)]
        return [item.read_bytes() for item in streams if item.get("/Type") not in ("/ObjStm", "/XRef")] + [
            item.unparse() for item in others if item is not None]


def test_every_stream_is_deflated_once() -> None:
    data = write_pdf(small("fr"), appearance("fr"))
    with pikepdf.open(io.BytesIO(data)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        assert len(streams) > 4
        for item in streams:
            assert item.Filter == "/FlateDecode"
            assert zlib.decompress(item.read_raw_bytes()) == item.read_bytes()


def test_another_rendering_in_the_meantime_is_embedded_by_weasyprint_and_nothing_is_left_behind() -> None:
    import weasyprint.pdf

    session, *_ = source_of(small("fr"))
    other = session.engine.HTML(string="<html lang=fr><title>t</title><p>autre", url_fetcher=session.fetcher)
    expected = other.write_pdf(font_config=session.fonts)
    originals = weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.fonts.get_hb_object_data
    served = session.embedding.serving(session.engine.HTML(string="<p>a").render(), "a")
    with served:
        assert weasyprint.pdf.build_fonts_dictionary is not originals[0]
        assert other.write_pdf(font_config=session.fonts) == expected
    assert (weasyprint.pdf.build_fonts_dictionary, weasyprint.pdf.fonts.get_hb_object_data) == originals
