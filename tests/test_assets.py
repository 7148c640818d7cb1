import sys
from collections.abc import Iterator

import pytest

from dragoman.appearance.assets import address_of, fetcher
from dragoman.errors import AppearanceError
from dragoman.writers.pdf_engine import load
from page_samples import saying, source_of, text


@pytest.fixture
def watched() -> Iterator[list[tuple[str, object]]]:
    """What the program asks of network and files; an audit hook cannot be taken away, so it is told to be still."""
    seen: list[tuple[str, object]] = []
    active = True

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if active and event in ("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen", "open"):
            seen.append((event, arguments[0]))

    sys.addaudithook(hook)
    yield seen
    active = False


ADDRESSES = [
    "http://127.0.0.1:9/x", "https://example.org/x", "file:///etc/passwd", "FILE:///etc/passwd", "ftp://127.0.0.1/x",
    "data:text/css,p{color:red}", "asset:nothing", "ASSET:caladea-400", "/etc/passwd", "gopher://x",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_fetcher_serves_nothing_but_its_table(address: str) -> None:
    load()
    from weasyprint.urls import FatalURLFetchingError

    serve = fetcher({"caladea-400": b"bytes"})
    with pytest.raises(FatalURLFetchingError) as caught:
        serve(address)
    assert caught.value.args == (address,)
    with pytest.raises(FatalURLFetchingError):
        serve.open(address)


def test_the_fetcher_serves_its_table_by_name() -> None:
    load()
    assert fetcher({"caladea-400": b"bytes"})("asset:caladea-400").read() == b"bytes"


@pytest.mark.parametrize("name", ["images/stand.png", "été 1.png", "図.png", "a#b?c.png", "a%20b.png"])
def test_a_name_is_found_by_its_address_as_the_layout_writes_it(name: str) -> None:
    load()
    from weasyprint.urls import FatalURLFetchingError, iri_to_uri

    serve = fetcher({name: b"bytes"})
    assert serve(iri_to_uri(address_of(name))).read() == b"bytes"
    for other in (f"asset:/{name}", f"asset:../{name}", f"asset:{name}/", "asset:"):
        with pytest.raises(FatalURLFetchingError):
            serve(other)


DEMANDS = [
    '<img src="{}" alt="x">', '<link rel="stylesheet" href="{}">', "<style>@import url({});</style>",
    "<style>p {{ background: url({}) }}</style>", "<style>@page {{ @top-center {{ content: url({}) }} }}</style>",
    "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style>",
    '<link rel="attachment" href="{}">', '<object data="{}">x</object>', '<embed src="{}">',
    '<svg width="9" height="9"><image href="{}" width="9" height="9"/></svg>',
    "<ul style='list-style: url({})'><li>x</ul>",
]


@pytest.mark.parametrize("demand", DEMANDS)
@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "file:///etc/passwd", "data:image/png,x"])
def test_a_page_that_asks_for_anything_else_is_not_made(
    demand: str, address: str, watched: list[tuple[str, object]],
) -> None:
    session, source, sheet = source_of(saying("fr", text("mot")))
    watched.clear()
    with pytest.raises(AppearanceError) as caught:
        session.write(source.replace("<main>", demand.format(address) + "<main>"), sheet)
    assert {d.code.id for d in caught.value.diagnostics} <= {"AST-001", "PDF-005", "TAG-001"}
    assert [event for event in watched if event[0] != "open" or "passwd" in str(event[1])] == []
