"""Searching: words to article numbers, headlines to articles, and the index kept in step with
saves; drawing the list is left to its model."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

from db.connection import Connection
from db.names import storable, unaccented
from db.records import Article, ArticleSummary, Facts
from db.summaries import Summaries

_NEWEST_FIRST = "ORDER BY updated DESC, number DESC"
_PIECE = re.compile(r'(-?)(?:"([^"]*)("?)|(\S+))')


@dataclass(frozen=True, slots=True)
class Question:
    """A writer's query as FTS5 expressions: all of `wanted` and none of `unwanted`.

    Both are empty where the query has no word in it.
    """

    wanted: str
    unwanted: str


def question(query: str) -> Question:
    """Read a query: words and "phrases" are all wanted, `-word` is not, the last word may be
    the beginning of one. Any text is safe; what has no letter or digit in it says nothing."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, closed, word in _PIECE.findall(storable(query).replace("\0", " ")):
        text = word or phrase
        if not any(c.isalnum() for c in text):
            continue
        quoted = '"' + text.replace('"', '""') + '"'
        whole = minus or closed
        (unwanted if minus else wanted).append(quoted if whole else quoted + " *")
    last = len(wanted) - 1
    wanted = [text if i == last else text.removesuffix(" *") for i, text in enumerate(wanted)]
    return Question(" AND ".join(wanted), " OR ".join(unwanted))


class SearchStore:
    """Answers to what the writer looks for."""

    def __init__(self, connection: Connection, summaries: Summaries) -> None:
        self._connection = connection
        self._summaries = summaries

    def numbers(
        self, query: str = "", *, spiked: bool = False, limit: int | None = None
    ) -> array[int]:
        """The numbers of the articles a query finds, newest updated first; all for no words."""
        asked = question(query)
        sql = f"SELECT number FROM articles WHERE {_among(spiked)}"
        parameters: list[object] = []
        # The plus keeps SQLite on the newest-first index instead of reading whole articles.
        if asked.wanted:
            sql += " AND +number IN (SELECT rowid FROM search WHERE search MATCH ?)"
            parameters.append(asked.wanted)
        if asked.unwanted:
            sql += " AND +number NOT IN (SELECT rowid FROM search WHERE search MATCH ?)"
            parameters.append(asked.unwanted)
        sql += f" {_NEWEST_FIRST} LIMIT ?"
        parameters.append(-1 if limit is None else limit)
        return array("q", (row[0] for row in self._connection.rows(sql, parameters)))

    def by_headline(self, text: str, limit: int = 20) -> tuple[ArticleSummary, ...]:
        """Articles with `text` in their headline or slug, whatever its case and accents, most
        recent first; for an empty text the most recent of all. Spiked ones are left out."""
        rows = self._connection.rows(
            f"""SELECT number FROM articles INDEXED BY articles_by_headline
            WHERE status <> 'spiked' AND (instr(sought, ?) OR instr(slug, ?))
            {_NEWEST_FIRST} LIMIT ?""",
            (unaccented(text), storable(text).strip().lower(), limit),
        )
        return self._summaries.numbered([row["number"] for row in rows])


class SearchIndex:
    """The full-text index, written in the same transaction as the article."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, article: Article, facts: Facts) -> None:
        """Index a new article."""
        self._connection.change(
            """INSERT INTO search (rowid, headline, standfirst, body, byline)
            SELECT number, headline, standfirst, ?, byline FROM articles WHERE id = ?""",
            (storable(facts.plain), article.id),
        )

    def update(self, article_id: str, changed: Mapping[str, object], facts: Facts | None) -> None:
        """Index what has changed of an article; `facts` are those of a changed body."""
        values = {
            column: changed[column]
            for column in ("headline", "standfirst", "byline")
            if column in changed
        }
        if "body" in changed and facts is not None:
            values["body"] = storable(facts.plain)
        if not values:
            return
        setting = ", ".join(f"{column} = ?" for column in values)
        self._connection.change(
            f"""UPDATE search SET {setting}
            WHERE rowid = (SELECT number FROM articles WHERE id = ?)""",
            (*values.values(), article_id),
        )


def _among(spiked: bool) -> str:
    # Word for word what the partial indexes say, or SQLite doesn't use them.
    return "status = 'spiked'" if spiked else "status <> 'spiked'"
