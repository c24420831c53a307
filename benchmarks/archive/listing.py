"""The list over the whole archive: from the window's first paint to the list's, a page further and
a jump anywhere; what memory it takes is measured by `list_memory`."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks import apart
from benchmarks.archive.building import archive_copy, present_archive
from benchmarks.figures import Figure

_OPENED, _PAGE, _JUMP = 200.0, 30.0, 40.0
_PROCESSES, _STEPS = 5, 40
_PAUSE = 0.05
"""Seconds from one to the next."""


def run() -> Iterator[Figure]:
    """Opening in a process of its own each time, because the first time loads what it needs."""
    present_archive()
    yield from apart.repeated(__name__, _PROCESSES)


def measure() -> Iterator[Figure]:
    """The same, in this process."""
    from benchmarks.archive.lists import Listed
    from benchmarks.window import painted_window, rest

    with archive_copy() as path, painted_window() as assembly:
        listed = Listed(assembly)
        opened = listed.after(lambda: assembly.session.begin(path))
        yield Figure("archive: first paint to the list's", [opened], "ms", _OPENED)
        rest(1)
        bar = assembly.library.list.verticalScrollBar()
        pages = []
        for _ in range(_STEPS):
            pages.append(
                listed.after(lambda: bar.triggerAction(bar.SliderAction.SliderPageStepAdd))
            )
            rest(_PAUSE)
        yield Figure("archive: list, a page further", pages, "ms", _PAGE)
        jumps = []
        for place in places(bar.maximum()):
            jumps.append(listed.after(lambda: bar.setValue(place)))  # noqa: B023
            rest(_PAUSE)
        yield Figure("archive: list, a jump anywhere", jumps, "ms", _JUMP)


def places(end: int) -> list[int]:
    """Places to jump to, from 0 to `end`."""
    chance = random.Random(1)
    return [chance.randrange(end) for _ in range(_STEPS)]
