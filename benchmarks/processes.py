"""What the processes of a program take, as the kernel of Linux tells it."""

from __future__ import annotations

import os
from pathlib import Path

_PROC = Path("/proc")


def are_told() -> bool:
    """Whether this system tells."""
    return (_PROC / "self" / "smaps_rollup").exists()


def family(pid: int | None = None) -> list[int]:
    """A process, this one by default, and all that it and its children have started."""
    found = [os.getpid() if pid is None else pid]
    children: dict[int, list[int]] = {}
    for stat in _PROC.glob("[0-9]*/stat"):
        words = _read(stat).rpartition(")")[2].split()
        if words:
            children.setdefault(int(words[1]), []).append(int(stat.parent.name))
    for one in found:
        found.extend(children.get(one, ()))
    return found


def command(pid: int) -> str:
    """How a process was started; empty where it is gone."""
    return _read(_PROC / str(pid) / "cmdline").replace("\0", " ")


def share(pid: int) -> float:
    """Megabytes of memory in proportion: what several share is divided among them. 0 where the
    process is gone."""
    return _megabytes(pid, "Pss:")


def own(pid: int) -> float:
    """Those of them that hold what the process has made itself: no libraries, whose share changes
    with what others run."""
    return _megabytes(pid, "Pss_Anon:")


def _megabytes(pid: int, name: str) -> float:
    for line in _read(_PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
