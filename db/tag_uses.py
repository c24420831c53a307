"""What tags are used for, and what an act on them would touch, to be told before it is done; the
acts are left to `tags`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.connection import Connection
from db.records import Tag
from db.tag_questions import TagQuestions
from db.tag_records import Impact, TagUse

_THESE = "(SELECT value FROM json_each(:tags))"


class TagUses:
    """The uses of a library's tags, counted."""

    def __init__(self, connection: Connection, tags: TagQuestions) -> None:
        self._connection = connection
        self._tags = tags

    def all(self) -> dict[str, TagUse]:
        """The use of every tag, by its id."""
        # Each a step or two in an index, in which the articles of a tag lie by age.
        rows = self._connection.rows(
            """SELECT id, ifnull(links, 0) AS links,
                (SELECT count(*) FROM article_tags WHERE tag = id AND moment = '') AS spiked,
                (SELECT min(moment) FROM article_tags WHERE tag = id AND moment > '') AS first,
                (SELECT max(moment) FROM article_tags WHERE tag = id AND moment > '') AS last
            FROM tags LEFT JOIN (
                SELECT tag, count(*) AS links FROM article_tags GROUP BY tag) ON tag = id"""
        )
        return {
            row["id"]: TagUse(
                row["links"] - row["spiked"], row["spiked"], row["first"], row["last"]
            )
            for row in rows
        }

    def of_merging(self, tag_ids: Sequence[str], into_id: str) -> Impact:
        """What merging these tags into that one would touch; `both` are articles that carry more
        than one of them all."""
        gone = [tag_id for tag_id in tag_ids if tag_id != into_id]
        several = self._number(
            f"""SELECT count(*) FROM (SELECT 1 FROM article_tags WHERE tag IN {_THESE}
                GROUP BY article HAVING count(*) > 1)""",
            [*gone, into_id],
        )
        return self._impact(gone, both=several)

    def of_deleting(self, tag_ids: Sequence[str]) -> Impact:
        """What deleting these tags would touch."""
        return self._impact(tag_ids)

    def of_renaming(self, tag_id: str, label: str) -> Impact:
        """What renaming a tag would touch, and the other tag that is called so already."""
        clash = self._tags.named(label)
        return self._impact((tag_id,), clash=clash if clash and clash.id != tag_id else None)

    def _impact(self, tag_ids: Sequence[str], both: int = 0, clash: Tag | None = None) -> Impact:
        return Impact(
            articles=self._number(
                f"SELECT count(DISTINCT article) FROM article_tags WHERE tag IN {_THESE}", tag_ids
            ),
            both=both,
            aliases=self._number(
                f"SELECT count(*) FROM tag_aliases WHERE tag IN {_THESE}", tag_ids
            ),
            children=self._number(
                f"""SELECT count(*) FROM tags
                WHERE parent IN {_THESE} AND id NOT IN {_THESE}""",
                tag_ids,
            ),
            clash=clash,
        )

    def _number(self, sql: str, tag_ids: Sequence[str]) -> int:
        return self._connection.number(sql, {"tags": json.dumps(list(tag_ids))})
