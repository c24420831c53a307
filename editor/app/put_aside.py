"""Text put aside in a file beside the library while the library is at long work and can't journal
it, and taken into the journal when the library is opened after a crash; when is left to saving."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import LibraryError
from db.records import JournalEntry

if TYPE_CHECKING:
    from db.library import Library


def file_of(library: Path, article_id: str) -> Path:
    """Where the text of an article of that library is put aside."""
    return library.with_name(f"{library.name}-aside-{article_id}")


def put_aside(library: Path, entry: JournalEntry) -> None:
    """Write an entry for the journal to a file, in place of the article's last one; on disk when
    this returns, and for the writer's eyes only. Raises OSError."""
    target = file_of(library, entry.article)
    scratch = target.with_name(f"{target.name}.new")
    descriptor = os.open(scratch, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(json.dumps(asdict(entry)).encode())
        stream.flush()
        os.fsync(stream.fileno())
    scratch.replace(target)


def remove(library: Path, article_id: str) -> None:
    """The library has the text by now. A file that can't be removed says nothing newer."""
    with suppress(OSError):
        file_of(library, article_id).unlink(missing_ok=True)


def take_in(library: Library) -> None:
    """Put what a crash has left aside into the journal, where that has nothing later. What can't
    be read or taken stays in its file."""
    for path, entry in list(_left(library.path)):
        with suppress(LibraryError, OSError):
            known = library.journal.of(entry.article)
            if known is None or known.time < entry.time:
                library.journal.write(entry)
            path.unlink()


def _left(library: Path) -> Iterator[tuple[Path, JournalEntry]]:
    beginning = file_of(library, "").name
    with suppress(OSError):
        for path in library.parent.iterdir():
            if path.name.startswith(beginning):
                with suppress(OSError, ValueError, TypeError):
                    entry = JournalEntry(**json.loads(path.read_bytes()))
                    if path == file_of(library, entry.article) and isinstance(entry.fields, dict):
                        yield path, entry
