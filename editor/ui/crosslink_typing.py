"""A `[[` that is being typed: noticed at each key, and finished with an article's slug; the list of
articles to choose from is left to the completion."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from editor.ui.utf16 import to_points, to_units

# Beyond this many characters nobody is naming an article any more.
_LONGEST = 100


class CrossLinkTyping(QObject):
    """Looks at the line the cursor of one editor is in, when the editor says so."""

    typed = Signal(str)
    """What stands between `[[` and the cursor, whenever it has changed."""
    left = Signal()
    """The cursor isn't in an unfinished `[[` any more."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._query: str | None = None

    def look(self) -> None:
        """A key was typed: is a `[[` open before the cursor?"""
        query = self.unfinished()
        if query is None:
            self.leave()
        elif query != self._query:
            self._query = query
            self.typed.emit(query)

    def cursor_moved(self) -> None:
        """Moving alone opens nothing, but may leave what is open."""
        if self._query is not None:
            self.look()

    def leave(self) -> None:
        """Whatever was being typed stays as it is."""
        if self._query is not None:
            self._query = None
            self.left.emit()

    def unfinished(self) -> str | None:
        """What stands between `[[` and the cursor, None where there is no open `[[`."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return None
        line = cursor.block().text()
        before = line[: to_points(line, cursor.positionInBlock())]
        opened = before.rfind("[[")
        query = before[opened + 2 :]
        if opened < 0 or len(query) > _LONGEST or any(sign in query for sign in "[]|"):
            return None
        return query

    def finish(self, target: str) -> None:
        """Put an article's slug, with `#` and a section's anchor where one is meant, in place of
        what was typed after `[[`, and close the link."""
        query = self.unfinished()
        if query is None:
            return
        cursor = self._editor.textCursor()
        closed = _following(cursor, 2) == "]]"
        units = to_units(query, len(query))
        cursor.setPosition(cursor.position() - units, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(target if closed else f"{target}]]")
        if closed:
            cursor.movePosition(QTextCursor.MoveOperation.Right, n=2)
        self._editor.setTextCursor(cursor)
        self.leave()


def _following(cursor: QTextCursor, count: int) -> str:
    """So many characters after the cursor."""
    after = QTextCursor(cursor)
    after.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, count)
    return after.selectedText()
