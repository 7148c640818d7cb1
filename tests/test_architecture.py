"""The rules that keep the package in order; each is proven able to fail by a violation planted in a small model."""

import ast
import builtins
import functools
import graphlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dragoman"

FLOORS = (
    ("diagnostics", "errors", "limits", "resources"),
    ("wording", "text", "files", "images"),
    ("facts", "names", "languages", "recipients", "document"),
    ("catalogs", "sources", "appearance"),
    ("language",),
    ("composers", "writers", "readback"),
    ("pipeline", "workflow", "batch"),
    ("dragoman",),
    ("cli",),
    ("__main__",),
)
"""Lowest first; `dragoman` is the root package, which gathers the public names."""

STRANGERS = {"catalogs", "sources", "appearance", "composers", "writers", "readback"}
"""Packages that stand on one floor without knowing each other."""

FRONT_DOORS = {"cli", "__main__"}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
HEAVY = (
    "weasyprint", "pydyf", "docxtpl", "docx", "pypdfium2", "lxml", "fontTools", "PIL", "phonenumbers", "distributed",
    "dask", "icalendar",
)

CLOCK_AND_SURROUNDINGS = (
    "datetime.date.today", "datetime.datetime.today", "datetime.datetime.now", "datetime.datetime.utcnow", "time.time",
    "time.time_ns", "time.localtime", "time.gmtime", "time.strftime", "time.ctime", "os.getenv", "os.environ", "locale",
)
VOICE = ("print", "input", "breakpoint", "sys.exit", "sys.stdout", "sys.stderr", "sys.stdin")

Rule = Callable[[Path], Iterator[str]]


@functools.cache
def modules(package: Path) -> dict[str, ast.Module]:
    """Every module by its dotted name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = ("dragoman", *path.relative_to(package).with_suffix("").parts)
        name = ".".join(parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    return found


def imports(tree: ast.Module, known: dict[str, ast.Module]) -> Iterator[str]:
    """The modules of the package that a module imports, anywhere in it: in functions and for type checking too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            submodules = [name for name in whole if name in known]
            yield from submodules
            if len(submodules) < len(whole):
                yield node.module


def graph(package: Path) -> dict[str, set[str]]:
    known = modules(package)
    return {name: set(imports(tree, known)) for name, tree in known.items()}


def household(module: str) -> str:
    """The package, or the module at the top level, that a module belongs to."""
    return module.split(".")[1] if "." in module else module


def floor(module: str) -> int:
    return next(number for number, households in enumerate(FLOORS) if household(module) in households)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def unplaced_modules(package: Path) -> Iterator[str]:
    placed = set(chain.from_iterable(FLOORS))
    for module in modules(package):
        if household(module) not in placed:
            yield f"{module} has no floor"


def relative_imports(package: Path) -> Iterator[str]:
    for module, tree in modules(package).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                yield f"{module}:{node.lineno} imports relatively"


def upward_imports(package: Path) -> Iterator[str]:
    for module, targets in graph(package).items():
        for target in sorted(targets):
            if floor(target) > floor(module):
                yield f"{module} imports {target} from a higher floor"


def imports_between_strangers(package: Path) -> Iterator[str]:
    for module, targets in graph(package).items():
        for target in sorted(targets):
            strangers = {household(module), household(target)} <= STRANGERS and household(module) != household(target)
            if strangers and floor(module) == floor(target):
                yield f"{module} imports {target} on its own floor"


def import_cycles(package: Path) -> Iterator[str]:
    try:
        graphlib.TopologicalSorter(graph(package)).prepare()
    except graphlib.CycleError as error:
        yield " imports ".join(reversed(error.args[1]))


def long_modules(package: Path) -> Iterator[str]:
    for path in sorted(package.rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_MODULE:
            yield f"{path.relative_to(package)} has {lines} lines"


def long_functions(package: Path) -> Iterator[str]:
    for module, tree in modules(package).items():
        for function in functions(tree):
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{module}.{function.name} has {lines} lines"


def unannotated_functions(package: Path) -> Iterator[str]:
    for module, tree in modules(package).items():
        for function in functions(tree):
            a = function.args
            arguments = [*a.posonlyargs, *a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))]
            bare = [x.arg for x in arguments if x.annotation is None and x.arg not in ("self", "cls")]
            if bare or function.returns is None:
                yield f"{module}.{function.name} is not annotated: {', '.join(bare) or 'return'}"


def imported_names(tree: ast.Module) -> dict[str, str]:
    """What each name bound by an import of somebody else's module stands for."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update({a.asname: a.name for a in node.names if a.asname})
            names.update({root: root for a in node.names if not a.asname and (root := a.name.split(".")[0])})
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update({a.asname or a.name: f"{node.module}.{a.name}" for a in node.names})
    return names


def full_name(node: ast.AST, names: dict[str, str]) -> str:
    """An expression such as `dt.datetime.now` as the name it was imported by; empty where nothing imported is named."""
    if isinstance(node, ast.Name):
        return names.get(node.id) or (node.id if hasattr(builtins, node.id) else "")
    if isinstance(node, ast.Attribute) and (left := full_name(node.value, names)):
        return f"{left}.{node.attr}"
    return ""


def uses(tree: ast.Module, forbidden: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Where a module names something forbidden, however it was imported."""
    names = imported_names(tree)
    for node in ast.walk(tree):
        name = full_name(node, names)
        if any(name == f or name.startswith(f"{f}.") for f in forbidden):
            yield node.lineno, name


def below_the_front_doors(package: Path, forbidden: tuple[str, ...], complaint: str) -> Iterator[str]:
    for module, tree in modules(package).items():
        if household(module) not in FRONT_DOORS:
            for line, name in uses(tree, forbidden):
                yield f"{module}:{line} {complaint} {name}"


def looks_at_clock_or_surroundings(package: Path) -> Iterator[str]:
    return below_the_front_doors(package, CLOCK_AND_SURROUNDINGS, "looks at")


def speaks_aloud(package: Path) -> Iterator[str]:
    return below_the_front_doors(package, VOICE, "uses")


def rebinds_globals(package: Path) -> Iterator[str]:
    for module, tree in modules(package).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Global):
                yield f"{module}:{node.lineno} rebinds {', '.join(node.names)}"


def loaded_at_import(package: Path) -> Iterator[str]:
    """The heavy libraries that `import dragoman` and the command line load before they are needed."""
    program = "import sys, dragoman, dragoman.cli; print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(package.parent)}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    loaded = set(run.stdout.split())
    yield from (f"import dragoman loads {library}" for library in HEAVY if library in loaded)


def knows_the_cluster(package: Path) -> Iterator[str]:
    """dask is an extra: one module alone uses it, and imports it where it is needed."""
    for module, tree in modules(package).items():
        late = {id(node) for function in functions(tree) for node in ast.walk(function)}
        for node in ast.walk(tree):
            named = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in ("dask", "distributed") for name in named) and (
                    module != "dragoman.batch.cluster" or id(node) not in late):
                yield f"{module}:{node.lineno} imports {', '.join(named)}"


PLANTED = [
    (unplaced_modules, "helpers.py", "", "dragoman.helpers has no floor"),
    (relative_imports, "facts.py", "from . import errors", "dragoman.facts:"),
    (upward_imports, "text.py", "def f() -> None:\n    import dragoman.writers", "text imports dragoman.writers"),
    (upward_imports, "errors.py", "if TYPE_CHECKING:\n    import dragoman.facts", "errors imports dragoman.facts"),
    (upward_imports, "catalogs/__init__.py", "from dragoman import Project", "catalogs imports dragoman from"),
    (imports_between_strangers, "writers/__init__.py", "from dragoman import readback", "imports dragoman.readback on"),
    (imports_between_strangers, "composers/__init__.py", "import dragoman.writers", "imports dragoman.writers on"),
    (import_cycles, "diagnostics.py", "def f() -> None:\n    import dragoman.errors", "imports dragoman.errors"),
    (long_modules, "facts.py", "#\n" * LONGEST_MODULE, "facts.py has"),
    (long_functions, "facts.py", "def f() -> None:\n" + "    f()\n" * LONGEST_FUNCTION, "facts.f has 41 lines"),
    (unannotated_functions, "facts.py", "def f(x: int, *y) -> None: ...", "facts.f is not annotated: y"),
    (unannotated_functions, "facts.py", "class C:\n    def f(self): ...", "facts.f is not annotated: return"),
    (looks_at_clock_or_surroundings, "text.py", "import datetime as x\ny = x.date.today()", "datetime.date.today"),
    (looks_at_clock_or_surroundings, "text.py", "from datetime import datetime\ny = datetime.now", "datetime.now"),
    (looks_at_clock_or_surroundings, "text.py", "import time as t\ny = t.time()", "time.time"),
    (looks_at_clock_or_surroundings, "text.py", "from os import environ as e\ny = e['TZ']", "os.environ"),
    (looks_at_clock_or_surroundings, "text.py", "import os\ny = os.environ['TZ']", "os.environ"),
    (looks_at_clock_or_surroundings, "text.py", "import locale\ny = locale.getlocale()", "locale.getlocale"),
    (speaks_aloud, "text.py", "print(1)", "uses print"),
    (speaks_aloud, "text.py", "from sys import stderr as e\ne.write('')", "uses sys.stderr"),
    (rebinds_globals, "text.py", "def f() -> None:\n    global g\n    g = 1", "rebinds g"),
    (loaded_at_import, "__init__.py", "import lxml.etree", "loads lxml"),
    (knows_the_cluster, "batch/pool.py", "def f() -> None:\n    from dask import x", "batch.pool:2 imports dask"),
    (knows_the_cluster, "batch/cluster.py", "import distributed", "batch.cluster:1 imports distributed"),
]
RULES = list(dict.fromkeys(rule for rule, *_ in PLANTED))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(PACKAGE)) == []


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A package with every module and package of the floors, that keeps every rule."""
    package = tmp_path / "dragoman"
    package.mkdir()
    (package / "__init__.py").touch()
    for name in chain.from_iterable(FLOORS):
        if (PACKAGE / name).is_dir():
            (package / name).mkdir()
            (package / name / "__init__.py").touch()
        elif name != "dragoman":
            (package / f"{name}.py").touch()
    (package / "errors.py").write_text("import dragoman.diagnostics\n", encoding="utf-8")
    return package


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_finds_nothing_where_nothing_is_planted(model: Path, rule: Rule) -> None:
    assert list(rule(model)) == []


@pytest.mark.parametrize(("rule", "file", "planted", "expected"), PLANTED)
def test_the_rule_finds_a_planted_violation(model: Path, rule: Rule, file: str, planted: str, expected: str) -> None:
    with (model / file).open("a", encoding="utf-8") as module:
        module.write(f"{planted}\n")
    assert any(expected in finding for finding in rule(model))


def test_the_front_doors_may_speak_and_look_around(model: Path) -> None:
    (model / "cli" / "__init__.py").write_text("import os\nprint(os.environ)\n", encoding="utf-8")
    assert list(chain(looks_at_clock_or_surroundings(model), speaks_aloud(model))) == []
