"""What has changed between two lists of which most is the same, as replacements to make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patch(Generic[T]):
    """Items `first` up to, not including, `last` make way for `items`."""

    first: int
    last: int
    items: tuple[T, ...]


def patched(items: list[T], patches: Sequence[Patch[T]]) -> None:
    """Make the replacements in a list; they go from its end to its beginning."""
    for patch in patches:
        items[patch.first : patch.last] = patch.items


def differences(
    old: Sequence[T], new: Sequence[T], head: int | None = None, tail: int | None = None
) -> tuple[Patch[T], ...]:
    """The replacements that make `new` of `old`, the last in the list first.

    Of the first `head` and the last `tail` items it is known that none came or went, so each is
    compared with its counterpart; by default only the items that are equal count there.
    """
    most = min(len(old), len(new))
    head = _same(old, new, most) if head is None else min(head, most)
    if tail is None:
        tail = _same(old[::-1], new[::-1], most - head)
    tail = min(tail, most - head)
    start, end = len(old) - tail, len(new) - tail
    patches = list(_runs(old[:head], new[:head], 0))
    if start > head or end > head:
        patches += differences_between(old[head:start], new[head:end], head)
    patches += _runs(old[start:], new[end:], start)
    return tuple(reversed(patches))


def differences_between(old: Sequence[T], new: Sequence[T], offset: int) -> tuple[Patch[T], ...]:
    """One replacement, the shortest, for two stretches that stand at `offset`."""
    if old == new:
        return ()
    most = min(len(old), len(new))
    head = _same(old, new, most)
    tail = _same(old[::-1], new[::-1], most - head)
    items = tuple(new[head : len(new) - tail])
    return (Patch(offset + head, offset + len(old) - tail, items),)


def _same(old: Sequence[T], new: Sequence[T], most: int) -> int:
    count = 0
    while count < most and old[count] == new[count]:
        count += 1
    return count


def _runs(old: Sequence[T], new: Sequence[T], offset: int) -> Iterator[Patch[T]]:
    """Replacements of the runs of unequal items in two stretches of one length."""
    if old == new:
        return
    start: int | None = None
    for place, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after:
            if start is not None:
                yield Patch(offset + start, offset + place, tuple(new[start:place]))
                start = None
        elif start is None:
            start = place
    if start is not None:
        yield Patch(offset + start, offset + len(old), tuple(new[start:]))
