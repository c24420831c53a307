"""Reading what reads of a damaged library: table by table through SQLite, then page by page;
putting it into a new library is left to the salvage."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.carving import Value, carve
from db.files import beside
from db.migrations import library_steps
from db.recognition import open_raw
from db.records import PICTURE_HASH_LENGTH, Reason, RelatedKind, TagKind

Row = Mapping[str, Any]

_KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("id",),
    "revisions": ("article", "number"),
    "sources": ("article",),
    "slug_aliases": ("slug",),
    "tags": ("id",),
    "tag_aliases": ("folded",),
    "article_tags": ("article", "tag"),
    "related": ("id",),
    "journal": ("article",),
    "words": ("word",),
    "article_words": ("article", "word"),
    "pictures": ("hash",),
    "picture_contents": ("hash",),
    "section_anchors": ("article", "anchor"),
    "saved_searches": ("id",),
    "tags_apart": ("one", "other"),
    "vocabularies": ("id",),
    "vocabulary_terms": ("vocabulary", "term"),
    "vocabulary_words": ("vocabulary", "term", "kind", "position"),
    "pinned_articles": ("article",),
    "plain_texts": ("number",),
    "search_content": ("id",),
}
"""The tables that are saved, and what makes a row of each one of a kind. Older libraries have
their plain texts in `search_content`."""

_NOT_IN_EVERY_VERSION = (
    "words", "article_words", "section_anchors", "pictures", "picture_contents", "search_content",
    "plain_texts", "pinned_articles", "saved_searches", "tags_apart", "vocabularies",
    "vocabulary_terms", "vocabulary_words",
)  # fmt: skip


class Readings:
    """The rows of a damaged library by table, and which tables did not read to the end."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[Value, ...], Row]] = {table: {} for table in _KEYS}
        self.broken: list[str] = []
        self.known_slugs: dict[str, str] = {}
        """Slugs the indexes know of, with the headline in small letters: a list of what was."""
        self.replaced = 0
        """How many texts had bytes in them that are none; U+FFFD stands for them."""

    def decoded(self, data: bytes) -> str:
        """A stored text, whatever its bytes are."""
        text = data.decode("utf-8", "replace")
        self.replaced += text.encode() != data
        return text

    def rows(self, table: str) -> list[Row]:
        return list(self._rows[table].values())

    def add(self, table: str, row: Row) -> None:
        """Keep a row, unless one of its kind was read before."""
        key = tuple(row[name] for name in _KEYS[table])
        self._rows[table].setdefault(key, row)


def read(path: Path) -> Readings:
    """All that can be read of the damaged file at `path`, a copy of ours that may be written to.

    Never raises for what is in the file.
    """
    readings = Readings()
    try:
        with closing(open_raw(path, "rw")) as sqlite:
            sqlite.row_factory = sqlite3.Row
            sqlite.text_factory = readings.decoded
            for table in _KEYS:
                _read_table(sqlite, table, readings)
            _read_known_slugs(sqlite, readings)
    except sqlite3.Error:
        readings.broken = list(_KEYS)
    if readings.broken:
        _read_pages(path, readings)
    return readings


def _read_table(sqlite: sqlite3.Connection, table: str, readings: Readings) -> None:
    """From the front, and from the back where that breaks off."""
    for order in ("", "DESC"):
        keys = ", ".join(f"{key} {order}" for key in _KEYS[table])
        source = f"SELECT * FROM {table}"
        asked = source if not order else f"{source} ORDER BY {keys}"
        try:
            rows = sqlite.execute(asked)
            if table != "search_content" and not _is_known(table, rows.description):
                raise sqlite3.DatabaseError("the schema is damaged")
            for row in rows:
                readings.add(table, dict(row))
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            if _is_absent(error, table):
                return
            if table not in readings.broken:
                readings.broken.append(table)
            continue
        return


def _is_known(table: str, description: Iterable[Sequence[Any]]) -> bool:
    """Whether some version of the table had these columns; otherwise its rows are read from the
    pages, where columns have no names."""
    columns = tuple(column[0] for column in description)
    return (table, columns) in _shapes().get(len(columns), ())


def _is_absent(error: Exception, table: str) -> bool:
    """A table that an older library never had, or a newer one has no more."""
    return table in _NOT_IN_EVERY_VERSION and str(error).startswith("no such table")


def _read_known_slugs(sqlite: sqlite3.Connection, readings: Readings) -> None:
    try:
        for slug, sought in sqlite.execute(
            """SELECT slug, sought FROM articles INDEXED BY articles_by_headline
            WHERE status <> 'spiked' ORDER BY updated DESC"""
        ):
            readings.known_slugs[str(slug)] = str(sought)
    except sqlite3.Error:
        return


def _read_pages(path: Path, readings: Readings) -> None:
    shapes = _shapes()
    for carved in carve(path, beside(path)[0]):
        for table, columns in shapes.get(len(carved.values), ()):
            row = dict(zip(columns, carved.values, strict=True))
            if columns[0] in ("number", "id") and row[columns[0]] is None:
                row[columns[0]] = carved.number
            if table in _LOOKS_RIGHT and _LOOKS_RIGHT[table](row):
                readings.add(table, row)
                break


@cache
def _shapes() -> dict[int, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The tables of every version so far and their columns, by how many they are."""
    found: dict[int, dict[tuple[str, tuple[str, ...]], None]] = {}
    with closing(Database(memory=True)) as empty:
        steps = [step.name for step in library_steps.pending(empty)]
    for stop in (*steps[1:], None):
        with closing(Database(memory=True)) as database:
            library_steps.apply(database, stop_before=stop)
            for table in _KEYS:
                columns = tuple(row[1] for row in database.execute(f"PRAGMA table_info({table})"))
                found.setdefault(len(columns), {})[(table, columns)] = None
    return {count: tuple(tables) for count, tables in found.items() if count}


def _texts(*names: str) -> Callable[[Row], bool]:
    return lambda row: all(isinstance(row[name], str) for name in names)


def _one_of(name: str, allowed: Iterable[str]) -> Callable[[Row], bool]:
    values = frozenset(allowed)
    return lambda row: row[name] in values


def _all_of(*checks: Callable[[Row], bool]) -> Callable[[Row], bool]:
    return lambda row: all(check(row) for check in checks)


_LOOKS_RIGHT: dict[str, Callable[[Row], bool]] = {
    "articles": _all_of(
        _texts("id", "sought", "headline", "slug", "status", "created", "updated", "body"),
        lambda row: isinstance(row["version"], int),
    ),
    "revisions": _all_of(
        _texts("article", "time", "reason", "headline"),
        lambda row: isinstance(row["number"], int),
        _one_of("reason", (reason.value for reason in Reason)),
    ),
    "tags": _all_of(
        _texts("id", "label", "slug", "kind"), _one_of("kind", (kind.value for kind in TagKind))
    ),
    "related": _all_of(
        _texts("id", "article", "kind", "title"),
        _one_of("kind", (kind.value for kind in RelatedKind)),
    ),
    "journal": _all_of(_texts("article", "time"), lambda row: isinstance(row["cursor"], int)),
    "plain_texts": _all_of(
        _texts("headline", "standfirst", "body", "byline"),
        lambda row: isinstance(row["number"], int),
    ),
    "search_content": _all_of(
        _texts("c0", "c1", "c2", "c3"), lambda row: isinstance(row["id"], int)
    ),
    "vocabularies": _texts("id", "name", "address", "released", "loaded"),
    "saved_searches": _all_of(
        _texts("id", "name", "query"), lambda row: isinstance(row["position"], int)
    ),
    "sources": _all_of(_texts("article"), lambda row: isinstance(row["content"], bytes)),
    "slug_aliases": _texts("slug", "article"),
    "tag_aliases": _texts("folded", "alias", "tag"),
    "pictures": _all_of(
        _texts("hash", "media_type", "caption", "credit", "alt", "rights", "created"),
        lambda row: len(row["hash"]) == PICTURE_HASH_LENGTH,
        lambda row: isinstance(row["width"], int) and isinstance(row["height"], int),
    ),
    "picture_contents": _all_of(
        _texts("hash"),
        lambda row: isinstance(row["content"], bytes),
        lambda row: len(row["hash"]) == PICTURE_HASH_LENGTH,
    ),
}
"""How rows found in pages are told apart; tables without row numbers are in no such page."""
