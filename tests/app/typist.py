"""A program without a window that types into an article for ever, for tests that kill it: prints
the length of the text and the moment after each key."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument

from editor.app.desk import Desk
from editor.app.open_article import OpenArticle

KEY_INTERVAL = 15
WORDS = "the ferry to Port Calder is late and nobody knows why "


class Typist:
    """Types one letter at a time at the end of a new article; with `held` while the library is at
    work that never ends."""

    def __init__(self, path: Path, *, held: bool = False) -> None:
        self._document = QTextDocument()
        self._desk = Desk()
        self._open_article = OpenArticle(self._desk, self._document)
        self._keys = QTimer(interval=KEY_INTERVAL)
        self._keys.timeout.connect(self._type)
        self._typed = 0
        self._desk.opened.connect(lambda _info: self._open_article.new())
        self._open_article.loaded.connect(lambda _article: self._keys.start())
        if held:
            self._open_article.loaded.connect(self._hold)
        self._desk.open(path, create=True)

    def _hold(self) -> None:
        self._desk.take(lambda _operations: time.sleep(600), lambda _none: None)

    def _type(self) -> None:
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(WORDS[self._typed % len(WORDS)])
        self._typed += 1
        print(self._typed, time.monotonic(), flush=True)


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    typist = Typist(Path(sys.argv[1]), held="held" in sys.argv)
    sys.exit(application.exec())
