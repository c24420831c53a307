"""Texts written as what differs from another: copied stretches and new words; where the two are
kept is left to the revisions.

A delta is a JSON array, so that a person and SQLite can read it: `[start, length]` copies so many
characters of the other text, a string stands for itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

Copied = tuple[int, int]
"""Start and length, in characters of the other text."""

Piece = Copied | str

_SHORTEST_COPY = 12
"""Characters; a shorter copy takes more room than its words."""


def delta(before: str, after: str) -> str:
    """What makes `after` out of `before`, as JSON; linear in their lengths."""
    head = common_start(before, after)
    tail = common_end(before, after, min(len(before), len(after)) - head)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    pieces = [(0, head), *_by_lines(old, new, head), (len(before) - tail, tail)]
    return json.dumps(list(_joined(pieces)), ensure_ascii=False, separators=(",", ":"))


def applied(before: str, written: str) -> str:
    """The text that the delta `written` makes out of `before`.

    ValueError where it is no delta of a text of that length.
    """
    return "".join(_text(before, piece) for piece in _read(written))


def kept_share(before: str, written: str) -> float:
    """How much of `before` the delta copies: from 0 for nothing to 1 for all of it."""
    copied = sum(piece[1] for piece in _read(written) if not isinstance(piece, str))
    return min(1.0, copied / len(before)) if before else 1.0


def common_start(one: str, other: str) -> int:
    """How many characters two texts share at their beginning, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(one: str, other: str, limit: int) -> int:
    """How many characters, at most `limit`, two texts share at their end."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if _end(one, low, middle) == _end(other, low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _end(text: str, low: int, high: int) -> str:
    return text[len(text) - high : len(text) - low]


def _by_lines(old: str, new: str, offset: int) -> Iterator[Piece]:
    """`new` line by line: copied where `old`, which begins at `offset`, has the line, wherever it
    stands there; what lies between two copies is compared once more, by its ends."""
    places = _lines_by_text(old)
    waiting: list[str] = []
    reached = 0
    for line in new.splitlines(keepends=True):
        if old.startswith(line, reached) and not waiting:
            place: int | None = reached
        else:
            place = places.get(line) if len(line) >= _SHORTEST_COPY else None
        if place is None:
            waiting.append(line)
            continue
        yield from _between(old, reached, place, "".join(waiting), offset)
        waiting.clear()
        yield (offset + place, len(line))
        reached = place + len(line)
    yield from _between(old, reached, len(old), "".join(waiting), offset)


def _between(old: str, start: int, end: int, new: str, offset: int) -> Iterator[Piece]:
    gap = old[start:end]
    head = common_start(gap, new)
    tail = common_end(gap, new, min(len(gap), len(new)) - head)
    yield (offset + start, head)
    yield new[head : len(new) - tail]
    yield (offset + start + len(gap) - tail, tail)


def _lines_by_text(text: str) -> dict[str, int]:
    places: dict[str, int] = {}
    at = 0
    for line in text.splitlines(keepends=True):
        places.setdefault(line, at)
        at += len(line)
    return places


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Without empty pieces, and neighbours that go on from each other made one."""
    last: Piece = ""
    for piece in pieces:
        if isinstance(piece, str):
            if isinstance(last, str):
                last += piece
                continue
            if not piece:
                continue
        elif piece[1] == 0:
            continue
        elif not isinstance(last, str) and sum(last) == piece[0]:
            last = (last[0], last[1] + piece[1])
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _read(written: str) -> Iterator[Piece]:
    pieces = json.loads(written)
    if not isinstance(pieces, list):
        raise ValueError("a delta is a list")
    for piece in pieces:
        match piece:
            case str():
                yield piece
            case [int(start), int(length)] if start >= 0 and length >= 0:
                yield (start, length)
            case _:
                raise ValueError(f"{piece!r} is no piece of a delta")


def _text(before: str, piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    start, length = piece
    if start + length > len(before):
        raise ValueError("a delta copies more than there is")
    return before[start : start + length]
