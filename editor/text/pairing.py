"""Which paragraph of one text became which of another: kept, changed in place or moved; what is
different inside a pair is left to the comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from editor.text.alignment import Matching, matching
from editor.text.pieces import words

Likeness = Callable[[int, int], float]

_ALIKE = 0.5
"""From this share of common words on, two paragraphs are one that was changed."""

_LOOKED_AT = 40_000
"""At most so many pairs of paragraphs are looked at for likeness in one place."""

_READ = 10_000
"""Characters of a paragraph that are read to tell whether it is like another."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """`in_place`: pairs of numbers, rising in both texts; `moved`: number before to number
    after, for those out of that order."""

    in_place: Matching
    moved: dict[int, int]

    @property
    def came_from(self) -> dict[int, int]:
        return {place: at for at, place in self.moved.items()}


def pair_up(old: Sequence[str], new: Sequence[str]) -> Pairing:
    """Pair the paragraphs of two texts: same ones first, then moved ones, then changed ones."""
    same = matching(old, new)
    moved = _moved(old, new, same)
    likeness = _likeness(old, new)
    taken = set(moved.values())
    changed: Matching = []
    for (a, b), (c, d) in pairwise([(-1, -1), *same, (len(old), len(new))]):
        rows = [at for at in range(a + 1, c) if at not in moved]
        columns = [place for place in range(b + 1, d) if place not in taken]
        changed += _changed(rows, columns, likeness)
    in_place = sorted([*same, *changed])
    moved |= _moved_and_changed(old, new, in_place, moved, likeness)
    return Pairing(in_place, moved)


def _moved(old: Sequence[str], new: Sequence[str], same: Matching) -> dict[int, int]:
    """Paragraphs that are the same in both but not in the same order."""
    places: dict[str, list[int]] = defaultdict(list)
    kept = {place for _, place in same}
    for place in reversed(range(len(new))):
        if place not in kept and new[place]:
            places[new[place]].append(place)
    stay = {at for at, _ in same}
    return {
        at: places[old[at]].pop() for at in range(len(old)) if at not in stay and places[old[at]]
    }


def _moved_and_changed(
    old: Sequence[str],
    new: Sequence[str],
    in_place: Matching,
    moved: dict[int, int],
    likeness: Likeness,
) -> dict[int, int]:
    """Those left over on both sides that are alike, the likest first."""
    gone = set(range(len(old))) - {at for at, _ in in_place} - moved.keys()
    come = set(range(len(new))) - {place for _, place in in_place} - set(moved.values())
    if len(gone) * len(come) > _LOOKED_AT:
        return {}
    found: dict[int, int] = {}
    likest = sorted((-likeness(at, place), at, place) for at in gone for place in come)
    for unlikeness, at, place in likest:
        if -unlikeness >= _ALIKE and at in gone and place in come:
            found[at] = place
            gone.discard(at)
            come.discard(place)
    return found


def _changed(rows: Sequence[int], columns: Sequence[int], likeness: Likeness) -> Matching:
    """The pairs, rising in both, that are most alike altogether."""
    if len(rows) * len(columns) > _LOOKED_AT:
        in_turn = zip(rows, columns, strict=False)
        return [pair for pair in in_turn if len(rows) == len(columns) and _worth(likeness(*pair))]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in reversed(range(len(rows))):
        for j in reversed(range(len(columns))):
            paired = best[i + 1][j + 1] + _worth(likeness(rows[i], columns[j]))
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return list(_traced(best, rows, columns))


def _traced(
    best: Sequence[Sequence[float]], rows: Sequence[int], columns: Sequence[int]
) -> Iterable[tuple[int, int]]:
    i = j = 0
    while i < len(rows) and j < len(columns):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield (rows[i], columns[j])
            i, j = i + 1, j + 1


def _worth(likeness: float) -> float:
    return likeness if likeness >= _ALIKE else 0.0


def _likeness(old: Sequence[str], new: Sequence[str]) -> Likeness:
    """The share of words two paragraphs have in common, from 0 to 1."""

    @cache
    def bag(text: str) -> frozenset[tuple[str, int]]:
        """The words, each with how often it came before, so that a set counts them."""
        counted: Counter[str] = Counter()
        found = set()
        for word in words(text[:_READ]):
            if not word.isspace():
                found.add((word, counted[word]))
                counted[word] += 1
        return frozenset(found)

    def likeness(at: int, place: int) -> float:
        one, other = bag(old[at]), bag(new[place])
        return 2 * len(one & other) / ((len(one) + len(other)) or 1)

    return likeness
