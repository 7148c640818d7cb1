"""Calendar entries: they say what the letter says, in bytes that every calendar reads, and nothing that nobody told."""

import datetime as dt
import json
import re
from dataclasses import replace

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import example as also
from hypothesis import strategies as st

from completed import complete_copy
from dragoman import ContentLost, Document, OpeningsError, Project, UsageError
from dragoman.document.event import Event
from dragoman.readback.calendar import verify_calendar
from dragoman.writers.calendar import write_calendar
from letter_guests import guest
from projects import LANGUAGES, project
from test_cli import ENVIRONMENT, dragoman
from test_letter_pages import SENT

WHEN = "    when: 2024-03-05\n"
PLACE = '    place: tokyo\n    event: "Inauguration'
TOKYO = {"at": "2024-03-05T14:30", "zone": "Asia/Tokyo"}
A = replace(guest("fr", "organisation"), key="a")
MODEL = project("example").compose("invitation", language="fr", facts=SENT)
YEAR = {"from": "2024-03-01", "to": "2024-12-31"}
BLANKS = re.compile("compléter|to be completed|要記入|date limite|adresse pour")


def letter(language, when=None, one=None, **more):
    facts = SENT if when is None else {**SENT, "mission.dates": YEAR, "programme.foodex.when": when}
    return project("example").compose("invitation", language=language, facts=facts, recipient=one, **more)


def entry(document):
    """What a calendar reads in the file of a document, which has been read back."""
    (found,) = icalendar.Calendar.from_ical(project("example").write(document, "ics").data).walk("VEVENT")
    return found


def plain_spaces(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def lines(data):
    """The content lines of a file, unfolded as RFC 5545 says (3.1), by nobody's program."""
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


# --- what it says ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_entry_of_the_example_is_as_it_was_last_read_by_eye(golden, language):
    golden(f"invitation.{language}.draft.ics", project("example").write(letter(language), "ics").data.decode())


@pytest.mark.parametrize(("at", "zone", "utc"), [
    ("2024-03-05T14:30", "Asia/Tokyo", "20240305T053000Z"), ("2024-03-06T06:00", "Asia/Tokyo", "20240305T210000Z"),
    ("2024-03-30T14:30", "Europe/Paris", "20240330T133000Z"), ("2024-03-31T03:30", "Europe/Paris", "20240331T013000Z"),
    ("2024-10-26T14:30", "Europe/Paris", "20241026T123000Z"), ("2024-10-27T14:30", "Europe/Paris", "20241027T133000Z"),
    ("2024-03-15T12:00", "Africa/Casablanca", "20240315T120000Z"),
])
def test_an_hour_is_the_instant_that_clocks_show_there(at, zone, utc):
    document = letter("en", {"at": at, "zone": zone})
    said = lines(project("example").write(document, "ics").data)
    assert f"DTSTART:{utc}" in said
    assert not [line for line in said if line.startswith(("DTEND", "DURATION"))]


def test_a_day_without_an_hour_is_a_whole_day_and_several_end_the_day_after():
    assert "DTSTART;VALUE=DATE:20240305" in lines(write_calendar(letter("fr")))
    several = lines(write_calendar(letter("fr", {"from": "2024-03-11", "to": "2024-03-13"})))
    assert "DTSTART;VALUE=DATE:20240311" in several
    assert "DTEND;VALUE=DATE:20240314" in several


@pytest.mark.parametrize(("language", "when", "place"), [
    ("fr", "Mardi 5 mars 2024 à 14 h 30 (heure de Tokyo)", "Tokyo"),
    ("en", "14:30 (Tokyo time), Tuesday 5 March 2024", "Tokyo"),
    ("ja", "2024年3月5日（火）午後2時30分（日本時間）", "東京"),
])
def test_day_hour_and_place_are_those_of_the_letter_as_its_text_prints_them(language, when, place):
    document = letter(language, TOKYO)
    printed = project("example").write(document, "text").data.decode()
    found = entry(document)
    rows = [line.split("\t") for line in plain_spaces(printed).splitlines() if "\t" in line]
    described = plain_spaces(found["description"]).splitlines()
    assert [row[1] for row in rows][:2] == [when, place]
    assert any(line.endswith(when) for line in described)
    assert str(found["location"]) == place
    assert found["dtstart"].dt == dt.datetime(2024, 3, 5, 5, 30, tzinfo=dt.UTC)
    assert found["summary"].params["LANGUAGE"] == found["location"].params["LANGUAGE"] == {
        "fr": "fr-FR", "en": "en-GB", "ja": "ja-JP"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_letter_leaves_blank_is_not_in_the_entry_nor_what_asks_for_it(copy, edit, language):
    edit("mission.yaml", PLACE, PLACE.replace("tokyo", "{ unknown: adresse pour la réception }"))
    document = Project.load(copy).compose("invitation", language=language)
    assert BLANKS.search(Project.load(copy).write(document, "text").data.decode())
    data = write_calendar(document)
    assert not BLANKS.search("".join(lines(data)))
    assert not [line for line in lines(data) if line.startswith("LOCATION")]


def test_drafts_are_marked_and_tentative_and_finals_are_neither(tmp_path):
    folder = complete_copy(tmp_path / "complete")
    path = folder / "invitation.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("\n  unknown: date d’envoi", " 2024-02-05"), ("\n  unknown: lieu d’envoi", " toulouse"),
        ("\n    unknown: date limite de réponse", " 2024-02-25"),
        ("\n    unknown: adresse pour la réponse", " a@example.org"),
        ("\n    unknown: date limite d’accréditation", " 2024-02-20"),
        ("\n    unknown: adresse pour l’accréditation", " b@example.org"),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    mission = folder / "mission.yaml"
    shown = mission.read_text(encoding="utf-8")
    assert "when: '2024-03-05'" in shown
    mission.write_text(
        shown.replace("when: '2024-03-05'", "when: {at: 2024-03-05T14:30, zone: Asia/Tokyo}"), encoding="utf-8")
    complete = Project.load(folder)
    marks = {"fr": "PROJET – ", "en": "DRAFT – ", "ja": "【案】"}
    terms = {"fr": "25 février 2024", "en": "25 February 2024", "ja": "2月25日"}
    for language in LANGUAGES:
        one = guest(language, "organisation")
        said = {}
        for state in ("draft", "final"):
            document = complete.compose("invitation", language=language, recipient=one, state=state)
            said[state] = icalendar.Event.from_ical(
                b"".join(complete.write(document, "ics").data.partition(b"BEGIN:VEVENT")[1:])
                .replace(b"END:VCALENDAR\r\n", b""))
        draft, final = said["draft"], said["final"]
        assert (draft["status"], final["status"]) == ("TENTATIVE", "CONFIRMED")
        assert plain_spaces(draft["summary"]) == marks[language] + final["summary"]
        assert "a@example.org" in final["contact"]
        assert draft["uid"] == final["uid"]
        assert terms[language] in plain_spaces(final["description"])


def test_an_entry_asks_for_no_answer_by_machine_and_names_no_machine(example):
    said = lines(example.write(letter("fr", TOKYO), "ics").data)
    names = {re.split("[:;]", line)[0] for line in said if line}
    assert names == {
        "BEGIN", "VERSION", "PRODID", "SUMMARY", "DTSTART", "DTSTAMP", "UID", "CONTACT", "DESCRIPTION", "LOCATION",
        "STATUS", "END"}
    assert "DTSTAMP:20240205T000000Z" in said


def test_one_event_of_one_guest_keeps_its_identifier_and_others_have_their_own():
    same = {
        letter(language, when, replace(A, language=language)).event.uid
        for language in LANGUAGES for when in (TOKYO, "2024-03-05", "2024-03-06")}
    assert len(same) == 1
    others = [
        letter("fr", "2024-03-05").event.uid, letter("fr", "2024-03-05", replace(A, key="b")).event.uid,
        letter("fr", one=A).event.uid]
    assert len({*same, *others}) == 4


def test_an_entry_of_a_letter_in_vertical_lines_is_that_of_the_letter_in_horizontal_ones(copy):
    plain = Project.load(copy).compose("invitation", language="ja").event
    path = copy / "invitation.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nvertical: true\nceremonial: true\n", encoding="utf-8")
    vertical = Project.load(copy)
    document = vertical.compose("invitation", language="ja")
    assert document.vertical
    assert document.event == plain
    assert vertical.write(document, "ics").pages is None


# --- what has none ---


def test_documents_that_invite_to_nothing_are_all_refused_before_anything_is_written(tmp_path):
    done = dragoman(
        "build", "examples/japan-2024", "convention", "press-release", "invitation", "-t", "text,ics", "-o",
        tmp_path / "out")
    said = done.stderr.decode()
    assert done.returncode == 2
    assert said.count("USE-018") == 2
    assert "convention" in said
    assert "press-release" in said
    assert said.count("invitation\n") == 2  # the hints name the one that has an event
    assert not (tmp_path / "out").exists()


def test_where_no_document_is_named_those_without_an_event_are_passed_over_and_named(tmp_path):
    done = dragoman("--interface", "en", "build", "examples/japan-2024", "-l", "fr", "-t", "text,ics", "-o", tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert {path.name for path in tmp_path.iterdir()} == {
        "convention.fr.draft.txt", "invitation.fr.draft.ics", "invitation.fr.draft.txt", "press-release.fr.draft.txt"}
    assert done.stderr.decode().count("no event") == 2


def test_the_library_and_a_run_refuse_what_invites_to_nothing(copy, edit, tmp_path):
    edit("invitation.yaml", "\nevent: foodex\n", "\n")
    changed = Project.load(copy)
    with pytest.raises(UsageError, match="USE-018"):
        changed.write(changed.compose("invitation", language="fr"), "ics")
    with pytest.raises(UsageError, match="USE-018"):
        changed.merge("invitation", recipients=[{"key": "a", "language": "fr", "function": "press"}], formats=("ics",))
    assert dragoman("build", copy, "-t", "ics", "-o", tmp_path / "out").returncode == 2


def test_an_event_without_a_day_has_no_entry_and_its_letter_is_made_all_the_same(copy, edit, tmp_path):
    edit("mission.yaml", WHEN, "    when: unknown\n")
    (copy / "press-release.yaml").unlink()  # it names the day
    line = 1 + (copy / "mission.yaml").read_text(encoding="utf-8").partition("when: unknown")[0].count("\n")
    command = ("build", copy, "invitation", "-l", "fr", "-o", tmp_path)
    alone = dragoman(*command, "-t", "ics")
    assert alone.returncode == 6
    assert f"mission.yaml:{line}" in alone.stderr.decode()
    assert "OPN-014" in alone.stderr.decode()
    assert dragoman(*command, "-t", "text,ics").returncode == 3
    assert [path.name for path in tmp_path.glob("*.draft.*")] == ["invitation.fr.draft.txt"]
    changed = Project.load(copy)
    with pytest.raises(OpeningsError):
        changed.foresee(changed.compose("invitation", language="ja"), "ics")


def test_a_run_says_that_entries_without_a_day_are_not_ready(copy, edit, tmp_path):
    edit("mission.yaml", WHEN, "    when: unknown\n")
    (copy / "press-release.yaml").unlink()  # it names the day
    done = dragoman(
        "merge", copy, "invitation", "-o", tmp_path / "out", "-t", "text,ics", "-j", "1", "--limit", "3", "--report",
        tmp_path / "report.json")
    assert done.returncode == 3, done.stderr.decode()
    report = json.loads((tmp_path / "report.json").read_bytes())
    outcomes = {(file["format"], file["outcome"]) for one in report["letters"] for file in one["files"]}
    assert outcomes == {("text", "made"), ("ics", "not ready")}
    assert done.stderr.decode().count("OPN-014") == 1


# --- a run ---


def test_entries_of_a_run_are_the_same_in_any_surroundings_and_the_same_run_again_does_nothing(tmp_path):
    trees = []
    for zone, seed, locale in (("Asia/Tokyo", "1", "C"), ("America/Adak", "2", "C.UTF-8")):
        environment = {
            **ENVIRONMENT, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale, "SOURCE_DATE_EPOCH": seed}
        command = ("merge", "examples/japan-2024", "invitation", "-o", tmp_path / seed, "-t", "text,ics", "-j", "1")
        done = dragoman(*command, environment=environment)
        assert done.returncode == 0, done.stderr.decode()
        trees.append({path.name: path.read_bytes() for path in (tmp_path / seed).glob("*.ics")})
    assert trees[0] == trees[1]
    assert len(trees[0]) == 11
    assert len({line for data in trees[0].values() for line in lines(data) if line.startswith("UID:")}) == 11
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "2").glob("invitation.*.*.draft.*")}
    again = dragoman(*command, "--report", "-", environment=environment)
    assert {file["outcome"] for one in json.loads(again.stdout)["letters"] for file in one["files"]} == {"unchanged"}
    assert before == {path: path.stat().st_mtime_ns for path in before}


# --- any event ---

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=120)
"""What the text gate lets in, on one line."""
DAYS = st.dates(dt.date(1000, 1, 2), dt.date(2999, 12, 30))
ZONES = st.sampled_from(
    ["Asia/Tokyo", "Europe/Paris", "America/Adak", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia", "UTC"])


@st.composite
def whens(draw):
    day = draw(DAYS)
    if draw(st.booleans()):
        time = draw(st.times()).replace(second=0, microsecond=0, fold=0)
        return dt.datetime.combine(day, time).isoformat(timespec="minutes"), None, draw(ZONES)
    last = draw(st.none() | st.dates(day, dt.date(2999, 12, 31)))
    return day.isoformat(), None if last in (None, day) else last.isoformat(), None


@st.composite
def events(draw):
    words = [draw(TEXT) for _ in range(3)]
    described = "\n".join(draw(st.lists(TEXT, max_size=4)))
    return Event(str(draw(st.uuids())), *draw(whens()), "x" + words[0], words[1], described, words[2])


HOSTILE = 'a; b, c\\ d\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n\\n \\; \\, "q" ^n : \n\n ;LANGUAGE=fr: 日本' + "語" * 90
ATTACK = Event("u", "2024-03-05", None, None, *[HOSTILE] * 4)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events())
@also(ATTACK)
def test_whatever_the_event_it_is_read_as_it_was_written_in_lines_of_75_octets(event):
    document = replace(MODEL, event=event)
    data = write_calendar(document)
    assert verify_calendar(document, data) == ()
    assert data.endswith(b"\r\n")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert [line for line in lines(data) if line.startswith("BEGIN:")] == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    said = {"summary": event.summary, "location": event.place, "contact": event.contact,
            "description": event.description}
    assert {name: str(found.get(name, "")) for name in said} == said
    assert write_calendar(document) == data
    assert Document.from_json(document.to_json()) == document


@pytest.mark.parametrize("spoil", [
    lambda data: data.replace(b"20240305\r", b"20240306\r"), lambda data: data.replace(b":Tokyo", b":Kyoto"),
    lambda data: data.replace(b"STATUS:TENTATIVE\r\n", b""), lambda data: data.replace(b"TENTATIVE", b"CONFIRMED"),
    lambda data: data.replace(b"BEGIN:VEVENT", b"METHOD:REQUEST\r\nBEGIN:VEVENT"),
    lambda data: data.replace(b"STATUS", b"ORGANIZER:mailto:a@example.org\r\nSTATUS"),
    lambda data: data.replace(b"STATUS", b"LOCATION:Osaka\r\nSTATUS"), lambda data: data.replace(b"\r\n", b"\n"),
    lambda data: data.replace(b"\r\n ", b""), lambda data: data.replace(b"\r\n ", b"\r\n", 1),
    lambda data: data.replace(b"LANGUAGE=fr-FR", b"LANGUAGE=ja-JP", 1), lambda data: data.replace(b";VALUE=DATE", b""),
    lambda data: data.replace(b"END:VEVENT", b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT"), lambda data: data + data,
    lambda data: data.replace("é".encode(), b"\xe9"), lambda data: data[:-20], lambda data: data[:-2], lambda data: b"",
    lambda data: data.replace(b"20240305\r", b"20249905\r"), lambda data: data.replace(b"VEVENT", b"VTODO"),
])
def test_a_file_that_says_something_else_is_found_out(spoil):
    data = write_calendar(MODEL)
    assert verify_calendar(MODEL, data) == ()
    assert spoil(data) != data
    assert verify_calendar(MODEL, spoil(data))


def test_what_a_calendar_would_not_read_as_written_is_not_delivered(monkeypatch):
    monkeypatch.setattr(icalendar.Event, "add", lambda *_, **__: None)
    with pytest.raises(ContentLost):
        project("example").write(letter("fr"), "ics")
