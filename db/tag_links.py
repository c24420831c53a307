"""Many articles' tags changed at once: links handed from one tag to another, put on and taken off,
a portion at a time so that progress can be told; which tags there are is left to `tags`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from db.connection import Connection
from db.progress import PORTION, Progress, portions, untold

_STRETCH = "(moment, article) BETWEEN (:first_moment, :first) AND (:last_moment, :last)"
# An article that has both tags keeps the one that stays, where the first of the two stood.
_HAND_OVER = (
    f"""UPDATE article_tags AS stays SET position = (
            SELECT position FROM article_tags AS goes
            WHERE goes.article = stays.article AND goes.tag = :gone)
        WHERE tag = :stays AND {_STRETCH} AND position > (
            SELECT position FROM article_tags AS goes
            WHERE goes.article = stays.article AND goes.tag = :gone)""",
    f"""DELETE FROM article_tags
        WHERE tag = :gone AND {_STRETCH} AND EXISTS (
            SELECT 1 FROM article_tags AS stays
            WHERE stays.article = article_tags.article AND stays.tag = :stays)""",
    f"""UPDATE article_tags SET tag = :stays
        WHERE tag = :gone AND {_STRETCH}""",
)
_TAKE_OFF = (f"DELETE FROM article_tags WHERE tag = :gone AND {_STRETCH}",)


class TagLinks:
    """The links between articles and tags, by the thousand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hand_over(self, gone: Sequence[str], stays: str, progress: Progress = untold) -> None:
        """Give every article of the tags `gone` the tag `stays` instead, once. `progress` counts
        links."""
        self._in_portions(_HAND_OVER, gone, {"stays": stays}, progress)

    def take_off(self, gone: Sequence[str], progress: Progress = untold) -> None:
        """Take these tags off every article. `progress` counts links."""
        self._in_portions(_TAKE_OFF, gone, {}, progress)

    def put_on(
        self, articles: Sequence[str], tag: str, progress: Progress = untold
    ) -> frozenset[str]:
        """Put a tag last on each of these articles that hasn't got it; those it was put on.
        `progress` counts articles."""
        present = self._among(articles, "SELECT id FROM articles WHERE id IN")
        new = present - self._with_tag(articles, tag)
        for some in portions(sorted(new), progress):
            self._connection.change_each(
                """INSERT INTO article_tags (article, tag, position)
                SELECT :article, :tag, ifnull(max(position) + 1, 0) FROM article_tags
                WHERE article = :article""",
                [{"article": article, "tag": tag} for article in some],
            )
        return new

    def remove(
        self, articles: Sequence[str], tag: str, progress: Progress = untold
    ) -> frozenset[str]:
        """Take a tag off these articles; those that had it. `progress` counts articles."""
        had = self._with_tag(articles, tag)
        for some in portions(sorted(had), progress):
            self._connection.change_each(
                "DELETE FROM article_tags WHERE article = ? AND tag = ?",
                [(article, tag) for article in some],
            )
        return had

    def _with_tag(self, articles: Sequence[str], tag: str) -> frozenset[str]:
        return self._among(
            articles, "SELECT article FROM article_tags WHERE tag = :tag AND article IN", tag=tag
        )

    def _among(self, articles: Sequence[str], query: str, **names: str) -> frozenset[str]:
        rows = self._connection.rows(
            f"{query} (SELECT value FROM json_each(:articles))",
            {"articles": json.dumps(list(articles)), **names},
        )
        return frozenset(row[0] for row in rows)

    def _in_portions(
        self,
        statements: Sequence[str],
        gone: Sequence[str],
        names: dict[str, str],
        progress: Progress,
    ) -> None:
        total = sum(self._count(tag) for tag in gone)
        done = 0
        for tag in gone:
            for stretch, count in self._stretches(tag):
                for statement in statements:
                    self._connection.change(statement, {"gone": tag, **stretch, **names})
                done += count
                if total > PORTION:
                    progress(done, total)

    def _stretches(self, tag: str) -> Iterator[tuple[dict[str, str], int]]:
        """The bounds of each PORTION of a tag's articles, by age as the index has them, and how
        many they are."""
        rows = self._connection.rows(
            "SELECT moment, article FROM article_tags WHERE tag = ? ORDER BY moment, article",
            (tag,),
        )
        for start in range(0, len(rows), PORTION):
            some = rows[start : start + PORTION]
            first, last = some[0], some[-1]
            yield (
                {
                    "first_moment": first["moment"], "first": first["article"],
                    "last_moment": last["moment"], "last": last["article"],
                },
                len(some),
            )  # fmt: skip

    def _count(self, tag: str) -> int:
        return self._connection.number("SELECT count(*) FROM article_tags WHERE tag = ?", (tag,))
