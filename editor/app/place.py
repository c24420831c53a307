"""Where the writer is in the open article, kept in the journal while there is no text to keep:
after any crash the window opens there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.records import JournalEntry
from editor.app import article_jobs

if TYPE_CHECKING:
    from editor.app.desk import Desk

REST = 1_000
"""Milliseconds the cursor rests before its place is kept."""


class Place(QObject):
    """Follows one article at a time. A place that could not be kept is not worth a word."""

    def __init__(
        self,
        desk: Desk,
        present: Callable[[], JournalEntry | None],
        rest: int = REST,
        parent: QObject | None = None,
    ) -> None:
        """`present` gives the entry to keep: no fields; None while the text itself is journalled
        or nothing can be."""
        super().__init__(parent)
        self._desk = desk
        self._present = present
        self._kept: tuple[str, int] | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(rest)
        self._due.timeout.connect(self._keep)

    def moved(self) -> None:
        """The cursor has moved, or another article is open."""
        self._due.start()

    def is_kept(self, entry: JournalEntry) -> None:
        """The journal has this place already, by way of a save."""
        self._kept = (entry.article, entry.cursor)

    def leave(self, article_id: str) -> None:
        """The writer leaves this article; nothing is to lead back to it."""
        self._due.stop()
        self._kept = None
        self._desk.take(partial(article_jobs.clear_place, article_id), _nothing, _nothing)

    def _keep(self) -> None:
        entry = self._present()
        if entry is not None and self._kept != (entry.article, entry.cursor):
            self.is_kept(entry)
            self._desk.take(partial(article_jobs.leave_place, entry), _nothing, _nothing)


def _nothing(_value: object) -> None:
    return None
