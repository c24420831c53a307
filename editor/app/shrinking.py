"""Telling a save that would drop most of a text at once from ordinary cutting."""

from __future__ import annotations

from db.deltas import common_end, common_start, delta, kept_share

BEFORE_IT_WENT = "Before most of the text went"
"""The name of the version that is kept then."""

_SHORT = 400
"""Characters; a text as short as this is soon written again."""

_MOST = 0.5


def most_goes(before: str, after: str) -> bool:
    """Whether `after` leaves less than half of `before`, by what it still has of its lines."""
    if len(before) <= _SHORT:
        return False
    start = common_start(before, after)
    end = common_end(before, after, min(len(before), len(after)) - start)
    if start + end >= _MOST * len(before):
        return False
    return kept_share(before, delta(before, after)) < _MOST
