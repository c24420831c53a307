"""A disk without room and a library locked by another process: refused in words, nothing lost,
and all well again when the trouble is over."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.faults.libraries import small_library
from benchmarks.faults.nursery import Nursery
from benchmarks.faults.results import Result
from db.errors import LibraryError, Unavailable
from db.library import Library
from db.records import Article, JournalEntry
from editor.app.operations import Operations
from editor.exchange.package import Package

DISK = 3 * 1024 * 1024
"""Bytes; the size of the disk that fills up."""


@contextmanager
def small_disk() -> Iterator[tuple[Path, str]]:
    """A folder on a small disk of its own and what kind it is: a tmpfs where we may mount one,
    otherwise an ordinary folder, to be used with `little_room`."""
    folder = Path(tempfile.mkdtemp())
    options = ["-t", "tmpfs", "-o", f"size={DISK},mode=700", "tmpfs", str(folder)]
    may_mount = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount")
    mounted = bool(may_mount) and subprocess.run(
        ["mount", *options], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    try:
        yield folder, "tmpfs" if mounted else "file size limit"
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)
        shutil.rmtree(folder)


@contextmanager
def little_room(folder: Path, kind: str, room: int) -> Iterator[None]:
    """Leaves so many bytes of room, or lets no file grow beyond so many more than the largest."""
    if kind == "tmpfs":
        free = shutil.disk_usage(folder).free
        ballast = folder / "ballast"
        ballast.write_bytes(b"x" * max(0, free - room))
        try:
            yield
        finally:
            ballast.unlink()
        return
    largest = max(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill_disks(times: int, seed: int = 0) -> Result:
    """Writes of all kinds with less and less room."""
    result = Result("disk full")
    with small_disk() as (folder, kind):
        template = small_library(folder / "template" / "desk.standfirst")
        for number in range(times):
            chance = random.Random(f"full {seed} {number}")
            desk = folder / "desk"
            desk.mkdir()
            path = Path(shutil.copy(template, desk / "desk.standfirst"))
            try:
                refused, wrong = _write_until_full(path, folder, kind, chance)
            except Exception as error:
                refused, wrong = False, f"{type(error).__name__}: {error}"
            result.count(f"refused ({kind})" if refused else "had room", wrong)
            shutil.rmtree(desk)
    return result


def _write_until_full(
    path: Path, folder: Path, kind: str, chance: random.Random
) -> tuple[bool, str | None]:
    library = Library.open(path)
    kept: dict[str, str] = {}
    refused = False
    with closing(library):
        operations = Operations(library)
        with little_room(folder, kind, chance.randrange(300_000)):
            for _ in range(30):
                try:
                    chance.choice(_WRITES)(operations, chance, kept)
                except Unavailable:
                    refused = True
                    break
        faults = library.check()
        if faults:
            return refused, faults[0]
        _save(operations, chance, kept)
    with closing(Library.open(path)) as again:
        for article_id, body in kept.items():
            if again.articles.get(article_id).body != body:
                return refused, "an acknowledged text is gone"
    leftovers = [file.name for file in path.parent.iterdir() if file.name.endswith(".part")]
    return refused, f"left behind: {leftovers}" if leftovers else None


def _save(operations: Operations, chance: random.Random, kept: dict[str, str]) -> None:
    (number,) = operations.search("harbour", limit=1)
    (summary,) = operations.summaries([number])
    article = operations.article(summary.id)
    body = f"Harbour {chance.random()} " * chance.randrange(1, 2000)
    kept[article.id] = operations.save(article.id, {"body": body}, name="kept").value.body


def _import(operations: Operations, chance: random.Random, kept: dict[str, str]) -> None:
    body = f"Imported {chance.random()} " * chance.randrange(1, 2000)
    article = operations.add_package(Package(Article(headline="New", body=body))).value
    kept[article.id] = body


def _journal(operations: Operations, chance: random.Random, kept: dict[str, str]) -> None:
    article_id = operations.library.articles.all_ids()[0]
    text = "typed " * chance.randrange(1, 4000)
    operations.write_journal(JournalEntry(article_id, 1, {"body": text}, 0, "2026"))
    entry = operations.library.journal.of(article_id)
    if entry is None or entry.fields["body"] != text:
        raise AssertionError("the journal lost what it acknowledged")


def _back_up(operations: Operations, chance: random.Random, kept: dict[str, str]) -> None:
    target = operations.library.path.with_name(f"backup {chance.random()}.standfirst")
    operations.library.backup(target)


_WRITES: tuple[Callable[[Operations, random.Random, dict[str, str]], None], ...] = (
    _save, _import, _journal, _back_up,
)  # fmt: skip


def meet_locks(nursery: Nursery, times: int, seed: int = 0) -> Result:
    """Saves while another process holds the library locked, for longer than we wait or not."""
    result = Result("locked by another process")
    with tempfile.TemporaryDirectory() as folder:
        path = small_library(Path(folder) / "desk.standfirst")
        child = nursery.start("holding the lock", path, Path(folder) / "told", seed)
        while not child.lines():
            time.sleep(0.002)
        chance = random.Random(seed)
        library = Library.open(path)
        with closing(library):
            operations = Operations(library)
            kept: dict[str, str] = {}
            for _ in range(times):
                patience = chance.choice((0, 5, 200))
                library._connection.sqlite.execute(f"PRAGMA busy_timeout = {patience}")
                try:
                    _save(operations, chance, kept)
                    result.count("saved")
                except LibraryError as error:
                    words = "in use by another program" in str(error)
                    result.count("refused", None if words else str(error))
                for article_id, body in kept.items():
                    if library.articles.get(article_id).body != body:
                        result.count("checked", "an acknowledged text is gone")
            child.kill()
            nursery.wait(child)
            library._connection.sqlite.execute("PRAGMA busy_timeout = 5000")
            _save(operations, chance, kept)
            faults = library.check()
            result.count("saved", faults[0] if faults else None)
    return result
