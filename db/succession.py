"""What led to articles that go, led to the one that comes after them: slugs, related stories and
the anchors of sections; which articles go and what becomes of them is left to the caller."""

from __future__ import annotations

from collections.abc import Sequence

from db.anchors import SectionAnchors
from db.connection import Connection
from db.times import Clock


class Succession:
    """Hands over, inside an operation, so that an undo gives everything back."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._anchors = SectionAnchors(connection, clock)

    def hand_over(self, gone: Sequence[str], heir: str) -> None:
        """Let every link to the articles `gone` lead to the article `heir`.

        It takes their slugs, old ones too, as old slugs of its own; those that go get slugs that
        say so. Beside other articles it takes their place, once.
        """
        for article_id in gone:
            self._hand_over_slugs(article_id, heir)
            self._hand_over_places(article_id, heir, gone)
        self._hand_over_anchors(gone, heir)

    def _hand_over_slugs(self, gone: str, heir: str) -> None:
        row = self._connection.row("SELECT slug FROM articles WHERE id = ?", (gone,))
        if row is None:
            return
        aliases = self._connection.column(
            "SELECT slug FROM slug_aliases WHERE article = ?", (gone,)
        )
        # While its old slugs are still taken: they are the heir's in a moment.
        free = self._free_slug(f"{row['slug']}-merged")
        # Taken out and put in: links are settled for slugs that come and go.
        self._connection.change("DELETE FROM slug_aliases WHERE article = ?", (gone,))
        self._connection.change(
            "UPDATE articles SET slug = ?, version = version + 1 WHERE id = ?", (free, gone)
        )
        for slug in dict.fromkeys((row["slug"], *aliases)):
            self._connection.insert("slug_aliases", {"slug": slug, "article": heir})

    def _free_slug(self, slug: str) -> str:
        free, number = slug, 2
        while self._connection.rows(
            """SELECT 1 FROM articles WHERE slug = :slug
            UNION ALL SELECT 1 FROM slug_aliases WHERE slug = :slug""",
            {"slug": free},
        ):
            free, number = f"{slug}-{number}", number + 1
        return free

    def _hand_over_places(self, gone: str, heir: str, all_gone: Sequence[str]) -> None:
        """Those that go keep what stands beside them, to come back with it."""
        for row in self._connection.rows(
            "SELECT id, article FROM related WHERE target = ?", (gone,)
        ):
            beside = row["article"]
            if beside in all_gone:
                continue
            if beside == heir or self._connection.rows(
                "SELECT 1 FROM related WHERE article = ? AND target = ?", (beside, heir)
            ):
                self._connection.change("DELETE FROM related WHERE id = ?", (row["id"],))
            else:
                self._connection.change(
                    "UPDATE related SET target = ? WHERE id = ?", (heir, row["id"])
                )

    def _hand_over_anchors(self, gone: Sequence[str], heir: str) -> None:
        anchors = {}
        for article_id in gone:
            anchors.update(self._anchors.of(article_id))
        self._anchors.bring(heir, {**anchors, **self._anchors.of(heir)})
