"""The text gate: what it lets through unchanged, what it composes, what it refuses and how it says so."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import TextError
from dragoman.text import gate


@pytest.mark.parametrize("text", [
    "Dupont & Fils <SA>", "{{ 7*7 }}", "{_{ x }_}", "Région « Occitanie » : 12,8 %", "宇宙航空研究開発機構（JAXA）",
    "神", "髙橋・﨑", "葛\U000e0100", "a\nb\tc", "l’été – 1 000", "\u202f\u00a0",
])
def test_honest_text_passes_unchanged(text):
    assert gate(text) == text


def test_combining_sequences_are_composed_but_compatibility_ideographs_stay():
    assert gate("e\u0301te\u0301 \ufa19社") == "été \ufa19社"


def test_carriage_returns_become_line_feeds():
    assert gate("a\r\nb\rc") == "a\nb\nc"


@pytest.mark.parametrize(("character", "code"), [
    ("\x00", "TXT-001"), ("\ud83d", "TXT-001"), ("\ufffe", "TXT-001"), ("\x1b", "TXT-001"), ("\x85", "TXT-001"),
    ("\u202e", "TXT-001"), ("\u200b", "TXT-001"), ("\u2028", "TXT-001"), ("\ufeff", "TXT-001"), ("\ue000", "TXT-001"),
    ("\U000e0041", "TXT-001"), ("\U0001fffe", "TXT-001"), ("\u2010", "TXT-002"), ("\u00ad", "TXT-002"),
])
def test_what_no_document_can_carry_is_refused_with_its_offset(character, code):
    with pytest.raises(TextError) as caught:
        gate(f"abc{character}def")
    (found,) = caught.value.diagnostics
    assert found.code.id == code
    assert found.values["offset"] == "4"
    assert found.values["character"] == f"U+{ord(character):04X}"


def test_limits_are_named():
    with pytest.raises(TextError, match="TXT-003"):
        gate("a" * 20_001)
    with pytest.raises(TextError, match="TXT-004"):
        gate("é" + "\u0301" * 9)
    with pytest.raises(TextError, match="TXT-005"):
        gate("a" + " " * 1_001)


@given(st.text(max_size=200))
def test_the_gate_is_idempotent_and_never_loses_a_character_silently(text):
    with contextlib.suppress(TextError):
        once = gate(text)
        assert gate(once) == once
        assert not any(0xD800 <= ord(c) <= 0xDFFF or c in "\x00\ufffe\uffff" for c in once)
