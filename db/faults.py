"""SQLite's and the system's complaints put in words for a journalist; when to ask is left to
the connection."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import Damaged, Interrupted, LibraryError, NotALibrary, Unavailable

_WORDS: dict[str, tuple[type[LibraryError], str]] = {
    "BUSY": (
        Unavailable,
        "The library {name} is in use by another program. Wait a moment and try again, "
        "or close the other program.",
    ),
    "LOCKED": (
        Unavailable,
        "The library {name} is in use. Wait a moment and try again.",
    ),
    "READONLY": (
        Unavailable,
        "The library {name} can't be written to: the file or its folder is read-only. "
        "Copy it to a folder of your own and open the copy.",
    ),
    "PERM": (
        Unavailable,
        "You have no permission to use the library {name}. "
        "Copy it to a folder of your own and open the copy.",
    ),
    "CANTOPEN": (
        Unavailable,
        "The library {name} can't be opened in {folder}. "
        "Check that the folder exists and that you may write to it.",
    ),
    "FULL": (
        Unavailable,
        "There is no room left on the disk that holds {name}, so nothing was stored. "
        "Free some space and try again.",
    ),
    "IOERR": (
        Unavailable,
        "The disk that holds {name} reported a fault. Check that it is still connected, "
        "and make a backup to another disk.",
    ),
    "NOMEM": (
        Unavailable,
        "There is not enough memory to work with {name}. Close other programs and try again.",
    ),
    "CORRUPT": (
        Damaged,
        "The library {name} is damaged. Open your latest backup instead, "
        "and keep the damaged file: text may still be recovered from it.",
    ),
    "INTERRUPT": (
        Interrupted,
        "Looking through {name} was broken off, because something newer was looked for.",
    ),
    "NOTADB": (
        NotALibrary,
        "{name} is not a Standfirst library. Choose another file, or import it as copy.",
    ),
}


_DAMAGE_WITHOUT_A_NAME = (
    "Could not decode to UTF-8",
    "invalid fts5 file format",
    "vtable constructor failed",
    "malformed database schema",
    "user-defined function raised exception",  # The undo log was given bytes that are no text.
)
"""What is said in complaints about damage whose code says nothing of it."""


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn faults of the surroundings inside the block into a LibraryError about `path`.

    Mistakes in the program itself (bad SQL, a broken constraint) pass through unchanged.
    """
    try:
        yield
    except sqlite3.Error as error:
        plain = _of_sqlite(error, path)
        if plain is None:
            raise
        raise plain from error
    except OSError as error:
        raise _of_system(error, path) from error
    except UnicodeDecodeError as error:  # What SQLite says of a damaged file may be no text.
        raise _said(*_WORDS["CORRUPT"], path) from error


def _of_sqlite(error: sqlite3.Error, path: Path) -> LibraryError | None:
    if any(words in str(error) for words in _DAMAGE_WITHOUT_A_NAME):
        return _said(*_WORDS["CORRUPT"], path)
    name = getattr(error, "sqlite_errorname", "") or ""
    words = _WORDS.get(name.removeprefix("SQLITE_").partition("_")[0])
    return None if words is None else _said(*words, path)


def _of_system(error: OSError, path: Path) -> LibraryError:
    kinds = {
        errno.ENOSPC: "FULL",
        errno.EDQUOT: "FULL",
        errno.EROFS: "READONLY",
        errno.EACCES: "PERM",
        errno.EPERM: "PERM",
        errno.EIO: "IOERR",
    }
    return _said(*_WORDS[kinds.get(error.errno or 0, "CANTOPEN")], path)


def _said(kind: type[LibraryError], words: str, path: Path) -> LibraryError:
    return kind(words.format(name=path.name or str(path), folder=path.parent))
