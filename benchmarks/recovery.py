"""From the death of the preview's page to its return, with the editor untouched meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from time import perf_counter

from benchmarks import apart, processes
from benchmarks.figures import Figure

_SIZES = ((50_000, 1_000.0), (500_000, None))
_LETTERS = "still writing"


def run() -> Iterator[Figure]:
    """Milliseconds until the page is back; nothing where the system does not tell processes."""
    return apart.figures(__name__) if processes.are_told() else iter(())


def measure() -> Iterator[Figure]:
    """The same, in this process. Raises RuntimeError where the editor lost anything."""
    from benchmarks.window import add, open_whole, rest, window

    for size, limit in _SIZES:
        # The pane gives up after three deaths in a minute: so many rounds, in a window each.
        with window() as assembly:
            open_whole(assembly, add(assembly, size))
            times = []
            for _ in range(3):
                rest(1)
                times.append(_back(assembly))
        yield Figure(f"renderer killed to preview back, {size // 1000:,} KB", times, "ms", limit)


def _back(assembly: object) -> float:
    """Kills the page; milliseconds until it shows the copy again, with what was typed since."""
    from PySide6.QtTest import QTest

    from benchmarks.window import go_to_prose, page_done, renderer, wait

    pane, preview, article = assembly.writing.source, assembly.preview, assembly.open_article
    go_to_prose(pane, 0.5)
    position, before = pane.textCursor().position(), article.text()
    stands: list[bool] = []
    connection = preview.ready.connect(lambda: stands.append(True))
    began = perf_counter()
    os.kill(renderer(assembly), signal.SIGKILL)
    QTest.keyClicks(pane, _LETTERS)
    wait(lambda: bool(stands))
    page_done(assembly)
    took = (perf_counter() - began) * 1000
    preview.disconnect(connection)
    expected = before[:position] + _LETTERS + before[position:]
    if article.text() != expected or pane.textCursor().position() != position + len(_LETTERS):
        raise RuntimeError("the editor did not keep what was typed")
    return took
