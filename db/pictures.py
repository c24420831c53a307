"""Pictures, each kept once under the hash of its bytes, with what is said of it; which ones a body
shows is told by the text layer, what may be kept by the exchange."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from db.connection import Connection
from db.errors import Invalid, NotFound
from db.names import storable
from db.records import PICTURE_DETAILS, Picture, picture_hash
from db.times import Clock, stamp
from db.undo import UndoLog

_COLUMNS = "hash, media_type, width, height, size, caption, credit, alt, rights, created"
_AT_ONCE = 500


class PictureStore:
    """Every picture of one library."""

    def __init__(self, connection: Connection, clock: Clock, undo: UndoLog) -> None:
        self._connection = connection
        self._clock = clock
        self._undo = undo

    def add(
        self,
        content: bytes,
        media_type: str,
        width: int,
        height: int,
        details: Mapping[str, str] | None = None,
    ) -> Picture:
        """Keep a picture; the one that is there already where its bytes are known.

        `width` and `height` are pixels as it is seen. `details` (PICTURE_DETAILS by name) go
        where nothing is said yet. Bringing a picture in is not undone: the text that shows it is.
        """
        name = picture_hash(content)
        with self._undo.paused():
            if name not in self.known((name,)):
                self._insert(name, content, media_type, width, height)
            present = self.get(name)
            fresh = {
                field: words
                for field, words in (details or {}).items()
                if words and not getattr(present, field)
            }
            return self.set_details(name, fresh) if fresh else present

    def get(self, picture: str) -> Picture:
        """The picture of that hash, without its bytes. Raises NotFound."""
        found = self.known((picture,))
        if picture not in found:
            raise NotFound("This picture is not in the library. Insert it again from its file.")
        return found[picture]

    def content(self, picture: str) -> bytes:
        """A picture's bytes. Raises NotFound."""
        row = self._connection.row(
            "SELECT content FROM picture_contents WHERE hash = ?", (picture,)
        )
        if row is None:
            raise NotFound("This picture is not in the library. Insert it again from its file.")
        return bytes(row["content"])

    def known(self, pictures: Iterable[str]) -> dict[str, Picture]:
        """Those of these hashes that are in the library, without their bytes."""
        asked = list(dict.fromkeys(map(storable, pictures)))
        found: dict[str, Picture] = {}
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            found.update(self._read(f"WHERE hash IN ({marks})", some))
        return found

    def of(self, article_id: str) -> tuple[Picture, ...]:
        """The pictures an article's body showed at its last save, in the order of the text."""
        found = self._read(
            """JOIN article_pictures ON picture = hash WHERE article = ?
            ORDER BY position""",
            (article_id,),
        )
        return tuple(picture for _, picture in found)

    def ever_in(self, article_id: str) -> frozenset[str]:
        """The pictures an article shows, or did in any version of it that is kept."""
        rows = self._connection.rows(
            """SELECT hash FROM pictures WHERE hash IN (
                SELECT picture FROM article_pictures WHERE article = :article)
            OR EXISTS (SELECT 1 FROM journal
                WHERE article = :article AND instr(journal.body, hash))
            OR EXISTS (SELECT 1 FROM revision_texts
                WHERE article = :article AND instr(revision_texts.body, hash))""",
            {"article": article_id},
        )
        return frozenset(row["hash"] for row in rows)

    def unused(self) -> tuple[Picture, ...]:
        """Pictures that neither an article, nor a version of one, nor running text shows; oldest
        first. Reads every version: not for the GUI thread."""
        found = self._read(
            """WHERE hash NOT IN (SELECT picture FROM article_pictures)
            AND NOT EXISTS (SELECT 1 FROM journal WHERE instr(journal.body, hash))
            AND NOT EXISTS (SELECT 1 FROM revision_texts WHERE instr(revision_texts.body, hash))
            ORDER BY created, hash""",
        )
        return tuple(picture for _, picture in found)

    def set_details(self, picture: str, details: Mapping[str, str]) -> Picture:
        """Say something else of a picture, by PICTURE_DETAILS. Raises Invalid, NotFound."""
        unknown = [name for name in details if name not in PICTURE_DETAILS]
        if unknown:
            raise Invalid(f"A picture has no field called {unknown[0]}.")
        self.get(picture)
        if details:
            setting = ", ".join(f"{name} = ?" for name in details)
            values = [" ".join(storable(words).split()) for words in details.values()]
            self._connection.change(
                f"UPDATE pictures SET {setting} WHERE hash = ?", (*values, picture)
            )
        return self.get(picture)

    def remove(self, picture: str) -> None:
        """Take a picture out of the library; there is no undo."""
        with self._undo.paused():
            self._connection.change("DELETE FROM pictures WHERE hash = ?", (picture,))

    def _insert(self, name: str, content: bytes, media_type: str, width: int, height: int) -> None:
        self._connection.insert(
            "pictures",
            {
                "hash": name,
                "media_type": media_type,
                "width": width,
                "height": height,
                "size": len(content),
                **dict.fromkeys(PICTURE_DETAILS, ""),
                "created": stamp(self._clock()),
            },
        )
        self._connection.insert("picture_contents", {"hash": name, "content": content})

    def _read(self, which: str, parameters: Iterable[object] = ()) -> Iterator[tuple[str, Picture]]:
        rows = self._connection.rows(f"SELECT {_COLUMNS} FROM pictures {which}", tuple(parameters))
        return ((row["hash"], _picture(row)) for row in rows)


def _picture(row: sqlite3.Row) -> Picture:
    return Picture(**dict(row))
