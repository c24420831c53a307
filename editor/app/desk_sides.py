"""The two connections to the open library, each with the thread that owns it, and how they are
opened; what goes to which is left to the desk."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.errors import InUse, Unavailable
from editor.app import put_aside
from editor.app.background import Worker

if TYPE_CHECKING:
    from editor.app.operations import Operations

NOTHING_OPEN = "No library is open. Open or make one first."


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """The library that was opened; `articles` counts those that aren't spiked."""

    path: Path
    read_only: bool
    articles: int
    notice: str = ""
    """What to tell about where it lies or where else it is open; else empty."""


class Side:
    """One connection and the thread that owns it."""

    def __init__(self, name: str, parent: QObject) -> None:
        self.worker = Worker(name, parent)
        self._operations: Operations | None = None

    def operations(self) -> Operations:
        """For jobs on the thread. Raises Unavailable where no library is open."""
        if self._operations is None:
            raise Unavailable(NOTHING_OPEN)
        return self._operations

    def take(self, operations: Operations | None) -> None:
        """For jobs on the thread: works with this connection from now on, closes the last one."""
        before, self._operations = self._operations, operations
        if before is not None:
            before.library.close()


def open_to_write(
    side: Side,
    path: Path,
    create: bool,
    writer: Callable[[], str],
    progress: Callable[[str, int, int], None],
) -> LibraryInfo:
    """Has a side write to the library at `path`, or read it where it can't be written. Raises what
    refuses it."""
    elsewhere = ""
    try:
        operations = _operations(
            path, writer, progress, create=create, read_only=is_protected(path)
        )
    except InUse as error:  # Open on another computer: reading does no harm.
        elsewhere = str(error)
        operations = _operations(path, create=False, read_only=True)
    side.take(operations)
    library = operations.library
    if not library.read_only:
        put_aside.take_in(library)
    return LibraryInfo(
        library.path,
        library.read_only,
        library.size(),
        elsewhere or library.notice,
    )


def open_to_read(side: Side, path: Path) -> None:
    """Has a side read the library at `path`. Raises what refuses it."""
    side.take(_operations(path, create=False, read_only=True))


def _operations(
    path: Path,
    writer: Callable[[], str] = str,
    progress: Callable[[str, int, int], None] | None = None,
    *,
    create: bool,
    read_only: bool,
) -> Operations:
    # Storage is a third of a cold start; it loads here, on the library's thread, so that the
    # window can paint first.
    from db.library import Library
    from editor.app.operations import Operations

    library = Library.open(path, create=create, read_only=read_only, writer=writer)
    return Operations(library) if progress is None else Operations(library, progress=progress)


def is_protected(path: Path) -> bool:
    """True for a library that is there and can't be written, by itself or for its folder."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
