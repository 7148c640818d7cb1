"""Sample releases composed by hand, one for each language, for the tests of every writer and reader.

They hold most blocks and inlines: label, dateline, title, lede, three key figures, two sections, a programme
with two days and an undated row, blanks, an untranslated passage, foreign runs, a ruby, an end mark, numbered notes
and a contact; `full_release` adds what a release may have beside. A final has neither blanks nor untranslated
passages nor a draft mark.
"""

import dataclasses
import io

from PIL import Image as Pillow

from dragoman.composers.press_release import SLOTS
from dragoman.document.nodes import (
    Blank,
    Block,
    Contact,
    Contacts,
    Day,
    Document,
    Entry,
    Fact,
    Foreign,
    FurnitureName,
    Heading,
    Inline,
    Item,
    Items,
    KeyFigure,
    KeyFigures,
    LanguageTag,
    LineBreak,
    Link,
    Opening,
    PageCount,
    PageNumber,
    Paragraph,
    Particular,
    Particulars,
    Picture,
    Programme,
    Properties,
    Quote,
    Role,
    Ruby,
    SideBox,
    Slot,
    State,
    Strong,
    Superscript,
    Text,
    Untranslated,
)
from dragoman.document.projection import plain
from dragoman.images import Image, read_image

Passage = tuple[Inline, ...]
STEM = "press-release"


def words(text: str, key: str = f"{STEM}.prose") -> Text:
    return Text(text, key)


def fact(path: str, text: str, style: str = "bare") -> Fact:
    return Fact(path, style, (Text(text, ""),))


def blank(path: str, number: int, text: str) -> Blank:
    return Blank(path, number, (Text(text, "common.blank"),))


def paragraph(name: str, *children: Inline, role: Role = "text") -> Paragraph:
    return Paragraph(f"{STEM}.{name}", role, children)


def heading(name: str, text: str, level: int = 2) -> Heading:
    return Heading(f"{STEM}.{name}", level, (words(text, f"{STEM}.{name}"),))


def figure(name: str, lead: str, value: str, caption: str) -> KeyFigure:
    return KeyFigure(
        f"{STEM}.figures.{name}",
        (words(lead, "common.about"),) if lead else (),
        (fact(f"mission.{name}", value),),
        (words(caption, f"{STEM}.figures.{name}.caption"),),
    )


def entry(name: str, place: str, *event: Inline) -> Entry:
    return Entry(f"{STEM}.programme.{name}", (fact(f"mission.programme.{name}.place", place),) if place else (), event)


def press_office(name: str) -> Contact:
    telephone = Link("tel:+33500000000", (words("+33 5 00 00 00 00"),))
    email = Link("mailto:presse@example.org", (words("presse@example.org"),))
    return Contact(f"{STEM}.contacts.press", (words(name),), ((telephone,), (email,)))


def sample_release(language: str, state: str = "draft") -> Document:
    """Return the sample release of a language ("fr", "en", "ja") in a state ("draft", "final")."""
    make = {"fr": _french, "en": _english, "ja": _japanese}[language]
    return make(draft=state == "draft")


def _document(
    language: LanguageTag,
    slots: dict[str, tuple[Block, ...]],
    furniture: dict[FurnitureName, Passage],
    title: str,
    openings: tuple[Opening, ...],
    *,
    author: str,
    draft: bool,
) -> Document:
    state: State = "draft" if draft else "final"
    if not draft:
        furniture = {name: passage for name, passage in furniture.items() if name != "draft_mark"}
    return Document(
        kind="press_release",
        name=STEM,
        language=language,
        state=state,
        slots=tuple(Slot(name, blocks) for name, blocks in slots.items()),
        furniture=furniture,
        properties=Properties(
            title=title, subject="Mission Japon", author=author, language=language, date=None if draft else "2024-03-05"
        ),
        openings=openings if draft else (),
        accepted=(),
    )


def _french(*, draft: bool) -> Document:
    title = "L’Occitanie renforce ses liens avec le Japon\u00a0: une mission du 5 au 13 mars 2024"
    date: Inline = (
        blank("release.date", 1, "[à compléter\u00a0: date du communiqué]")
        if draft
        else Fact("release.date", "long", (Text("mardi 5 mars 2024", ""),))
    )
    signatory: Inline = (
        blank("signing.asics", 2, "[à compléter\u00a0: signataire d’Asics]")
        if draft
        else fact("signing.asics", "le président d’Asics")
    )
    slots: dict[str, tuple[Block, ...]] = {
        "label": (paragraph("label", words("COMMUNIQUÉ DE PRESSE", "press_release.label"), role="label"),),
        "dateline": (paragraph("dateline", words("Toulouse, le "), date, role="dateline"),),
        "headline": (Heading(f"{STEM}.headline", 1, (words(title, f"{STEM}.headline"),)),),
        "lede": (
            paragraph(
                "lede",
                words("«\u00a0"),
                Foreign("ja-Latn", (words("Nihon e yōkoso"),)),
                words(
                    "\u202f!\u00a0» Bienvenue au Japon\u202f! Pour renforcer les liens tissés depuis 2015 avec "
                    "la quatrième "
                    "économie mondiale, "
                ),
                fact("region", "la Région Occitanie", "le"),
                words(" mène une nouvelle mission dans l’archipel nippon, "),
                Fact("mission.dates", "range", (Text("du 5 au 13 mars 2024", ""),)),
                words("."),
                role="lede",
            ),
        ),
        "key_figures": (
            KeyFigures(
                f"{STEM}.figures",
                (words("Les échanges de l’Occitanie avec le Japon en trois chiffres"),),
                (
                    figure("exports", "", "12,8\u00a0%", "des exportations françaises au Japon"),
                    figure("surplus", "", "472\u00a0M€", "de solde commercial positif"),
                    figure("groups", "une ", "trentaine", "de groupes japonais implantés, soit 3\u202f000 emplois"),
                ),
            ),
        ),
        "body": (
            heading("sectors.title", "Des secteurs-phares valorisés"),
            paragraph(
                "sectors.foodex",
                words("Pour lancer la mission, la présidente de Région inaugure "),
                fact("foodex.date", "mardi 5 mars", "day"),
                words(" l’espace "),
                Strong((words("Occitanie-Sud de France"),)),
                words(
                    " du salon Foodex à Tokyo. Une dizaine d’entreprises exposent avec l’aide de l’agence "
                    "Ad’Occ sur ce "
                    "salon alimentaire majeur, fréquenté par 75\u202f000 professionnels."
                ),
            ),
            paragraph(
                "sectors.space",
                words("Le lendemain, la délégation rencontre le président de l’Agence spatiale japonaise "),
                fact("jaxa", "JAXA"),
                words(
                    ", en compagnie du Cnes de Toulouse et du club d’entreprises Galaxie. L’horizon reste "
                    "spatial avec la "
                    "visite du siège d’Astroscale\u00a0: cette société de 500 salariés a choisi en octobre 2023 "
                    "d’implanter à "
                    "Toulouse un centre technique sur l’élimination des débris spatiaux, au potentiel de 30 à "
                    "60 emplois en "
                    "deux ans."
                ),
            ),
            heading("meetings.title", "Des échanges de haut niveau"),
            paragraph(
                "meetings.sport",
                words("De sport, il sera question avec la signature d’une convention entre la Région, "),
                signatory,
                words(
                    " et le Centre national en altitude de Font-Romeu. Asics rouvrira en avril son centre "
                    "d’entraînement «\u00a0"
                ),
                Foreign("en", (words("Chojo Camp Europe"),)),
                words("\u00a0» ("),
                Foreign("ja", (words("頂上"),)),
                words(
                    ", «\u00a0sommet\u00a0») à Font-Romeu, dans le cadre de la préparation d’athlètes aux Jeux "
                    "de Paris 2024, dont "
                    "la 1"
                ),
                Superscript("re"),
                words(" session a eu lieu en 2023."),
            ),
            paragraph(
                "meetings.return",
                words(
                    "Le retour au Japon passe par Kyoto et Nagoya, avec des dimensions culturelle et "
                    "économique. La présidente de Région déjeunera avec les gouverneurs de chaque "
                    "préfecture, puis rencontrera des acteurs des industries culturelles et créatives."
                ),
            ),
        ),
        "programme": (
            heading("programme.title", "Programme"),
            Programme(
                f"{STEM}.programme",
                (words("Le programme de la mission, par date et par lieu"),),
                ((words("Date"),), (words("Lieu"),), (words("Événement"),)),
                (
                    Day(
                        f"{STEM}.programme.day-1",
                        (fact("d1", "mardi 5 mars", "day"),),
                        (
                            entry(
                                "foodex",
                                "Tokyo",
                                words("Inauguration de l’espace Occitanie-Sud de France au salon Foodex"),
                            ),
                        ),
                    ),
                    Day(
                        f"{STEM}.programme.day-2",
                        (fact("d2", "mercredi 6 mars", "day"),),
                        (
                            entry(
                                "jaxa",
                                "Tokyo",
                                words(
                                    "Rencontre avec le président de la JAXA, en compagnie du Cnes de Toulouse "
                                    "et du club d’entreprises Galaxie"
                                ),
                            ),
                            entry("astroscale", "Tokyo", words("Visite du siège d’Astroscale")),
                        ),
                    ),
                    Day(
                        f"{STEM}.programme.undated",
                        (words("pendant la mission"),),
                        (entry("asics", "", words("Signature de la convention avec Asics")),),
                    ),
                ),
            ),
        ),
        "end_mark": (paragraph("end", words("– FIN –", "press_release.end"), role="end_mark"),),
        "contact": (
            Items(
                f"{STEM}.notes",
                (
                    Item(f"{STEM}.notes.1", (words("Source des chiffres\u00a0: la Région Occitanie."),)),
                    Item(
                        f"{STEM}.notes.2",
                        (
                            words(
                                "Le Club Japon Occitanie, lancé en septembre 2023, rassemble une "
                                "cinquantaine d’entreprises régionales."
                            ),
                        ),
                    ),
                ),
            ),
            heading("contact.title", "Contact presse"),
            Contacts(
                f"{STEM}.contacts",
                (words("Service de presse de la Région Occitanie"),),
                (press_office("Service de presse de la Région Occitanie"),),
            ),
        ),
    }
    furniture: dict[FurnitureName, Passage] = {
        "letterhead": (fact("house.issuer", "Région Occitanie / Pyrénées-Méditerranée"),),
        "running_head": (words("Mission Japon 2024"),),
        "draft_mark": (words("PROJET", "common.draft_mark"),),
        "footer_line": (words("Région Occitanie, 22 boulevard du Maréchal-Juin, 31406 Toulouse"),),
        "page_label": (words("page ", "common.page"), PageNumber(), words("/", "common.page"), PageCount()),
    }
    openings = (
        Opening("blank", "release.date", "date du communiqué"),
        Opening("blank", "signing.asics", "signataire d’Asics"),
    )
    return _document("fr", slots, furniture, title, openings, author="Région Occitanie", draft=draft)


def _english(*, draft: bool) -> Document:
    title = "Occitanie strengthens its ties with Japan: mission from 5 to 13 March 2024"
    date: Inline = (
        blank("release.date", 1, "[to be completed: date of the release]")
        if draft
        else fact("release.date", "5 March 2024", "long")
    )
    signatory: Inline = (
        blank("signing.asics", 2, "[to be completed: signatory for ASICS]")
        if draft
        else fact("signing.asics", "the president of ASICS")
    )
    kyoto: Inline = (
        Untranslated(
            f"{STEM}.meetings.return",
            "fr",
            (
                words(
                    "Le retour au Japon passe par Kyoto et Nagoya. La présidente de Région déjeunera avec les "
                    "gouverneurs de chaque "
                    "préfecture."
                ),
            ),
            "missing",
        )
        if draft
        else words("The return to Japan leads through Kyoto and Nagoya.")
    )
    slots: dict[str, tuple[Block, ...]] = {
        "label": (paragraph("label", words("PRESS RELEASE", "press_release.label"), role="label"),),
        "release_status": (
            paragraph("status", words("FOR IMMEDIATE RELEASE", "press_release.status"), role="release_status"),
        ),
        "headline": (Heading(f"{STEM}.headline", 1, (words(title, f"{STEM}.headline"),)),),
        "lede": (
            paragraph(
                "lede",
                words("TOULOUSE, France, "),
                date,
                words(" – “"),
                Foreign("ja-Latn", (words("Nihon e yōkoso!"),)),
                words(
                    "” Welcome to Japan! To strengthen ties formed since 2015 with the world’s fourth-largest economy, "
                ),
                fact("region", "the Occitanie Region", "the"),
                words(" is leading a new mission to Japan "),
                fact("mission.dates", "from 5 to 13 March 2024", "range"),
                words("."),
                role="lede",
            ),
        ),
        "key_figures": (
            KeyFigures(
                f"{STEM}.figures",
                (words("Trade between Occitanie and Japan in three figures"),),
                (
                    figure("exports", "", "12.8%", "of French exports to Japan"),
                    figure("surplus", "", "€472 million", "trade surplus"),
                    figure("groups", "around ", "30", "Japanese groups established here, with 3,000 jobs"),
                ),
            ),
        ),
        "body": (
            heading("sectors.title", "Flagship sectors on show"),
            paragraph(
                "sectors.foodex",
                words("To open the mission, the President of the Region inaugurates the "),
                Strong((words("Occitanie-Sud de France"),)),
                words(" pavilion at the Foodex fair in Tokyo on "),
                fact("foodex.date", "Tuesday 5 March", "day"),
                words(
                    ". Some ten companies are exhibiting with the support of the agency AD’OCC at this major "
                    "food fair, which "
                    "75,000 professionals attend."
                ),
            ),
            paragraph(
                "sectors.space",
                words("The next day the delegation meets the President of the "),
                fact("jaxa", "Japan Aerospace Exploration Agency (JAXA)"),
                words(
                    " and visits the headquarters of Astroscale, a company of 500 employees which chose Toulouse in "
                    "October 2023 for a technical centre on the removal of space debris: 30 to 60 jobs within "
                    "two years."
                ),
            ),
            heading("meetings.title", "High-level meetings"),
            paragraph(
                "meetings.sport",
                words("Sport is on the agenda with an agreement between the Region, "),
                signatory,
                words(
                    " and the National Altitude Training Centre in Font-Romeu. ASICS reopens its training "
                    "centre “Chojo Camp "
                    "Europe” ("
                ),
                Foreign("ja", (words("頂上"),)),
                words(", “summit”) in April."),
            ),
            paragraph("meetings.return", kyoto),
        ),
        "programme": (
            heading("programme.title", "Programme"),
            Programme(
                f"{STEM}.programme",
                (words("The programme of the mission, by date and place"),),
                ((words("Date"),), (words("Place"),), (words("Event"),)),
                (
                    Day(
                        f"{STEM}.programme.day-1",
                        (fact("d1", "Tuesday 5 March", "day"),),
                        (entry("foodex", "Tokyo", words("Opening of the Occitanie-Sud de France pavilion at Foodex")),),
                    ),
                    Day(
                        f"{STEM}.programme.day-2",
                        (fact("d2", "Wednesday 6 March", "day"),),
                        (
                            entry(
                                "jaxa",
                                "Tokyo",
                                words("Meeting with the President of JAXA, with CNES and the business club Galaxie"),
                            ),
                            entry("astroscale", "Tokyo", words("Visit to the headquarters of Astroscale")),
                        ),
                    ),
                    Day(
                        f"{STEM}.programme.undated",
                        (words("during the mission"),),
                        (entry("asics", "", words("Signing of the agreement with ASICS")),),
                    ),
                ),
            ),
        ),
        "end_mark": (paragraph("end", words("ENDS", "press_release.end"), role="end_mark"),),
        "contact": (
            heading("notes.title", "Notes to editors"),
            Items(
                f"{STEM}.notes",
                (
                    Item(f"{STEM}.notes.1", (words("Figures: Occitanie Region."),)),
                    Item(
                        f"{STEM}.notes.2",
                        (
                            words(
                                "The Club Japon Occitanie, launched in September 2023, brings together around "
                                "fifty companies of the region with interests in Japan."
                            ),
                        ),
                    ),
                ),
            ),
            heading("contact.title", "Media contact"),
            Contacts(
                f"{STEM}.contacts",
                (words("Occitanie Region, press office"),),
                (press_office("Occitanie Region, press office"),),
            ),
        ),
    }
    furniture: dict[FurnitureName, Passage] = {
        "letterhead": (fact("house.issuer", "Occitanie Region"),),
        "running_head": (words("Japan mission 2024"),),
        "draft_mark": (words("DRAFT", "common.draft_mark"),),
        "footer_line": (words("Région Occitanie, 22 boulevard du Maréchal-Juin, 31406 Toulouse, France"),),
        "page_label": (words("page ", "common.page"), PageNumber(), words("/", "common.page"), PageCount()),
    }
    openings = (
        Opening("blank", "release.date", "date of the release"),
        Opening("blank", "signing.asics", "signatory for ASICS"),
        Opening("missing", f"{STEM}.meetings.return", "missing"),
    )
    return _document("en", slots, furniture, title, openings, author="Occitanie Region", draft=draft)


def _japanese(*, draft: bool) -> Document:
    title = "オクシタニー地域圏、2024年3月5日から13日まで訪日使節団を派遣"
    date: Inline = (
        blank("release.date", 1, "【要記入：発表日】") if draft else fact("release.date", "2024年3月5日（火）", "long")
    )
    signatory: Inline = (
        blank("signing.asics", 2, "【要記入：アシックス側署名者】")
        if draft
        else fact("signing.asics", "株式会社アシックス")
    )
    shanghai: Inline = (
        Untranslated(
            f"{STEM}.meetings.return",
            "fr",
            (words("La présidente de Région déjeunera avec les gouverneurs."),),
            "fuzzy",
        )
        if draft
        else words("その後、京都と名古屋を訪れます。")
    )
    slots: dict[str, tuple[Block, ...]] = {
        "label": (paragraph("label", words("プレスリリース", "press_release.label"), role="label"),),
        "date": (paragraph("date", date, role="date"),),
        "addressee": (paragraph("addressee", words("報道関係各位"), role="addressee"),),
        "issuer": (paragraph("issuer", fact("house.issuer", "オクシタニー地域圏"), role="issuer"),),
        "headline": (Heading(f"{STEM}.headline", 1, (words(title, f"{STEM}.headline"),)),),
        "lede": (
            paragraph(
                "lede",
                fact("region", "オクシタニー地域圏"),
                words("（フランス）は、2015年から築いてきた日本との関係をさらに深めるため、"),
                fact("mission.dates", "2024年3月5日から13日まで", "range"),
                words(
                    "、訪日使節団を派遣します。食品、宇宙、スポーツ、文化・創造産業など、地域を代表する分野を日本で紹介します。"
                ),
                role="lede",
            ),
        ),
        "key_figures": (
            KeyFigures(
                f"{STEM}.figures",
                (words("数字で見るオクシタニー地域圏と日本"),),
                (
                    figure("exports", "", "12.8％", "フランスの対日輸出に占める割合"),
                    figure("surplus", "", "4億7,200万ユーロ", "対日貿易黒字"),
                    figure("groups", "約", "30グループ", "地域圏に進出した日本企業、3,000人の雇用"),
                ),
            ),
        ),
        "body": (
            heading("sectors.title", "■地域を代表する分野"),
            paragraph(
                "sectors.foodex",
                words("使節団の初日となる"),
                fact("foodex.date", "3月5日（火）", "day"),
                words("、地域圏議会議長は、東京で開かれる国際食品・飲料展FOODEX JAPANで"),
                Strong((words("オクシタニー・シュド・ド・フランス"),)),
                words(
                    "のパビリオンを開会します。約10社が、経済開発機関AD’OCCの支援を受けて出展します。"
                    "同展には7万5,000人の専門家が来場します。"
                ),
            ),
            paragraph(
                "sectors.space",
                words("翌日は、"),
                fact("jaxa", "宇宙航空研究開発機構（JAXA）"),
                words(
                    "の理事長と会談し、続いてアストロスケールの本社を訪問します。同社は2023年10月、宇宙ごみの除去に関する"
                    "技術拠点をトゥールーズに設けることを決めており、2年間で30人から60人の雇用が見込まれます。"
                ),
            ),
            heading("meetings.title", "■トップレベルの会談"),
            paragraph(
                "meetings.sport",
                words("スポーツの分野では、地域圏、"),
                signatory,
                words("及びフォン・ロムー国立高地トレーニングセンターが協定を締結します。"),
                Foreign("en", (words("Chojo Camp Europe"),)),
                words("は4月に再開します。京都では東映"),
                Ruby("太秦", "うずまさ"),
                words("映画村を訪れます。"),
            ),
            paragraph("meetings.return", shanghai),
        ),
        "programme": (
            heading("programme.title", "■日程"),
            Programme(
                f"{STEM}.programme",
                (words("使節団の日程（日付・場所・内容）"),),
                ((words("日付"),), (words("場所"),), (words("内容"),)),
                (
                    Day(
                        f"{STEM}.programme.day-1",
                        (fact("d1", "3月5日（火）", "day"),),
                        (entry("foodex", "東京", words("FOODEX JAPAN、パビリオンの開会")),),
                    ),
                    Day(
                        f"{STEM}.programme.day-2",
                        (fact("d2", "3月6日（水）", "day"),),
                        (
                            entry(
                                "jaxa",
                                "東京",
                                words(
                                    "宇宙航空研究開発機構（JAXA）理事長との会談、フランス国立宇宙研究センター（CNES）が同席"
                                ),
                            ),
                            entry("astroscale", "東京", words("アストロスケール本社訪問")),
                        ),
                    ),
                    Day(
                        f"{STEM}.programme.undated",
                        (words("期間中"),),
                        (entry("asics", "", words("アシックスとの協定の署名")),),
                    ),
                ),
            ),
        ),
        "end_mark": (paragraph("end", words("以上", "press_release.end"), role="end_mark"),),
        "contact": (
            heading("notes.title", "■参考資料"),
            Items(
                f"{STEM}.notes",
                (
                    Item(f"{STEM}.notes.1", (words("数字の出典：オクシタニー地域圏。"),)),
                    Item(
                        f"{STEM}.notes.2",
                        (
                            words(
                                "クラブ・ジャポン・オクシタニーは2023年9月に発足し、日本と関わりのある約50社が参加しています。"
                            ),
                        ),
                    ),
                ),
            ),
            heading("contact.title", "■本件に関するお問い合わせ先"),
            Contacts(
                f"{STEM}.contacts",
                (words("オクシタニー地域圏　報道担当"),),
                (press_office("オクシタニー地域圏　報道担当"),),
            ),
        ),
    }
    furniture: dict[FurnitureName, Passage] = {
        "letterhead": (fact("house.issuer", "オクシタニー地域圏"),),
        "running_head": (words("訪日使節団2024"),),
        "draft_mark": (words("案", "common.draft_mark"),),
        "footer_line": (Foreign("fr", (words("Région Occitanie, 22 boulevard du Maréchal-Juin, 31406 Toulouse"),)),),
        "page_label": (PageNumber(), words("／", "common.page"), PageCount(), words("ページ", "common.page")),
    }
    openings = (
        Opening("blank", "release.date", "発表日"),
        Opening("blank", "signing.asics", "アシックス側署名者"),
        Opening("fuzzy", f"{STEM}.meetings.return", "fuzzy"),
    )
    return _document("ja", slots, furniture, title, openings, author="オクシタニー地域圏", draft=draft)


_EXTRAS = {
    "fr": {
        "embargo": "SOUS EMBARGO jusqu’au mercredi 6 mars 2024 à 14 h 30 (heure de Paris)",
        "subtitle": "Mission au Japon", "notice": "Ce qui change : la date de la visite.",
        "box": "Incursion à Shanghai", "box_text": "Le 8 mars, la délégation se rend à Shanghai.",
        "quote": "« Une phrase d’essai. »", "speaker": "Carole Delga", "office": "présidente de la Région",
        "alt": "Un carré bleu", "caption": "Le stand de la Région", "credit": "Photo : essai",
        "practical": "Infos pratiques", "where": "Lieu", "hall": "Hall d’essai", "when": "Accès",
        "day": "sur invitation",
        "link": "En savoir plus : ", "about": "La Région est un établissement d’essai.",
        "address": "1 rue de l’Essai\n31000 Toulouse", "second": "Service de presse d’essai",
    },
    "en": {
        "embargo": "EMBARGOED UNTIL 14:30 (Paris time), 13:30 (GMT), Wednesday 6 March 2024",
        "subtitle": "Mission to Japan", "notice": "What has changed: the date of the visit.",
        "box": "A visit to Shanghai", "box_text": "On 8 March the delegation goes to Shanghai.",
        "quote": "“A sentence for the test.”", "speaker": "Carole Delga", "office": "President of the Region",
        "alt": "A blue square", "caption": "The Region’s stand", "credit": "Photo: test",
        "practical": "Key facts", "where": "Place", "hall": "Test hall", "when": "Access", "day": "by invitation",
        "link": "Read more: ", "about": "The Region is a body made for the test.",
        "address": "1 rue de l’Essai\n31000 Toulouse", "second": "Press office for the test",
    },
    "ja": {
        "embargo": "報道解禁日時：2024年3月6日（水）午後10時30分（日本時間）",
        "subtitle": "日本訪問", "notice": "訂正箇所：訪問の日付。",
        "box": "上海訪問", "box_text": "訪問団は3月8日に上海を訪れます。",
        "quote": "「試験のための文です。」", "speaker": "キャロル・デルガ", "office": "地域圏議会議長",
        "alt": "青い四角", "caption": "地域圏のブース", "credit": "写真：試験",
        "practical": "概要", "where": "場所", "hall": "試験会場", "when": "参加方法", "day": "招待制",
        "link": "詳細：", "about": "地域圏は試験のための団体です。",
        "address": "トゥールーズ市\n試験通り1番地", "second": "試験報道担当",
    },
}
PICTURE = "images/stand.png"


def sample_picture() -> Image:
    """A blue picture of 600 by 300 pixels, as the project file `PICTURE`."""
    data = io.BytesIO()
    Pillow.new("RGB", (600, 300), "#1F3A5F").save(data, "PNG")
    return read_image(PICTURE, data.getvalue())


def full_release(language: str, state: str = "draft") -> Document:
    """The sample release with an embargo, a sub-title, a notice, a box, a quote, a picture and all that follows."""
    said = {name: (words(text, f"{STEM}.{name}"),) for name, text in _EXTRAS[language].items()}
    document = sample_release(language, state)
    picture = sample_picture()
    quote = Quote(f"{STEM}.quotes.delga", tuple(
        Paragraph(f"{STEM}.quotes.delga.{role}", role, said[role]) for role in _quote_order(language)))
    slots = {slot.name: slot.blocks for slot in document.slots}
    contacts = slots["contact"][-1]
    assert isinstance(contacts, Contacts)
    second = Contact(f"{STEM}.contacts.second", said["second"], contacts.contacts[0].lines)
    slots |= {
        "embargo": (Paragraph("embargo", "embargo", said["embargo"]),),
        "subtitle": (Paragraph("subtitle", "subtitle", said["subtitle"]),),
        "notice": (Paragraph("notice", "notice", said["notice"]),),
        "body": (
            *slots["body"][:2], quote, *slots["body"][2:],
            SideBox("boxes.shanghai", Heading("boxes.shanghai.heading", 3, said["box"]), (
                Paragraph("boxes.shanghai.text", "box_text", said["box_text"]),)),
            Picture(
                "pictures.stand", PICTURE, picture.digest, picture.width, picture.height, said["alt"], said["caption"],
                said["credit"]),
        ),
        "particulars": (
            heading("particulars.heading", plain(said["practical"])),
            Particulars("particulars", said["practical"], (
                Particular("particulars.where", said["where"], said["hall"]),
                Particular("particulars.when", said["when"], said["day"]),
            )),
        ),
        "notes": tuple(block for block in slots["contact"] if not _is_contact(block)),
        "links": (Paragraph("links.more", "link", (*said["link"], Link("https://example.org/japon", (
            words("example.org/japon"),)))),),
        "about": (Paragraph("about", "about", said["about"]),),
        "contact": (
            *[block for block in slots["contact"] if _is_contact(block)][:-1],
            dataclasses.replace(contacts, contacts=(*contacts.contacts, second)),
        ),
    }
    order = [rule.name for rule in SLOTS[document.language]]
    return dataclasses.replace(
        document,
        slots=tuple(Slot(name, slots[name]) for name in sorted(slots, key=order.index)),
        furniture={**document.furniture, "embargo": said["embargo"], "address": (
            *_lines(_EXTRAS[language]["address"]),)},
    )


def _quote_order(language: str) -> tuple[Role, Role, Role]:
    return ("office", "speaker", "quote") if language == "ja" else ("quote", "speaker", "office")


def _is_contact(block: Block) -> bool:
    return isinstance(block, Contacts) or ".contact" in block.id


def _lines(text: str) -> Passage:
    first, second = text.split("\n")
    return words(first), LineBreak(), words(second)
