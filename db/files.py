"""Files of the library's own: private, put in place whole, never over another; what is in them
is left to the caller."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make `folder` and its missing parents, for the owner's eyes only; OSError if it can't."""
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A private scratch file that becomes `target` when the block ends well.

    `target` appears whole or not at all. FileExistsError if it is there by then; nothing is
    left behind when the block or the move fails.
    """
    scratch = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        os.close(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield scratch
        _flush(scratch)
        _put_in_place(scratch, target)
    finally:
        for leftover in (scratch, *beside(scratch)):
            with suppress(FileNotFoundError):
                leftover.unlink()


def beside(path: Path) -> tuple[Path, Path, Path]:
    """The files SQLite may keep beside a database: write-ahead log, its index, journal."""
    wal, shm, journal = (path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))
    return wal, shm, journal


def _put_in_place(scratch: Path, target: Path) -> None:
    try:
        os.link(scratch, target)
    except FileExistsError:
        raise
    except OSError:
        # Some disks (FAT, some network shares) know no links; a rename there may not notice a
        # file made in between, so look first.
        if target.exists():
            raise FileExistsError(str(target)) from None
        scratch.rename(target)
    _flush(target.parent)


def _flush(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders, and needs no flush of them.
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
