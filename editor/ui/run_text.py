"""Words with what was added and removed marked in them, laid out to a width and painted; where
they stand is left to the caller."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from editor.text.diff import Change, Run
from editor.ui.theme import Theme, serif_font

_SIZE = 15
_MARKS = {Change.ADDED: "good", Change.REMOVED: "bad"}


def laid_out(runs: Iterable[Run], width: int, theme: Theme) -> QTextDocument:
    """The words in a document of that width. What was added is underlined and what was removed
    struck through, so that colour alone says nothing."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(serif_font(_SIZE))
    document.setTextWidth(width)
    cursor = QTextCursor(document)
    formats = {change: _format(change, theme) for change in _MARKS}
    plain = QTextCharFormat()
    for run in runs:
        cursor.insertText(run.text, formats.get(run.change, plain))
    return document


def paint(
    document: QTextDocument, painter: QPainter, left: int, top: int, theme: Theme, ink: str
) -> None:
    """Paint a document of `laid_out` with its corner there, plain words in the colour `ink`."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, theme.color(ink))
    painter.save()
    painter.translate(QPointF(left, top))
    document.documentLayout().draw(painter, context)
    painter.restore()


def _format(change: Change, theme: Theme) -> QTextCharFormat:
    token = _MARKS[change]
    marked = QTextCharFormat()
    marked.setForeground(theme.color(token))
    marked.setBackground(theme.color(f"{token}_soft"))
    marked.setFontUnderline(change is Change.ADDED)
    marked.setFontStrikeOut(change is Change.REMOVED)
    return marked
