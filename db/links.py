"""Links: related stories beside an article, cross-links and web links found in its body, and
who points where; finding them in a text is left to the text layer."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Sequence

from db.connection import Connection
from db.errors import Invalid, NotFound
from db.names import loosely, storable, tidy
from db.records import Backlink, CrossLink, Facts, Related, RelatedKind
from db.rows import known
from db.summaries import Summaries

_RELATED = """SELECT related.id, related.article, related.kind, related.title, related.url,
    target, articles.slug AS slug, articles.headline AS headline
    FROM related LEFT JOIN articles ON articles.id = target"""


class LinkStore:
    """The links of every article."""

    def __init__(self, connection: Connection, summaries: Summaries) -> None:
        self._connection = connection
        self._summaries = summaries

    def related(self, article_id: str) -> tuple[Related, ...]:
        """The related stories beside an article, in order."""
        rows = self._connection.rows(
            f"{_RELATED} WHERE related.article = ? ORDER BY related.position", (article_id,)
        )
        return tuple(map(related_of, rows))

    def set_related(self, article_id: str, related: Sequence[Related]) -> None:
        """Make these the related stories of an article, in this order.

        Those with an id keep it, those without get one. Raises NotFound for an unknown article
        or target, Invalid for a story with neither article, address nor title, for one related
        to itself, or for one id given twice.
        """
        self._must_exist(article_id)
        before = {
            row["id"]: dict(row)
            for row in self._connection.rows(
                "SELECT * FROM related WHERE article = ?", (article_id,)
            )
        }
        after: dict[str, dict[str, object]] = {}
        for position, story in enumerate(related):
            row = self._row(article_id, position, story)
            if row["id"] in after:
                raise Invalid("The same related story is in the list twice. Remove one of them.")
            after[str(row["id"])] = row
        for gone in before.keys() - after.keys():
            self._connection.change("DELETE FROM related WHERE id = ?", (gone,))
        for row in after.values():
            self._put(before.get(str(row["id"])), row)

    def cross_links(self, article_id: str) -> tuple[CrossLink, ...]:
        """The cross-links of an article's body at its last save, in order."""
        rows = self._connection.rows(
            "SELECT * FROM cross_links WHERE article = ? ORDER BY position", (article_id,)
        )
        return tuple(
            CrossLink(article_id, row["target"], row["slug"], row["section"], row["words"])
            for row in rows
        )

    def web_links(self, article_id: str) -> tuple[str, ...]:
        """The web addresses in an article's body at its last save, in order."""
        rows = self._connection.rows(
            "SELECT url FROM web_links WHERE article = ? ORDER BY position", (article_id,)
        )
        return tuple(row["url"] for row in rows)

    def backlinks(self, article_id: str) -> tuple[Backlink, ...]:
        """The unspiked articles that point here, newest updated first, each once for its body
        and once for each related kind."""
        rows = self._connection.rows(
            """SELECT DISTINCT number, place FROM (
                SELECT article, 'body' AS place FROM cross_links WHERE target = :id
                UNION ALL SELECT article, kind FROM related WHERE target = :id)
            JOIN articles ON id = article
            WHERE status <> 'spiked' AND id <> :id
            ORDER BY updated DESC, number DESC, place = 'body' DESC, place""",
            {"id": article_id},
        )
        numbers = list(dict.fromkeys(row["number"] for row in rows))
        sources = {source.number: source for source in self._summaries.numbered(numbers)}
        return tuple(
            Backlink(sources[row["number"]], row["place"])
            for row in rows
            if row["number"] in sources
        )

    def unresolved(self, title_like: str) -> tuple[tuple[str, Related], ...]:
        """The unresolved related stories of this title, whatever its case and punctuation, each
        with the id of the article it stands beside. Spiked articles are left out."""
        sought = loosely(title_like)
        if not sought:
            return ()
        rows = self._connection.rows(
            f"""{_RELATED} JOIN articles AS beside ON beside.id = related.article
            WHERE related.folded = ? AND target IS NULL AND url IS NULL
            AND beside.status <> 'spiked' ORDER BY beside.number, related.position""",
            (sought,),
        )
        return tuple((row["article"], related_of(row)) for row in rows)

    def _must_exist(self, article_id: str) -> None:
        if not self._connection.rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)):
            raise NotFound("There is no such article in this library. Choose one from the list.")

    def _row(self, article_id: str, position: int, story: Related) -> dict[str, object]:
        title = tidy(story.title) or self._called(story.article)
        url = storable(story.url).strip() if story.url is not None else None
        if story.article is not None:
            self._must_exist(story.article)
        if story.article == article_id:
            raise Invalid("An article can't be related to itself. Choose another story.")
        if story.article is None and not url and not title:
            raise Invalid("A related story needs a title or an address. Type one of them.")
        return {
            "id": story.id or uuid.uuid4().hex,
            "article": article_id,
            "position": position,
            "kind": RelatedKind(story.kind),
            "title": title,
            "target": story.article,
            "url": (url or None) if story.article is None else None,
            "folded": loosely(title),
        }

    def _called(self, article_id: str | None) -> str:
        """What is left of an article beside others when it goes."""
        row = self._connection.row("SELECT headline FROM articles WHERE id = ?", (article_id,))
        return "" if row is None else tidy(row["headline"])

    def _put(self, before: dict[str, object] | None, row: dict[str, object]) -> None:
        if before is None:
            self._free_id(row)
            self._connection.insert("related", row)
        elif before != row:
            setting = ", ".join(f"{column} = :{column}" for column in row)
            self._connection.change(f"UPDATE related SET {setting} WHERE id = :id", row)

    def _free_id(self, row: dict[str, object]) -> None:
        """An id that another article's story has (a list copied over) is not taken from it."""
        if self._connection.rows("SELECT 1 FROM related WHERE id = ?", (row["id"],)):
            row["id"] = uuid.uuid4().hex


class OutgoingLinks:
    """The links in bodies, written in the same transaction as the article."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, article_id: str, facts: Facts) -> None:
        """Make these the links of an article's body."""
        for table in ("cross_links", "web_links", "article_pictures"):
            self._connection.change(f"DELETE FROM {table} WHERE article = ?", (article_id,))
        self._connection.change_each(
            """INSERT INTO cross_links (article, position, slug, section, words, target)
            VALUES (:article, :position, :slug, :section, :words,
                (SELECT id FROM articles WHERE slug = :slug
                UNION ALL SELECT article FROM slug_aliases WHERE slug = :slug))""",
            [
                {
                    "article": article_id,
                    "position": position,
                    "slug": storable(link.slug),
                    "section": None if link.section is None else storable(link.section),
                    "words": None if link.words is None else storable(link.words),
                }
                for position, link in enumerate(facts.cross_links)
            ],
        )
        self._connection.change_each(
            "INSERT INTO web_links (article, position, url) VALUES (?, ?, ?)",
            [(article_id, n, storable(url)) for n, url in enumerate(facts.web_links)],
        )
        self._connection.change_each(
            "INSERT INTO article_pictures (article, picture, position) VALUES (?, ?, ?)",
            [(article_id, picture, n) for n, picture in enumerate(dict.fromkeys(facts.pictures))],
        )

    def settle(self, slugs: Iterable[str]) -> None:
        """Point the cross-links to these slugs at the articles that have them now, if any."""
        self._connection.change_each(
            """UPDATE cross_links SET target = (SELECT id FROM articles WHERE slug = :slug
                UNION ALL SELECT article FROM slug_aliases WHERE slug = :slug)
            WHERE slug = :slug AND target IS NOT (SELECT id FROM articles WHERE slug = :slug
                UNION ALL SELECT article FROM slug_aliases WHERE slug = :slug)""",
            [{"slug": slug} for slug in slugs],
        )


def related_of(row: sqlite3.Row) -> Related:
    """A related story from its row, joined with the slug and headline of its target."""
    return Related(
        title=row["headline"] or row["title"] if row["target"] else row["title"],
        kind=known(RelatedKind, row["kind"]),
        article=row["target"],
        slug=row["slug"],
        url=row["url"],
        id=row["id"],
    )
