"""Articles offered while a link to one is typed: by headline, by slug and by slugs they had;
sections are offered by the operations, which read them in the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from db.connection import Connection
from db.link_records import LinkOffer, OfferedBy
from db.name_book import BETWEEN, START, NameBook, Page
from db.names import storable, unaccented
from db.records import Status
from db.summaries import Summaries

_RANKS = 5
_INSIDE = _RANKS - 1
"""The last rank: what is typed is somewhere inside the names, or its words are."""

_MOST_RANKED = 2_000
"""Articles looked at one by one."""

_SPARE = 4
"""More than asked for are looked up: one may have gone, and one is being written in."""


class LinkOffers:
    """Finds what a writer may mean by the beginning of a link."""

    def __init__(self, connection: Connection, summaries: Summaries) -> None:
        self._connection = connection
        self._summaries = summaries
        self._book = NameBook(connection)

    def prepare(self) -> None:
        """Read the names of all articles now, so that the first key need not wait for it."""
        self._book.pages()

    def named(self, text: str, *, limit: int = 8, beside: str = "") -> tuple[LinkOffer, ...]:
        """Unspiked articles, other than the one with the id `beside`, with `text` in their
        headline, slug or an old slug, whatever its case and accents.

        Those that are called so first, then those that begin with it, then those with a word
        that does, and of these the most recent; for an empty text the most recent of all.
        """
        words = unaccented(text).split()
        most = limit + _SPARE
        found = self._named(words, most) if words else self._newest(most)
        by: dict[int, OfferedBy] = {}
        for number, how in found:
            by.setdefault(number, how)
            if len(by) == most:
                break
        offers = [
            LinkOffer(summary, None, by[summary.number])
            for summary in self._summaries.numbered(list(by))
            if summary.id != beside and summary.status is not Status.SPIKED
        ]
        return tuple(offers[:limit])

    def _newest(self, limit: int) -> Iterator[tuple[int, OfferedBy]]:
        rows = self._connection.rows(
            """SELECT number FROM articles WHERE status <> 'spiked'
            ORDER BY updated DESC, number DESC LIMIT ?""",
            (limit,),
        )
        return ((row["number"], OfferedBy.HEADLINE) for row in rows)

    def _named(self, words: list[str], limit: int) -> Iterator[tuple[int, OfferedBy]]:
        """The best first; an article may come twice."""
        asked = _Asked(words)
        pages = self._book.pages()
        yield from self._by_alias("slug_aliases.slug = ?", asked.slug.decode(), limit)
        ranked, all_seen = _ranked(pages, asked)
        if not all_seen:
            # Then so many have it that those which begin with it are found at once.
            yield from _beginning(pages, asked, limit)
        for rank in range(_RANKS):
            if rank == _INSIDE:
                yield from self._by_alias("instr(slug_aliases.slug, ?)", asked.slug.decode(), limit)
            yield from ranked[rank][:limit]

    def _by_alias(self, condition: str, slug: str, limit: int) -> Iterator[tuple[int, OfferedBy]]:
        rows = self._connection.rows(
            f"""SELECT number FROM slug_aliases CROSS JOIN articles ON id = article
            WHERE {condition} AND status <> 'spiked' ORDER BY updated DESC, number DESC LIMIT ?""",
            (slug, limit),
        )
        return ((row["number"], OfferedBy.ALIAS) for row in rows)


class _Asked:
    """What is typed, as it stands in headlines and in slugs."""

    def __init__(self, words: list[str]) -> None:
        self.words = [word.encode() for word in words]
        self.longest = max(self.words, key=len)
        self.text = b" ".join(self.words)
        self.slug = storable("-".join(words)).encode()

    def rank(self, names: bytes) -> tuple[int, OfferedBy] | None:
        """How well the names of an article fit, 0 best; None where they don't."""
        headline, _, slug = names[1:].partition(BETWEEN)
        if headline == self.text:
            return 0, OfferedBy.HEADLINE
        if slug == self.slug:
            return 0, OfferedBy.SLUG
        if headline.startswith(self.text):
            return 1, OfferedBy.HEADLINE
        if b" " + self.text in headline:
            return 2, OfferedBy.HEADLINE
        if slug.startswith(self.slug):
            return 3, OfferedBy.SLUG
        if all(word in headline for word in self.words):
            return _INSIDE, OfferedBy.HEADLINE
        if all(word in slug for word in self.words):
            return _INSIDE, OfferedBy.SLUG
        return None


_Pages = tuple[tuple[Page, frozenset[int]], ...]
_Found = list[tuple[int, OfferedBy]]


def _ranked(pages: _Pages, asked: _Asked) -> tuple[tuple[_Found, ...], bool]:
    """The articles that fit, by rank, the most recent first; and whether these are all: so many
    are looked at and no more."""
    ranked: tuple[_Found, ...] = tuple([] for _ in range(_RANKS))
    left = _MOST_RANKED
    for page, moved in pages:
        for place in islice(page.having(asked.longest), left):
            left -= 1
            fit = asked.rank(page.names(place))
            if fit is not None and page.numbers[place] not in moved:
                ranked[fit[0]].append((page.numbers[place], fit[1]))
    return ranked, left > 0


def _beginning(pages: _Pages, asked: _Asked, limit: int) -> Iterator[tuple[int, OfferedBy]]:
    """Some of those that are called so, begin so, or have a word that does, the best first."""
    for sought, by in (
        (START + asked.text + BETWEEN, OfferedBy.HEADLINE),
        (BETWEEN + asked.slug + START, OfferedBy.SLUG),
        (START + asked.text, OfferedBy.HEADLINE),
        (b" " + asked.text, OfferedBy.HEADLINE),
    ):
        for page, moved in pages:
            for place in islice(page.having(sought), limit + len(moved)):
                if page.numbers[place] not in moved:
                    yield page.numbers[place], by
