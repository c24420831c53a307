"""Which lines of the source each block of the preview stands for; scrolling by it is left to
`scroll_sync`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from editor.text.differences import Patch, patched


class Place(NamedTuple):
    """A place in the preview: a block by its number, and how far into it, from 0 to 1."""

    block: int
    fraction: float


class LineMap:
    """Places and lines, both counted from 0; a line's fraction says how far into it."""

    def __init__(self) -> None:
        self._counts: list[int] = []
        self._starts: list[int] | None = None

    def reset(self) -> None:
        """No block stands for any line."""
        self._counts, self._starts = [], None

    def patch(self, patches: Sequence[Patch[int]]) -> None:
        """Other numbers of lines for some blocks; from the end to the beginning."""
        if patches:
            patched(self._counts, patches)
            self._starts = None

    def place(self, line: float) -> Place | None:
        """Where a line is shown; None where that is not known."""
        starts = self._known_starts()
        if not 0 <= line < starts[-1]:
            return None
        # Blocks without lines of their own are passed over.
        block = bisect_right(starts, line) - 1
        return Place(block, (line - starts[block]) / self._counts[block])

    def line(self, place: Place) -> float:
        """The line shown at a place; the last one for a place behind all lines."""
        starts = self._known_starts()
        if place.block >= len(self._counts):
            return max(starts[-1] - 1.0, 0.0)
        return starts[place.block] + place.fraction * self._counts[place.block]

    def first_line(self, block: int) -> int:
        """The first line a block stands for."""
        return self._known_starts()[min(block, len(self._counts))]

    def _known_starts(self) -> list[int]:
        if self._starts is None:
            self._starts = list(accumulate(self._counts, initial=0))
        return self._starts
