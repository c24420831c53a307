"""Reading a library's file beside SQLite without taking SQLite's locks away.

POSIX drops all locks a process has on a file when it closes any descriptor of it. Without them
another program, closing the library, may clear the write-ahead log away under us, and what is
written from then on is lost. So descriptors of a file that is open here wait to be closed until
the last connection to it is.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

Key = tuple[int, int]
"""What the system knows a file by: device and inode."""


@dataclass(slots=True)
class _Held:
    connections: int = 0
    waiting: list[int] = field(default_factory=list)


# Of the whole process, as the locks are.
_guard = Lock()
_held: dict[Key, _Held] = {}


def hold(path: Path) -> Key:
    """A connection to the file at `path` is about to be opened; to be let go of by its key."""
    there = path.stat()
    key = (there.st_dev, there.st_ino)
    with _guard:
        _held.setdefault(key, _Held()).connections += 1
    return key


def let_go(key: Key) -> None:
    """A connection has been closed."""
    with _guard:
        held = _held[key]
        held.connections -= 1
        if held.connections:
            return
        del _held[key]
        for descriptor in held.waiting:
            os.close(descriptor)


def beginning(path: Path, size: int) -> bytes:
    """The first `size` bytes of a file. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, size)
    finally:
        _put_away(descriptor)


def must_be_writable(path: Path) -> None:
    """Raise OSError, in the system's words, where the file may not be written to."""
    _put_away(os.open(path, os.O_RDWR))


def _put_away(descriptor: int) -> None:
    there = os.fstat(descriptor)
    with _guard:
        held = _held.get((there.st_dev, there.st_ino))
        if held is None:
            os.close(descriptor)
        else:
            held.waiting.append(descriptor)
