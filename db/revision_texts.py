"""The bodies and notes of revisions: each written as a delta against the revision before, now and
then as a whole; which revisions there are, and how long, is left to the revision store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from db.connection import Connection
from db.deltas import applied, delta

WHOLE_EVERY = 100
"""At the latest after so many deltas a body is written whole, so that reading one revision reads
at most so many rows and damage to one spreads no further."""

_WORTH_IT = 0.8
"""A delta longer than this share of the body is not worth having."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a revision that are written as deltas, and the numbers of the revisions they
    are put together from: its own first, the whole one last."""

    body: str
    notes: str
    chain: tuple[int, ...]


class RevisionTexts:
    """Reads and writes the delta columns of `revisions`: `base`, `changes`, `body`, `notes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, article_id: str, number: int) -> Texts | None:
        """The texts of one revision; None where what they are made from is gone or damaged."""
        rows = self._connection.rows(
            """WITH RECURSIVE chain (number, base, changes, body, notes) AS (
                SELECT number, base, changes, body, notes FROM revisions
                WHERE article = :article AND number = :number
                UNION ALL
                SELECT earlier.number, earlier.base, earlier.changes, earlier.body, earlier.notes
                FROM chain JOIN revisions AS earlier
                ON earlier.article = :article AND earlier.number = chain.base
                WHERE chain.base < chain.number)
            SELECT * FROM chain ORDER BY number""",
            {"article": article_id, "number": number},
        )
        return put_together(rows).get(number)

    def columns(self, texts: Texts, base: Texts | None) -> dict[str, object]:
        """How to write `texts`: against `base`, or whole where that is None or no gain."""
        if base is not None and len(base.chain) <= WHOLE_EVERY:
            changes = delta(base.body, texts.body)
            if len(changes) <= len(texts.body) * _WORTH_IT or texts.body == base.body:
                return {
                    "base": base.chain[0],
                    "changes": changes,
                    "body": None,
                    "notes": None if texts.notes == base.notes else texts.notes,
                }
        return {"base": None, "changes": None, "body": texts.body, "notes": texts.notes}


def put_together(rows: Iterable[sqlite3.Row | Mapping[str, Any]]) -> dict[int, Texts]:
    """The texts of these revisions of one article, the oldest first, by number; those that can't
    be put together are left out."""
    found: dict[int, Texts] = {}
    for row in rows:
        texts = _texts(row, found.get(row["base"]) if row["base"] is not None else None)
        if texts is not None:
            found[row["number"]] = texts
    return found


def _texts(row: sqlite3.Row | Mapping[str, Any], base: Texts | None) -> Texts | None:
    number = row["number"]
    if row["base"] is None:
        if row["body"] is None or row["notes"] is None:
            return None
        return Texts(row["body"], row["notes"], (number,))
    if base is None or row["changes"] is None:
        return None
    try:
        body = applied(base.body, row["changes"])
    except (ValueError, RecursionError):
        return None
    notes = base.notes if row["notes"] is None else row["notes"]
    return Texts(body, notes, (number, *base.chain))
