"""The connection to a library file: recognising it before touching it, opening it, and the one
way SQL reaches it; what the SQL says is left to the stores."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from db.errors import Damaged, Newer, NotALibrary, Unavailable
from db.faults import in_plain_words
from db.files import beside, make_private_folder, new_file
from db.migrations import LATEST, library_steps, upgrade

APPLICATION_ID = 0x53744664  # "StFd": what `file` and SQLite see in the header of a library

LOCK_TIMEOUT = 5.0
"""Seconds to wait for another program's write before saying that the library is in use."""

_HEADER_SIZE = 100
_CHECKED_WHOLE = 32 * 1024 * 1024
"""Bytes; a library up to this size has every page looked at when it is opened."""

Parameters = Sequence[object] | Mapping[str, object]


class Connection:
    """One SQLite connection to one library, used by one thread at a time.

    Reads work at any time; `change` works only inside `transaction`. Faults of the surroundings
    come out as LibraryError; sqlite3.IntegrityError is left to the stores.
    """

    def __init__(self, sqlite: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        sqlite.row_factory = sqlite3.Row
        self.path = path
        self.read_only = read_only
        self.sqlite = sqlite

    def is_writing(self) -> bool:
        """Whether a transaction is under way."""
        return self.sqlite.in_transaction

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        with in_plain_words(self.path):
            return self.sqlite.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def number(self, sql: str, parameters: Parameters = ()) -> int:
        """The first column of the first row, a count or a number; 0 where there is none."""
        found = self.row(sql, parameters)
        return int(found[0] or 0) if found else 0

    def change(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a writing statement; how many rows it changed. RuntimeError outside a transaction."""
        self._must_be_writing()
        with in_plain_words(self.path):
            return self.sqlite.execute(sql, parameters).rowcount

    def change_each(self, sql: str, each: Iterable[Parameters]) -> None:
        """Run a writing statement for each of several parameters."""
        self._must_be_writing()
        with in_plain_words(self.path):
            self.sqlite.executemany(sql, each)

    def insert(self, table: str, values: Mapping[str, object]) -> None:
        """Add one row, by column."""
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self.change(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or none of it, alone among writers from its first line.

        Raises Unavailable in a library opened for reading only, or when another program keeps
        writing for longer than LOCK_TIMEOUT. When the block ends well its changes are on disk.
        """
        if self.read_only:
            raise Unavailable(
                f"The library {self.path.name} is open for reading only. "
                "Open it without that choice to change it."
            )
        if self.is_writing():
            raise RuntimeError("a transaction is already under way")
        with in_plain_words(self.path):
            self.sqlite.execute("BEGIN IMMEDIATE")
        try:
            yield
            with in_plain_words(self.path):
                self.sqlite.execute("COMMIT")
        except BaseException:
            if self.is_writing():
                self.sqlite.execute("ROLLBACK")
            raise

    def close(self) -> None:
        self.sqlite.close()

    def _must_be_writing(self) -> None:
        if not self.is_writing():
            raise RuntimeError("the library is written to inside an operation only")


def connect(path: Path, *, create: bool = False, read_only: bool = False) -> Connection:
    """Open the library at `path`; with `create`, make it and its folders if it is absent.

    Raises Unavailable, NotALibrary, Newer or Damaged, having changed nothing in or beside the
    file.
    """
    path = path.absolute()
    if create and not read_only and not os.path.lexists(path):
        _create(path)
    with in_plain_words(path):
        _look_at_file(path)
        _look_inside(path)
        sqlite = _open(path, "ro") if read_only else _open_for_writing(path)
    return Connection(sqlite, path, read_only=read_only)


def _create(path: Path) -> None:
    try:
        with in_plain_words(path):
            make_private_folder(path.parent)
    except Unavailable as error:
        raise Unavailable(
            f"A library can't be made in {path.parent}, because that folder can't be made or "
            "used. Choose another folder."
        ) from error
    try:
        with (
            in_plain_words(path),
            new_file(path) as scratch,
            closing(_open_raw(scratch, "rw")) as new,
        ):
            new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(_database(new))
            new.execute("PRAGMA journal_mode = WAL")
    except Unavailable as error:
        if not path.exists():
            raise Unavailable(
                f"A library can't be made in {path.parent}. Choose a folder you may write to, "
                f"on a disk with room. ({error})"
            ) from error


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
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
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
    if not _has_log(path) and path.stat().st_size < _promised_size(header):
        raise _damaged(path)


def _promised_size(header: bytes) -> int:
    page_size = int.from_bytes(header[16:18])
    pages = int.from_bytes(header[28:32])
    return pages * (65536 if page_size == 1 else page_size)


def _look_inside(path: Path) -> None:
    """Judge the file by what SQLite reads in it.

    Without a write-ahead log beside it the file is all there is, and SQLite may read it as
    immutable, which leaves nothing beside it. With one, another program has the library open
    or left it in a crash, and the log must be read too.
    """
    with closing(_open_raw(path, "ro" if _has_log(path) else "ro&immutable=1")) as sqlite:
        try:
            steps = _steps_taken(sqlite)
            whole = path.stat().st_size > _CHECKED_WHOLE or _is_whole(sqlite)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                raise _damaged(path) from error
            raise
    if not whole:
        raise _damaged(path)
    known = {step.name for step in library_steps.pending(Database(memory=True))}
    if steps - known:
        raise _newer(path)


def _steps_taken(sqlite: sqlite3.Connection) -> set[str]:
    """The migrations this library has had; a table that can't be missing is read on the way."""
    sqlite.execute("SELECT 1 FROM articles LIMIT 1")
    found = sqlite.execute(
        f"SELECT name FROM {library_steps.migrations_table} WHERE migration_set = ?",
        (library_steps.name,),
    )
    return {name for (name,) in found}


def _is_whole(sqlite: sqlite3.Connection) -> bool:
    return sqlite.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)


def _open_for_writing(path: Path) -> sqlite3.Connection:
    with path.open("r+b"):
        pass  # Says at once, and in the system's words, whether the file may be written to.
    if not _may_write_in(path.parent):
        raise Unavailable(
            f"The folder {path.parent} is read-only, so {path.name} can't be changed there. "
            "Copy the library to a folder of your own, or open it for reading only."
        )
    return _open(path, "rw")


def _open(path: Path, mode: str) -> sqlite3.Connection:
    if mode == "ro" and not _has_log(path) and not _may_write_in(path.parent):
        mode = "ro&immutable=1"  # SQLite can't make its index there, and nobody can write.
    sqlite = _open_raw(path, mode)
    try:
        if mode == "rw":
            _prepare_for_writing(sqlite)
        elif sqlite.execute("PRAGMA user_version").fetchone()[0] < LATEST:
            raise Unavailable(
                f"{path.name} was written by an older version of Standfirst and has to be "
                "brought up to date first. Open it once for writing."
            )
    except BaseException:
        sqlite.close()
        raise
    return sqlite


def _prepare_for_writing(sqlite: sqlite3.Connection) -> None:
    sqlite.execute("PRAGMA journal_mode = WAL")
    sqlite.execute("PRAGMA synchronous = FULL")
    sqlite.execute("PRAGMA foreign_keys = ON")
    database = _database(sqlite)
    if sqlite.execute("PRAGMA user_version").fetchone()[0] < LATEST:
        upgrade(database)


def _open_raw(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=LOCK_TIMEOUT,
        isolation_level=None,  # No transaction but those we begin.
        check_same_thread=False,  # Opened on one thread, handed to another: one at a time.
    )


def _database(sqlite: sqlite3.Connection) -> Database:
    return Database(sqlite, execute_plugins=False)


def _has_log(path: Path) -> bool:
    log = beside(path)[0]
    return log.exists() and log.stat().st_size > 0


def _may_write_in(folder: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=effective)


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
