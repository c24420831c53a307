"""Which items of two sequences are the same ones, in order; what the items are, paragraphs or
words, is left to those who compare."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_SMALL = 40_000
"""Up to this product of two lengths difflib is quick, whatever it is given."""

Matching = list[tuple[int, int]]
"""Pairs of places (in the one, in the other), both rising."""


def matching(one: Sequence[str], other: Sequence[str]) -> Matching:
    """The pairs of places where two sequences have the same item, in order in both.

    Items that occur once in each are found first, then what lies between two of them; close to
    linear in the lengths. A long stretch without any such item counts as different altogether.
    """
    start = _shared_start(one, other)
    end = _shared_end(one, other, min(len(one), len(other)) - start)
    pairs = [(at, at) for at in range(start)]
    pairs += _between(one, other, start, len(one) - end, start, len(other) - end)
    pairs += [(len(one) - at, len(other) - at) for at in range(end, 0, -1)]
    return pairs


def blocks(pairs: Matching) -> Iterator[tuple[int, int, int]]:
    """The pairs as stretches (start in the one, start in the other, length)."""
    first: tuple[int, int] | None = None
    length = 0
    for pair in pairs:
        if first is not None and pair == (first[0] + length, first[1] + length):
            length += 1
            continue
        if first is not None:
            yield (*first, length)
        first, length = pair, 1
    if first is not None:
        yield (*first, length)


def _shared_start(one: Sequence[str], other: Sequence[str]) -> int:
    at = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        at += 1
    return at


def _shared_end(one: Sequence[str], other: Sequence[str], limit: int) -> int:
    at = 0
    while at < limit and one[-1 - at] == other[-1 - at]:
        at += 1
    return at


def _between(
    one: Sequence[str], other: Sequence[str], low: int, high: int, left: int, right: int
) -> Matching:
    """The pairs in one[low:high] and other[left:right]."""
    found: Matching = []
    waiting = [(low, high, left, right)]
    while waiting:
        low, high, left, right = waiting.pop()
        if low == high or left == right:
            continue
        if (high - low) * (right - left) <= _SMALL:
            found += _small(one, other, low, high, left, right)
            continue
        anchors = _anchors(one, other, low, high, left, right)
        found += anchors
        if anchors:
            edges = [(low - 1, left - 1), *anchors, (high, right)]
            waiting += [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges)]
    return sorted(found)


def _small(
    one: Sequence[str], other: Sequence[str], low: int, high: int, left: int, right: int
) -> Iterator[tuple[int, int]]:
    matcher = SequenceMatcher(None, one[low:high], other[left:right], autojunk=False)
    for block in matcher.get_matching_blocks():
        for at in range(block.size):
            yield (low + block.a + at, left + block.b + at)


def _anchors(
    one: Sequence[str], other: Sequence[str], low: int, high: int, left: int, right: int
) -> Matching:
    """Items that occur once in each, as the longest run of them in the same order."""
    once = _once(one[low:high]).keys() & _once(other[left:right]).keys()
    places = {other[at]: at for at in range(left, right) if other[at] in once}
    pairs = [(at, places[one[at]]) for at in range(low, high) if one[at] in once]
    return _longest_rising(pairs)


def _once(items: Sequence[str]) -> dict[str, int]:
    return {item: count for item, count in Counter(items).items() if count == 1}


def _longest_rising(pairs: Matching) -> Matching:
    """The longest part of `pairs`, rising in the first place, that rises in the second too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            last.append(at)
        else:
            ends[length], last[length] = place, at
    run: Matching = []
    at = last[-1] if last else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
