"""Checksums of the articles' texts, by which a text that was changed past the library shows:
by another program, or by damage that reads as if it were text."""

from __future__ import annotations

from collections.abc import Iterator

from db.connection import Connection
from db.revision_checks import TEXT_COLUMNS, text_checksum

_JOINED = f"""SELECT id, {", ".join(TEXT_COLUMNS)}, checksum
    FROM articles JOIN text_checksums ON article = id"""

_NOT_INDEXED = """SELECT count(*) FROM articles
    WHERE id = ? AND number NOT IN (SELECT number FROM plain_texts)"""


class TextChecks:
    """Knows for each article what its text was when it was last saved."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, article_id: str) -> None:
        """The stored text is as it was saved."""
        row = self._connection.row(
            f"SELECT {', '.join(TEXT_COLUMNS)} FROM articles WHERE id = ?", (article_id,)
        )
        if row is not None:
            self._connection.change(
                """INSERT INTO text_checksums VALUES (?, ?)
                ON CONFLICT (article) DO UPDATE SET checksum = excluded.checksum""",
                (article_id, text_checksum(row)),
            )

    def is_altered(self, article_id: str) -> bool:
        """Whether the stored text isn't the one that was saved, False where that isn't known; or
        the article was put in by a program that can't index it."""
        row = self._connection.row(f"{_JOINED} WHERE id = ?", (article_id,))
        if row is not None and text_checksum(row) != row["checksum"]:
            return True
        return bool(self._connection.number(_NOT_INDEXED, (article_id,)))

    def faults(self) -> Iterator[str]:
        """A line for each article whose text isn't the one that was saved."""
        for (article_id,) in self._connection.rows("SELECT article FROM text_checksums"):
            row = self._connection.row(f"{_JOINED} WHERE id = ?", (article_id,))
            if row is not None and text_checksum(row) != row["checksum"]:
                yield (
                    f"The text of “{row['headline']}” isn't the one that was last saved: another "
                    "program has changed it, or the disk. Open it to see what has changed."
                )
