"""Articles of just this headline, for related stories that come with a title alone; what is only
like it is left to `headlines`."""

from __future__ import annotations

from db.connection import Connection
from db.names import loosely, unaccented

_MARKS = ("", *"\"'“”‘’„‚«»‹›([{¿¡—–-…*#")
"""What may stand before the first word."""

_LAST = "\U0010ffff"


class Namesakes:
    """Looks articles up by whole headlines."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def numbers(self, headline: str) -> list[int]:
        """The unspiked articles of this headline, whatever its case and punctuation, the newest
        updated first; none for no words. Quick however many articles there are."""
        wanted = loosely(headline)
        words = unaccented(wanted).split()
        if not words:
            return []
        beginnings = [f"{mark}{words[0]}" for mark in _MARKS]
        places = ", ".join("(?)" for _ in beginnings)
        rows = self._connection.rows(
            # Crossed, or SQLite goes through all headlines for each beginning. The words are
            # letters and digits alone, which mean themselves to GLOB.
            f"""WITH beginnings (text) AS (VALUES {places})
            SELECT number, headline FROM beginnings CROSS JOIN articles
                ON sought >= text AND sought < text || ?
            WHERE sought GLOB ? AND status <> 'spiked' ORDER BY updated DESC, number DESC""",
            (*beginnings, _LAST, f"*{'*'.join(words)}*"),
        )
        return [row["number"] for row in rows if loosely(row["headline"]) == wanted]
