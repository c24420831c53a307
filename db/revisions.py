"""Revisions: immutable copies of articles, kept at saves and thinned by age; when an article is
saved is left to the articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.connection import Connection
from db.errors import NotFound
from db.names import storable
from db.records import Article, Reason, Revision
from db.rows import article_of, columns_of
from db.times import Clock, moment, stamp

AUTOSAVE_PAUSE = timedelta(minutes=1)
"""At most one revision in this time is kept for autosaves."""

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


class RevisionStore:
    """The revisions of every article."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def of(self, article_id: str) -> tuple[Revision, ...]:
        """All revisions of an article, newest first; empty for an unknown one."""
        rows = self._connection.rows(
            "SELECT * FROM revisions WHERE article = ? ORDER BY number DESC", (article_id,)
        )
        return tuple(map(_revision, rows))

    def get(self, article_id: str, number: int) -> Revision:
        """One revision. Raises NotFound."""
        row = self._connection.row(
            "SELECT * FROM revisions WHERE article = ? AND number = ?", (article_id, number)
        )
        if row is None:
            raise NotFound("That version isn't kept any more. Choose another from the list.")
        return _revision(row)

    def newest(self, article_id: str) -> Kept | None:
        """The number and time of an article's newest revision, if it has any."""
        row = self._connection.row(
            "SELECT number, time FROM revisions WHERE article = ? ORDER BY number DESC LIMIT 1",
            (article_id,),
        )
        return None if row is None else Kept(row["number"], moment(row["time"]), lasting=False)

    def keep_before_edit(self, stored: Article) -> None:
        """Keep what an edit is about to overwrite, where no revision has it: a text that stood
        for longer than AUTOSAVE_PAUSE, or one that was never kept."""
        newest = self.newest(stored.id)
        if newest is None:
            self.keep(stored, Reason.FIRST, time=stored.updated)
        elif moment(stored.updated) > newest.time and self._paused_since(stored.updated):
            self.keep(stored, Reason.AUTOSAVE, time=stored.updated)

    def keep_autosave(self, article: Article) -> None:
        """Keep an autosaved article, unless a revision was kept less than AUTOSAVE_PAUSE ago."""
        newest = self.newest(article.id)
        if newest is None or self._paused_since(stamp(newest.time)):
            self.keep(article, Reason.AUTOSAVE)

    def keep(
        self, article: Article, reason: Reason, name: str | None = None, time: str | None = None
    ) -> None:
        """Add a revision of `article` as it is given here, and thin out older ones."""
        newest = self.newest(article.id)
        self._connection.insert(
            "revisions",
            {
                "article": article.id,
                "number": newest.number + 1 if newest else 1,
                "time": time or stamp(self._clock()),
                "reason": reason,
                "name": None if name is None else storable(name),
                "tags": self._labels("""SELECT label FROM article_tags JOIN tags ON id = tag
                    WHERE article = ? ORDER BY position""", article.id),
                "related": self._labels(
                    "SELECT title FROM related WHERE article = ? ORDER BY position", article.id
                ),
                **columns_of(article),
            },
        )  # fmt: skip
        self._thin(article.id)

    def _labels(self, sql: str, article_id: str) -> str:
        rows = self._connection.rows(sql, (article_id,))
        return json.dumps([row[0] for row in rows], ensure_ascii=False)

    def _paused_since(self, time: str) -> bool:
        return self._clock() - moment(time) >= AUTOSAVE_PAUSE

    def _thin(self, article_id: str) -> None:
        rows = self._connection.rows(
            "SELECT number, time, reason, name FROM revisions WHERE article = ?", (article_id,)
        )
        kept = (
            Kept(row["number"], moment(row["time"]), bool(row["name"]) or _lasts(row["reason"]))
            for row in rows
        )
        self._connection.change_each(
            "DELETE FROM revisions WHERE article = ? AND number = ?",
            [(article_id, number) for number in surplus(kept, self._clock())],
        )


def surplus(kept: Iterable[Kept], now: datetime) -> frozenset[int]:
    """The numbers of the revisions that thinning drops at `now`.

    Of each stretch of time the newest stays; the first and the lasting ones always do.
    """
    ordered = sorted(kept, key=lambda revision: revision.number, reverse=True)
    seen: set[tuple[timedelta, int]] = set()
    dropped = set()
    for revision in ordered:
        stretch = _stretch(revision.time, now)
        if stretch in seen and not revision.lasting and revision is not ordered[-1]:
            dropped.add(revision.number)
        seen.add(stretch)
    return frozenset(dropped)


def _stretch(time: datetime, now: datetime) -> tuple[timedelta, int]:
    length = next(length for age, length in _STRETCHES if now - time <= age)
    return length, int(time.timestamp() // length.total_seconds())


def _lasts(reason: str) -> bool:
    return reason in NEVER_THINNED


def _revision(row: sqlite3.Row) -> Revision:
    return Revision(
        number=row["number"],
        article=article_of(row, row["article"]),
        time=row["time"],
        reason=Reason(row["reason"]),
        name=row["name"],
        tags=tuple(json.loads(row["tags"])),
        related=tuple(json.loads(row["related"])),
    )
