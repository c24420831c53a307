"""Tags nobody uses or one article uses, and pairs of tags a writer has said are two; which tags
look alike is left to the text layer."""

from __future__ import annotations

from db.connection import Connection
from db.errors import Invalid, NotFound


class TagHygiene:
    """What the library knows of tags that want looking at."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def never_used(self) -> tuple[str, ...]:
        """Ids of tags on no article, spiked ones counted, in the order of their labels."""
        return self._ids("NOT EXISTS (SELECT 1 FROM article_tags WHERE tag = tags.id)")

    def used_once(self) -> tuple[str, ...]:
        """Ids of tags on a single article, in the order of their labels."""
        return self._ids("(SELECT count(*) FROM article_tags WHERE tag = tags.id) = 1")

    def apart(self) -> frozenset[frozenset[str]]:
        """The pairs of tags that are two, though they look like one."""
        rows = self._connection.rows("SELECT one, other FROM tags_apart")
        return frozenset(frozenset((row["one"], row["other"])) for row in rows)

    def keep_apart(self, one: str, other: str) -> None:
        """Say that two tags are two; once is enough. Raises NotFound, or Invalid for a tag and
        itself."""
        if one == other:
            raise Invalid("A tag is no other than itself. Choose two tags.")
        for tag_id in (one, other):
            if not self._connection.rows("SELECT 1 FROM tags WHERE id = ?", (tag_id,)):
                raise NotFound("There is no such tag any more. Choose one from the list.")
        if frozenset((one, other)) not in self.apart():
            first, last = sorted((one, other))
            self._connection.insert("tags_apart", {"one": first, "other": last})

    def keep_apart_no_more(self, one: str, other: str) -> None:
        """Let two tags be told as nearly the same again."""
        self._connection.change(
            "DELETE FROM tags_apart WHERE one = ? AND other = ?", tuple(sorted((one, other)))
        )

    def _ids(self, condition: str) -> tuple[str, ...]:
        rows = self._connection.rows(f"SELECT id FROM tags WHERE {condition} ORDER BY folded")
        return tuple(row["id"] for row in rows)
