"""Which revisions of an article go as it grows older, so that a few tell of each stretch of time;
taking them out is left to the revisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.records import Reason

NEVER_THINNED = frozenset({Reason.NAMED, Reason.PUBLISHED, Reason.CONFLICT})

# Up to this age, one revision is left in each stretch of this length. Each length divides the
# next, so that what was left while young is what is chosen from when old.
_STRETCHES = (
    (timedelta(minutes=10), timedelta(minutes=1)),
    (timedelta(hours=1), timedelta(minutes=10)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=30), timedelta(days=1)),
    (timedelta.max, timedelta(weeks=1)),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What thinning needs to know of a revision."""

    number: int
    time: datetime
    lasting: bool
    writer: str = ""


def surplus(kept: Iterable[Kept], now: datetime) -> frozenset[int]:
    """The numbers of the revisions that thinning drops at `now`.

    Of each stretch of time the newest of each writer stays; the first and the lasting ones always
    do.
    """
    ordered = sorted(kept, key=lambda revision: revision.number, reverse=True)
    seen: set[tuple[str, timedelta, int]] = set()
    dropped = set()
    for revision in ordered:
        stretch = (revision.writer, *_stretch(revision.time, now))
        if stretch in seen and not revision.lasting and revision is not ordered[-1]:
            dropped.add(revision.number)
        seen.add(stretch)
    return frozenset(dropped)


def _stretch(time: datetime, now: datetime) -> tuple[timedelta, int]:
    length = next(length for age, length in _STRETCHES if now - time <= age)
    return length, int(time.timestamp() // length.total_seconds())


def lasts(reason: str) -> bool:
    """Whether a revision kept for that reason never goes."""
    return reason in NEVER_THINNED
