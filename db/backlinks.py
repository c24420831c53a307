"""Who points at an article: each link, a page at a time, and the articles they stand in; the
sentence around a link is left to the text layer."""

from __future__ import annotations

from collections.abc import Collection

from db.connection import Connection
from db.link_records import LinkPlace
from db.records import ArticleSummary
from db.summaries import Summaries

_POINTING = """
    SELECT article, position, 'body' AS place, '' AS title FROM cross_links WHERE target = :id
    UNION ALL
    SELECT article, NULL, kind, coalesce(nullif(own.headline, ''), title) FROM related
    JOIN articles AS own ON own.id = target WHERE target = :id"""

_SOURCES = """CROSS JOIN articles INDEXED BY articles_as_sources ON id = article
    WHERE status <> 'spiked'"""


class Backlinks:
    """The links that lead to an article from the unspiked articles of one library."""

    def __init__(self, connection: Connection, summaries: Summaries) -> None:
        self._connection = connection
        self._summaries = summaries

    def page(self, article_id: str, limit: int, offset: int = 0) -> tuple[LinkPlace, ...]:
        """The links to an article from others, those of the article updated last first; of one
        article in the order of its text, then those beside it."""
        rows = self._connection.rows(
            f"""SELECT number, position, place, title FROM ({_POINTING})
            {_SOURCES} AND id <> :id
            ORDER BY updated DESC, number DESC, place <> 'body', position, place
            LIMIT :limit OFFSET :offset""",
            {"id": article_id, "limit": limit, "offset": offset},
        )
        numbers = list(dict.fromkeys(row["number"] for row in rows))
        sources = {source.number: source for source in self._summaries.numbered(numbers)}
        return tuple(
            LinkPlace(sources[row["number"]], row["place"], row["position"], row["title"])
            for row in rows
            if row["number"] in sources
        )

    def count(self, article_id: str) -> int:
        """How many links `page` has to give in all."""
        return self._connection.number(
            f"""SELECT count(*) FROM ({_POINTING})
            {_SOURCES} AND id <> :id""",
            {"id": article_id},
        )

    def is_linked(self, article_id: str) -> bool:
        """Whether any article points here, a spiked one included: it may be restored."""
        return bool(
            self._connection.number(
                """SELECT EXISTS (SELECT 1 FROM cross_links WHERE target = :id AND article <> :id)
                OR EXISTS (SELECT 1 FROM related WHERE target = :id)""",
                {"id": article_id},
            )
        )

    def who_links(
        self, article_ids: Collection[str], limit: int | None = None
    ) -> tuple[ArticleSummary, ...]:
        """The unspiked articles that point at any of these and are none of them, each once,
        newest updated first."""
        return self._summaries.numbered(self._sources(article_ids)[:limit])

    def count_of_sources(self, article_ids: Collection[str]) -> int:
        """How many articles `who_links` has without a limit."""
        return len(self._sources(article_ids))

    def _sources(self, article_ids: Collection[str]) -> list[int]:
        these = frozenset(article_ids)
        updated: dict[int, str] = {}
        for article_id in these:
            rows = self._connection.rows(
                f"""SELECT DISTINCT number, id, updated FROM ({_POINTING})
                {_SOURCES}""",
                {"id": article_id},
            )
            updated |= {row["number"]: row["updated"] for row in rows if row["id"] not in these}
        return sorted(updated, key=lambda number: (updated[number], number), reverse=True)
