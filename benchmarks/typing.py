"""From a key to its paint, in the real window with the preview following, beside the same keys in
a bare QPlainTextEdit in the same run."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks import apart
from benchmarks.copy import body
from benchmarks.figures import Figure

KEYS, ROUNDS = 120, 5
_MIDDLE, _SLOW, _SLOW_BOOK = 12.0, 30.0, 40.0
_SIZES = ((5_000, _SLOW), (50_000, _SLOW), (500_000, _SLOW), (5_000_000, _SLOW_BOOK))


def run() -> Iterator[Figure]:
    """For each size the median of all keys and the 95th percentile of each round."""
    return apart.figures(__name__)


def measure() -> Iterator[Figure]:
    """The same, in this process."""
    from benchmarks.window import add, window

    with window() as assembly:
        for size, slow in _SIZES:
            yield from _measured(assembly, add(assembly, size), size, slow)


def _measured(assembly: object, article_id: str, size: int, slow: float) -> Iterator[Figure]:
    from benchmarks.window import Paints, Typist, go_to_prose, open_whole, rest

    open_whole(assembly, article_id)
    pane = assembly.writing.source
    bare = _bare_beside(pane, body(size))
    typists = [Typist(one, Paints(one)) for one in (pane, bare)]
    ours, floor = [], []
    for number in range(ROUNDS):
        keys = keys_of(number)
        for typist, one, found in zip(typists, (pane, bare), (ours, floor), strict=True):
            bare.setVisible(one is bare)
            go_to_prose(one, (number + 1) / (ROUNDS + 2))
            rest(0.5)
            found.append(typist.type(keys))
    bare.close()
    name = f"key to painted, {size // 1000:,} KB"
    ours_all, floor_all = ([key for keys in found for key in keys] for found in (ours, floor))
    limit = _MIDDLE if slow == _SLOW else None
    yield Figure(name, ours_all, "ms", limit, floor_all, "a bare QPlainTextEdit")
    yield Figure(f"{name}, p95", _slowest(ours), "ms", slow, _slowest(floor), "the bare one's")


def _bare_beside(pane: object, text: str) -> object:
    """The rival: the same text in the same face, its lines as wide and as many in view."""
    from PySide6.QtWidgets import QPlainTextEdit

    bare = QPlainTextEdit()
    bare.setPlainText(text)
    bare.setFont(pane.font())
    bare.resize(pane.viewport().size())
    bare.show()
    bare.resize(bare.size() + pane.viewport().size() - bare.viewport().size())
    return bare


def keys_of(seed: int) -> list[tuple[str, float]]:
    """Words as they are typed: a key each 30 to 90 milliseconds."""
    chance = random.Random(seed)
    letters = "etaoinshrdlu"
    return [
        (" " if number % 6 == 5 else chance.choice(letters), chance.uniform(0.03, 0.09))
        for number in range(KEYS)
    ]


def _slowest(rounds: list[list[float]]) -> list[float]:
    return [sorted(keys)[int(len(keys) * 0.95)] for keys in rounds]
