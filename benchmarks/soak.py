"""Twenty thousand keys and ten thousand patches through the real window: what grows that should
not. A shorter run is among the tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import cycle, islice, pairwise

from benchmarks import apart, processes
from benchmarks.figures import Figure

KEYS, PATCHES = 20_000, 10_000
_SIZE = 50_000
_ROUNDS = 20
_GROWTH, _SWEPT = 30.0, 25.0
_SLACK = 1_000.0
"""References that come and go with caches; one lost at each key would be 20,000."""
# The same words over and over: verdicts on ever new ones are kept, and are references to True.
_TYPED = "the ferry is late again, and the pier is wet. "


def run() -> Iterator[Figure]:
    """The change of the counts of references, and memory at the beginning and the end."""
    return apart.figures(__name__)


def measure() -> Iterator[Figure]:
    """The same, in this process."""
    from benchmarks.window import add, open_whole, window

    with window() as assembly:
        open_whole(assembly, add(assembly, _SIZE))
        _typed(assembly, KEYS // _ROUNDS, PATCHES // _ROUNDS, seed=0)
        # In this order: what is first done at rest takes references too.
        memory, counts, patches = [_memory()], [_references()], 0
        for number in range(_ROUNDS):
            patches += _typed(assembly, KEYS // _ROUNDS, PATCHES // _ROUNDS, seed=number + 1)
            counts.append(_references())
        memory.append(_memory())
    name = f"soak, {KEYS:,} keys and {patches:,} patches"
    change = [
        max(abs(a - b) for a, b in zip(one, other, strict=True)) for one, other in pairwise(counts)
    ]
    total = max(abs(a - b) for a, b in zip(counts[0], counts[-1], strict=True))
    yield Figure(f"{name}: references to None, True, False", [total], "", _SLACK, change, "a round")
    if processes.are_told():
        for kind, column in zip(
            ("window", "all processes"), zip(*memory, strict=True), strict=True
        ):
            grown = f"{name}: {kind} grows, {column[0]:.0f} to {column[-1]:.0f}"
            yield Figure(grown, [column[-1] - column[0]], "MB", _GROWTH)


def _typed(assembly: object, keys: int, patches: int, seed: int) -> int:
    """Types so many keys, as fast as so many patches can follow; how many patches there were."""
    from PySide6.QtTest import QTest

    from benchmarks.window import go_to_prose, wait

    letters = cycle(_TYPED)
    pane, analysis = assembly.writing.source, assembly.parts.analysis
    go_to_prose(pane, seed / (_ROUNDS + 2))
    told: list[int] = []
    connection = analysis.analysed.connect(lambda result: told.append(len(result.blocks)))
    for _ in range(patches):
        QTest.keyClicks(pane, "".join(islice(letters, keys // patches)))
        number = assembly.open_article.edit_number
        wait(lambda: analysis.latest.edit_number >= number)  # noqa: B023
    analysis.disconnect(connection)
    return sum(1 for blocks in told if blocks)


def _references() -> tuple[int, ...]:
    return tuple(sys.getrefcount(value) for value in (None, True, False))


def _memory() -> tuple[float, float]:
    """Megabytes of the window's process and of all, once the page has had time to sweep: it lets
    what patches leave behind lie until it is at rest."""
    from benchmarks.window import rest

    rest(_SWEPT)
    window, *others = (processes.own(pid) for pid in processes.family())
    return window, window + sum(others)
