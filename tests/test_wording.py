"""The placeholder grammar of messages."""

import pytest

from dragoman.wording import GrammarError, Literal, Placeholder, Selection, escape, parse, paths, selected


def test_a_message_is_literals_placeholders_and_selections():
    assert parse("Le {mission.dates:era}, {{ok}} {region?né|née}") == (
        Literal("Le "), Placeholder("mission.dates", "era"), Literal(", {ok} "), Selection("region", ("né", "née")),
    )


def test_paths_are_a_set_and_selections_are_not_among_them():
    assert paths("{a} {a:de} {b?x|y}") == {"a"}
    assert selected("{a} {b?x|y|z|w}") == {"b"}


@pytest.mark.parametrize("text", [
    "{", "}", "{}", "{A}", "{a b}", "{a!r}", "{a:>99}", "{a.__init__}", "{0}", "{a[0]}", "{a:}", "{a?x}", "{a?x|y|z}",
    "{a:de", "{{a}", "{a.}", "{a:.9f}",
])
def test_anything_else_is_refused_with_its_fragment(text):
    with pytest.raises(GrammarError):
        parse(text)


@pytest.mark.parametrize("text", ["{x}", "}{", "{{", "a{b}c", ""])
def test_escaped_text_parses_back_as_one_literal(text):
    assert "".join(piece.text for piece in parse(escape(text))) == text
