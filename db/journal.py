"""The journal: the running text of open articles and the writer's place in them, for recovery after
a crash; when to write it is left to autosave."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from db.connection import Connection
from db.errors import Invalid, NotFound
from db.names import storable
from db.records import JournalEntry

JOURNAL_FIELDS = (
    "kicker", "headline", "standfirst", "byline",
    "dateline_place", "dateline_date", "dateline_source", "body",
)  # fmt: skip


_NO_TEXT = " AND ".join(f"journal.{name} IS NULL" for name in JOURNAL_FIELDS)


class JournalStore:
    """One entry at most for each article; each write is a transaction of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, entry: JournalEntry) -> None:
        """Replace an article's entry; on disk when this returns.

        Raises NotFound for an unknown article, Invalid for an unknown field.
        """
        unknown = entry.fields.keys() - set(JOURNAL_FIELDS)
        if unknown:
            raise Invalid(f"An article has no field called {min(unknown)}.")
        columns = ", ".join(JOURNAL_FIELDS)
        texts = (entry.fields.get(name) for name in JOURNAL_FIELDS)
        marks = ", ".join("?" * (len(JOURNAL_FIELDS) + 3))
        with self._own_transaction():
            written = self._connection.change(
                f"""INSERT OR REPLACE INTO journal (article, base_version, time, cursor, {columns})
                SELECT id, {marks} FROM articles WHERE id = ?""",
                (
                    entry.base_version,
                    entry.time,
                    entry.cursor,
                    *(None if text is None else storable(text) for text in texts),
                    entry.article,
                ),
            )
        if not written:
            raise NotFound(
                "The article being written is no longer in the library. Save its text as a new one."
            )

    def leave_place(self, entry: JournalEntry) -> None:
        """Keep where the writer is in a text that is stored: the entry's cursor, no fields. Text
        that stands in the journal is left as it is."""
        with self._own_transaction():
            self._connection.change(
                f"""INSERT INTO journal (article, base_version, time, cursor)
                SELECT id, ?, ?, ? FROM articles WHERE id = ?
                ON CONFLICT (article) DO UPDATE SET base_version = excluded.base_version,
                time = excluded.time, cursor = excluded.cursor WHERE {_NO_TEXT}""",
                (entry.base_version, entry.time, entry.cursor, entry.article),
            )

    def clear_place(self, article_id: str) -> None:
        """Drop an article's entry, unless there is text in it."""
        with self._own_transaction():
            self._connection.change(
                f"DELETE FROM journal WHERE article = ? AND {_NO_TEXT}", (article_id,)
            )

    def pending(self) -> tuple[JournalEntry, ...]:
        """Every entry, the oldest first."""
        return self._read("")

    def of(self, article_id: str) -> JournalEntry | None:
        """An article's entry, if it has one."""
        found = self._read("WHERE article = ?", article_id)
        return found[0] if found else None

    def clear(self, article_id: str) -> None:
        """Drop an article's entry, if it has one."""
        with self._own_transaction():
            self._connection.change("DELETE FROM journal WHERE article = ?", (article_id,))

    def _read(self, where: str, *parameters: object) -> tuple[JournalEntry, ...]:
        rows = self._connection.rows(
            f"SELECT * FROM journal {where} ORDER BY time, article", parameters
        )
        return tuple(map(_entry, rows))

    @contextmanager
    def _own_transaction(self) -> Iterator[None]:
        """A transaction, unless an operation is under way: then its."""
        if self._connection.is_writing():
            yield
            return
        with self._connection.transaction():
            yield


def _entry(row: sqlite3.Row) -> JournalEntry:
    return JournalEntry(
        article=row["article"],
        base_version=row["base_version"],
        fields={name: row[name] for name in JOURNAL_FIELDS if row[name] is not None},
        cursor=row["cursor"],
        time=row["time"],
    )
