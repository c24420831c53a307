"""What differs between two texts: paragraphs first, then the words inside changed ones, with moved
paragraphs known as moved; how it is drawn, side by side or in one column, is left to the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from editor.text.alignment import blocks, matching
from editor.text.pairing import Pairing, pair_up
from editor.text.pieces import paragraphs, words


class Change(StrEnum):
    """What became of a paragraph or a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one kind: SAME, ADDED or REMOVED."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A row of the comparison: a paragraph of the text before, of the one after, or both.

    `before_at` and `after_at` number the paragraphs of each text from 0; None where the text has
    no such paragraph. A moved one is two rows, MOVED_AWAY and MOVED_HERE, each with both numbers.
    `runs` are its words in one column; a row MOVED_AWAY has those of the text before alone.
    """

    change: Change
    before_at: int | None
    after_at: int | None
    runs: tuple[Run, ...]

    @property
    def runs_before(self) -> tuple[Run, ...]:
        """The words for the left of two columns: empty where nothing stood there."""
        return self._without(Change.ADDED)

    @property
    def runs_after(self) -> tuple[Run, ...]:
        """The words for the right of two columns: empty where nothing stands there."""
        return self._without(Change.REMOVED)

    def _without(self, change: Change) -> tuple[Run, ...]:
        elsewhere = {Change.ADDED: Change.MOVED_HERE, Change.REMOVED: Change.MOVED_AWAY}[change]
        if self.change is elsewhere:
            return ()
        return tuple(run for run in self.runs if run.change is not change)


_LONGEST = 200_000
"""Characters; of longer paragraphs only the whole is compared."""


def diff(before: str, after: str) -> tuple[Paragraph, ...]:
    """What makes `after` out of `before`, paragraph by paragraph in reading order.

    Every paragraph of either text is in exactly one row (a moved one in two). Blank lines at the
    end of a paragraph count for nothing.
    """
    old = [paragraph.rstrip() for paragraph in paragraphs(before)]
    new = [paragraph.rstrip() for paragraph in paragraphs(after)]
    return tuple(_rows(old, new, pair_up(old, new)))


def diff_words(before: str, after: str) -> tuple[Run, ...]:
    """What makes `after` out of `before`, word by word; for headlines and other single lines."""
    too_long = max(len(before), len(after)) > _LONGEST
    old, new = (
        tuple(filter(None, [text])) if too_long else words(text) for text in (before, after)
    )
    runs: list[Run] = []
    i = j = 0
    for start, other, length in (*blocks(matching(old, new)), (len(old), len(new), 0)):
        _append(runs, Change.REMOVED, old[i:start])
        _append(runs, Change.ADDED, new[j:other])
        _append(runs, Change.SAME, old[start : start + length])
        i, j = start + length, other + length
    return tuple(runs)


def _append(runs: list[Run], change: Change, pieces: Sequence[str]) -> None:
    if pieces:
        runs.append(Run(change, "".join(pieces)))


def _rows(old: Sequence[str], new: Sequence[str], pairing: Pairing) -> Iterator[Paragraph]:
    i = j = 0
    for at, place in (*pairing.in_place, (len(old), len(new))):
        yield from (_left_over(old, new, n, pairing) for n in range(i, at))
        yield from (_arrived(old, new, n, pairing) for n in range(j, place))
        if at < len(old):
            yield _both(Change.CHANGED, old, new, at, place)
        i, j = at + 1, place + 1


def _both(change: Change, old: Sequence[str], new: Sequence[str], at: int, place: int) -> Paragraph:
    if change is Change.CHANGED and old[at] == new[place]:
        change = Change.SAME
    return Paragraph(change, at, place, diff_words(old[at], new[place]))


def _left_over(old: Sequence[str], new: Sequence[str], at: int, pairing: Pairing) -> Paragraph:
    place = pairing.moved.get(at)
    if place is None:
        return Paragraph(Change.REMOVED, at, None, _whole(Change.REMOVED, old[at]))
    return Paragraph(Change.MOVED_AWAY, at, place, _whole(Change.SAME, old[at]))


def _arrived(old: Sequence[str], new: Sequence[str], place: int, pairing: Pairing) -> Paragraph:
    at = pairing.came_from.get(place)
    if at is None:
        return Paragraph(Change.ADDED, None, place, _whole(Change.ADDED, new[place]))
    return _both(Change.MOVED_HERE, old, new, at, place)


def _whole(change: Change, text: str) -> tuple[Run, ...]:
    return (Run(change, text),) if text else ()
