"""Getting libraries back from backups: the whole one as a new file, or opened in a copy to take
single articles from; how an article is put into a library is left to the application."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from db.errors import Damaged, Unavailable
from db.faults import in_plain_words
from db.files import make_private_folder, new_file
from db.library import Library
from db.recognition import has_log, open_raw, recognise


def restore_library(backup: Path, target: Path) -> None:
    """Copy a backup into a new library file at `target`; the backup is only read.

    Raises Unavailable if `target` is there already or can't be written, and NotALibrary, Newer
    or Damaged if `backup` is no sound library; then nothing is left at `target`.
    """
    backup, target = backup.absolute(), target.absolute()
    with in_plain_words(backup):
        recognise(backup)
    try:
        with in_plain_words(target):
            make_private_folder(target.parent)
            with new_file(target) as scratch:
                copy_database(backup, scratch)
    except Unavailable as error:
        if isinstance(error.__cause__, FileExistsError):
            raise Unavailable(
                f"{target} is there already and was left as it is. Choose another name."
            ) from error
        raise


def copy_database(source: Path, target: Path) -> None:
    """Copy the pages of one database, and what is in its log, into another file. Raises Damaged
    where they aren't sound."""
    mode = "ro" if has_log(source) else "ro&immutable=1"
    with (
        closing(open_raw(source, mode)) as reading,
        closing(sqlite3.connect(target, isolation_level=None)) as writing,
    ):
        reading.backup(writing)
        if writing.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Damaged(f"{source.name} is damaged. Choose an older backup.")


@contextmanager
def opened_copy(backup: Path) -> Iterator[Library]:
    """The library in a backup, of this version or an older one, as a private copy that is gone
    after the block. Raises as `restore_library`."""
    with tempfile.TemporaryDirectory(prefix="standfirst-") as folder:
        copy = Path(folder) / "copy.standfirst"
        restore_library(backup, copy)
        library = Library.open(copy)
        try:
            yield library
        finally:
            library.close()
