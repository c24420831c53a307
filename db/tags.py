"""Tags: finding and making them, their order on articles, renaming and merging; what a kind
means in an export is left to the exporters."""

from __future__ import annotations

import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

from db.connection import Connection
from db.errors import Invalid, NotFound, TagExists
from db.names import folded, storable, tag_slug, tidy
from db.records import Tag, TagKind
from db.rows import known

# Uses on spiked articles are counted apart: they are few, and all the rest is in one index.
# CROSS JOIN keeps SQLite from reading every tag of every article to find the few.
_TAGS = """WITH spiked_uses AS MATERIALIZED (
    SELECT tag, count(*) AS spiked FROM articles CROSS JOIN article_tags
    ON article = articles.id WHERE status = 'spiked' GROUP BY tag)
SELECT tags.*, (SELECT count(*) FROM article_tags WHERE tag = tags.id) - ifnull(spiked, 0) AS uses
FROM tags LEFT JOIN spiked_uses ON spiked_uses.tag = tags.id"""


class TagStore:
    """Every tag of one library."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Tag, ...]:
        """Every tag, in the order of their labels."""
        return self._read("ORDER BY folded")

    def get(self, tag_id: str) -> Tag:
        """The tag of that id. Raises NotFound."""
        self._must_exist(tag_id)
        return self._read("WHERE id = ?", tag_id)[0]

    def find(self, label: str) -> Tag | None:
        """The tag of that label, or else alias, or else slug, whatever the case."""
        named = self._owner(folded(label))
        if named is not None:
            return self.get(named)
        found = self._read("WHERE slug = ?", folded(label))
        return found[0] if found else None

    def complete(self, text: str, limit: int = 12) -> tuple[Tag, ...]:
        """Tags with `text` in their label or an alias: those that begin with it first, then the
        most used; for an empty text the most used of all."""
        sought = folded(text)
        return self._read(
            """LEFT JOIN (
                SELECT tag, min(instr(folded, :sought)) AS place FROM (
                    SELECT id AS tag, folded FROM tags
                    UNION ALL SELECT tag, folded FROM tag_aliases)
                WHERE instr(folded, :sought) GROUP BY tag) AS hit ON hit.tag = tags.id
            WHERE hit.place ORDER BY hit.place > 1, uses DESC, folded LIMIT :limit""",
            {"sought": sought, "limit": limit},
        )

    def of(self, article_id: str) -> tuple[Tag, ...]:
        """The tags of an article, in its order."""
        return self._read(
            "JOIN article_tags AS own ON own.tag = tags.id WHERE own.article = ? ORDER BY position",
            article_id,
        )

    def ensure(
        self,
        label: str,
        kind: TagKind | None = None,
        aliases: Iterable[str] = (),
        external_id: str = "",
    ) -> Tag:
        """The tag of that label, alias or external id, or else a new one (a topic, if `kind` is
        None). A tag that is found is left as it is. Raises Invalid for an empty label."""
        label = _label(label)
        external_id = storable(external_id).strip()
        owner = self._owner(folded(label)) or self._owner_of_external_id(external_id)
        if owner is not None:
            return self.get(owner)
        tag_id = uuid.uuid4().hex
        self._connection.insert(
            "tags",
            {
                "id": tag_id,
                "label": label,
                "folded": folded(label),
                "slug": self._free_slug(label, tag_id),
                "kind": TagKind(kind or TagKind.TOPIC),
                "parent": None,
                "colour": "",
                "note": "",
                "external_id": external_id,
            },
        )
        for alias in aliases:
            if tidy(alias) and self._owner(folded(alias)) is None:
                self._insert_alias(tag_id, alias)
        return self.get(tag_id)

    def set_for(self, article_id: str, tag_ids: Sequence[str]) -> None:
        """Make these the tags of an article, in this order; one given twice stands where it was
        first. Raises NotFound for an unknown article or tag."""
        if not self._connection.rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)):
            raise NotFound("There is no such article in this library. Choose one from the list.")
        after = {tag: position for position, tag in enumerate(dict.fromkeys(tag_ids))}
        before = {
            row["tag"]: row["position"]
            for row in self._connection.rows(
                "SELECT tag, position FROM article_tags WHERE article = ?", (article_id,)
            )
        }
        for tag in before.keys() - after.keys():
            self._take_off(article_id, tag)
        for tag, position in after.items():
            if tag not in before:
                self._must_exist(tag)
                self._connection.insert(
                    "article_tags", {"article": article_id, "tag": tag, "position": position}
                )
            elif before[tag] != position:
                self._place(article_id, tag, position)

    def rename(self, tag_id: str, label: str) -> Tag:
        """Give a tag another label, and the slug that goes with it.

        Raises NotFound, Invalid for an empty label, TagExists if another tag has that label or
        alias: merging is on offer then.
        """
        label = _label(label)
        self._must_be_free(tag_id, label)
        if label == self.get(tag_id).label:
            return self.get(tag_id)
        self._connection.change(
            "DELETE FROM tag_aliases WHERE tag = ? AND folded = ?", (tag_id, folded(label))
        )
        self._update(tag_id, label=label, folded=folded(label), slug=self._free_slug(label, tag_id))
        return self.get(tag_id)

    def merge(self, tag_id: str, into_id: str) -> Tag:
        """Make one tag of two; the tag that stays.

        Each article that had either has `into_id` where the first of them stood. The label and
        aliases of the tag that goes become aliases, and its children go over. Raises NotFound,
        or Invalid for a tag and itself.
        """
        gone, stays = self.get(tag_id), self.get(into_id)
        if gone.id == stays.id:
            raise Invalid("A tag can't be merged into itself. Choose another tag.")
        self._move_articles(gone.id, stays.id)
        self._move_children(gone, stays)
        self._connection.change("UPDATE tag_aliases SET tag = ? WHERE tag = ?", (stays.id, gone.id))
        self._connection.change("DELETE FROM tags WHERE id = ?", (gone.id,))
        self._insert_alias(stays.id, gone.label)
        if gone.external_id and not stays.external_id:
            self._update(stays.id, external_id=gone.external_id)
        return self.get(stays.id)

    def set_kind(self, tag_id: str, kind: TagKind) -> Tag:
        """Say what a tag names. Raises NotFound."""
        if self.get(tag_id).kind != kind:
            self._update(tag_id, kind=TagKind(kind))
        return self.get(tag_id)

    def add_alias(self, tag_id: str, alias: str) -> Tag:
        """Let another name lead to a tag. Raises NotFound, Invalid for an empty name, TagExists
        if another tag has it."""
        alias = _label(alias)
        self._must_be_free(tag_id, alias)
        if self._owner(folded(alias)) is None:
            self._insert_alias(tag_id, alias)
        return self.get(tag_id)

    def set_parent(self, tag_id: str, parent: str | None) -> Tag:
        """Put a tag under another, or under none. Raises NotFound, or Invalid on a ring."""
        tag = self.get(tag_id)
        if parent is not None and tag_id in (parent, *self._ancestors(self.get(parent))):
            raise Invalid(
                f"“{tag.label}” can't stand under itself. Choose a tag that is not below it."
            )
        if tag.parent != parent:
            self._update(tag_id, parent=parent)
        return self.get(tag_id)

    def delete(self, tag_id: str) -> None:
        """Remove a tag from the library and from every article. Raises NotFound."""
        self.get(tag_id)
        self._connection.change("DELETE FROM tags WHERE id = ?", (tag_id,))

    def _read(
        self, rest: str, parameters: str | dict[str, object] | None = None
    ) -> tuple[Tag, ...]:
        given = (parameters,) if isinstance(parameters, str) else parameters or ()
        rows = self._connection.rows(f"{_TAGS} {rest}", given)
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

    def _must_be_free(self, tag_id: str, label: str) -> None:
        self.get(tag_id)
        owner = self._owner(folded(label))
        if owner is not None and owner != tag_id:
            raise TagExists(
                f"There is a tag called “{label}” already. Merge the two, or choose another name.",
                owner,
            )

    def _free_slug(self, label: str, tag_id: str) -> str:
        base = tag_slug(label)
        slug, number = base, 2
        while self._connection.rows(
            "SELECT 1 FROM tags WHERE slug = ? AND id <> ?", (slug, tag_id)
        ):
            slug, number = f"{base}-{number}", number + 1
        return slug

    def _insert_alias(self, tag_id: str, alias: str) -> None:
        self._connection.insert(
            "tag_aliases", {"folded": folded(alias), "alias": tidy(alias), "tag": tag_id}
        )

    def _update(self, tag_id: str, **values: object) -> None:
        setting = ", ".join(f"{column} = ?" for column in values)
        self._connection.change(
            f"UPDATE tags SET {setting} WHERE id = ?", (*values.values(), tag_id)
        )

    def _move_articles(self, gone: str, stays: str) -> None:
        pairs = self._connection.rows(
            """SELECT old.article, old.position AS here, new.position AS there
            FROM article_tags AS old LEFT JOIN article_tags AS new
            ON new.article = old.article AND new.tag = ? WHERE old.tag = ?""",
            (stays, gone),
        )
        for article, here, there in pairs:
            self._take_off(article, gone)
            if there is None:
                self._connection.insert(
                    "article_tags", {"article": article, "tag": stays, "position": here}
                )
            elif here < there:
                self._place(article, stays, here)

    def _move_children(self, gone: Tag, stays: Tag) -> None:
        if gone.id in self._ancestors(stays):
            self._update(stays.id, parent=gone.parent)
        self._connection.change(
            "UPDATE tags SET parent = ? WHERE parent = ? AND id <> ?",
            (stays.id, gone.id, stays.id),
        )

    def _ancestors(self, tag: Tag) -> tuple[str, ...]:
        rows = self._connection.rows(
            """WITH RECURSIVE above (id) AS (SELECT parent FROM tags WHERE id = ?
                UNION SELECT parent FROM tags JOIN above USING (id))
            SELECT id FROM above WHERE id IS NOT NULL""",
            (tag.id,),
        )
        return tuple(row["id"] for row in rows)

    def _take_off(self, article_id: str, tag_id: str) -> None:
        self._connection.change(
            "DELETE FROM article_tags WHERE article = ? AND tag = ?", (article_id, tag_id)
        )

    def _place(self, article_id: str, tag_id: str, position: int) -> None:
        self._connection.change(
            "UPDATE article_tags SET position = ? WHERE article = ? AND tag = ?",
            (position, article_id, tag_id),
        )


def _label(text: str) -> str:
    label = tidy(text)
    if not label:
        raise Invalid("A tag needs a label. Type a word or two.")
    return label


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
