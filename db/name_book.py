"""What every article is called, held in memory for answers while a writer types; kept up with the
library by reading only what was stored since. Which names are meant is left to `link_offers`."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from db.connection import Connection

_MOST_NEW = 2_000
"""Articles stored since the book was written; with more it is written anew."""

_SELECTED = "SELECT number, updated, sought, slug FROM articles INDEXED BY articles_by_headline"

START, BETWEEN = b"\n", b"\t"
"""What stands before the headline of each article, and between it and its slug. Each article's
names end where the next begins."""


class Page:
    """The names of some articles in one stretch of bytes, `\\nheadline\\tslug` for each."""

    def __init__(self, rows: Sequence[tuple[int, bytes]]) -> None:
        """Each row is an article's number and its names."""
        self.numbers = array("q", (number for number, _ in rows))
        self._starts = array("q", accumulate((len(names) for _, names in rows), initial=0))
        self._names = b"".join([*(names for _, names in rows), START])

    def having(self, sought: bytes) -> Iterator[int]:
        """Places in `numbers` of the articles with `sought` in their names, each once."""
        position = 0
        while (found := self._names.find(sought, position)) >= 0:
            place = bisect_right(self._starts, found) - 1
            if place >= len(self.numbers):
                break
            yield place
            position = self._starts[place + 1]

    def names(self, place: int) -> bytes:
        """The headline and slug at a place, with what is between them."""
        return self._names[self._starts[place] : self._starts[place + 1]]


class NameBook:
    """The headlines, without case and accents, and the slugs of all unspiked articles."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: tuple[int, int] | None = None
        self._newest = ""
        self._written = Page(())
        self._since = Page(())
        self._moved: frozenset[int] = frozenset()

    def pages(self) -> tuple[tuple[Page, frozenset[int]], ...]:
        """The names there are now, articles stored last first: pages, and the numbers that don't
        count in each, because they are on the page before or were spiked.

        Written within a quarter of a second for 100,000 articles when it is asked for first;
        later a matter of what has been stored since. An article stored while the clock was put
        back may be found by the names it had until then.
        """
        state = self._state()
        if state != self._seen:
            self._keep_up()
            self._seen = state
        return (self._since, frozenset()), (self._written, self._moved)

    def _state(self) -> tuple[int, int]:
        """Differs after every change, by this connection or another."""
        sqlite = self._connection
        return sqlite.number("PRAGMA data_version"), sqlite.sqlite.total_changes

    def _keep_up(self) -> None:
        moved = self._connection.rows(
            """SELECT number FROM articles WHERE status <> 'spiked' AND updated >= :newest
            UNION ALL SELECT number FROM articles WHERE status = 'spiked' AND updated >= :newest
            LIMIT :most""",
            {"newest": self._newest, "most": _MOST_NEW + 1},
        )
        if self._seen is None or len(moved) > _MOST_NEW:
            self._write()
            return
        self._moved = frozenset(row["number"] for row in moved)
        self._since = self._page("AND updated >= ?", self._newest)

    def _write(self) -> None:
        self._newest = str(
            self._connection.rows("SELECT ifnull(max(updated), '') FROM articles")[0][0]
        )
        self._written, self._since, self._moved = self._page(), Page(()), frozenset()

    def _page(self, condition: str = "", *parameters: str) -> Page:
        rows = self._connection.rows(
            f"""{_SELECTED} WHERE status <> 'spiked' {condition}
            ORDER BY updated DESC, number DESC""",
            parameters,
        )
        return Page(
            [
                (number, b"".join((START, sought.encode(), BETWEEN, slug.encode())))
                for number, _updated, sought, slug in rows
            ]
        )
