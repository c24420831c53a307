"""Web links over the whole library and how they answered when last asked; asking them is left to
the application, and only when the writer wants it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from db.connection import Connection
from db.names import storable
from db.records import ArticleSummary
from db.rows import known
from db.summaries import Summaries
from db.web_link_records import LinkHealth, LinkState, LinkView, WebLink

# Addresses of spiked articles are left out. There are few of those, so they are looked up once;
# asking each article for its status would read every one of them.
_USES = """SELECT url, article FROM web_links
    UNION SELECT url, article FROM related WHERE url IS NOT NULL"""
_LIVING = "article NOT IN (SELECT id FROM articles WHERE status = 'spiked')"
_ADDRESSES = f"""SELECT uses.url AS url, count(*) AS articles,
    state, code, leads_to, checked, message
    FROM ({_USES}) AS uses LEFT JOIN link_health ON link_health.url = uses.url
    WHERE {_LIVING}"""

_VIEWS = {
    LinkView.ALL: "",
    LinkView.ATTENTION: f" AND state IS NOT NULL AND state <> '{LinkState.WORKS}'",
    LinkView.UNCHECKED: " AND state IS NULL",
}
_WORST_FIRST = "CASE state " + " ".join(
    f"WHEN '{state}' THEN {place}" for place, state in enumerate(LinkState)
)


class WebLinkStore:
    """The web addresses in texts and beside stories, each once."""

    def __init__(self, connection: Connection, summaries: Summaries) -> None:
        self._connection = connection
        self._summaries = summaries

    def addresses(
        self, view: LinkView = LinkView.ALL, containing: str = "", limit: int = -1
    ) -> tuple[WebLink, ...]:
        """The addresses of a view with `containing` in them, those that need a look first."""
        rows = self._connection.rows(
            f"""{_ADDRESSES}{_VIEWS[view]} AND (:part = '' OR instr(lower(uses.url), :part))
            GROUP BY uses.url ORDER BY {_WORST_FIRST} ELSE 99 END, uses.url LIMIT :limit""",
            {"part": storable(containing).strip().lower(), "limit": limit},
        )
        return tuple(map(_web_link, rows))

    def counts(self) -> dict[LinkView, int]:
        """How many addresses each view has."""
        row = self._connection.rows(
            f"""SELECT count(*) AS everything, count(state) AS checked,
            count(nullif(state, '{LinkState.WORKS}')) AS wanting
            FROM ({_ADDRESSES} GROUP BY uses.url)"""
        )[0]
        return {
            LinkView.ALL: row["everything"],
            LinkView.ATTENTION: row["wanting"],
            LinkView.UNCHECKED: row["everything"] - row["checked"],
        }

    def users(self, url: str, limit: int = 50) -> tuple[ArticleSummary, ...]:
        """The articles an address stands in or beside, newest updated first."""
        rows = self._connection.rows(
            """SELECT number FROM articles WHERE id IN (
                SELECT article FROM web_links WHERE url = :url
                UNION SELECT article FROM related WHERE url = :url)
            AND status <> 'spiked' ORDER BY updated DESC, number DESC LIMIT :limit""",
            {"url": url, "limit": limit},
        )
        return self._summaries.numbered([row["number"] for row in rows])

    def due(self, checked_before: str, limit: int) -> tuple[str, ...]:
        """Addresses not asked since `checked_before` (a stored time), the longest unasked first."""
        rows = self._connection.rows(
            f"""{_ADDRESSES} AND (checked IS NULL OR checked < ?)
            GROUP BY uses.url ORDER BY checked, uses.url LIMIT ?""",
            (checked_before, limit),
        )
        return tuple(row["url"] for row in rows)

    def record(self, answers: Iterable[LinkHealth]) -> None:
        """Keep how these addresses answered, and forget those that stand nowhere any more."""
        self._connection.change_each(
            """INSERT OR REPLACE INTO link_health (url, state, code, leads_to, checked, message)
            VALUES (?, ?, ?, ?, ?, ?)""",
            [
                (one.url, one.state, one.code, one.leads_to, one.checked, storable(one.message))
                for one in answers
            ],
        )
        self._connection.change(
            # Looked up one by one: all uses are many times as many as the addresses asked.
            """DELETE FROM link_health
            WHERE NOT EXISTS (SELECT 1 FROM web_links WHERE web_links.url = link_health.url)
            AND NOT EXISTS (SELECT 1 FROM related WHERE related.url = link_health.url)"""
        )


def _web_link(row: sqlite3.Row) -> WebLink:
    if row["state"] is None:
        return WebLink(row["url"], row["articles"])
    return WebLink(
        row["url"],
        row["articles"],
        LinkHealth(
            row["url"],
            known(LinkState, row["state"]),
            row["checked"],
            row["code"],
            row["leads_to"],
            row["message"],
        ),
    )
