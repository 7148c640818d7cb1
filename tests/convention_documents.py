"""Conventions composed by hand, one for each language, for the tests of every writer and reader.

Eleven articles of three parties, so that numbers reach two digits; every block and inline that a convention alone has:
recitals, items and sub-items, references to articles, clauses, items and an annex, footnotes, a table, signatures,
open items, ruled spaces. A draft has blanks, a draft mark and its list of points; a final has none of them.
"""

from collections.abc import Callable, Iterator, Mapping

from dragoman.document.nodes import (
    Annex,
    Article,
    Blank,
    Block,
    Clause,
    Digits,
    Document,
    Fact,
    Force,
    Foreign,
    FurnitureName,
    Heading,
    Inline,
    LanguageTag,
    NoteCall,
    Opening,
    OpenItem,
    OpenItems,
    PageCount,
    PageNumber,
    Paragraph,
    Properties,
    Recital,
    Reference,
    Role,
    Ruby,
    RuledSpace,
    Signature,
    SignatureLine,
    Signatures,
    Slot,
    State,
    Strong,
    Superscript,
    Table,
    Text,
)
from dragoman.document.projection import plain
from dragoman.document.slots import SlotRule
from dragoman.document.walk import document_inlines

Passage = tuple[Inline, ...]
STEM = "convention"
LANGUAGES: tuple[LanguageTag, ...] = ("fr", "en", "ja")
SLOTS: Mapping[LanguageTag, tuple[SlotRule, ...]] = dict.fromkeys(LANGUAGES, (
    SlotRule("title"), SlotRule("subtitle", required=False), SlotRule("version", required=False),
    SlotRule("open_items", required=False), SlotRule("contents", required=False), SlotRule("parties"),
    SlotRule("preamble", required=False),
    SlotRule("articles"), SlotRule("closing"), SlotRule("signatures"), SlotRule("annexes", required=False),
    SlotRule("points", required=False),
))
OPEN_ROWS = 8
"""What the box on page 1 holds at most."""

SEAT, OFFICE, TERM, FEE, DELIBERATION = "seat", "office", "term", "fee", "deliberation"
BLANKS = {
    SEAT: ("parties.company.seat", {"fr": "siège", "en": "registered office", "ja": "所在地"}),
    OFFICE: ("parties.company.office", {"fr": "qualité du représentant", "en": "office", "ja": "役職"}),
    TERM: ("articles.term.term", {"fr": "durée de la convention", "en": "term", "ja": "有効期間"}),
    FEE: ("articles.finance.flows", {"fr": "flux financiers", "en": "payments", "ja": "金銭の支払"}),
}
_LABEL = {"fr": "[à compléter : {}]", "en": "[to be completed: {}]", "ja": "【要記入：{}】"}


def words(text: str, key: str = f"{STEM}.prose") -> Text:
    return Text(text, key)


def fact(path: str, text: str) -> Fact:
    return Fact(path, "bare", (Text(text, ""),))


def choose(language: LanguageTag, fr: str, en: str, ja: str) -> str:
    return {"fr": fr, "en": en, "ja": ja}[language]


class Pen:
    """Words the parts of one edition; `passage` puts inlines in the places of a text."""

    def __init__(self, language: LanguageTag, state: State) -> None:
        self.language = language
        self.state = state

    def blank(self, name: str) -> Inline:
        path, labels = BLANKS[name]
        if self.state == "final":
            return fact(path, choose(self.language, "fixé", "settled", "確定"))
        text = _LABEL[self.language].format(labels[self.language])
        return Blank(path, list(BLANKS).index(name) + 1, (Text(text, "common.blank"),))

    def passage(self, fr: str, en: str, ja: str, **places: Inline) -> Passage:
        """The words of the language; `{name}` stands for an inline of that name."""
        found: list[Inline] = []
        for number, piece in enumerate(choose(self.language, fr, en, ja).replace("}", "{").split("{")):
            if number % 2:
                found.append(places[piece])
            elif piece:
                found.append(words(piece))
        return tuple(found)


# --- articles ----------------------------------------------------------------------------------------------------

ARTICLES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("purpose", (1, 1)), ("definitions", (1, 2, 2, 1)), ("undertakings", (1, 2, 3, 3, 2, 1)), ("finance", (1,)),
    ("monitoring", (1, 1)), ("communication", (1, 1)), ("confidentiality", (1, 2, 2)), ("liability", (1,)),
    ("term", (1, 1)), ("termination", (1, 1)), ("law", (1, 2, 2, 1)),
)
"""Articles in order, each with the levels of its clauses."""
HEADINGS = {
    "purpose": ("Objet", "Purpose", "目的"),
    "definitions": ("Définitions", "Definitions", "定義"),
    "undertakings": ("Engagements de la Région", "Undertakings of the Region", "甲の義務"),
    "finance": ("Dispositions financières", "Financial provisions", "費用負担"),
    "monitoring": ("Suivi", "Monitoring", "連絡体制"),
    "communication": ("Communication, image et marques", "Communication, image rights and trade marks",
                      "広報、肖像及び商標"),
    "confidentiality": ("Confidentialité", "Confidentiality", "秘密保持"),
    "liability": ("Responsabilité et assurances", "Liability and insurance", "責任及び保険"),
    "term": ("Durée et entrée en vigueur", "Term and entry into force", "有効期間"),
    "termination": ("Résiliation", "Termination", "解除"),
    "law": ("Droit applicable et litiges", "Governing law and disputes", "準拠法及び紛争解決"),
}


def numbers(levels: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The path of each clause in its article: (1,), (2,), (2, 1) …"""
    counters: list[int] = []
    for level in levels:
        counters = [*counters, *[0] * level][:level]
        counters[-1] += 1
        yield tuple(counters)


def clause_label(article: int, path: tuple[int, ...], language: LanguageTag) -> str:
    number, latin, roman, kana = path[-1], "abcdefgh", ("i", "ii", "iii", "iv"), "アイウエ"
    match language, len(path):
        case "ja", 1:
            return f"第{article}条\u3000" if number == 1 else f"{number}\u3000"
        case "ja", 2:
            return f"({number})\u3000"
        case "ja", _:
            return f"{kana[number - 1]}\u3000"
        case _, 1:
            return f"{article}.{number}"
        case _:
            sign = latin[number - 1] if len(path) == len((0, 0)) else roman[number - 1]
            return f"{sign})" if language == "fr" else f"({sign})"


def article_label(number: int, language: LanguageTag) -> str:
    match language:
        case "fr":
            return "Article 1er –" if number == 1 else f"Article {number} –"
        case "en":
            return f"Article {number} –"
        case _:
            return ""


def annex_label(number: int, language: LanguageTag) -> str:
    return choose(language, f"Annexe {number} –", f"Annex {number} –", f"別紙{number}\u3000")


# --- references --------------------------------------------------------------------------------------------------


def place(article: str, clause: int | None = None) -> tuple[int, tuple[int, ...], str]:
    """Number, path and id of an article or of its n-th clause (from 0)."""
    number = [name for name, _ in ARTICLES].index(article) + 1
    if clause is None:
        return number, (), f"articles.{article}"
    path = list(numbers(ARTICLES[number - 1][1]))[clause]
    return number, path, f"articles.{article}.{clause_name(article, clause)}"


def clause_name(article: str, clause: int) -> str:
    return "rule" if clause == 0 else f"rule_{clause + 1}"


def refer(language: LanguageTag, article: str, clause: int | None = None) -> Reference:
    """« l’article 5.2 a) », “Article 5.2(a)”, 第5条第2項第1号."""
    number, path, target = place(article, clause)
    if language == "ja":
        return Reference(target, _refer_japanese(number, path, article, clause))
    word: Inline = words(choose(language, "l’article\u00a0", "Article\u00a0", ""), "")
    levels = _above(article, clause)
    if not path:
        if language == "fr" and number == 1:
            return Reference(target, (word, words("1", ""), Superscript("er")))
        return Reference(target, (word, Digits(target, str(number))))
    children: list[Inline] = [word, Digits(levels[0], f"{number}.{path[0]}")]
    for depth, one in enumerate(path[1:], 1):
        sign = "abcdefgh"[one - 1] if depth == 1 else ("i", "ii", "iii")[one - 1]
        opening, closing = ("\u00a0", ")") if language == "fr" else ("(", ")")
        children += [words(opening, ""), Digits(levels[depth], sign), words(closing, "")]
    return Reference(target, tuple(children))


def _refer_japanese(number: int, path: tuple[int, ...], article: str, clause: int | None) -> tuple[Inline, ...]:
    first = f"articles.{article}"
    children: list[Inline] = [words("第", ""), Digits(first, str(number)), words("条", "")]
    levels = _above(article, clause)
    for depth, one in enumerate(path):
        if depth == 0 and one == 1:
            children.append(words("第1項", ""))
        elif depth == len((0, 0)):
            children.append(Digits(levels[depth], "アイウエ"[one - 1]))
        else:
            children += [words("第", ""), Digits(levels[depth], str(one)), words(("項", "号")[depth], "")]
    return tuple(children)


def _above(article: str, clause: int | None) -> list[str]:
    """The ids of a clause and those above it, the highest first."""
    if clause is None:
        return []
    levels = dict(ARTICLES)[article]
    chain: list[int] = [clause]
    for index in range(clause, -1, -1):
        if levels[index] < levels[chain[0]]:
            chain.insert(0, index)
    return [f"articles.{article}.{clause_name(article, index)}" for index in chain]


def refer_annex(language: LanguageTag, number: int, target: str) -> Reference:
    word = choose(language, "l’annexe\u00a0", "Annex\u00a0", "別紙")
    return Reference(target, (words(word, ""), Digits(target, str(number))))


# --- the words of the clauses --------------------------------------------------------------------------------------


def clause_words(pen: Pen, article: str, clause: int) -> Passage:
    special = _SPECIAL.get((article, clause))
    if special is not None:
        return special(pen)
    return pen.passage(
        f"Chaque Partie s’engage à respecter la disposition {clause + 1} relative à cet objet, dans les conditions "
        "prévues par la présente convention et par les textes qui lui sont applicables.",
        f"Each Party undertakes to comply with provision {clause + 1} on this subject, on the terms of this Agreement "
        "and of the rules that apply to it.",
        f"各当事者は、本協定及び自己に適用される法令に従い、この事項に関する定め{clause + 1}を遵守するものとする。")


def _purpose(pen: Pen) -> Passage:
    return pen.passage(
        "La présente convention a pour objet l’accueil de sportifs au {site}.",
        "The purpose of this Agreement is to host athletes at the {site}.",
        "本協定は、{site}における選手の受入れに関し、甲、乙及び丙の間の協力の条件を定めることを目的とする。",
        site=fact("site.name", choose(pen.language, "Centre d’altitude de Font-Romeu",
                                      "Font-Romeu altitude centre", "フォン＝ロムー高地トレーニングセンター")))


def _separate(pen: Pen) -> Passage:
    return pen.passage(
        "Toute action qui n’entre pas dans l’objet défini à {own} fait l’objet d’un accord distinct{note}, régi par "
        "{finance}.",
        "Any action outside the purpose set out in {own} is subject to a separate agreement{note}, governed by "
        "{finance}.",
        "{own}に定める目的の範囲に属しない活動は、別の合意{note}によるものとし、{finance}を準用する。",
        own=refer(pen.language, "purpose", 0), finance=refer(pen.language, "finance"),
        note=NoteCall("notes.separate", 1, pen.passage(
            "Note du service juridique : « accord distinct » vise aussi les avenants.",
            "Note by the legal service: “separate agreement” includes amendments.",
            "法務部注：「別の合意」には変更契約を含む。")))


def _annexes(pen: Pen) -> Passage:
    return pen.passage(
        "Font partie intégrante de la présente convention {one} et {two} ; {first} s’y applique.",
        "{one} and {two} form part of this Agreement; {first} applies to them.",
        "{one}及び{two}は、本協定の一部を構成し、{first}の規定は、これらに適用する。",
        one=refer_annex(pen.language, 1, "annexes.premises"), two=refer_annex(pen.language, 2, "annexes.contacts"),
        first=refer(pen.language, "purpose"))


def _lead(pen: Pen) -> Passage:
    return pen.passage(
        "Pour l’application de {item}, la Région s’engage à :",
        "For the purposes of {item}, the Region undertakes to:",
        "{item}の適用のため、甲は、次に掲げる事項を行うものとする。",
        item=refer(pen.language, "definitions", 1))


def _item(pen: Pen) -> Passage:
    return pen.passage("réaliser les actions suivantes :", "carry out the following actions:", "次の活動を行うこと。")


def _sub_item(pen: Pen) -> Passage:
    return pen.passage("l’accueil des équipes ;", "hosting teams;", "選手団の受入れ")


def _flows(pen: Pen) -> Passage:
    return pen.passage(
        "Les flux financiers entre les Parties sont les suivants : {fee}. {articles} et {other} restent applicables.",
        "The payments between the Parties are as follows: {fee}. {articles} and {other} continue to apply.",
        "甲、乙及び丙の間における金銭の支払は、{fee}とする。{articles}及び{other}の規定の適用を妨げない。",
        fee=pen.blank(FEE), articles=_several(pen.language),
        other=Reference("articles.monitoring", _number_alone(pen.language, "monitoring")))


def _several(language: LanguageTag) -> Reference:
    target = "articles.undertakings"
    if language == "ja":
        return Reference(target, (words("第", ""), Digits(target, "3"), words("条", "")))
    return Reference(target, (words(choose(language, "Les articles\u00a0", "Articles\u00a0", ""), ""),
                              Digits(target, "3")))


def _number_alone(language: LanguageTag, article: str) -> Passage:
    number, _, target = place(article)
    digits = Digits(target, str(number))
    return (words("第", ""), digits, words("条", "")) if language == "ja" else (digits,)


def _duration(pen: Pen) -> Passage:
    return pen.passage(
        "La présente convention est conclue pour une durée de {term} ; {second} s’applique à son terme.",
        "This Agreement is concluded for a term of {term}; {second} applies on its expiry.",
        "本協定の有効期間は、{term}とし、その満了については{second}の規定を適用する。",
        term=pen.blank(TERM), second=refer(pen.language, "term", 1))


def _law(pen: Pen) -> Passage:
    return pen.passage(
        "Le droit applicable{note} est désigné à {tenth} et à {item} :",
        "The governing law{note} is designated in {tenth} and {item}:",
        "準拠法{note}は、{tenth}及び{item}の定めるところによる。",
        tenth=refer(pen.language, "termination", 1), item=refer(pen.language, "law", 2),
        note=NoteCall("notes.law", 2, pen.passage(
            "Le choix du droit n’écarte pas les lois de police.",
            "The choice of law does not displace overriding mandatory rules.",
            "準拠法の選択は、強行規定の適用を排除しない。")))


_SPECIAL: Mapping[tuple[str, int], Callable[[Pen], Passage]] = {
    ("purpose", 0): _purpose, ("purpose", 1): _separate, ("definitions", 3): _annexes, ("undertakings", 0): _lead,
    ("undertakings", 1): _item, ("undertakings", 2): _sub_item, ("finance", 0): _flows, ("term", 0): _duration,
    ("law", 0): _law,
}


def article(pen: Pen, number: int, name: str, levels: tuple[int, ...]) -> Article:
    heading = words(choose(pen.language, *HEADINGS[name]), f"{STEM}.{name}.heading")
    japanese = pen.language == "ja"
    clauses = []
    for index, path in enumerate(numbers(levels)):
        force: Force = "duty" if len(path) == 1 else "statement"
        clauses.append(Clause(
            f"articles.{name}.{clause_name(name, index)}", len(path), clause_label(number, path, pen.language), force,
            clause_words(pen, name, index)))
    return Article(
        f"articles.{name}", article_label(number, pen.language),
        (words("（"), heading, words("）")) if japanese else (heading,), tuple(clauses))


# --- the other parts -----------------------------------------------------------------------------------------------

PARTIES = ("region", "company", "centre")
NAMES = {
    "region": ("La Région Occitanie", "The Occitanie Region", "オクシタニー地域圏"),
    "company": ("La société Exemple", "Example Corporation", "株式会社例示"),
    "centre": ("Le Centre d’altitude", "The Altitude Centre", "高地センター"),
}
TERMS = {
    "region": ("« la Région »", "“the Region”", "「甲」"),
    "company": ("« la Société »", "“the Company”", "「乙」"),
    "centre": ("« le Centre »", "“the Centre”", "「丙」"),
}
PEOPLE = {"region": ("Carole DELGA", "キャロル・デルガ"), "company": ("Hanako SUZUKI", "鈴木花子"),
          "centre": ("Marc DURAND", "マルク・デュラン")}


def person(pen: Pen, party: str) -> Inline:
    latin, japanese = PEOPLE[party]
    if pen.language != "ja":
        return fact(f"parties.{party}.representative", latin)
    if party == "company":
        return Fact(f"parties.{party}.representative", "bare", (Ruby("鈴木", "すずき"), Text("花子", "")))
    return fact(f"parties.{party}.representative", japanese)


def party(pen: Pen, name: str) -> Paragraph:
    seat = pen.blank(SEAT) if name == "company" else fact(f"parties.{name}.seat", "Toulouse")
    office = pen.blank(OFFICE) if name == "company" else fact(
        f"parties.{name}.office", choose(pen.language, "présidente", "President", "議長"))
    children = pen.passage(
        "{name}, dont le siège est situé {seat}, représentée par {person}, {office}, ci-après dénommée "
        f"{TERMS[name][0]},",
        "{name}, with its seat at {seat}, represented by {person}, {office} (" f"{TERMS[name][1]}),",
        "{name}（所在地：{seat}、代表者：{office}　{person}。以下" f"{TERMS[name][2]}という。）",
        name=Strong((words(choose(pen.language, *NAMES[name])),)), seat=seat, office=office, person=person(pen, name))
    return Paragraph(f"parties.{name}", "party", children)


def paragraph(name: str, role: Role, children: Passage) -> Paragraph:
    return Paragraph(name, role, children)


def parties(pen: Pen) -> tuple[Block, ...]:
    found: list[Block] = [
        Heading("parties.heading", 2, pen.passage("ENTRE LES SOUSSIGNÉS :", "BETWEEN:", "協定の当事者"))]
    for number, name in enumerate(PARTIES):
        found.append(party(pen, name))
        if pen.language == "fr":
            side = "d’une part," if number == 0 else "d’autre part,"
            found.append(paragraph(f"parties.{name}.side", "side", (words(side),)))
    found.append(paragraph("parties.together", "together", pen.passage(
        "ci-après ensemble « les Parties » et, individuellement, une « Partie »,",
        "together “the Parties” and each of them a “Party”,",
        "以下、甲、乙及び丙を総称して、又は個別に「当事者」という。")))
    if pen.language != "ja":
        for number, (fr, en) in enumerate((
            ("Vu le code général des collectivités territoriales ;",
             "Having regard to the General Code of Territorial Authorities;"),
            ("Vu la délibération du conseil régional,", "Having regard to the deliberation of the Regional Council,"),
        ), 1):
            found.append(paragraph(f"parties.visas.{number}", "visa", pen.passage(fr, en, "")))
    return tuple(found)


def preamble(pen: Pen) -> tuple[Block, ...]:
    recitals = (
        ("La Région développe l’accueil de sportifs de haut niveau, en France comme à l’étranger ;",
         "The Region develops the hosting of elite athletes, from France and from abroad;",
         "甲は、国内外のトップアスリートの受入れを推進している。"),
        ("La Société souhaite accompagner cet accueil.", "The Company wishes to support that hosting.",
         "乙は、その受入れへの協力を希望している。"),
    )
    return (
        Heading("preamble.heading", 2, pen.passage("PRÉAMBULE", "RECITALS", "前文")),
        *(Recital(f"preamble.{number}", f"({'AB'[number]})" if pen.language == "en" else "", pen.passage(*texts))
          for number, texts in enumerate(recitals)))


def signatures(pen: Pen) -> Signatures:
    def line(party: str, name: str, label: tuple[str, str, str], text: Passage = (), space: int = 0) -> SignatureLine:
        return SignatureLine(f"signatures.{party}.{name}", pen.passage(*label), text, space)

    blocks = []
    for name in PARTIES:
        office = pen.blank(OFFICE) if name == "company" else fact(
            f"parties.{name}.office", choose(pen.language, "présidente", "President", "議長"))
        signing = line(name, "signature", ("Signature", "Signature", "署名"), (), 25)
        who = (person(pen, name),)
        lines: tuple[SignatureLine, ...]
        if pen.language == "ja":
            lines = (
                line(name, "seat", ("", "", "所在地"), (pen.blank(SEAT) if name == "company" else
                                                       fact(f"parties.{name}.seat", "トゥールーズ"),)),
                line(name, "name", ("", "", "名称"), pen.passage(*NAMES[name])),
                line(name, "office", ("", "", "役職"), (office,)), line(name, "person", ("", "", "氏名"), who), signing)
        else:
            lines = (line(name, "office", ("", "", ""), (office,)), signing, line(name, "person", ("", "", ""), who))
        term = TERMS[name][LANGUAGES.index(pen.language)].strip("«»\u00a0 “”「」")
        heading = pen.passage(f"Pour {term}", f"For {term}", term)
        blocks.append(Signature(f"signatures.{name}", heading, lines))
    return Signatures("signatures", pen.passage("Signatures", "Signatures", "署名欄"), tuple(blocks))


def closing(pen: Pen) -> tuple[Block, ...]:
    place = RuledSpace("signing.place", pen.passage("lieu de la signature", "place of signing", "署名地"))
    date = RuledSpace("signing.date", pen.passage("date de la signature", "date of signing", "署名日"))
    return (paragraph("closing", "closing", pen.passage(
        "Fait à {place}, le {date}, en 3 exemplaires originaux, signés par les Parties, dont un pour chaque Partie.",
        "Done at {place} on {date}, in 3 originals signed by the Parties, one for each Party.",
        "本協定の締結を証するため、本書3通を作成し、甲乙丙が署名の上、各自1通を保有する。署名地：{place}、署名日：{date}",
        place=place, date=date)),)


def annexes(pen: Pen) -> tuple[Block, ...]:
    rows = tuple(
        (pen.passage(*use), (fact(f"premises.{number}", str(number * 20)),)) for number, use in enumerate((
            ("Piste d’athlétisme", "Running track", "陸上競技場"), ("Bassin", "Pool", "プール"),
            ("Salle & vestiaires <nord>", "Hall & changing rooms <north>", "体育館・更衣室")), 1))
    return (
        Annex("annexes.premises", annex_label(1, pen.language), pen.passage("Installations", "Premises", "施設")),
        paragraph("annexes.premises.text", "text", pen.passage(
            "Les installations visées à {article} sont les suivantes.",
            "The premises referred to in {article} are as follows.",
            "{article}に定める施設は、次のとおりとする。", article=refer(pen.language, "undertakings", 2))),
        Table(
            "annexes.premises.table", pen.passage("Installations et places", "Premises and places", "施設及び定員"),
            (pen.passage("Installation", "Premises", "施設"), pen.passage("Places", "Places", "定員")), rows),
        Annex("annexes.contacts", annex_label(2, pen.language), pen.passage(
            "Interlocuteurs", "Contacts", "連絡担当者")),
        paragraph("annexes.contacts.text", "text", (*pen.passage(
            "Le club {club} désigne son interlocuteur.", "The club {club} appoints its contact.",
            "{club}は、連絡担当者を指名する。", club=Foreign("ja", (Text("高地クラブ", ""),))
            if pen.language != "ja" else Text("高地クラブ", "")),)))


def open_items(pen: Pen, document: tuple[Slot, ...], name: str, rows: int | None) -> OpenItems:
    found: dict[int, OpenItem] = {}
    for slot in document:
        for block in slot.blocks:
            where = pen.passage("désignation des Parties", "description of the Parties", "当事者の表示") \
                if slot.name == "parties" else (Text(choose(pen.language, "articles", "Articles", "条文"), ""),)
            whole = Document("convention", STEM, pen.language, "draft", (Slot(slot.name, (block,)),), {},
                             Properties("", "", "", "", None), (), ())
            for inline in document_inlines(whole):
                if isinstance(inline, Blank):
                    label = next(labels for path, labels in BLANKS.values() if path == inline.path)[pen.language]
                    found.setdefault(inline.number, OpenItem(inline.number, (words(label, "blank"),), where))
    items = tuple(found[number] for number in sorted(found))
    shown = items[:rows]
    more = () if len(items) == len(shown) else pen.passage(
        "Liste entière en dernière page.", "Whole list on the last page.", "全項目は末尾に掲げる。")
    return OpenItems(name, pen.passage("Points à compléter", "Open items", "未確定事項"), shown, more)


def sample_convention(language: LanguageTag, state: State = "draft", rows: int = OPEN_ROWS) -> Document:
    """The sample convention; `rows` are the items of its first list at most."""
    pen = Pen(language, state)
    body: dict[str, tuple[Block, ...]] = {
        "title": (Heading("title", 1, (
            words(choose(language, "Convention de partenariat", "Partnership Agreement", "連携協定書")),
            *((words("（案）"),) if language == "ja" and state == "draft" else ()))),),
        "subtitle": (paragraph("subtitle", "subtitle", pen.passage(
            "Accueil de sportifs à Font-Romeu", "Hosting athletes at Font-Romeu",
            "フォン＝ロムーにおける選手の受入れ")),),
        "version": (paragraph("version", "version", _version(pen)),),
        "parties": parties(pen),
        "preamble": preamble(pen),
        "articles": (
            paragraph("articles.hinge", "hinge", pen.passage(
                "Il a été convenu entre les Parties ce qui suit :", "The Parties agree as follows:",
                "甲、乙及び丙は、次のとおり協定（以下「本協定」という。）を締結する。")),
            *(article(pen, number, name, levels) for number, (name, levels) in enumerate(ARTICLES, 1))),
        "closing": closing(pen),
        "signatures": (signatures(pen),),
        "annexes": annexes(pen),
    }
    slots = tuple(Slot(name, blocks) for name, blocks in body.items())
    if state == "draft":
        body["open_items"] = (open_items(pen, slots, "open_items", rows),)
        body["points"] = (open_items(pen, slots, "points", None),)
    order = [rule.name for rule in SLOTS[language]]
    title = plain(body["title"][0].children) if isinstance(body["title"][0], Heading) else ""
    return Document(
        "convention", STEM, language, state, tuple(Slot(name, body.get(name, ())) for name in order),
        _furniture(pen, title), Properties(title, "", "Région Occitanie", language, None),
        tuple(Opening("blank", path, labels[language]) for path, labels in BLANKS.values()) if state == "draft" else (),
        ())


def _version(pen: Pen) -> Passage:
    if pen.state == "final":
        return pen.passage(
            "Version 1.0 du 28 février 2024", "Version 1.0, 28 February 2024", "第1.0版（2024年2月28日）")
    return pen.passage("Projet – version 0.3 du 28 février 2024", "Draft – version 0.3, 28 February 2024",
                       "案　第0.3版（2024年2月28日）")


def _furniture(pen: Pen, title: str) -> dict[FurnitureName, Passage]:
    page = choose(pen.language, "page\u00a0", "page\u00a0", "")
    found: dict[FurnitureName, Passage] = {
        "letterhead": (Text(choose(pen.language, "Région Occitanie", "Occitanie Region", "オクシタニー地域圏"), ""),),
        "running_head": (Text(title, ""),),
        "footer_line": (Text("Hôtel de Région – Toulouse", ""),),
        "version_line": _version(pen),
        "page_label": (Text(page, ""), PageNumber(), Text("/", ""), PageCount()),
    }
    if pen.state == "draft":
        found["draft_mark"] = (Text(choose(pen.language, "PROJET", "DRAFT", "案"), "common.draft"),)
    if pen.language == "en":
        found["status_banner"] = (words("Courtesy translation – the French text alone is authentic"),)
    return found
