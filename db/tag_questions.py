"""Reading tags: by id, by any of their names, of an article, and as completions; changing them is
left to `tags`."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from db.connection import Connection
from db.errors import NotFound
from db.names import folded, loosely, tag_slug
from db.records import Tag, TagKind
from db.rows import known

# An article that is spiked gives its tags no moment.
_USES = "(SELECT count(*) FROM article_tags WHERE tag = tags.id AND moment > '')"
_TAGS = f"SELECT tags.*, {_USES} AS uses FROM tags"

SAMPLE = 400
"""Articles of a tag that are looked at for what stands beside it."""


class TagQuestions:
    """Every tag of one library, to be read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Tag, ...]:
        """Every tag, in the order of their labels."""
        return self._read("ORDER BY folded")

    def get(self, tag_id: str) -> Tag:
        """The tag of that id. Raises NotFound."""
        self._must_exist(tag_id)
        return self._read("WHERE id = ?", (tag_id,))[0]

    def these(self, tag_ids: Iterable[str]) -> tuple[Tag, ...]:
        """The tags of these ids, in this order; those that are gone are left out."""
        asked = list(dict.fromkeys(tag_ids))
        found = {
            tag.id: tag
            for tag in self._read(
                "WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(asked),)
            )
        }
        return tuple(found[tag_id] for tag_id in asked if tag_id in found)

    def find(self, label: str) -> Tag | None:
        """The tag of that label, or else alias, or else slug, whatever the case."""
        named = self.named(label)
        if named is not None:
            return named
        found = self._read("WHERE slug = ?", (folded(label),))
        return found[0] if found else None

    def named(self, label: str) -> Tag | None:
        """The tag of that label, or else alias, whatever the case: no other can be called so."""
        owner = self._owner(folded(label))
        return None if owner is None else self.get(owner)

    def of(self, article_id: str) -> tuple[Tag, ...]:
        """The tags of an article, in its order."""
        return self._read(
            "JOIN article_tags AS own ON own.tag = tags.id WHERE own.article = ? ORDER BY position",
            (article_id,),
        )

    def labels(self, kind: TagKind) -> tuple[str, ...]:
        """The labels of the tags of one kind, in order."""
        sql = "SELECT label FROM tags WHERE kind = ? ORDER BY folded"
        return tuple(self._connection.column(sql, (kind,)))

    def on_any(self, article_ids: Sequence[str]) -> tuple[Tag, ...]:
        """Every tag on one or more of these articles, in the order of their labels."""
        return self._read(
            """WHERE id IN (SELECT tag FROM article_tags
            WHERE article IN (SELECT value FROM json_each(?))) ORDER BY folded""",
            (json.dumps(list(article_ids)),),
        )

    def names(self) -> tuple[tuple[str, str], ...]:
        """(tag id, name) of every label, in their order, and then of every alias."""
        labels = self._connection.rows("SELECT id, label FROM tags ORDER BY folded")
        aliases = self._connection.rows("SELECT tag, alias FROM tag_aliases ORDER BY folded")
        return tuple((row[0], row[1]) for row in (*labels, *aliases))

    def complete(self, text: str, limit: int = 12, beside: Sequence[str] = ()) -> tuple[Tag, ...]:
        """Tags with `text` in their label or an alias, accents or not: those that begin with it
        first, then those most used with the tags `beside` (ids, which are left out), then the
        most used; for an empty text all of them."""
        together = self._together(beside)
        hits = [hit for hit in self._hits(text) if hit["id"] not in beside]
        hits.sort(
            key=lambda hit: (
                hit["place"] > 1,
                -together.get(hit["id"], 0),
                -hit["uses"],
                hit["folded"],
            )
        )
        return self.these(hit["id"] for hit in hits[:limit])

    def tangles(self) -> int:
        """How many tags stand under one another in a ring, where none of them can be come by, or
        are called as another is too."""
        return self._connection.number(
            """WITH RECURSIVE standing (id) AS (
                SELECT id FROM tags WHERE parent IS NULL
                UNION ALL SELECT tags.id FROM standing JOIN tags ON parent = standing.id)
            SELECT (SELECT count(*) FROM tags) - (SELECT count(*) FROM standing)
                + (SELECT count(*) FROM tag_aliases JOIN tags USING (folded))"""
        )

    def _hits(self, text: str) -> list[sqlite3.Row]:
        """Each tag that has `text` in a name, with the first place where it has it, from 1."""
        return self._connection.rows(
            f"""SELECT id, tags.folded, hit.place, {_USES} AS uses FROM tags JOIN (
                SELECT tag, min(place) AS place FROM (
                    SELECT id AS tag, instr(folded, :sought) AS place FROM tags
                    UNION ALL SELECT tag, instr(folded, :sought) FROM tag_aliases
                    UNION ALL SELECT id, instr(slug, :slug) FROM tags WHERE :slug <> '')
                WHERE place GROUP BY tag) AS hit ON hit.tag = id""",
            {"sought": folded(text), "slug": tag_slug(text) if loosely(text) else ""},
        )

    def _together(self, beside: Sequence[str]) -> Mapping[str, int]:
        """How often each tag stands on the latest articles of each of these."""
        counts: Counter[str] = Counter()
        for tag in beside:
            for row in self._connection.rows(
                """SELECT tag, count(*) AS times FROM (
                    SELECT article FROM article_tags WHERE tag = ? ORDER BY moment DESC LIMIT ?)
                CROSS JOIN article_tags USING (article) GROUP BY tag""",
                (tag, SAMPLE),
            ):
                counts[row["tag"]] += row["times"]
        return counts

    def _read(
        self, rest: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> tuple[Tag, ...]:
        rows = self._connection.rows(f"{_TAGS} {rest}", parameters)
        aliases = self._aliases(rows)
        return tuple(_tag(row, tuple(aliases[row["id"]])) for row in rows)

    def _aliases(self, rows: Sequence[sqlite3.Row]) -> dict[str, list[str]]:
        sql = "SELECT tag, alias FROM tag_aliases"
        ids: tuple[str, ...] = ()
        if len(rows) <= 500:
            ids = tuple(row["id"] for row in rows)
            sql += f" WHERE tag IN ({', '.join('?' * len(ids))})"
        aliases: dict[str, list[str]] = defaultdict(list)
        for row in self._connection.rows(f"{sql} ORDER BY folded", ids):
            aliases[row["tag"]].append(row["alias"])
        return aliases

    def _must_exist(self, tag_id: str) -> None:
        if not self._connection.rows("SELECT 1 FROM tags WHERE id = ?", (tag_id,)):
            raise NotFound("There is no such tag any more. Choose one from the list.")

    def _owner(self, name: str) -> str | None:
        row = self._connection.row(
            """SELECT id FROM tags WHERE folded = :name
            UNION ALL SELECT tag FROM tag_aliases WHERE folded = :name""",
            {"name": name},
        )
        return None if row is None else str(row["id"])

    def _owner_of_external_id(self, external_id: str) -> str | None:
        if not external_id:
            return None
        row = self._connection.row(
            "SELECT id FROM tags WHERE external_id = ? AND external_id <> ''", (external_id,)
        )
        return None if row is None else str(row["id"])


def _tag(row: sqlite3.Row, aliases: tuple[str, ...]) -> Tag:
    return Tag(
        id=row["id"],
        label=row["label"],
        slug=row["slug"],
        kind=known(TagKind, row["kind"]),
        parent=row["parent"],
        aliases=aliases,
        colour=row["colour"],
        note=row["note"],
        external_id=row["external_id"],
        uses=row["uses"],
    )
