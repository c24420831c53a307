"""Reading articles: by id, by slug, as rows of a list, and what belongs to one; changing them is
left to `articles`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice

from db.anchors import SectionAnchors
from db.connection import Connection
from db.errors import NotFound
from db.names import storable
from db.records import Article, ArticleSummary
from db.rows import COLUMN_LIST, article_of
from db.summaries import Summaries
from db.text_checks import TextChecks


class ArticleQuestions:
    """Every article of one library, to be read."""

    def __init__(
        self,
        connection: Connection,
        summaries: Summaries,
        anchors: SectionAnchors,
    ) -> None:
        self._connection = connection
        self._summaries = summaries
        self._checks = TextChecks(connection)
        self._anchors = anchors

    def get(self, article_id: str) -> Article:
        """The article of that id. Raises NotFound."""
        row = self._row(article_id)
        if row is None:
            raise NotFound("There is no such article in this library. Choose one from the list.")
        return article_of(row, article_id)

    def version(self, article_id: str) -> int | None:
        """The version of an article, without reading its text; None for one that is gone."""
        row = self._connection.row("SELECT version FROM articles WHERE id = ?", (article_id,))
        return None if row is None else int(row["version"])

    def by_slug(self, slug: str) -> Article:
        """The article a slug leads to, now or as an alias. Raises NotFound."""
        found = self.resolve((slug,))
        if slug not in found:
            raise NotFound(f"No article has the slug “{slug}”. Look for it by its headline.")
        return self.get(found[slug][0])

    def resolve(self, slugs: Iterable[str]) -> dict[str, tuple[str, str, str]]:
        """For each slug or alias that leads somewhere: id, present slug, headline."""
        asked = iter(dict.fromkeys(map(storable, slugs)))
        found: dict[str, tuple[str, str, str]] = {}
        while some := tuple(islice(asked, 500)):
            marks = ", ".join("?" * len(some))
            rows = self._connection.rows(
                f"""SELECT slug AS asked, id, slug, headline FROM articles WHERE slug IN ({marks})
                UNION ALL SELECT slug_aliases.slug, id, articles.slug, headline
                FROM slug_aliases JOIN articles ON id = article
                WHERE slug_aliases.slug IN ({marks})""",
                some * 2,
            )
            found.update({row[0]: (row[1], row[2], row[3]) for row in rows})
        return found

    def is_altered(self, article_id: str) -> bool:
        """Whether the text isn't the one that was saved: something has changed it, or put the
        article in, past the library."""
        return self._checks.is_altered(article_id)

    def source(self, article_id: str) -> bytes | None:
        """What arrived on the wire, byte for byte, if the article came that way."""
        row = self._connection.row("SELECT content FROM sources WHERE article = ?", (article_id,))
        return None if row is None else bytes(row["content"])

    def slug_aliases(self, article_id: str) -> tuple[str, ...]:
        """Old slugs that still lead to an article, in alphabetical order."""
        rows = self._connection.rows(
            "SELECT slug FROM slug_aliases WHERE article = ? ORDER BY slug", (article_id,)
        )
        return tuple(row["slug"] for row in rows)

    def anchors(self, article_id: str) -> dict[str, tuple[str, str]]:
        """All anchors of an article's sections, old and new: which each leads to, since when."""
        return self._anchors.of(article_id)

    def anchor_aliases(self, article_id: str) -> dict[str, str]:
        """Old anchors of renamed sections, each with the anchor it leads to now."""
        return self._anchors.aliases(article_id)

    def summaries(self, numbers: Sequence[int]) -> tuple[ArticleSummary, ...]:
        """Rows of a list, in the order asked for; those that are gone are left out."""
        return self._summaries.numbered(numbers)

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The ids of rows of a list, in the order asked for; those that are gone are left out."""
        return self._summaries.ids(numbers)

    def summary(self, article_id: str) -> ArticleSummary:
        """One article as a row of a list. Raises NotFound."""
        return self._summaries.one(article_id)

    def all_ids(self, *, spiked: bool = False) -> tuple[str, ...]:
        """The ids of all articles but the spiked, or of the spiked; newest updated first."""
        test = "=" if spiked else "<>"
        rows = self._connection.rows(
            f"""SELECT id FROM articles WHERE status {test} 'spiked'
            ORDER BY updated DESC, number DESC"""
        )
        return tuple(row["id"] for row in rows)

    def _row(self, article_id: str) -> sqlite3.Row | None:
        return self._connection.row(
            f"SELECT {COLUMN_LIST} FROM articles WHERE id = ?", (article_id,)
        )
