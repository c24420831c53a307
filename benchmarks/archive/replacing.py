"""Replacing over the whole archive in the window: ten thousand finds found, replaced, called off
and undone, and how long the window's own thread is held up meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from benchmarks import apart
from benchmarks.archive.building import archive_copy, present_archive
from benchmarks.archive.stories import REPLACED
from benchmarks.figures import Figure

_FIND, _APPLY, _STALL = 5.0, 20.0, 50.0
_INSTEAD = "Halvorsund"
_BEAT_MS = 10


def run() -> Iterator[Figure]:
    """In a process of its own, on a copy of the archive."""
    present_archive()
    yield from apart.figures(__name__)


def measure() -> Iterator[Figure]:
    """The same, in this process."""
    from PySide6.QtWidgets import QLineEdit

    from benchmarks.window import painted_window, rest, wait
    from editor.app.replacing import LibraryReplacing

    with archive_copy() as path, painted_window() as assembly:
        assembly.session.begin(path)
        wait(lambda: assembly.desk.is_open)
        rest(2)
        page = assembly.pages.show("replace")
        page.findChild(QLineEdit, "libraryFind").setText(REPLACED)
        page.findChild(QLineEdit, "libraryReplaceWith").setText(_INSTEAD)
        work = page.findChild(LibraryReplacing)
        taken, stall = _timed(work.searched, page.look)
        yield Figure("archive: find what is to be replaced", [taken], "s", _FIND)
        yield Figure("archive: GUI stall meanwhile", [stall], "ms", _STALL)
        taken, stall = _called_off(work, page.replace)
        yield Figure("archive: replacing called off half way", [taken], "s")
        yield Figure("archive: GUI stall meanwhile", [stall], "ms", _STALL)
        taken, stall = _timed(work.replaced, page.replace)
        yield Figure("archive: replace 10,000 finds", [taken], "s", _APPLY)
        yield Figure("archive: GUI stall meanwhile", [stall], "ms", _STALL)
        taken, stall = _timed(assembly.desk.did, assembly.desk.undo)
        yield Figure("archive: undo the replacement", [taken], "s", _APPLY)
        yield Figure("archive: GUI stall meanwhile", [stall], "ms", _STALL)


def _timed(signal: object, act: Callable[[], object]) -> tuple[float, float]:
    """Seconds until the signal, and the longest the event loop stood still, in milliseconds."""
    from benchmarks.window import Stalls, once

    with Stalls() as stall:
        before = perf_counter()
        once(signal, act)
        taken = perf_counter() - before
    return taken, stall.longest


def _called_off(work: object, act: Callable[[], object]) -> tuple[float, float]:
    """Seconds from calling off, once half of it is done, until nothing of it is left."""
    from benchmarks.window import wait

    half: list[bool] = []
    work.progressed.connect(lambda done, total: half.append(True) if done * 2 >= total else None)
    act()
    wait(lambda: bool(half))
    return _timed(work.refused, work.call_off)
