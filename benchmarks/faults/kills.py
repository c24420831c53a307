"""Killing a process at a random moment of each kind of work, and looking for what it was told is
kept."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.faults.libraries import aged_library, small_library
from benchmarks.faults.nursery import Child, Nursery
from benchmarks.faults.results import Result
from db.library import Library
from editor.app.operations import Operations

MOST_LOST = 1.0
"""Seconds of typing that may be missing."""

Told = list[list[object]]
Look = Callable[[Operations, Told, float], str | None]


def kill_often(nursery: Nursery, kind: str, times: int, seed: int = 0) -> Result:
    """Kills a process at this work so many times, each on a library of its own."""
    result = Result(f"kill -9 while {kind}")
    make = aged_library if kind == "migrating" else small_library
    with tempfile.TemporaryDirectory() as folder:
        template = make(Path(folder) / "template" / "desk.standfirst")
        for number in range(times):
            desk = Path(folder) / str(number)
            desk.mkdir()
            library = Path(shutil.copy(template, desk / "desk.standfirst"))
            chance = random.Random(f"{kind} {seed} {number}")
            child = nursery.start(kind, library, desk / "told", chance.randrange(10**9))
            killed_at = _kill_at_random(nursery, child, kind, chance)
            result.count("killed", _look(kind, library, child, killed_at))
            shutil.rmtree(desk)
    return result


def _kill_at_random(nursery: Nursery, child: Child, kind: str, chance: random.Random) -> float:
    deadline = time.monotonic() + 20
    while not child.lines() and time.monotonic() < deadline:
        time.sleep(0.002)
    longest = {"typing": 1.6, "migrating": 0.06}.get(kind, 0.25)
    time.sleep(chance.random() * longest)
    killed_at = time.monotonic()
    child.kill()
    nursery.wait(child)
    return killed_at


def _look(kind: str, path: Path, child: Child, killed_at: float) -> str | None:
    """What is wrong or missing after the kill, if anything."""
    told = child.lines()
    crashed = [line for line in told if line[0] == "crashed"]
    if crashed:
        return f"the process crashed: {crashed[0][1]}"
    library = Library.open(path)
    with closing(library):
        faults = library.check()
        if faults:
            return faults[0]
        return _LOOKS[kind](Operations(library), told, killed_at)


def _typed(operations: Operations, told: Told, killed_at: float) -> str | None:
    (number,) = operations.search(limit=1)
    (summary,) = operations.summaries([number])
    entry = operations.library.journal.of(summary.id)
    text = entry.fields["body"] if entry else operations.article(summary.id).body
    keys = [line for line in told if line[0] == "key"]
    safe = [line for line in keys if float(str(line[3])) < killed_at - MOST_LOST]
    if safe and len(text) < int(str(safe[-1][1])):
        return f"{int(str(safe[-1][1])) - len(text)} characters typed over a second before"
    same = [line for line in keys if line[1] == len(text)]
    return "the text is not what was typed" if same and text[-20:] != same[0][2] else None


def _saved(operations: Operations, told: Told, killed_at: float) -> str | None:
    (number,) = operations.search(limit=1)
    (summary,) = operations.summaries([number])
    article = operations.article(summary.id)
    saves = [line for line in told if line[0] == "saved"]
    if not saves:
        return None
    _, version, start, length, _ = saves[-1]
    if article.version < int(str(version)):
        return f"version {version} is gone"
    if article.version == version and (article.body[:40], len(article.body)) != (start, length):
        return "the last version has another text"
    kept = {revision.name: revision.article.body for revision in operations.revisions(article.id)}
    missing = [line[4] for line in saves if line[4] and kept.get(str(line[4]), "")[:40] != line[2]]
    return f"named versions are gone: {missing[:3]}" if missing else None


def _tagged(operations: Operations, told: Told, killed_at: float) -> str | None:
    for what, *names in told:
        if what == "tagged":
            tag = operations.library.tags.find(str(names[1]))
            if tag is None or tag.id not in {one.id for one in operations.tags_of(str(names[0]))}:
                return f"an article lost the tag {names[1]}"
        elif what == "merged":
            found = [operations.library.tags.find(str(name)) for name in names]
            if found[0] is None or found[1] is None or found[0].id != found[1].id:
                return f"the merge of {names} is undone"
    return None


def _imported(operations: Operations, told: Told, killed_at: float) -> str | None:
    for line in told:
        if line[0] == "imported":
            article = operations.article(str(line[1]))
            labels = [tag.label for tag in operations.tags_of(article.id)]
            if len(article.body) != line[2] or labels != line[3]:
                return f"{article.headline} is not whole"
    return None


def _backed_up(operations: Operations, told: Told, killed_at: float) -> str | None:
    folder = operations.library.path.parent
    told_paths = {Path(str(line[1])) for line in told if line[0] in ("backed up", "restored")}
    for path in {*told_paths, *folder.glob("backups/*.standfirst"), *folder.glob("restored*")}:
        if path.exists():
            with closing(Library.open(path, read_only=True)) as backup:
                if backup.check():
                    return f"{path.name} is no sound library"
        elif path.name.startswith("restored"):
            return f"{path.name} is gone"
    return None


def _migrated(operations: Operations, told: Told, killed_at: float) -> str | None:
    counts = operations.library.counts()
    if counts["articles"] + counts["spiked"] != 3:
        return "articles are gone"
    ids = [*operations.library.articles.all_ids(), "c" * 32]
    bodies = [revision.article.body for one in ids for revision in operations.revisions(one)]
    return None if len(bodies) == counts["revisions"] > 500 else "versions are gone"


def _deleted(operations: Operations, told: Told, killed_at: float) -> str | None:
    there = {
        *operations.library.articles.all_ids(),
        *operations.library.articles.all_ids(spiked=True),
    }
    back = [line[1] for line in told if line[0] == "deleted" and line[1] in there]
    if back:
        return "a deleted article is back"
    (number,) = operations.search("harbour talks", limit=1)
    return None if number else "the article that stays is gone"


_LOOKS: dict[str, Look] = {
    "typing": _typed,
    "saving": _saved,
    "merging tags": _tagged,
    "importing": _imported,
    "backing up": _backed_up,
    "migrating": _migrated,
    "deleting for ever": _deleted,
}

KINDS = tuple(_LOOKS)
