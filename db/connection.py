"""The connection to a library file: making and opening it, and the one way SQL reaches it; what
the SQL says is left to the stores."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from db.descriptors import Key, hold, let_go, lock_again, must_be_writable
from db.errors import Damaged, Interrupted, Unavailable
from db.faults import in_plain_words
from db.files import beside, make_private_folder, new_file
from db.places import share_of
from db.present_schema import LATEST
from db.recognition import (
    APPLICATION_ID,
    has_hot_journal,
    has_log,
    keeps_a_log,
    open_raw,
    recognise,
    recognise_inside,
)
from db.share_lock import ShareLock

_STEPS_BETWEEN_LOOKS = 20_000
"""Steps of SQLite's machine, some tenths of a millisecond."""

Parameters = Sequence[object] | Mapping[str, object]


class Connection:
    """One SQLite connection to one library, used by one thread at a time.

    Reads work at any time; `change` works only inside `transaction`. Faults of the surroundings
    come out as LibraryError; sqlite3.IntegrityError is left to the stores.
    """

    def __init__(
        self,
        sqlite: sqlite3.Connection,
        path: Path,
        held: Key,
        *,
        read_only: bool,
        share: str | None = None,
        lock: ShareLock | None = None,
    ) -> None:
        """`held` is what `hold` gave for the file; `share` is the kind of network share the
        library lies on, if any; `lock` is let go at the end."""
        sqlite.row_factory = sqlite3.Row
        self.path = path
        self.read_only = read_only
        self.share = share
        self.sqlite = sqlite
        self._lock = lock
        self._held: Key | None = held
        self._keeps_log = share is None
        self._log: int | None = None
        self._is_interrupted = False
        if read_only:
            # SQLite forgets an interruption that comes just before a statement begins.
            sqlite.set_progress_handler(lambda: self._is_interrupted, _STEPS_BETWEEN_LOOKS)

    def is_writing(self) -> bool:
        """Whether a transaction is under way."""
        return self.sqlite.in_transaction

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows. Raises Interrupted (see `interrupt`)."""
        if self._is_interrupted:
            raise Interrupted("This was broken off, because something newer was asked for.")
        if self._keeps_log and self._held is not None:
            lock_again(self._held)
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

    def column(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """The values of the first column."""
        return [row[0] for row in self.rows(sql, parameters)]

    def numbers(self, sql: str, parameters: Parameters = ()) -> Iterable[int]:
        """The whole numbers of a query of one column, in its order.

        They leave SQLite as one text: a row for each takes several times as long, which at a
        hundred thousand a writer would feel.
        """
        row = self.row(f"WITH found (n) AS ({sql}) SELECT group_concat(n) FROM found", parameters)
        return map(int, row[0].split(",")) if row and row[0] else ()

    def state(self) -> tuple[int, int]:
        """Differs whenever anything in the library may have changed since."""
        return self.number("PRAGMA data_version"), self.sqlite.total_changes

    def interrupt(self) -> None:
        """Break off the reading under way, from any thread: its statement, and every one after
        it until `go_on`, raises Interrupted."""
        self._is_interrupted = True
        self.sqlite.interrupt()

    def go_on(self) -> None:
        """Read again after an `interrupt`, if there was one."""
        self._is_interrupted = False

    def change(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a writing statement; how many rows it changed. RuntimeError outside a transaction."""
        self._must_be_writing()
        with in_plain_words(self.path):
            return self.sqlite.execute(sql, parameters).rowcount

    def change_each(self, sql: str, each: Iterable[Parameters]) -> int:
        """Run a writing statement for each of several parameters; how many rows it changed."""
        self._must_be_writing()
        with in_plain_words(self.path):
            return self.sqlite.executemany(sql, each).rowcount

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
            self._must_have_its_log()
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
        if self._held is not None and self._keeps_log and not self.read_only:
            with suppress(sqlite3.Error):
                # Others may have it open still, and a copy of the file alone is to be whole.
                self.sqlite.execute("PRAGMA wal_checkpoint(PASSIVE)")
        self.sqlite.close()
        if self._held is not None:
            held, self._held = self._held, None
            let_go(held)
        if self._lock is not None:
            self._lock.release()

    def _must_have_its_log(self) -> None:
        """Raise Unavailable where another program has cleared the write-ahead log away: what is
        written now would be lost. What was written before is in the file."""
        if not self._keeps_log or self._held is None:
            return
        lock_again(self._held)
        log = beside(self.path)[0]
        present = log.stat().st_ino if log.exists() else None
        if self._log is not None and present != self._log:
            raise Unavailable(
                f"Another program has put {self.path.name} away while it was open here. Close "
                "Standfirst and start it again; what was saved before is in the library."
            )
        self._log = present

    def _must_be_writing(self) -> None:
        if not self.is_writing():
            raise RuntimeError("the library is written to inside an operation only")


def connect(path: Path, *, create: bool = False, read_only: bool = False) -> Connection:
    """Open the library at `path`; with `create`, make it and its folders if it is absent.

    On a network share, where a write-ahead log is unsafe, it is opened with a rollback journal,
    and for writing by one program at a time. Raises Unavailable (InUse where another has it open
    there), NotALibrary, Newer or Damaged, having changed nothing in or beside the file.
    """
    path = path.absolute()
    if create and not read_only and not os.path.lexists(path):
        _create(path)
    with in_plain_words(path):
        share = share_of(path)
        lock = ShareLock.take(path) if share and not read_only and path.is_file() else None
        try:
            recognise(path)
            held = hold(path)
            try:
                open_it = _open_for_reading if read_only else _open_for_writing
                sqlite = open_it(path, share)
            except BaseException:
                let_go(held)
                raise
        except BaseException:
            if lock is not None:
                lock.release()
            raise
    return Connection(sqlite, path, held, read_only=read_only, share=share, lock=lock)


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
            closing(open_raw(scratch, "rw")) as new,
        ):
            new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _take_all_steps(new)
            if share_of(path) is None:
                new.execute("PRAGMA journal_mode = WAL")
    except Unavailable as error:
        if not path.exists():
            raise Unavailable(
                f"A library can't be made in {path.parent}. Choose a folder you may write to, "
                f"on a disk with room. ({error})"
            ) from error


def _open_for_writing(path: Path, share: str | None) -> sqlite3.Connection:
    must_be_writable(path)
    if not _may_write_in(path.parent):
        raise Unavailable(
            f"The folder {path.parent} is read-only, so {path.name} can't be changed there. "
            "Copy the library to a folder of your own, or open it for reading only."
        )
    sqlite = open_raw(path, "rw")
    try:
        if has_hot_journal(path):
            recognise_inside(sqlite, path)  # A write that a crash broke off is taken back by this.
        _choose_journal(sqlite, share)
        _prepare_for_writing(sqlite)
    except BaseException:
        sqlite.close()
        raise
    return sqlite


def _open_for_reading(path: Path, share: str | None) -> sqlite3.Connection:
    if has_hot_journal(path) and not share:
        raise Unavailable(
            f"{path.name} was left in the middle of a change and has to be put right first. Open "
            "it once for writing."
        )
    alone = keeps_a_log(path) and not has_log(path)
    if alone and (share or not _may_write_in(path.parent)):
        mode = "ro&immutable=1"  # SQLite can't make its index there, and nobody writes.
    elif share and has_log(path):
        raise Unavailable(
            f"{path.name} lies on a network share and is open on another computer, or was left "
            "so by a crash. Close it there, then open it here once for writing."
        )
    else:
        mode = "ro"
    sqlite = open_raw(path, mode)
    try:
        if sqlite.execute("PRAGMA user_version").fetchone()[0] < LATEST:
            raise Unavailable(
                f"{path.name} was written by an older version of Standfirst and has to be "
                "brought up to date first. Open it once for writing."
            )
    except BaseException:
        sqlite.close()
        raise
    return sqlite


def _choose_journal(sqlite: sqlite3.Connection, share: str | None) -> None:
    if share is None:
        sqlite.execute("PRAGMA journal_mode = WAL")
        return
    # Alone for a moment, so that a log left there is read without the shared memory that a share
    # doesn't have.
    sqlite.execute("PRAGMA locking_mode = EXCLUSIVE")
    sqlite.execute("PRAGMA journal_mode = DELETE")
    sqlite.execute("PRAGMA locking_mode = NORMAL")
    sqlite.execute("SELECT 1 FROM sqlite_schema").fetchone()


def _prepare_for_writing(sqlite: sqlite3.Connection) -> None:
    sqlite.execute("PRAGMA synchronous = FULL")
    sqlite.execute("PRAGMA foreign_keys = ON")
    sqlite.execute("PRAGMA secure_delete = ON")
    if sqlite.execute("PRAGMA user_version").fetchone()[0] < LATEST:
        _upgrade(sqlite)


def _upgrade(sqlite: sqlite3.Connection) -> None:
    try:
        _take_all_steps(sqlite)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_ERROR":
            raise
        # Steps are tried on every schema before them: one that can't run met another schema.
        raise Damaged(
            "The library is damaged: it isn't as the version of Standfirst left it that it says "
            "it is from. It was left as it is; restore a backup, or save what reads."
        ) from error


def _take_all_steps(sqlite: sqlite3.Connection) -> None:
    # A library of today needs none, and they take as long to load as to open it.
    from sqlite_utils import Database

    from db.migrations import upgrade

    upgrade(Database(sqlite, execute_plugins=False))


def _may_write_in(folder: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=effective)
