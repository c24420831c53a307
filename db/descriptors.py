"""Reading a library's file beside SQLite without taking SQLite's locks away.

POSIX drops all locks a process has on a file when it closes any descriptor of it. Without them
another program, closing the library, may clear the write-ahead log away under us, and what is
written from then on is lost. So descriptors of a file that is open here wait to be closed until
the last connection to it is; and because others in this process open files too (a file dialog looks
into what it lists), the lock is taken again whenever the library is used.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

Key = tuple[int, int]
"""What the system knows a file by: device and inode."""


_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510
"""Where in a file SQLite's shared lock is, which every open connection has on it."""


@dataclass(slots=True)
class _Held:
    connections: int = 0
    waiting: list[int] = field(default_factory=list)
    """The first is there for `lock_again`."""


# Of the whole process, as the locks are.
_guard = Lock()
_held: dict[Key, _Held] = {}


def hold(path: Path) -> Key:
    """A connection to the file at `path` is about to be opened; to be let go of by its key."""
    there = path.stat()
    key = (there.st_dev, there.st_ino)
    with _guard:
        held = _held.setdefault(key, _Held())
        held.connections += 1
        if not held.waiting:
            held.waiting.append(os.open(path, os.O_RDONLY))
    return key


def lock_again(key: Key) -> None:
    """Take SQLite's shared lock on a file that is held, in case this process has lost it. For
    libraries with a write-ahead log, where SQLite never has more than that."""
    if sys.platform == "win32":  # Locks belong to handles there, and none is ever lost.
        return
    import fcntl

    with _guard, suppress(OSError):
        descriptor = _held[key].waiting[0]
        fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)


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
