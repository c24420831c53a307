"""Has the library's thread read the open article before its first save has to, a moment at a time,
so that the journal never waits behind it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from db.records import Article
from editor.app import article_jobs
from editor.app.desk import Desk

_AFTER_OPENING = 700
"""Milliseconds in which the window and its preview have the computer to themselves."""


class ReadingAhead(QObject):
    """Reads one article at a time: told when another one is open, and when none is."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._article_id = ""
        self._start = QTimer(self, singleShot=True, interval=_AFTER_OPENING)
        self._start.timeout.connect(self._read)

    def begin(self, article: Article) -> None:
        """Another article is open."""
        self._article_id = article.id
        if not self._desk.read_only:
            self._start.start()

    def end(self) -> None:
        """No article is open any more."""
        self._article_id = ""
        self._start.stop()

    def _read(self) -> None:
        article_id = self._article_id
        self._desk.take(
            partial(article_jobs.read_ahead, article_id), partial(self._go_on, article_id), _give_up
        )

    def _go_on(self, article_id: str, is_more: bool) -> None:
        """Asked for anew each time: what is written meanwhile goes first."""
        if is_more and article_id == self._article_id:
            self._read()


def _give_up(_error: Exception) -> None:
    """The article is gone, or can't be read: the save will say so."""
