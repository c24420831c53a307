"""Putting the rows read from a damaged library into a new one: each looked over, what hangs in the
air left out and told; reading them is left to `salvage_reading`."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from db.connection import Connection
from db.errors import LibraryError
from db.links import OutgoingLinks
from db.names import storable, tidy, unaccented
from db.records import Article, Facts, Reason, RelatedKind, Revision, TagKind, picture_hash
from db.revision_checks import checksum
from db.revision_texts import put_together
from db.revisions import RevisionStore, related_stories
from db.rows import article_of, columns_of
from db.salvage_reading import Readings, Row
from db.salvage_rows import mended_article
from db.search import SearchIndex
from db.text_checks import TextChecks
from db.times import stamp, utc_now

_BAD_ROW = (LibraryError, ValueError, TypeError, KeyError, AttributeError, sqlite3.Error)
"""What a row that damage has changed may raise, whatever has become of its values."""

_OPENING_LENGTH = 240
_BEFORE_WRITERS = {"writer": ""}
"""What the rows of libraries lack that are from before it was kept."""


_NAMING = (
    ("tag_aliases", "tag", "tags"),
    ("article_tags", "tag", "tags"),
    ("tags_apart", "one", "tags"),
    ("tags_apart", "other", "tags"),
    ("vocabulary_terms", "vocabulary", "vocabularies"),
    ("vocabulary_words", "vocabulary", "vocabularies"),
)
"""Tables whose rows are nothing without a row of another, which a column names."""

_ONE_OF = {"vocabularies": "vocabulary", "tags_apart": "pair of tags"}
"""What one row is called where it isn't the table's name without its s."""


class Rescue:
    """One salvage into one new, empty library; `run` inside a transaction."""

    def __init__(
        self, connection: Connection, readings: Readings, facts_of: Callable[[str], Facts]
    ) -> None:
        self._connection = connection
        self._readings = readings
        self._facts_of = facts_of
        self._revisions = RevisionStore(connection, utc_now)
        self._index = SearchIndex(connection)
        self._outgoing = OutgoingLinks(connection)
        self._checks = TextChecks(connection)
        self._there: dict[str, Article] = {}
        self._headlines: dict[int, str] = {}
        self.lost: list[str] = []

    def run(self) -> None:
        """Write all that makes sense; `lost` says what did not."""
        revisions = self._whole_revisions()
        for row in self._readings.rows("articles"):
            self._try("article", row, self._take_article)
        self._take_from_revisions(revisions)
        self._take_from_index()
        for article_id, kept in revisions.items():
            if article_id in self._there:
                self._revisions.bring(article_id, kept)
        for article in self._there.values():
            self._outgoing.replace(article.id, self._facts_of(article.body))
        self._take_the_rest()
        self._tell_missing()

    def _try(self, what: str, row: Row, take: Callable[[Row], None]) -> None:
        try:
            take(row)
        except _BAD_ROW:
            name = row.get("headline") or row.get("label") or row.get("title") or row.get("slug")
            self.lost.append(f"One {what}, “{name}”, was damaged." if name else f"One {what}.")

    # Articles

    def _take_article(self, row: Row) -> None:
        row = {**_BEFORE_WRITERS, **row}
        mended = mended_article(row)
        self._store(article_of(mended, str(row["id"])), row["number"])
        if wrong := sorted(name for name in mended if mended[name] != row[name]):
            fields = ", ".join(wrong)
            self.lost.append(f"Of the article “{mended['headline']}” these were damaged: {fields}.")

    def _store(self, article: Article, number: object = None) -> None:
        facts = self._facts_of(article.body)
        article = replace(article, slug=self._free_slug(article))
        self._connection.insert(
            "articles",
            {
                "number": number,
                "id": article.id,
                "sought": unaccented(article.headline),
                "words": facts.words,
                "opening": storable(tidy(facts.plain[: _OPENING_LENGTH * 2])[:_OPENING_LENGTH]),
                **columns_of(article),
            },
        )
        self._index.add(article, facts)
        self._checks.keep(article.id)
        self._there[article.id] = article
        if isinstance(number, int):
            self._headlines[number] = article.headline

    def _free_slug(self, article: Article) -> str:
        taken = self._connection.rows("SELECT 1 FROM articles WHERE slug = ?", (article.slug,))
        return f"{article.slug}-{article.id[:6].lower()}" if taken else article.slug

    def _take_from_revisions(self, revisions: Mapping[str, list[Revision]]) -> None:
        """Articles whose own row is gone, as the newest of their versions has them."""
        for article_id, kept in revisions.items():
            if article_id in self._there or not kept:
                continue
            newest = kept[-1]
            self._store(newest.article)
            self.lost.append(
                f"The article “{newest.article.headline}” was put together from its version of "
                f"{newest.time[:16].replace('T', ', ')}; what came after is lost."
            )

    def _take_from_index(self) -> None:
        """Articles of which only the search index has the words."""
        known = {article.headline for article in self._there.values()}
        for row in (
            *self._readings.rows("plain_texts"),
            *self._readings.rows("search_content"),
        ):
            number, headline, standfirst, body, byline = row.values()
            if number in self._headlines or headline in known or not (headline or body):
                continue
            now = stamp(utc_now())
            article_id = uuid.uuid4().hex
            article = Article(
                id=article_id,
                slug=f"salvaged-{article_id[:8]}",
                headline=str(headline or ""),
                standfirst=str(standfirst or ""),
                body=str(body or ""),
                byline=str(byline or ""),
                created=now,
                updated=now,
                version=1,
            )
            self._store(article)
            self.lost.append(
                f"Of the article “{article.headline}” only the plain words were left, without "
                "its headings, links and tags."
            )

    # Revisions

    def _whole_revisions(self) -> dict[str, list[Revision]]:
        """The versions that are as they were stored, by article, oldest first."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in self._readings.rows("revisions"):
            rows[str(row["article"])].append(row)
        found = {}
        for article_id, some in rows.items():
            ordered = sorted(some, key=lambda row: row["number"] if _is_int(row) else 0)
            found[article_id] = list(self._readable(article_id, ordered))
        return found

    def _readable(self, article_id: str, rows: list[Row]) -> Iterable[Revision]:
        texts = put_together({"base": None, **row} for row in rows if _is_int(row))
        for row in rows:
            text = texts.get(row["number"]) if _is_int(row) else None
            try:
                if text is None:
                    raise ValueError("its text can't be put together")
                values: dict[str, Any] = {
                    **_BEFORE_WRITERS, **row, "body": text.body, "notes": text.notes
                }  # fmt: skip
                if row.get("checksum", checksum(values)) != checksum(values):
                    raise ValueError("it is not what was stored")
                yield _revision(article_id, values)
            except _BAD_ROW:
                headline = row.get("headline") or article_id
                self.lost.append(f"The version of {row.get('time')} of “{headline}”.")

    # All that belongs to articles

    def _take_the_rest(self) -> None:
        tags = self._of_known_kind(TagKind, self._readings.rows("tags"))
        related = self._of_known_kind(RelatedKind, self._of_articles("related"))
        for table, kept in (
            ("sources", self._of_articles("sources")),
            ("slug_aliases", self._of_articles("slug_aliases")),
            ("tags", _with("parent", {row["id"] for row in tags}, tags)),
            ("tag_aliases", self._readings.rows("tag_aliases")),
            ("article_tags", self._of_articles("article_tags")),
            ("related", _with("target", self._there, related)),
            ("journal", self._of_articles("journal")),
            ("words", self._readings.rows("words")),
            ("article_words", self._of_articles("article_words")),
            ("pictures", self._readings.rows("pictures")),
            ("picture_contents", list(self._whole_pictures())),
            ("section_anchors", self._of_articles("section_anchors")),
            ("pinned_articles", self._of_articles("pinned_articles")),
            ("saved_searches", self._readings.rows("saved_searches")),
            ("tags_apart", self._readings.rows("tags_apart")),
            ("vocabularies", self._readings.rows("vocabularies")),
            ("vocabulary_terms", self._readings.rows("vocabulary_terms")),
            ("vocabulary_words", self._readings.rows("vocabulary_words")),
        ):
            self._connection.change("PRAGMA defer_foreign_keys = ON")
            one = _ONE_OF.get(table, table.removesuffix("s").replace("_", " "))
            for row in kept:
                self._try(one, row, self._inserter(table))
        self._drop_what_hangs()

    def _whole_pictures(self) -> Iterator[Row]:
        """Pictures whose bytes are those that were stored, as their hash shows."""
        for row in self._readings.rows("picture_contents"):
            content = row["content"]
            whole = isinstance(content, bytes)
            if whole and picture_hash(content) == row["hash"]:
                yield row
            else:
                self.lost.append("One picture was damaged and could not be kept.")

    def _of_known_kind(self, kinds: type[StrEnum], rows: Iterable[Row]) -> list[Row]:
        """The rows, a kind that nobody knows being made the most ordinary one."""
        ordinary = {TagKind: TagKind.TOPIC, RelatedKind: RelatedKind.SEE_ALSO}[kinds]
        known, mended = {kind.value for kind in kinds}, []
        for row in rows:
            if row["kind"] not in known:
                self.lost.append(f"The kind of “{row.get('label') or row.get('title')}”.")
                row = {**row, "kind": ordinary}
            mended.append(row)
        return mended

    def _of_articles(self, table: str) -> list[Row]:
        return [row for row in self._readings.rows(table) if row["article"] in self._there]

    def _inserter(self, table: str) -> Callable[[Row], None]:
        def insert(row: Row) -> None:
            self._connection.insert(table, row)

        return insert

    def _drop_what_hangs(self) -> None:
        """Rows that belong to a tag or a vocabulary which did not read."""
        self._connection.change(
            "UPDATE tags SET parent = NULL WHERE parent NOT IN (SELECT id FROM tags)"
        )
        for table, column, named in _NAMING:
            gone = self._connection.change(
                f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {named})"
            )
            if gone:
                one = _ONE_OF.get(named, named.removesuffix("s"))
                self.lost.append(f"{gone} rows of {table} named a {one} that did not read.")
        self._connection.change(
            "DELETE FROM pictures WHERE hash NOT IN (SELECT hash FROM picture_contents)"
        )

    def _tell_missing(self) -> None:
        slugs = {article.slug for article in self._there.values()}
        for slug, sought in self._readings.known_slugs.items():
            if slug not in slugs:
                self.lost.append(f"The article “{sought or slug}” ({slug}) could not be read.")


def _is_int(row: Row) -> bool:
    return isinstance(row["number"], int)


def _with(column: str, known: Iterable[str], rows: Iterable[Row]) -> list[Row]:
    """Rows without their reference to what isn't there."""
    there = set(known)
    return [
        row if row[column] is None or row[column] in there else {**row, column: None}
        for row in rows
    ]


def _revision(article_id: str, values: Mapping[str, Any]) -> Revision:
    article = article_of(values, article_id)
    columns_of(article)
    return Revision(
        number=values["number"],
        article=article,
        time=values["time"],
        reason=Reason(values["reason"]),
        name=values["name"],
        tags=tuple(json.loads(values["tags"])),
        related=related_stories(values["related"]),
    )
