"""The memory of all processes together with an article and its preview open, each process's
share of what it has in common with others counted once."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import apart, processes
from benchmarks.figures import Figure

_SIZE, _LIMIT = 50_000, 450.0
_LONG = 5_000_000
_ROUNDS = 5


def run() -> Iterator[Figure]:
    """All processes, and which of them has how much; nothing where the system does not tell."""
    return apart.figures(__name__) if processes.are_told() else iter(())


def measure() -> Iterator[Figure]:
    """The same, of this process and its children."""
    from PySide6.QtTest import QTest

    from benchmarks.window import add, go_to_prose, open_whole, renderer, rest, window

    with window() as assembly:
        for size, limit in ((_SIZE, _LIMIT), (_LONG, None)):
            open_whole(assembly, add(assembly, size))
            go_to_prose(assembly.writing.source, 0.5)
            QTest.keyClicks(assembly.writing.source, "written ")
            # What comes at rest comes too: the save and the look over the whole page.
            rest(5)
            rounds = []
            for _ in range(_ROUNDS):
                rounds.append(_shares(renderer(assembly)))
                rest(0.5)
            name = f"memory, all processes, {size // 1000:,} KB"
            yield Figure(name, [sum(one.values()) for one in rounds], "MB", limit)
            for kind in rounds[-1]:
                yield Figure(f"  {kind}", [one.get(kind, 0.0) for one in rounds], "MB")


def _shares(page: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for pid in processes.family():
        kind = "the page" if pid == page else _kind(processes.command(pid))
        found[kind] = found.get(kind, 0.0) + processes.share(pid)
    return found


def _kind(command: str) -> str:
    if "QtWebEngineProcess" in command:
        return "the web engine's others"
    if "multiprocessing" in command:
        return "rendering and spelling"
    return "the window"
