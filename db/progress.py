"""How far a long write has come, told from the thread that writes; what is made of it is left to
the caller."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with how much is done and of how much, on the writing thread; to return at once."""

PORTION = 1_000
"""Rows between two reports: some milliseconds of work."""


def untold(done: int, total: int) -> None:
    """The progress nobody asks for."""


def portions(
    items: Sequence[T], progress: Progress = untold, before: int = 0, total: int | None = None
) -> Iterator[Sequence[T]]:
    """`items` in order, at most PORTION at once; progress is told when the next are asked for.

    `before` of `total` were done by others (`total` is all of `items` where it isn't given).
    What is done in one portion is not told of.
    """
    total = len(items) if total is None else total
    for start in range(0, len(items), PORTION):
        some = items[start : start + PORTION]
        yield some
        if total > PORTION:
            progress(before + start + len(some), total)
