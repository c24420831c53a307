"""Articles by what they are called, for those who type some of a name: headlines, slugs and old
slugs; searching texts is left to search."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from db.connection import Connection
from db.names import unaccented
from db.orders import Orders
from db.query_answers import phrase
from db.records import Order, View

_LONGEST = 200
_FEWEST_LETTERS = 3
_RECENT = 20_000
"""Articles looked through for letters in order: it is the slowest way, for old ones too slow."""
_CANDIDATES = 400
"""Articles compared letter by letter, the newest of those that have all letters in order."""
_FARTHEST = 4
"""How many times as long as the letters the stretch may be that has them."""
_LAST = "\U0010ffff"


class Headlines:
    """Looks articles up by headline and slug."""

    def __init__(self, connection: Connection, orders: Orders) -> None:
        self._connection = connection
        self._orders = orders

    def numbers(self, text: str, limit: int, *, loosely: bool = True) -> list[int]:
        """At most `limit` unspiked articles that are called `text`, or something like it.

        First those whose headline or slug is `text` or begins so, then those where each word
        begins one, then those that have each word somewhere, last those that have its letters in
        this order; among equals the most recent first. For an empty text the most recent. Unless
        `loosely`, inside words only where nothing begins so, and no letters alone: what is found
        is found three times as fast then.
        """
        recent = self._orders.numbers(View.ALL, Order.UPDATED)
        words = unaccented(text[:_LONGEST]).split()
        if not words:
            return recent[:limit].tolist()
        found: dict[int, None] = {}
        for ways in _WAYS:
            if found and ways is Headlines._anywhere and not loosely:
                return list(found)
            wanted = ways(self, words) - found.keys()
            if wanted:
                found.update(dict.fromkeys(islice(filter(wanted.__contains__, recent), limit)))
            if len(found) >= limit:
                return list(found)[:limit]
        if loosely:
            found.update(dict.fromkeys(self._by_letters("".join(words), limit)))
        return list(found)[:limit]

    def _same(self, words: list[str]) -> set[int]:
        name, slug = " ".join(words), "-".join(words)
        return self._numbers(
            """SELECT number FROM articles WHERE sought = ?1
            UNION SELECT number FROM articles WHERE slug = ?2
            UNION SELECT number FROM slug_aliases JOIN articles ON id = article
                WHERE slug_aliases.slug = ?2""",
            name,
            slug,
        )

    def _beginning(self, words: list[str]) -> set[int]:
        name, slug = " ".join(words), "-".join(words)
        return self._numbers(
            """SELECT number FROM articles WHERE sought >= ?1 AND sought < ?2
            UNION SELECT number FROM articles WHERE slug >= ?3 AND slug < ?4
            UNION SELECT number FROM slug_aliases JOIN articles ON id = article
                WHERE slug_aliases.slug >= ?3 AND slug_aliases.slug < ?4""",
            name, name + _LAST, slug, slug + _LAST,
        )  # fmt: skip

    def _at_word_starts(self, words: list[str]) -> set[int]:
        each = " AND ".join(f"{phrase(word)} *" for word in words if any(map(str.isalnum, word)))
        if not each:
            return set()
        return self._numbers(
            "SELECT rowid FROM search WHERE search MATCH ?", f"headline : ({each})"
        )

    def _anywhere(self, words: list[str]) -> set[int]:
        return self._numbers(
            f"""SELECT number FROM articles INDEXED BY articles_by_sought
            WHERE status <> 'spiked' AND {_each_in("sought", words)}""",
            *words,
        )

    def _anywhere_in_slugs(self, words: list[str]) -> set[int]:
        return self._numbers(
            f"""SELECT number FROM articles WHERE {_each_in("slug", words)}
            UNION ALL SELECT number FROM slug_aliases JOIN articles ON id = article
            WHERE {_each_in("slug_aliases.slug", words)}""",
            *words,
        )

    def _by_letters(self, letters: str, limit: int) -> list[int]:
        """Those with the letters closest together first."""
        if len(letters) < _FEWEST_LETTERS:
            return []
        pattern = f"*{'*'.join(map(_plain_to_glob, letters))}*"
        rows = self._connection.rows(
            """SELECT number, sought FROM (
                SELECT number, sought FROM articles INDEXED BY articles_by_headline
                WHERE status <> 'spiked' ORDER BY updated DESC, number DESC LIMIT ?)
            WHERE sought GLOB ? LIMIT ?""",
            (_RECENT, pattern, _CANDIDATES),
        )
        spread = {row["number"]: _spread(letters, row["sought"]) for row in rows}
        near = [number for number, far in spread.items() if far <= _FARTHEST * len(letters)]
        return sorted(near, key=spread.__getitem__)[:limit]

    def _numbers(self, sql: str, *values: str) -> set[int]:
        return set(self._connection.numbers(sql, values))


_WAYS: tuple[Callable[[Headlines, list[str]], set[int]], ...] = (
    Headlines._same,
    Headlines._beginning,
    Headlines._at_word_starts,
    Headlines._anywhere,
    Headlines._anywhere_in_slugs,
)
"""The ways an article may be called so, the nearest first."""


def _each_in(column: str, words: list[str]) -> str:
    return " AND ".join(f"instr({column}, ?{place})" for place in range(1, len(words) + 1))


def _plain_to_glob(letter: str) -> str:
    return f"[{letter}]" if letter in "*?[" else letter


def _spread(letters: str, text: str) -> int:
    """The length of the first stretch of `text` with these letters in order; each is taken where
    it begins a word, if it does further on."""
    start = at = text.find(letters[0])
    for letter in letters[1:]:
        following = text.find(letter, at + 1)
        if following < 0:
            return len(text) * _FARTHEST + len(letters) * (_FARTHEST + 1)
        at = following
    return at - start + 1
