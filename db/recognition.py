"""Telling what a file is before anything in or beside it is touched: a library, a newer one, a
damaged one or something else; opening it for work is left to the connection."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from db.descriptors import beginning
from db.errors import Damaged, Newer, NotALibrary, Unavailable
from db.files import beside
from db.present_schema import FINGERPRINT, LATEST, STEPS_NAME, STEPS_TABLE, fingerprint
from db.search_schema import teach_folding

APPLICATION_ID = 0x53744664  # "StFd": what `file` and SQLite see in the header of a library

LOCK_TIMEOUT = 5.0
"""Seconds to wait for another program's write before saying that the library is in use."""

_HEADER_SIZE = 100
_CHECKED_WHOLE = 32 * 1024 * 1024
"""Bytes; a library up to this size has every page looked at when it is opened."""

# ERROR is what a missing table gives.
_SIGNS_OF_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")


def recognise(path: Path) -> None:
    """Raise Unavailable, NotALibrary, Newer or Damaged unless `path` is a library to open."""
    _look_at_file(path)
    _look_inside(path)


def _look_at_file(path: Path) -> None:
    """Judge the file by its first bytes, opened for reading by us and not by SQLite."""
    if not path.exists():
        raise Unavailable(
            f"There is no library at {path}. Check the name, or make a new library there."
        )
    if path.is_dir():
        raise NotALibrary(
            f"{path} is a folder. Choose a library file inside it, or name a new one."
        )
    if not path.is_file():
        raise NotALibrary(f"{path} is not an ordinary file. Choose a library file.")
    header = beginning(path, _HEADER_SIZE)
    if not header.startswith(b"SQLite format 3\0"):
        raise NotALibrary(
            f"{path.name} is not a Standfirst library. Choose another file, or import it as copy."
        )
    if len(header) < _HEADER_SIZE:
        raise _damaged(path)
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise NotALibrary(
            f"{path.name} is a database of another program, not a Standfirst library. "
            "Choose another file."
        )
    if int.from_bytes(header[60:64]) > LATEST:
        raise _newer(path)
    if (
        not has_log(path)
        and not has_hot_journal(path)
        and path.stat().st_size < _promised_size(header)
    ):
        raise _damaged(path)


def _promised_size(header: bytes) -> int:
    page_size = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32])
    return pages * (65536 if page_size == 1 else page_size)


def _look_inside(path: Path) -> None:
    """Judge the file by what SQLite reads in it.

    Without a write-ahead log beside it a library that keeps one is all in its file, and SQLite
    may read it as immutable, which leaves nothing beside it. With one, another program has the
    library open or left it in a crash, and the log must be read too. A library left with a
    rollback journal is judged when that has been rolled back.
    """
    if has_hot_journal(path):
        return
    alone = keeps_a_log(path) and not has_log(path)
    with closing(open_raw(path, "ro&immutable=1" if alone else "ro")) as sqlite:
        recognise_inside(sqlite, path)


def recognise_inside(sqlite: sqlite3.Connection, path: Path) -> None:
    """Raise Damaged or Newer unless what SQLite reads at `path` is a library to open."""
    try:
        steps = _steps_taken(sqlite)
        whole = path.stat().st_size > _CHECKED_WHOLE or _is_whole(sqlite)
    except sqlite3.DatabaseError as error:
        # Python's own complaint about bytes that are no text has no name.
        if getattr(error, "sqlite_errorname", "SQLITE_ERROR").startswith(_SIGNS_OF_DAMAGE):
            raise _damaged(path) from error
        raise
    if not whole:
        raise _damaged(path)
    if len(steps) == LATEST and fingerprint(steps, shape(sqlite)) == FINGERPRINT:
        return
    known = known_steps()
    if steps - known:
        raise _newer(path)
    if steps == known and not _has_the_shape_of_a_library(sqlite):
        raise _damaged(path)


def _has_the_shape_of_a_library(sqlite: sqlite3.Connection) -> bool:
    """Whether every table has its columns, and every index and trigger is there: damage to the
    schema goes unnoticed until one of them is needed."""
    return shape(sqlite) >= right_shape()


@cache
def known_steps() -> frozenset[str]:
    """The names of the migrations this version knows."""
    # A library of today is known without them, and they take as long to load as to open it.
    from sqlite_utils import Database

    from db.migrations import library_steps

    with closing(Database(memory=True, execute_plugins=False)) as empty:
        return frozenset(step.name for step in library_steps.pending(empty))


@cache
def right_shape() -> frozenset[tuple[str, ...]]:
    """The `shape` of a library that has had all migrations."""
    from sqlite_utils import Database

    from db.migrations import library_steps

    with closing(Database(memory=True, execute_plugins=False)) as database:
        library_steps.apply(database)
        return shape(database.conn)


def shape(sqlite: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """The tables and views with their columns, and the names of the rest; what SQLite makes for
    itself is left out, because other versions of it may make it otherwise."""
    found = []
    for name, kind in sqlite.execute("SELECT name, type FROM sqlite_schema").fetchall():
        if name.startswith(("sqlite_", "search_")):
            continue
        described = sqlite.execute("SELECT name FROM pragma_table_info(?)", (name,))
        columns = [row[0] for row in described] if kind in ("table", "view") else []
        found.append((kind, name, *columns))
    return frozenset(found)


def _steps_taken(sqlite: sqlite3.Connection) -> set[str]:
    """The migrations this library has had; a table that can't be missing is read on the way."""
    sqlite.execute("SELECT 1 FROM articles LIMIT 1")
    found = sqlite.execute(f"SELECT name FROM {STEPS_TABLE} WHERE migration_set = ?", (STEPS_NAME,))
    return {name for (name,) in found}


def _is_whole(sqlite: sqlite3.Connection) -> bool:
    return bool(sqlite.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def open_raw(path: Path, mode: str) -> sqlite3.Connection:
    """A plain SQLite connection; `mode` is `ro` or `rw`, with further URI parameters."""
    sqlite = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=LOCK_TIMEOUT,
        isolation_level=None,  # No transaction but those we begin.
        check_same_thread=False,  # Opened on one thread, handed to another: one at a time.
    )
    teach_folding(sqlite)
    return sqlite


def has_log(path: Path) -> bool:
    """Whether a write-ahead log with anything in it stands beside the file."""
    log = beside(path)[0]
    return log.exists() and log.stat().st_size > 0


def keeps_a_log(path: Path) -> bool:
    """Whether the library is of the kind that keeps a write-ahead log, which its header says."""
    return beginning(path, _HEADER_SIZE)[18:19] == b"\x02"


def has_hot_journal(path: Path) -> bool:
    """Whether a rollback journal stands beside the file: a write under way, or broken off."""
    journal = beside(path)[2]
    return journal.exists() and journal.stat().st_size > 0


def _damaged(path: Path) -> Damaged:
    return Damaged(
        f"The library {path.name} is damaged and was left as it is. "
        "Open your latest backup instead, and keep this file: text may still be recovered from it."
    )


def _newer(path: Path) -> Newer:
    return Newer(
        f"The library {path.name} was written by a newer version of Standfirst and was left as it "
        "is. Update Standfirst to open it."
    )
