"""What an article is called, and the articles whose text has one of these names in it; where
exactly it stands there, and whether in a link, is left to the text layer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from db.connection import Connection
from db.errors import NotFound
from db.folding import UNSPACED
from db.names import folded, loosely
from db.query_answers import phrase

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SHORTEST = 4
"""Letters a name of one word has to have, unless it is a tag's or in a script without blanks."""

_EDGES = "\"'“”„‘’‚«»‹›()[]{}.,:;!?…–—-"
"""Punctuation around the first word of a headline."""

_NO_NAMES = frozenset({"untitled"})


class MentionStore:
    """Names of articles, and where they may be mentioned."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def names(self, article_id: str) -> tuple[str, ...]:
        """What an article is called: its headline, with and without what it ends on in brackets,
        the words of its slugs; and, where it is called like a tag, the tag's label and aliases.

        Names that would be found everywhere are left out: short words, and slugs of one word.
        Raises NotFound.
        """
        row = self._connection.row(
            "SELECT headline, slug FROM articles WHERE id = ?", (article_id,)
        )
        if row is None:
            raise NotFound("There is no such article in this library. Choose one from the list.")
        slugs = [row["slug"], *self._old_slugs(article_id)]
        own = list(_own_names(row["headline"], slugs))
        return tuple(dict.fromkeys([*own, *self._tag_names([row["headline"], *own])]))

    def candidates(
        self, article_id: str, names: Sequence[str], limit: int, offset: int = 0
    ) -> tuple[tuple[int, str, int, str], ...]:
        """(number, id, version, body) of unspiked articles with one of these names in their text
        and no link to the article in it, the newest first."""
        phrases = " OR ".join(map(phrase, names))
        if not phrases:
            return ()
        rows = self._connection.rows(
            """SELECT number, id, version, articles.body FROM search
            CROSS JOIN articles ON number = search.rowid
            WHERE search MATCH ? AND status <> 'spiked' AND id <> ? AND NOT EXISTS (
                SELECT 1 FROM cross_links WHERE article = id AND target = ?)
            ORDER BY search.rowid DESC LIMIT ? OFFSET ?""",
            (f"{{body}} : ({phrases})", article_id, article_id, limit, offset),
        )
        return tuple((row[0], row[1], row[2], row[3]) for row in rows)

    def headlines(self, first_words: Iterable[str], beside: str) -> tuple[tuple[int, str], ...]:
        """(number, headline without case and accents) of the unspiked articles but `beside` whose
        headline goes on after its first word, which, without punctuation around it, is one of
        these; newest updated first."""
        rows = self._connection.rows(
            """SELECT number, sought FROM articles INDEXED BY articles_by_headline
            WHERE status <> 'spiked'
            AND trim(substr(sought, 1, instr(sought, ' ') - 1), ?)
                IN (SELECT value FROM json_each(?))
            AND number IS NOT (SELECT number FROM articles WHERE id = ?)
            ORDER BY updated DESC, number DESC""",
            (_EDGES, json.dumps([*first_words]), beside),
        )
        return tuple((row[0], row[1]) for row in rows)

    def _old_slugs(self, article_id: str) -> list[str]:
        rows = self._connection.rows(
            "SELECT slug FROM slug_aliases WHERE article = ? ORDER BY slug", (article_id,)
        )
        return [row["slug"] for row in rows]

    def _tag_names(self, names: Sequence[str]) -> list[str]:
        marks = ", ".join("?" * len(names))
        known = [folded(name) for name in names]
        rows = self._connection.rows(
            f"""WITH called AS (
                SELECT id FROM tags WHERE folded IN ({marks})
                UNION SELECT tag FROM tag_aliases WHERE folded IN ({marks}))
            SELECT label FROM tags WHERE id IN called
            UNION ALL SELECT alias FROM tag_aliases WHERE tag IN called""",
            (*known, *known),
        )
        return [row[0] for row in rows if len(row[0].strip()) > 1]


def _own_names(headline: str, slugs: Sequence[str]) -> Iterator[str]:
    for name in (headline.strip(), _IN_BRACKETS.sub("", headline).strip()):
        words = loosely(name).split()
        if len(words) > 1 or (words and _says_enough(words[0])):
            yield name
    for slug in slugs:
        if "-" in slug and _WORD.findall(slug)[0] not in _NO_NAMES:
            yield slug.replace("-", " ")


def _says_enough(word: str) -> bool:
    return len(word) >= _SHORTEST or (len(word) > 1 and bool(_UNSPACED.match(word)))
