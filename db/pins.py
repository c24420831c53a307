"""Articles pinned to the top of the list; where they stand there is the list's business."""

from __future__ import annotations

from collections.abc import Iterable

from db.connection import Connection
from db.errors import NotFound
from db.orders import PINNED
from db.times import Clock, stamp


class Pins:
    """The pinned articles of one library."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def all(self) -> frozenset[str]:
        """The ids of the pinned articles, the spiked among them too."""
        return frozenset(self._connection.column("SELECT article FROM pinned_articles"))

    def numbers(self) -> frozenset[int]:
        """The row numbers of the same articles."""
        return frozenset(self._connection.numbers(PINNED))

    def add(self, article_ids: Iterable[str]) -> int:
        """Pin articles; how many weren't before. Raises NotFound."""
        pinned = self.all()
        wanted = [one for one in dict.fromkeys(article_ids) if one not in pinned]
        since = stamp(self._clock())
        for article_id in wanted:
            if not self._connection.rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)):
                raise NotFound(
                    "There is no such article in this library. Choose one from the list."
                )
            self._connection.insert("pinned_articles", {"article": article_id, "since": since})
        return len(wanted)

    def remove(self, article_ids: Iterable[str]) -> int:
        """Unpin articles; how many were pinned."""
        return sum(
            self._connection.change("DELETE FROM pinned_articles WHERE article = ?", (article_id,))
            for article_id in dict.fromkeys(article_ids)
        )
