"""The Jinja sandbox: templates place, repeat and omit what they are given, and can do nothing else."""

import pathlib

import pytest

from dragoman.appearance import sandbox
from dragoman.appearance.sandbox import StrictEnvironment, Written, admitted, compiled, filled
from dragoman.errors import InternalError, TemplateError


def rendered(source: str, **values: object) -> str:
    return filled(compiled(StrictEnvironment(), source, "page.html"), admitted(values), "page.html")


def test_values_are_escaped_and_written_markup_is_not() -> None:
    assert rendered("{{ a }}{{ b }}", a="<&>", b=Written("<b/>")) == "&lt;&amp;&gt;<b/>"


def test_loops_branches_macros_and_the_eight_filters_work() -> None:
    macro = "{% macro m(x) %}({{ x|upper }}){% endmacro %}"
    loop = "{% for x in xs %}{{ m(x) }}{% if not loop.last %},{% endif %}{% endfor %}"
    assert rendered(macro + loop, xs=["a", "b"]) == "(A),(B)"
    assert (
        rendered("{{ d.k }}{{ d['k'] }}{{ xs[0] }}{{ xs|length }}{{ q|default('-') }}", d={"k": "v"}, xs=[1]) == "vv11-"
    )


@pytest.mark.parametrize(
    "source",
    [
        "{{ unknown }}",
        "{{ d.unknown }}",
        "{{ d.unknown.more }}",
        "{{ xs[9] }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ d.items() }}",
        "{{ d.__class__ }}",
        "{{ xs.__class__ }}",
        "{{ s.upper() }}",
        "{{ s.format(1) }}",
        "{{ s['format'] }}",
        "{{ '%s' % s }}",
        "{{ 'a' * 300000000 }}",
        "{{ 9 ** 999999 }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ self.__init__ }}",
        "{{ loop }}",
        "{{ 1 / 0 }}",
        "{{ s + 1 }}",
        "{{ w.markup }}",
        "{{ w.__html__() }}",
        "{{ xs|map('upper')|list }}",
        "{{ s|attr('upper') }}",
        "{{ s|safe }}",
        "{{ s|format }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for x in xs %}{{ loop.changed(x) }}{% endfor %}",
    ],
)
def test_whatever_reaches_beyond_the_values_is_refused(source: str) -> None:
    with pytest.raises(TemplateError):
        rendered(source, d={"k": "v"}, s="text", xs=[1, 2], w=Written("<b/>"))


def test_a_syntax_error_is_named_with_its_line() -> None:
    with pytest.raises(TemplateError) as caught:
        rendered("a\nb\n{% for %}")
    position = caught.value.diagnostics[0].position
    assert (position.file, position.line) == ("page.html", 3)


@pytest.mark.parametrize(
    "value", [pathlib.Path("/etc/passwd"), object(), {"deep": [pathlib.Path()]}, {1, 2}, b"bytes", str]
)
def test_only_plain_values_and_written_markup_enter(value: object) -> None:
    with pytest.raises(InternalError):
        rendered("{{ x }}", x=value)


def test_a_template_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "OUTPUT_CHARACTERS", 10_000)
    with pytest.raises(TemplateError) as caught:
        rendered(
            "{% for a in xs %}{% for b in xs %}{% for c in xs %}{{ a }}{% endfor %}{% endfor %}{% endfor %}",
            xs=[1] * 100,
        )
    assert caught.value.diagnostics[0].code.id == "TPL-003"
