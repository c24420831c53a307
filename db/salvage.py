"""Saving what can be saved of a damaged library into a new one; the damaged file is copied first
and never written to. What a text's links and plain words are is asked of the caller."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.connection import connect
from db.errors import LibraryError, NotALibrary, Unavailable
from db.faults import in_plain_words
from db.files import beside, make_private_folder, new_file
from db.library import Library
from db.recognition import open_raw
from db.records import Facts
from db.restoring import copy_database
from db.salvage_reading import read
from db.salvage_writing import Rescue
from db.search_schema import rebuild_index


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it: `whole` where everything was read and only indexes had to be made anew.

    `articles` counts those in the new library, the spiked too; `lost` says, a line each, what
    did not read or reads otherwise than it was.
    """

    path: Path
    articles: int
    lost: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.lost


def salvage(damaged: Path, target: Path, facts_of: Callable[[str], Facts]) -> Salvaged:
    """Put what reads of the library `damaged` into a new library at `target`.

    Raises Unavailable where `damaged` can't be read, or `target` is there already or can't be
    written, and NotALibrary where there is nothing of a library in it; then nothing is left at
    `target`. Nothing is ever written to `damaged` or beside it.
    """
    damaged, target = damaged.absolute(), target.absolute()
    try:
        with in_plain_words(target):
            make_private_folder(target.parent)
            with new_file(target) as scratch, tempfile.TemporaryDirectory() as folder:
                lost = _mended(damaged, Path(folder), scratch)
                if lost is None:
                    scratch.unlink()
                    lost = _rescued(damaged, Path(folder), scratch, facts_of)
                articles = _count(scratch)
    except Unavailable as error:
        if isinstance(error.__cause__, FileExistsError):
            raise Unavailable(
                f"{target} is there already and was left as it is. Choose another name."
            ) from error
        raise
    return Salvaged(target, articles, lost)


def _copied(damaged: Path, folder: Path, name: str) -> Path:
    """A copy of the damaged file with its log, to work on."""
    copy = folder / name
    with in_plain_words(damaged):
        shutil.copyfile(damaged, copy)
        log, copied_log = beside(damaged)[0], beside(copy)[0]
        if log.exists():
            shutil.copyfile(log, copied_log)
    return copy


def _mended(damaged: Path, folder: Path, scratch: Path) -> tuple[str, ...] | None:
    """The library with its indexes made anew, in `scratch`, if that is all that was wrong."""
    copy = _copied(damaged, folder, "mended.standfirst")
    try:
        with closing(open_raw(copy, "rw")) as sqlite:
            sqlite.execute("REINDEX")
            rebuild_index(sqlite)
        library = Library.open(copy)
        try:
            if library.check():
                return None
        finally:
            library.close()
        copy_database(copy, scratch)
    except (LibraryError, sqlite3.Error):
        return None
    return ()


def _rescued(
    damaged: Path, folder: Path, scratch: Path, facts_of: Callable[[str], Facts]
) -> tuple[str, ...]:
    readings = read(_copied(damaged, folder, "read.standfirst"))
    if not any(map(readings.rows, ("articles", "revisions", "plain_texts", "search_content"))):
        raise NotALibrary(
            f"Nothing of a Standfirst library can be read in {damaged.name}. "
            "Open your latest backup instead."
        )
    connection = connect(scratch, create=True)
    try:
        rescue = Rescue(connection, readings, facts_of)
        with connection.transaction():
            rescue.run()
    finally:
        connection.close()
    broken = (f"The table {table} could not be read to its end." for table in readings.broken)
    garbled = f"{readings.replaced} texts hold bytes that are no text; � stands for them."
    return (*rescue.lost, *broken, *((garbled,) if readings.replaced else ()))


def _count(path: Path) -> int:
    with closing(open_raw(path, "ro")) as sqlite:
        return int(sqlite.execute("SELECT count(*) FROM articles").fetchone()[0])
