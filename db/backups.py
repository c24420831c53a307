"""Backups of a library into a file of their own, and its health; when to make them is left to
the caller."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from db.connection import Connection
from db.errors import Damaged, LibraryError, Unavailable
from db.faults import in_plain_words
from db.files import new_file
from db.query_answers import phrase
from db.records import RelatedKind, TagKind
from db.salvage_rows import mended_article


def back_up(connection: Connection, target: Path) -> None:
    """Copy the library as it is now into a new file at `target`, looked over before it counts.

    Raises Unavailable if `target` is there already or can't be written, Damaged if the copy is
    not sound; then nothing is left at `target`.
    """
    target = target.absolute()
    if not target.parent.is_dir():
        raise Unavailable(f"There is no folder {target.parent}. Make it first, or choose another.")
    if os.path.lexists(target):
        raise _taken(target)
    try:
        with in_plain_words(target), new_file(target) as scratch:
            _copy(connection, scratch)
    except Unavailable as error:
        if isinstance(error.__cause__, FileExistsError):
            raise _taken(target) from error
        if isinstance(error.__cause__, PermissionError):
            raise Unavailable(f"You may not write in {target.parent}. Choose another.") from error
        raise


_COUNTED = ("articles", "revisions", "tags", "sources", "journal")
"""Tables whose rows a backup must have as many of as the library."""


def _copy(connection: Connection, scratch: Path) -> None:
    with (
        closing(sqlite3.connect(scratch, isolation_level=None)) as copy,
        _one_moment(connection) as source,
    ):
        source.backup(copy)
        whole = copy.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        if not whole or _row_counts(copy) != _row_counts(source):
            raise Damaged(
                f"The library {connection.path.name} is damaged, so no backup was made. "
                "Keep your earlier backups."
            )


@contextmanager
def _one_moment(connection: Connection) -> Iterator[sqlite3.Connection]:
    """The library as it is now, whatever another program writes meanwhile."""
    source = connection.sqlite
    source.execute("BEGIN")
    try:
        yield source
    finally:
        source.execute("COMMIT")


def _row_counts(sqlite: sqlite3.Connection) -> list[int]:
    return [sqlite.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _COUNTED]


def _taken(target: Path) -> Unavailable:
    return Unavailable(f"{target} is there already and was left as it is. Choose another name.")


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with a library, a line each; nothing for a healthy one."""
    try:
        for row in connection.rows("PRAGMA integrity_check(20)"):
            if row[0] != "ok":
                yield f"The file is damaged: {row[0]}"
        for row in connection.rows("PRAGMA foreign_key_check"):
            yield f"A row of {row['table']} belongs to one of {row['parent']} that is gone."
        yield from _text_faults(connection)
        yield from _search_faults(connection)
    except LibraryError as error:
        yield str(error)


_TABLES = (
    "sources", "slug_aliases", "tags", "tag_aliases", "article_tags", "related", "cross_links",
    "web_links", "journal", "words", "article_words", "section_anchors", "plain_texts",
    "pinned_articles", "saved_searches", "tags_apart", "vocabularies", "vocabulary_terms",
    "vocabulary_words",
)  # fmt: skip


def _text_faults(connection: Connection) -> Iterator[str]:
    """What SQLite stores without a murmur and no writer ever wrote: bytes that are no text, and
    words where only certain ones are known."""
    for number in connection.rows("SELECT number FROM articles"):
        try:
            row = connection.rows("SELECT * FROM articles WHERE number = ?", tuple(number))[0]
        except Damaged:
            yield f"The text of article number {number[0]} can't be read."
            continue
        wrong = [name for name, value in mended_article(row).items() if value != row[name]]
        if wrong:
            yield f"The article “{row['headline']}” has damaged values: {', '.join(wrong)}."
    for table in _TABLES:
        try:
            connection.rows(f"SELECT * FROM {table}")
        except Damaged:
            yield f"Text in the table {table} can't be read."
    for table, kinds in (("tags", TagKind), ("related", RelatedKind)):
        listed = ", ".join(f"'{kind.value}'" for kind in kinds)
        if strange := connection.number(
            f"SELECT count(*) FROM {table} WHERE kind NOT IN ({listed})"
        ):
            yield f"{strange} rows of {table} are of a kind that nobody knows."


def _search_faults(connection: Connection) -> Iterator[str]:
    missing = connection.number(
        "SELECT count(*) FROM articles WHERE number NOT IN (SELECT id FROM search_docsize)"
    )
    spare = connection.number(
        "SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT number FROM articles)"
    )
    if missing or spare:
        yield f"The search index lacks {missing} articles and has {spare} too many."
    yield from _index_faults(connection)


def _index_faults(connection: Connection) -> Iterator[str]:
    try:
        if not connection.read_only:
            with connection.transaction():
                connection.change("INSERT INTO search (search) VALUES ('integrity-check')")
        whole = all(_is_found(connection, number) for number in _numbers(connection))
    except Damaged:
        whole = False
    if not whole:
        yield "The search index doesn't match the articles."


def _numbers(connection: Connection) -> list[int]:
    return list(connection.column("SELECT number FROM plain_texts"))


def _is_found(connection: Connection, number: int) -> bool:
    """Whether a text is found by words of its beginning, middle and end: SQLite can't compare
    the index with the texts itself, because it has their words folded."""
    row = connection.row("SELECT * FROM plain_texts WHERE number = ?", (number,))
    words = max(tuple(row)[1:], key=len).split() if row else []
    probes = [words[at : at + 3] for at in (0, len(words) // 2, max(0, len(words) - 3))]
    said = [" ".join(some) for some in probes if any(map(str.isalnum, "".join(some)))]
    return not said or bool(
        connection.number(
            "SELECT count(*) FROM search WHERE search MATCH ? AND rowid = ?",
            (" AND ".join(map(phrase, said)), number),
        )
    )
