"""Searching: a query to the numbers of articles in order, with their hits; reading the query,
answering its parts and sorting are left to the modules that are asked here."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from db.connection import Connection
from db.headlines import Headlines
from db.hits import Hits
from db.names import storable
from db.namesakes import Namesakes
from db.orders import Orders, kept
from db.query import Query, read
from db.query_answers import Answers
from db.records import (
    Article,
    ArticleSummary,
    Facts,
    Found,
    Grouping,
    Hit,
    Order,
    View,
)
from db.summaries import Summaries
from db.times import Clock


class SearchStore:
    """Answers to what the writer looks for. Any text is a safe query."""

    def __init__(self, connection: Connection, summaries: Summaries, clock: Clock) -> None:
        self._connection = connection
        self._summaries = summaries
        self._clock = clock
        self._orders = Orders(connection)
        self._hits = Hits(connection)
        self._headlines = Headlines(connection, self._orders)
        self._namesakes = Namesakes(connection)

    def find(
        self,
        query: str = "",
        *,
        view: View = View.ALL,
        order: Order = Order.UPDATED,
        reverse: bool = False,
        grouping: Grouping = Grouping.NONE,
        limit: int | None = None,
    ) -> Found:
        """The articles of a view that a query finds; all for no words. `limit` keeps the first,
        before they are grouped. What could not be read is told in `problems`, and looked for as
        words. The numbers are not to be changed: they are kept for the next search. Raises
        Interrupted where `interrupt` was called meanwhile."""
        asked = self._read(query)
        numbers = self._orders.numbers(view, order, reverse=reverse)
        numbers, problems = self._answering(asked, numbers, view)
        if limit is not None:
            numbers = numbers[:limit]
        if grouping is Grouping.NONE:
            return Found(numbers, (), problems)
        numbers, groups = self._orders.divided(numbers, grouping)
        return Found(numbers, groups, problems)

    def numbers(
        self, query: str = "", *, spiked: bool = False, limit: int | None = None
    ) -> array[int]:
        """The numbers of the articles a query finds, newest updated first; all for no words."""
        view = View.SPIKED if spiked else View.ALL
        return self.find(query, view=view, limit=limit).numbers

    def count(self, query: str) -> int:
        """How many articles a query finds that aren't spiked."""
        return len(self.find(query).numbers)

    def hits(self, query: str, numbers: Sequence[int]) -> dict[int, Hit]:
        """The sentence around the first hit in each of these articles, by number; articles that
        answer by a filter alone have none."""
        return self._hits.of(self._read(query).part, numbers)

    def by_headline(
        self, text: str, limit: int = 20, *, loosely: bool = True
    ) -> tuple[ArticleSummary, ...]:
        """Articles called `text`, or something like it, by headline, slug or old slug, whatever
        the case and accents: the nearest first, and among those the most recent; for an empty
        text the most recent of all. Spiked ones are left out. Not `loosely`, the text begins a
        name or a word of it, and the answer is quicker."""
        return self._summaries.numbered(self._headlines.numbers(text, limit, loosely=loosely))

    def of_headline(self, headline: str) -> tuple[ArticleSummary, ...]:
        """The articles of just this headline, whatever its case and punctuation, the newest
        updated first. Spiked ones are left out."""
        return self._summaries.numbered(self._namesakes.numbers(headline))

    def interrupt(self) -> None:
        """Break off what is being read of the library, from any thread: it raises Interrupted, and
        so does all that is asked until `go_on`."""
        self._connection.interrupt()

    def go_on(self) -> None:
        """Answer again after an `interrupt`, if there was one."""
        self._connection.go_on()

    def _read(self, query: str) -> Query:
        return read(query, self._clock())

    def _answering(
        self, query: Query, numbers: array[int], view: View
    ) -> tuple[array[int], tuple[str, ...]]:
        if query.part is None:
            return numbers, query.problems
        answers = Answers(self._connection, lambda: numbers, spiked=view is View.SPIKED)
        found = kept(numbers, answers.to(query.part))
        return found, tuple(dict.fromkeys((*query.problems, *answers.problems)))


_TEXTS = ("headline", "standfirst", "body", "byline")
_AT_ONCE = 1_000
"""Texts indexed by one statement at most: they wait in memory."""


class SearchIndex:
    """The plain texts, written in the same transaction as the article; triggers keep the index of
    their words in step with them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: dict[str, dict[str, object]] | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Index what is updated inside the block by few statements, at the latest at its end: the
        index of words makes a note on disk at every one. Nothing is found by its new words
        before."""
        self._waiting = {}
        try:
            yield
            self._write_waiting()
        finally:
            self._waiting = None

    def add(self, article: Article, facts: Facts) -> None:
        """Index a new article."""
        self._insert(article.id, storable(facts.plain))

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
        if self._waiting is None:
            self._write(article_id, values)
            return
        self._waiting.setdefault(article_id, {}).update(values)
        if len(self._waiting) >= _AT_ONCE:
            self._write_waiting()

    def _write(self, article_id: str, values: Mapping[str, object]) -> None:
        setting = ", ".join(f"{column} = ?" for column in values)
        known = self._connection.change(
            f"""UPDATE plain_texts SET {setting}
            WHERE number = (SELECT number FROM articles WHERE id = ?)""",
            (*values.values(), article_id),
        )
        if not known:  # Another program has put the article in, which can't index it.
            self._insert(article_id, str(values.get("body", "")))

    def _insert(self, article_id: str, plain: str) -> None:
        self._connection.change(
            """INSERT INTO plain_texts (number, headline, standfirst, body, byline)
            SELECT number, headline, standfirst, ?, byline FROM articles WHERE id = ?""",
            (plain, article_id),
        )

    def _write_waiting(self) -> None:
        columns = ", ".join(_TEXTS)
        kept = ", ".join(f"coalesce(:{column}, {column})" for column in _TEXTS)
        nothing = dict.fromkeys(_TEXTS)
        change, waiting = self._connection.change, self._waiting or {}
        change(
            f"""CREATE TEMP TABLE IF NOT EXISTS waiting_texts
            (number INTEGER PRIMARY KEY, {columns})"""
        )
        self._connection.change_each(
            f"""INSERT INTO temp.waiting_texts SELECT number, {kept} FROM plain_texts
            WHERE number = (SELECT number FROM articles WHERE id = :id)""",
            [{**nothing, **values, "id": one} for one, values in waiting.items()],
        )
        change(
            f"""UPDATE plain_texts SET ({columns}) =
                (SELECT {columns} FROM temp.waiting_texts AS waiting
                WHERE waiting.number = plain_texts.number)
            WHERE number IN (SELECT number FROM temp.waiting_texts)"""
        )
        change("DELETE FROM temp.waiting_texts")
        waiting.clear()
