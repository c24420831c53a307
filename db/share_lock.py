"""The mark beside a library on a network share that says which program has it open, so that no
second computer writes to it at once; opening the library is left to the connection."""

from __future__ import annotations

import json
import os
import platform
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from db.errors import InUse
from db.times import stamp, utc_now

_HALF_WRITTEN = 60.0
"""Seconds; an empty mark of this age was left by a program that died while it wrote it."""


class ShareLock:
    """One program's hold on a library, from `take` until `release`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def take(cls, library: Path) -> ShareLock:
        """Mark `library` as open here. Raises InUse where it is open elsewhere, OSError where
        nothing can be written beside it. A mark that a dead program of this computer left is
        taken over."""
        path = library.with_name(f"{library.name}.lock")
        try:
            _write(path)
        except FileExistsError:
            holder = _holder(path)
            if not _is_dead(path, holder):
                raise _in_use(library, path, holder) from None
            path.unlink(missing_ok=True)
            try:
                _write(path)
            except FileExistsError:
                raise _in_use(library, path, _holder(path)) from None
        return cls(path)

    def release(self) -> None:
        """Take the mark away. Twice does no harm."""
        with suppress(OSError):
            self._path.unlink()


def _write(path: Path) -> None:
    about = {"host": platform.node(), "pid": os.getpid(), "since": stamp(utc_now())}
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(about, file)


def _holder(path: Path) -> dict[str, Any]:
    try:
        about = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}


def _is_dead(path: Path, holder: dict[str, Any]) -> bool:
    if not holder:
        with suppress(OSError):
            return time.time() - path.stat().st_mtime > _HALF_WRITTEN
        return True
    pid = holder.get("pid")
    if os.name == "nt" or holder.get("host") != platform.node() or not isinstance(pid, int):
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _in_use(library: Path, path: Path, holder: dict[str, Any]) -> InUse:
    where = f"on the computer {holder['host']}" if holder.get("host") else "on another computer"
    return InUse(
        f"{library.name} lies on a network share and is open {where}. Close it there, or open it "
        f"here for reading only. If it is open nowhere any more, delete {path.name} beside it."
    )
