"""What a link in the text points at: told while the pointer rests on it, opened by Ctrl+click or
by key; which article it is, is asked of the library."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHelpEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QToolTip

from db.records import ArticleSummary, Status
from editor.app.desk import Desk
from editor.later import later
from editor.ui.phrases import status_words, thousands
from editor.ui.source_pane import SourcePane
from editor.ui.utf16 import to_points

if TYPE_CHECKING:
    from editor.text import crosslinks
    from editor.text.crosslinks import Found
else:
    # Reading links comes with the first one pointed at: not before the first paint.
    crosslinks = later("editor.text.crosslinks")

_CONTROL = Qt.KeyboardModifier.ControlModifier


class LinkPointer(QObject):
    """Watches the pointer over one source pane."""

    article_wanted = Signal(str)
    """The id of an article a link leads to, which the writer wants to see."""
    noticed = Signal(str)
    """Why there is nothing to open."""

    def __init__(self, source: SourcePane, desk: Desk) -> None:
        super().__init__(source)
        self._source = source
        self._desk = desk
        source.viewport().installEventFilter(self)

    def open_at_cursor(self) -> None:
        """Opens what the link at the cursor leads to."""
        cursor = self._source.textCursor()
        link = _link_at(cursor)
        if link is None and not cursor.atBlockStart():
            # Just behind the brackets is where a writer stands who has typed them.
            cursor.movePosition(QTextCursor.MoveOperation.Left)
            link = _link_at(cursor)
        if link is None:
            self.noticed.emit(self.tr("There is no link at the cursor."))
        else:
            self._open(link)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Resting tells; a click with Ctrl held opens."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            return self._tell(event)
        if isinstance(event, QMouseEvent) and _is_ctrl_click(event):
            link = self._link_under(event.position().toPoint())
            if link is not None:
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self._open(link)
                return True
        return super().eventFilter(watched, event)

    def _link_under(self, place: QPoint) -> Found | str | None:
        cursor = self._source.cursorForPosition(place)
        # Beyond a line's end the nearest place is on the link, the pointer is not.
        shown = self._source.cursorRect(cursor)
        near = shown.adjusted(-shown.height(), 0, shown.height(), 0)
        return _link_at(cursor) if near.contains(place) else None

    def _tell(self, event: QHelpEvent) -> bool:
        link = self._link_under(event.pos())
        if link is None:
            return False
        where = event.globalPos()
        if isinstance(link, str):
            self._show(where, event.pos(), f"{escape(link)}<br>{_how('open it in the browser')}")
            return True
        self._about(link, lambda summary: self._show(where, event.pos(), _words(link, summary)))
        return True

    def _show(self, where: QPoint, place: QPoint, words: str) -> None:
        viewport = self._source.viewport()
        near = QRect(place - QPoint(24, 12), place + QPoint(24, 12))
        if viewport.isVisible():
            QToolTip.showText(where, f"<p>{words}</p>", viewport, near)

    def _open(self, link: Found | str) -> None:
        if isinstance(link, str):
            QDesktopServices.openUrl(QUrl(link))
        else:
            self._about(link, lambda summary: self._go(link, summary))

    def _go(self, link: Found, summary: ArticleSummary | None) -> None:
        if summary is None:
            self.noticed.emit(f"No article has the slug “{link.slug}”.")
        else:
            self.article_wanted.emit(summary.id)

    def _about(self, link: Found, answer: Callable[[ArticleSummary | None], None]) -> None:
        self._desk.ask(lambda operations: operations.summary_by_slug(link.slug), answer)


def _is_ctrl_click(event: QMouseEvent) -> bool:
    clicks = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
    left = event.button() == Qt.MouseButton.LeftButton
    return event.type() in clicks and left and event.modifiers() == _CONTROL


def _link_at(cursor: QTextCursor) -> Found | str | None:
    line = cursor.block().text()
    return crosslinks.link_at(line, to_points(line, cursor.positionInBlock()))


def _words(link: Found, summary: ArticleSummary | None) -> str:
    if summary is None:
        return f"No article has the slug “{escape(link.slug)}”."
    name = escape(summary.headline or summary.slug)
    section = f" § {escape(link.section)}" if link.section else ""
    about = f"<br>{escape(summary.excerpt)}" if summary.excerpt else ""
    words = "1 word" if summary.words == 1 else f"{thousands(summary.words)} words"
    facts = f"{status_words(summary.status)} · {words}"
    if summary.status is Status.SPIKED:
        facts = f"⚠ On the spike · {words}"
    return f"<b>{name}</b>{section}{about}<br>{facts}<br>{_how('open it')}"


def _how(doing: str) -> str:
    return f"<i>Ctrl+click to {doing}</i>"
