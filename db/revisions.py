"""Revisions: immutable copies of articles, kept at saves and thinned by age; when an article is
saved is left to the articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from db.connection import Connection
from db.errors import Damaged, NotFound
from db.names import storable
from db.records import Article, Reason, Related, Revision, Version
from db.revision_checks import checksum
from db.revision_rows import (
    related_of,
    related_stories,
    revision_of,
    values_of,
    version_of,
    written_down,
)
from db.revision_texts import RevisionTexts, Texts, put_together
from db.revision_thinning import Kept, lasts, surplus
from db.rows import columns_of
from db.times import Clock, moment, stamp

__all__ = ["AUTOSAVE_PAUSE", "Kept", "RevisionStore", "related_stories", "surplus"]

AUTOSAVE_PAUSE = timedelta(minutes=1)
"""At most one revision in this time is kept for autosaves."""

_LISTED = 8
"""At most so many damaged versions of an article are told by number."""


class RevisionStore:
    """The revisions of every article."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self._texts = RevisionTexts(connection)

    def timeline(self, article_id: str) -> tuple[Version, ...]:
        """All revisions of an article without their texts, newest first; quick to read. One whose
        time can't be read any more has that of the one after it."""
        rows = self._connection.rows(
            """SELECT number, time, reason, name, version, headline, status, writer FROM revisions
            WHERE article = ? ORDER BY number DESC""",
            (article_id,),
        )
        found: list[Version] = []
        for row in rows:
            version = version_of(row)
            if _moment(version.time) is None:
                later = found[-1].time if found else stamp(self._clock())
                version = replace(version, time=later)
            found.append(version)
        return tuple(found)

    def of(self, article_id: str) -> tuple[Revision, ...]:
        """All revisions of an article, newest first; empty for an unknown one. Raises Damaged
        where one of them is; `get` still gives the others."""
        rows = self._connection.rows(
            "SELECT * FROM revisions WHERE article = ? ORDER BY number", (article_id,)
        )
        texts = put_together(rows)
        return tuple(revision_of(row, texts.get(row["number"])) for row in reversed(rows))

    def get(self, article_id: str, number: int) -> Revision:
        """One revision. Raises NotFound; Damaged where it isn't what was stored."""
        row = self._row(article_id, number)
        if row is None:
            raise NotFound("That version isn't kept any more. Choose another from the list.")
        return revision_of(row, self._texts.of(article_id, number))

    def readable(self, article_id: str) -> tuple[Revision, ...]:
        """The revisions of an article that are whole, oldest first."""
        rows = self._connection.rows(
            "SELECT * FROM revisions WHERE article = ? ORDER BY number", (article_id,)
        )
        texts = put_together(rows)
        found = []
        for row in rows:
            with suppress(Damaged):
                found.append(revision_of(row, texts.get(row["number"])))
        return tuple(found)

    def before(self, article_id: str, version: int) -> Revision | None:
        """The newest revision of an article at `version` or before it, if one is kept; what a
        merge takes for the text both sides set out from. Raises Damaged."""
        row = self._connection.row(
            """SELECT number FROM revisions WHERE article = ? AND version <= ?
            ORDER BY number DESC LIMIT 1""",
            (article_id, version),
        )
        return None if row is None else self.get(article_id, row["number"])

    def latest(self, article_id: str) -> int:
        """The number of the newest revision of an article; 0 where none is kept."""
        newest = self._newest(article_id)
        return 0 if newest is None else int(newest["number"])

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the stored revisions, a line for each article that has any."""
        found = []
        for (article_id,) in self._connection.rows("SELECT DISTINCT article FROM revisions"):
            wrong = self._damaged(article_id)
            if wrong:
                numbers = ", ".join(map(str, wrong[:_LISTED]))
                more = f" and {len(wrong) - _LISTED} more" if len(wrong) > _LISTED else ""
                found.append(f"Versions of article {article_id} are damaged: {numbers}{more}.")
        return tuple(found)

    def _damaged(self, article_id: str) -> list[int]:
        """The numbers of an article's revisions that aren't what was stored."""
        rows = self._connection.rows(
            "SELECT * FROM revisions WHERE article = ? ORDER BY number", (article_id,)
        )
        texts = put_together(rows)
        wrong = []
        for row in rows:
            try:
                revision_of(row, texts.get(row["number"]))
            except Damaged:
                wrong.append(row["number"])
        return wrong

    def keep_before_edit(self, stored: Article, writer: str) -> None:
        """Keep what an edit by `writer` is about to overwrite, where no revision has it: a text
        that stood for longer than AUTOSAVE_PAUSE, one by somebody else, or one never kept."""
        newest = self._newest(stored.id)
        if newest is None:
            self.keep(stored, Reason.FIRST, time=stored.updated)
        elif stored.version > newest["version"] and (
            stored.writer != writer
            or (self._paused_since(stored.updated) and self._paused_since(newest["time"]))
        ):
            self.keep(stored, Reason.AUTOSAVE, time=stored.updated)

    def keep_autosave(self, article: Article) -> None:
        """Keep an autosaved article, unless a revision of the same writer's was kept less than
        AUTOSAVE_PAUSE ago."""
        newest = self._newest(article.id)
        others = newest is not None and newest["writer"] != article.writer
        if newest is None or others or self._paused_since(newest["time"]):
            self.keep(article, Reason.AUTOSAVE)

    def keep_named(self, article: Article, name: str) -> None:
        """Keep `article` for ever under a name, unless the newest revision of that name has just
        this body."""
        row = self._connection.row(
            """SELECT number FROM revisions WHERE article = ? AND name = ?
            ORDER BY number DESC LIMIT 1""",
            (article.id, name),
        )
        texts = None if row is None else self._texts.of(article.id, row["number"])
        if texts is None or texts.body != article.body:
            self.keep(article, Reason.NAMED, name)

    def rename(self, article_id: str, number: int, name: str) -> Revision:
        """Keep a version under a name; an empty one takes its name away. Raises NotFound,
        Damaged."""
        revision = self.get(article_id, number)
        row = self._row(article_id, number)
        texts = self._texts.of(article_id, number)
        assert row is not None and texts is not None
        kept = storable(name) if name else None
        self._connection.change(
            "UPDATE revisions SET name = ?, checksum = ? WHERE article = ? AND number = ?",
            (kept, checksum({**values_of(row, texts), "name": kept}), article_id, number),
        )
        return replace(revision, name=kept)

    def keep(
        self, article: Article, reason: Reason, name: str | None = None, time: str | None = None
    ) -> None:
        """Add a revision of `article` as it is given here, and thin out older ones."""
        self._add(
            Revision(
                number=0,
                article=article,
                time=time or stamp(self._clock()),
                reason=reason,
                name=name,
                tags=self._labels(article.id),
                related=self._related(article.id),
            )
        )
        self._thin(article.id)

    def bring(self, article_id: str, revisions: Iterable[Revision]) -> None:
        """Add revisions that another library kept, oldest first, as those of this article; they
        are numbered anew and thinned with the next that is kept."""
        for revision in revisions:
            self._add(replace(revision, article=replace(revision.article, id=article_id)))

    def _add(self, revision: Revision) -> None:
        """Store a revision behind the newest, under the next number."""
        article = revision.article
        newest = self._newest(article.id)
        values = {
            "number": newest["number"] + 1 if newest else 1,
            "time": revision.time,
            "reason": revision.reason,
            "name": None if revision.name is None else storable(revision.name),
            "tags": json.dumps(revision.tags, ensure_ascii=False),
            "related": json.dumps([*map(written_down, revision.related)], ensure_ascii=False),
            **columns_of(article),
        }
        texts = Texts(str(values["body"]), str(values["notes"]), ())
        base = self._texts.of(article.id, newest["number"]) if newest else None
        self._connection.insert(
            "revisions",
            {
                "article": article.id,
                "checksum": checksum(values),
                **values,
                **self._texts.columns(texts, base),
            },
        )

    def _row(self, article_id: str, number: int) -> sqlite3.Row | None:
        return self._connection.row(
            "SELECT * FROM revisions WHERE article = ? AND number = ?", (article_id, number)
        )

    def _newest(self, article_id: str) -> sqlite3.Row | None:
        return self._connection.row(
            """SELECT number, time, version, writer FROM revisions
            WHERE article = ? ORDER BY number DESC LIMIT 1""",
            (article_id,),
        )

    def _labels(self, article_id: str) -> tuple[str, ...]:
        rows = self._connection.rows(
            """SELECT label FROM article_tags JOIN tags ON id = tag
            WHERE article = ? ORDER BY position""",
            (article_id,),
        )
        return tuple(row["label"] for row in rows)

    def _related(self, article_id: str) -> tuple[Related, ...]:
        rows = self._connection.rows(
            """SELECT coalesce(headline, title) AS title, kind, target AS article, slug, url
            FROM related LEFT JOIN articles ON articles.id = target
            WHERE related.article = ? ORDER BY position""",
            (article_id,),
        )
        return tuple(related_of(dict(row)) for row in rows)

    def _paused_since(self, time: str) -> bool:
        """True also for a time still to come: the clock has been put back since."""
        then = _moment(time)
        return then is None or not timedelta(0) <= self._clock() - then < AUTOSAVE_PAUSE

    def _thin(self, article_id: str) -> None:
        rows = self._connection.rows(
            "SELECT number, time, reason, name, writer FROM revisions WHERE article = ?",
            (article_id,),
        )
        kept = (
            Kept(
                row["number"],
                then,
                bool(row["name"]) or lasts(row["reason"]),
                row["writer"],
            )
            for row in rows
            # One whose time can't be read any more stays: how old it is nobody can say.
            if (then := _moment(row["time"])) is not None
        )
        dropped = surplus(kept, self._clock())
        if dropped:
            dropped = self._let_go(article_id, dropped)
        self._connection.change_each(
            "DELETE FROM revisions WHERE article = ? AND number = ?",
            [(article_id, number) for number in dropped],
        )

    def _let_go(self, article_id: str, dropped: frozenset[int]) -> frozenset[int]:
        """Write anew what stays but is a delta against what goes; what may go then. The grounds
        of a revision that can't be read any more stay: they may be all that is left of it."""
        marks = ", ".join("?" * len(dropped))
        rows = self._connection.rows(
            f"""SELECT * FROM revisions WHERE article = ?
            AND base IN ({marks}) AND number NOT IN ({marks}) ORDER BY number""",
            (article_id, *dropped, *dropped),
        )
        for row in rows:
            texts = self._texts.of(article_id, row["number"])
            if texts is None or checksum(values_of(row, texts)) != row["checksum"]:
                dropped -= self._grounds(article_id, row["base"])
                continue
            earlier = next((one for one in texts.chain[1:] if one not in dropped), None)
            base = None if earlier is None else self._texts.of(article_id, earlier)
            columns = self._texts.columns(texts, base)
            self._connection.change(
                """UPDATE revisions SET base = :base, changes = :changes, body = :body,
                notes = :notes WHERE article = :article AND number = :number""",
                {**columns, "article": article_id, "number": row["number"]},
            )
        return dropped

    def _grounds(self, article_id: str, number: int) -> frozenset[int]:
        bases = {
            row["number"]: row["base"]
            for row in self._connection.rows(
                "SELECT number, base FROM revisions WHERE article = ?", (article_id,)
            )
        }
        found: set[int] = set()
        at: int | None = number
        while at is not None and at not in found:
            found.add(at)
            at = bases.get(at)
        return frozenset(found)


def _moment(time: str) -> datetime | None:
    """A stored time; None where damage has left none."""
    try:
        return moment(time)
    except (ValueError, TypeError):
        return None
