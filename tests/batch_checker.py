"""Whether a run has lost nothing, judged from its list and its folder alone; it shares no code with dragoman."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path


def journal_lines(path: Path) -> Iterator[dict[str, object]]:
    """The last line of each file; every line must be whole."""
    last: dict[str, dict[str, object]] = {}
    for line in path.read_bytes().splitlines(keepends=True):
        assert line.endswith(b"\n"), "the journal is torn"
        said = json.loads(line)
        last[said["name"]] = said
    yield from last.values()


def faults(folder: Path, stem: str, wanted: Iterable[str], failed: Iterable[str] = ()) -> list[str]:
    """Everything wrong: `wanted` files must stand as the journal says, `failed` ones be absent from both."""
    wanted, failed = set(wanted), set(failed)
    found: list[str] = []
    journal = {str(line["name"]): line for line in journal_lines(folder / f"{stem}.journal.jsonl")}
    kept = (".journal.jsonl", ".manifest.json", ".seal", ".dragoman.lock")
    there = {entry.name for entry in folder.iterdir() if not entry.name.endswith(kept)}
    found += [f"{name} is temporary" for name in there if name.startswith(".tmp-")]
    found += [f"{name} is in no line of the journal" for name in sorted(there - set(journal))]
    found += [f"{name} is wanted, and not in the journal" for name in sorted(wanted - set(journal) - failed)]
    found += [f"{name} failed, and stands" for name in sorted(failed & there)]
    for name in sorted(wanted - failed):
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is lost")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != journal.get(name, {}).get("sha256"):
            found.append(f"{name} is not what the journal says")
    manifest = folder / f"{stem}.manifest.json"
    if manifest.exists():
        listed = {file["name"]: file for file in json.loads(manifest.read_bytes())["files"]}
        if set(listed) != wanted:
            found.append("the manifest lists other files than the list asks for")
        found += [f"{name} is not what the manifest says" for name, file in listed.items()
                  if journal.get(name, {}).get("sha256") != file["sha256"]]
        found += ["there is a manifest although files failed"] * bool(failed)
    return found
