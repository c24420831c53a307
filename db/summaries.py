"""Articles as rows of lists, read a page at a time; which rows a list has is left to search."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Sequence

from db.connection import Connection
from db.errors import NotFound
from db.records import ArticleSummary, Status
from db.rows import known

_AT_ONCE = 500
_COLUMNS = "number, id, slug, headline, status, section, words, updated, standfirst, opening"


class Summaries:
    """Reads articles as rows of lists."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def numbered(self, numbers: Sequence[int]) -> tuple[ArticleSummary, ...]:
        """The articles of these numbers, in this order; those that are gone are left out."""
        found: dict[int, ArticleSummary] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = tuple(numbers[start : start + _AT_ONCE])
            rows = self._connection.rows(
                f"SELECT {_COLUMNS} FROM articles WHERE number IN ({_marks(some)})", some
            )
            found.update({summary.number: summary for summary in self._summed_up(rows)})
        return tuple(found[number] for number in numbers if number in found)

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The ids of these articles, in this order; those that are gone are left out."""
        rows = self._connection.rows(
            "SELECT number, id FROM articles WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        found = {row["number"]: row["id"] for row in rows}
        return tuple(found[number] for number in numbers if number in found)

    def one(self, article_id: str) -> ArticleSummary:
        """The article of that id. Raises NotFound."""
        rows = self._connection.rows(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (article_id,))
        if not rows:
            raise NotFound("There is no such article in this library. Choose one from the list.")
        return self._summed_up(rows)[0]

    def _summed_up(self, rows: Sequence[sqlite3.Row]) -> list[ArticleSummary]:
        tags = self._tags(tuple(row["id"] for row in rows))
        return [
            ArticleSummary(
                number=row["number"],
                id=row["id"],
                slug=row["slug"],
                headline=row["headline"],
                status=known(Status, row["status"]),
                section=sys.intern(row["section"]),
                tags=tuple(tags[row["id"]]),
                words=row["words"],
                updated=row["updated"],
                excerpt=row["standfirst"] or row["opening"],
            )
            for row in rows
        ]

    def _tags(self, ids: tuple[str, ...]) -> dict[str, list[str]]:
        labels: dict[str, list[str]] = defaultdict(list)
        for row in self._connection.rows(
            f"""SELECT article, label FROM article_tags JOIN tags ON tags.id = tag
            WHERE article IN ({_marks(ids)}) ORDER BY article, position""",
            ids,
        ):
            # The same few labels stand on thousands of rows.
            labels[row["article"]].append(sys.intern(row["label"]))
        return labels


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
