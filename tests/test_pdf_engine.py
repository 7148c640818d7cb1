import logging
import os
import subprocess
import sys
import threading

import pytest

from dragoman.errors import AppearanceError
from dragoman.writers import pdf_engine
from dragoman.writers.pdf_engine import load, watched

PROGRAM = """
import builtins, ctypes.util, os, sys
import cffi
{fault}
path, search = os.environ.get("PATH"), ctypes.util.find_library
started = []
sys.addaudithook(lambda event, arguments: started.append(event) if event == "subprocess.Popen" else None)
import dragoman, dragoman.writers.pdf
assert not any(sys.modules.get(name) for name in ("weasyprint", "pydyf", "pypdfium2"))
from dragoman.errors import AppearanceError
from dragoman.writers.pdf_engine import load
try:
    load()
except AppearanceError as error:
    print(*(d.code.id for d in error.diagnostics))
    print(error.diagnostics[0].code.hint)
else:
    print("loaded")
assert (os.environ.get("PATH"), ctypes.util.find_library) == (path, search)
assert not started, started
"""

NO_LIBRARY = """
original = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if {name!r} in (name or ""):
        raise OSError(f"cannot load library {{name!r}}: no such file")
    return original(self, name, flags)
cffi.FFI.dlopen = dlopen
"""
NO_PACKAGE = """
sys.modules[{name!r}] = None
"""


def run(fault: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM.format(fault=fault)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_the_engine_loads_when_asked_without_starting_a_process_or_leaving_a_trace() -> None:
    assert run("") == ["loaded"]


@pytest.mark.parametrize("library", ["pango-1.0", "gobject", "pangoft2"])
def test_a_lacking_pango_is_an_error_with_the_remedy_and_nothing_is_printed(library: str) -> None:
    code, hint = run(NO_LIBRARY.format(name=library))
    assert code == "PDF-002"
    assert "apt install libpango-1.0-0" in hint


def test_a_lacking_harfbuzz_subset_is_an_error_that_names_its_package() -> None:
    code, hint = run(NO_LIBRARY.format(name="harfbuzz-subset"))
    assert code == "PDF-003"
    assert "libharfbuzz-subset0" in hint


@pytest.mark.parametrize("package", ["weasyprint", "pydyf"])
def test_a_lacking_package_is_an_error_with_the_remedy(package: str) -> None:
    code, hint = run(NO_PACKAGE.format(name=package))
    assert code == "PDF-001"
    assert "dragoman[pdf]" in hint


def test_another_version_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load(), "VERSION", "70.1")
    with pytest.raises(AppearanceError) as caught:
        load()
    assert dict(caught.value.diagnostics[0].values) == {"wanted": "70.0", "found": "70.1"}


def test_the_pinned_version_is_the_one_that_the_package_asks_for() -> None:
    from importlib.metadata import requires

    assert any(line.startswith(f"weasyprint=={pdf_engine.VERSION};") for line in requires("dragoman"))


LOGGER = logging.getLogger("weasyprint")


def test_a_warning_fails_what_is_watched() -> None:
    def layout() -> None:
        with watched():
            LOGGER.warning("a %s", "warning")
            LOGGER.error("an error")

    with pytest.raises(AppearanceError) as caught:
        layout()
    assert [d.values["message"] for d in caught.value.diagnostics] == ["a warning", "an error"]


def test_a_warning_is_heard_even_where_the_application_silenced_it() -> None:
    level = LOGGER.level
    LOGGER.setLevel(logging.CRITICAL)
    try:
        with pytest.raises(AppearanceError), watched():
            LOGGER.warning("a warning")
        assert LOGGER.level == logging.CRITICAL
    finally:
        LOGGER.setLevel(level)


def test_what_another_thread_or_another_time_warns_of_is_not_ours() -> None:
    handlers = list(LOGGER.handlers)
    LOGGER.warning("before")
    with watched():
        thread = threading.Thread(target=LOGGER.warning, args=("elsewhere",))
        thread.start()
        thread.join()
        LOGGER.info("progress")
    LOGGER.warning("after")
    assert LOGGER.handlers == handlers


def test_nothing_is_left_behind_when_the_layout_fails() -> None:
    handlers = list(LOGGER.handlers)
    with pytest.raises(ZeroDivisionError), watched():
        raise ZeroDivisionError
    assert LOGGER.handlers == handlers
    assert os.environ["PATH"]
