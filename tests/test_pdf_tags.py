from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from dragoman.document.nodes import Foreign, Item, Items, Link, Picture, Ruby, Strong
from dragoman.errors import AppearanceError
from dragoman.readback.pdf import page_count, verify_pdf
from dragoman.readback.pdf_pages import read
from dragoman.writers import pdf_tags
from dragoman.writers.pdf import write_pdf
from dragoman.writers.pdf_engine import load
from page_samples import LANGUAGE_TAGS, appearance, full_pdf, longer, only, sample_pdf, saying, source_of, text
from samples import full_release


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def kids(element: pikepdf.Dictionary) -> list[pikepdf.Object]:
    found = element.get("/K", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting[:0] = [
            kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"]


def names(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S)[1:] for element in elements(pdf)]


def only_one(pdf: pikepdf.Pdf, name: str) -> pikepdf.Dictionary:
    found, = [element for element in elements(pdf) if f"/{name}" == element.S]
    return found


@pytest.fixture(scope="module")
def long() -> bytes:
    return write_pdf(longer("fr"), appearance("fr"))


def test_a_table_over_four_pages_is_one_table_with_one_head(long: bytes) -> None:
    pdf = opened(long)
    assert len(pdf.pages) == page_count(long) == 4
    table = only_one(pdf, "Table")
    assert names(pdf).count("THead") == 1
    assert names(pdf).count("TBody") == 3 * 20
    assert table.A.Summary == "Le programme de la mission, par date et par lieu"
    assert verify_pdf(longer("fr"), long) == ()


def test_the_repeated_heads_and_the_furniture_are_artifacts(long: bytes) -> None:
    pdf = opened(long)
    for page in pdf.pages:
        operators = pikepdf.parse_content_stream(page)
        marks = [str(o.operands[0]) for o in operators if str(o.operator) in ("BDC", "BMC")]
        assert "/Artifact" in marks
        pagination = [
            o for o in operators if str(o.operator) == "BDC" and o.operands[1].get("/Type") == "/Pagination"]
        assert len(pagination) >= 3


def test_every_mark_of_a_page_leads_to_the_element_that_holds_it(long: bytes) -> None:
    pdf = opened(long)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(pdf.pages):
        assert page.obj.StructParents == numbers[2 * number] == number
        parents = numbers[2 * number + 1]
        marked = [o.operands[1].MCID for o in pikepdf.parse_content_stream(page)
                  if str(o.operator) == "BDC" and "/MCID" in o.operands[1]]
        assert sorted(marked) == sorted(set(marked))
        for mcid in marked:
            held = [kid if isinstance(kid, int) else kid.get("/MCID") for kid in kids(parents[mcid])]
            assert mcid in held


def test_a_paragraph_that_goes_on_over_the_page_is_one_paragraph() -> None:
    document = saying("fr", text("mot " * 1500))
    data = write_pdf(document, appearance("fr"))
    assert page_count(data) > 1
    assert verify_pdf(document, data) == ()
    pdf = opened(data)
    long = [e for e in elements(pdf) if e.S == "/P" and len(kids(e)) > 40]
    assert len(long) == 1
    assert {str(kid.Type) for kid in kids(long[0]) if isinstance(kid, pikepdf.Dictionary)} == {"/MCR"}


def test_each_change_of_language_is_marked_and_nothing_else() -> None:
    document = saying(
        "fr", text("un "), Foreign("ja-Latn", (text("Nihon"), Strong((text(" e"),)))), text(" deux "),
        Foreign("en", (text("a "), Foreign("ja", (text("頂上"),)))))
    found = [(str(e.S), str(e.Lang)) for e in elements(opened(write_pdf(document, appearance("fr")))) if "/Lang" in e]
    lede = ("/Span", "ja-Latn")
    assert found == [("/Document", "fr-FR"), lede, ("/Span", "ja-Latn"), ("/Span", "en"), ("/Span", "ja")]


def test_cells_know_their_heads_and_a_date_the_rows_it_heads() -> None:
    heads = [
        (str(e.A.Scope), int(e.A.get("/RowSpan", 1))) for e in elements(opened(sample_pdf("fr"))) if e.S == "/TH"]
    assert heads == [("/Column", 1)] * 3 + [("/Row", 1), ("/Row", 2), ("/Row", 1)]


def test_a_list_of_notes_has_its_numbers_and_bodies() -> None:
    document = only("fr", Items("i", tuple(Item(f"i.{n}", (text(f"note {n}"),)) for n in range(12))))
    pdf = opened(write_pdf(document, appearance("fr")))
    notes = next(e for e in elements(pdf) if e.S == "/L" and e.A.ListNumbering == "/Decimal")
    assert [[str(k.S) for k in kids(item)] for item in kids(notes)][:12] == [["/Lbl", "/LBody"]] * 12


def test_key_figures_are_a_described_list() -> None:
    pdf = opened(sample_pdf("fr"))
    figures = next(e for e in elements(pdf) if e.S == "/L" and e.A.ListNumbering == "/None")
    assert figures.T == "Les échanges de l’Occitanie avec le Japon en trois chiffres"
    assert [[str(k.S) for k in kids(kids(item)[0])] for item in kids(figures)] == [["/P", "/P"]] * 3


def test_ruby_is_tagged_as_ruby() -> None:
    pdf = opened(write_pdf(saying("ja", Ruby("太秦", "うずまさ")), appearance("ja")))
    assert [str(kid.S) for kid in kids(only_one(pdf, "Ruby"))] == ["/RB", "/RT"]


def test_a_link_over_two_lines_is_one_element_whose_annotations_say_its_words() -> None:
    words = "un lien si long qu’il faut deux lignes de la page pour le contenir tout entier, du début à la fin"
    document = saying("fr", text("Voir " * 8), Link("https://example.org/a", (text(words),)), text("."))
    pdf = opened(write_pdf(document, appearance("fr")))
    link = next(e for e in elements(pdf) if e.S == "/Link")
    objects = [kid.Obj for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"]
    assert len(objects) >= 2
    assert {str(annotation.Contents) for annotation in objects} == {words}
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    keys = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    assert all(keys[int(annotation.StructParent)].objgen == link.objgen for annotation in objects)


@pytest.mark.parametrize("language", LANGUAGE_TAGS)
def test_headings_descend_without_a_gap_and_make_the_outline(language: str) -> None:
    pdf = opened(full_pdf(language))
    levels = [int(name[1]) for name in names(pdf) if name in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert set(levels[1:]) == {2, 3}
    assert all(after - before <= 1 for before, after in pairwise(levels))
    with pdf.open_outline() as outline:
        title, = outline.root
        sections = title.children
        assert len(sections) == levels.count(2)
        assert [len(section.children) for section in sections] == [0, 1] + [0] * (len(sections) - 2)


def test_a_picture_is_a_figure_with_its_text_and_place_beside_its_caption() -> None:
    pdf = opened(full_pdf("fr"))
    figure = only_one(pdf, "Figure")
    assert figure.Alt == "Un carré bleu"
    assert [str(kid.S) for kid in kids(figure.P)] == ["/Figure", "/Caption"]
    assert [str(kid.S) for kid in kids(only_one(pdf, "Caption"))] == ["/P", "/P"]
    page = next(number for number, page in enumerate(pdf.pages) if page.obj.objgen == figure.Pg.objgen)
    drawn = next(run.box for passage in read(full_pdf("fr")).pages[page].passages if passage.element == "Figure"
                 for run in passage.runs)
    assert [float(edge) for edge in figure.A.BBox] == pytest.approx(drawn, abs=0.1)


def test_an_alternative_text_in_another_language_says_so() -> None:
    document = full_release("fr")
    picture = next(block for slot in document.slots for block in slot.blocks if isinstance(block, Picture))
    foreign = replace(picture, alt=(Foreign("ja", (text("青い四角"),)),))
    pdf = opened(write_pdf(only("fr", foreign), appearance("fr")))
    figure = only_one(pdf, "Figure")
    assert (str(figure.Alt), str(figure.Lang)) == ("青い四角", "ja")


def test_an_image_that_is_no_picture_of_the_document_is_refused() -> None:
    session, source, sheet = source_of(full_release("fr"))
    stray = '<p><img src="asset:images/stand.png" alt="x"></p>'
    with pytest.raises(AppearanceError) as caught:
        session.write(source.replace("<main>", f"<main>{stray}"), sheet)
    assert [d.code.id for d in caught.value.diagnostics] == ["TAG-001"]


def test_boxes_quotes_and_contacts_are_tagged_as_what_they_are() -> None:
    pdf = opened(full_pdf("fr"))
    assert [str(kid.S) for kid in kids(only_one(pdf, "Sect"))] == ["/H3", "/P"]
    assert [str(kid.S) for kid in kids(only_one(pdf, "BlockQuote"))] == ["/P", "/P", "/P"]
    contacts = [e for e in elements(pdf) if e.S == "/L"][-1]
    assert contacts.T == "Service de presse de la Région Occitanie"
    assert [[str(kid.S) for kid in kids(kids(item)[0])] for item in kids(contacts)] == [["/P", "/P", "/P"]] * 2


def test_particulars_are_a_described_table_whose_labels_head_their_rows() -> None:
    pdf = opened(full_pdf("fr"))
    tables = [e for e in elements(pdf) if e.S == "/Table"]
    assert [str(table.A.Summary) for table in tables] == [
        "Le programme de la mission, par date et par lieu", "Infos pratiques"]
    rows = kids(kids(tables[1])[0])
    assert [[(str(c.S), str(c.get("/A", {}).get("/Scope", ""))) for c in kids(row)] for row in rows] == [
        [("/TH", "/Row"), ("/TD", "")]] * 2


def test_another_rendering_in_the_meantime_keeps_its_own_tags_and_nothing_is_left_behind() -> None:
    engine = load()
    import weasyprint.pdf

    original = weasyprint.pdf.add_tags
    session, *_ = source_of(saying("fr", text("mot")))
    other = engine.HTML(string="<html lang=fr><title>t</title><p>autre", url_fetcher=session.fetcher)
    expected = other.write_pdf(pdf_variant="pdf/ua-1", font_config=session.fonts)
    with pdf_tags.own_tags(object()):
        assert weasyprint.pdf.add_tags is not original
        assert other.write_pdf(pdf_variant="pdf/ua-1", font_config=session.fonts) == expected
    assert weasyprint.pdf.add_tags is original
    with pytest.raises(ZeroDivisionError), pdf_tags.own_tags(object()):
        raise ZeroDivisionError
    assert weasyprint.pdf.add_tags is original
