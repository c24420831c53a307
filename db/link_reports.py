"""What is loose in the web of links: broken cross-links, related titles still waiting for their
story, articles on their own; mending it is left to the operations."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from db.connection import Connection
from db.link_records import BrokenLink
from db.links import related_of
from db.records import ArticleSummary, Related
from db.summaries import Summaries

_ALONE = """NOT EXISTS (
        SELECT 1 FROM cross_links WHERE target = articles.id AND article <> articles.id)
    AND NOT EXISTS (SELECT 1 FROM related WHERE target = articles.id)
    AND NOT EXISTS (
        SELECT 1 FROM cross_links WHERE article = articles.id AND target <> articles.id)
    AND NOT EXISTS (
        SELECT 1 FROM related WHERE article = articles.id AND target IS NOT NULL)"""

# CROSS JOIN keeps SQLite from reading every article to find the few.
_SOURCES = "CROSS JOIN articles INDEXED BY articles_as_sources"

_WAITING = f"""SELECT number, related.id, related.kind, related.title, related.url,
    NULL AS target, NULL AS slug, NULL AS headline
    FROM related {_SOURCES} ON articles.id = article
    WHERE target IS NULL AND url IS NULL"""


class LinkReports:
    """Reports over the links of one library, newest updated first."""

    def __init__(self, connection: Connection, summaries: Summaries) -> None:
        self._connection = connection
        self._summaries = summaries

    def orphans(
        self, *, published: bool = False, limit: int | None = None, offset: int = 0
    ) -> tuple[ArticleSummary, ...]:
        """Articles no other points at and that point at none, in their body or beside it; with
        `published` only those that are published. Spiked ones are left out."""
        rows = self._connection.rows(
            f"""SELECT number FROM articles WHERE status <> 'spiked'
            {"AND +status = 'published'" if published else ""} AND {_ALONE}
            ORDER BY updated DESC, number DESC LIMIT ? OFFSET ?""",
            (-1 if limit is None else limit, offset),
        )
        return self._summaries.numbered([row["number"] for row in rows])

    def broken(
        self, *, limit: int | None = None, offset: int = 0, spiked: bool = False
    ) -> tuple[BrokenLink, ...]:
        """Cross-links whose slug leads nowhere, in the order of each text; of spiked articles
        those instead, if asked."""
        rows = self._connection.rows(
            f"""SELECT number, cross_links.slug, cross_links.words
            FROM cross_links {_SOURCES} ON id = article
            WHERE target IS NULL AND status {"=" if spiked else "<>"} 'spiked'
            ORDER BY updated DESC, number DESC, position LIMIT ? OFFSET ?""",
            (-1 if limit is None else limit, offset),
        )
        sources = self._sources([row["number"] for row in rows])
        return tuple(
            BrokenLink(sources[row["number"]], row["slug"], row["words"])
            for row in rows
            if row["number"] in sources
        )

    def waiting(
        self, *, limit: int | None = None, offset: int = 0, spiked: bool = False
    ) -> tuple[tuple[ArticleSummary, Related], ...]:
        """Related stories that are still only a title, each with the article it stands beside;
        those beside spiked articles instead, if asked."""
        rows = self._connection.rows(
            f"""{_WAITING} AND status {"=" if spiked else "<>"} 'spiked'
            ORDER BY updated DESC, number DESC, position LIMIT ? OFFSET ?""",
            (-1 if limit is None else limit, offset),
        )
        return self._waiting(rows)

    def waiting_called(
        self, related_ids: Collection[str]
    ) -> tuple[tuple[ArticleSummary, Related], ...]:
        """Those of these related stories that still wait beside an unspiked article."""
        rows = self._connection.rows(
            f"""{_WAITING} AND status <> 'spiked'
            AND related.id IN (SELECT value FROM json_each(?))
            ORDER BY updated DESC, number DESC, position""",
            (json.dumps([*related_ids]),),
        )
        return self._waiting(rows)

    def waiting_folded(self) -> tuple[tuple[str, str], ...]:
        """(id, title) of every related story that waits, beside spiked articles too; the title
        without case and punctuation, as `loosely` has it."""
        rows = self._connection.rows(
            "SELECT id, folded FROM related WHERE target IS NULL AND url IS NULL"
        )
        return tuple((row["id"], row["folded"]) for row in rows)

    def _waiting(self, rows: Sequence[sqlite3.Row]) -> tuple[tuple[ArticleSummary, Related], ...]:
        sources = self._sources([row["number"] for row in rows])
        return tuple(
            (sources[row["number"]], related_of(row)) for row in rows if row["number"] in sources
        )

    def counts(self) -> dict[str, int]:
        """How many broken cross-links and waiting titles unspiked articles have."""
        return {
            "broken": self._connection.number(
                f"""SELECT count(*) FROM cross_links {_SOURCES} ON id = article
                WHERE target IS NULL AND status <> 'spiked'"""
            ),
            "waiting": self._connection.number(
                f"""SELECT count(*) FROM related {_SOURCES} ON articles.id = article
                WHERE target IS NULL AND url IS NULL AND status <> 'spiked'"""
            ),
        }

    def _sources(self, numbers: list[int]) -> dict[int, ArticleSummary]:
        found = self._summaries.numbered(list(dict.fromkeys(numbers)))
        return {source.number: source for source in found}
