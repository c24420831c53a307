"""Draws one article of the library list: its headline and how it begins; status, words, time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.records import ArticleSummary
from editor.app.models.article_list import ArticleRole
from editor.text.direction import first_strong
from editor.ui.phrases import status_token, status_words, thousands, when
from editor.ui.theme import Theme

ROW_HEIGHT = 76
_SIDE, _TOP, _LINE, _DOT = 16, 9, 19, 3.5

_AnyIndex = QModelIndex | QPersistentModelIndex


class ArticleDelegate(QStyledItemDelegate):
    """Three lines an article: a headline that leaves room is followed by the beginning of the
    copy. A status is a dot and a word, never colour alone."""

    def __init__(
        self, theme: Theme, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """Every row is as high as every other."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Draws the article at `index`; a row whose page is still on its way stays blank."""
        painter.save()
        self._paint_ground(painter, option)
        summary = index.data(ArticleRole.SUMMARY)
        if isinstance(summary, ArticleSummary):
            inner = option.rect.adjusted(_SIDE, _TOP, -_SIDE, 0)
            self._paint_headline(painter, option, inner, summary)
            self._paint_facts(painter, option, inner.translated(0, 2 * _LINE + 1), summary)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        color = self._theme.color
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("hover"))
        painter.setPen(color("hairline"))
        painter.drawLine(rect.left() + _SIDE, rect.bottom(), rect.right() - _SIDE, rect.bottom())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(color("focus"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_headline(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, summary: ArticleSummary
    ) -> None:
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("ink" if summary.headline else "ink_faint"))
        words = summary.headline or self.tr("No headline yet")
        first, rest = _first_line(words, painter.fontMetrics(), inner.width())
        _line(painter, inner, first, _side(words))
        if not rest:
            painter.setFont(option.font)
            painter.setPen(self._theme.color("ink_faint"))
            rest = summary.excerpt
        _line(painter, inner.translated(0, _LINE), rest, _side(rest))

    def _paint_facts(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, summary: ArticleSummary
    ) -> None:
        painter.setFont(option.font)
        tint = self._theme.color(status_token(summary.status))
        _dot(painter, inner, tint)
        painter.setPen(tint)
        status = inner.adjusted(14, 0, 0, 0)
        end = _line(painter, status, status_words(summary.status), Qt.AlignmentFlag.AlignLeft)
        painter.setPen(self._theme.color("ink_faint"))
        time = when(summary.updated, self._clock())
        start = _line(painter, inner, time, Qt.AlignmentFlag.AlignRight).left()
        middle = QRect(inner)
        middle.setLeft(end.right())
        middle.setRight(start - 8)
        words = "1 word" if summary.words == 1 else f"{thousands(summary.words)} words"
        _line(painter, middle, f"  ·  {words}", Qt.AlignmentFlag.AlignLeft)


def _first_line(words: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """As many words as fit on a line, and the rest."""
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > width:
            return line, words[len(line) :].strip()
        line = longer
    return line, ""


def _side(words: str) -> Qt.AlignmentFlag:
    """Where a line of these words begins."""
    return (
        Qt.AlignmentFlag.AlignRight if first_strong(words) == "rtl" else Qt.AlignmentFlag.AlignLeft
    )


def _dot(painter: QPainter, inner: QRect, tint: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawEllipse(QPointF(inner.left() + _DOT, inner.top() + _LINE / 2), _DOT, _DOT)


def _line(painter: QPainter, place: QRect, words: str, side: Qt.AlignmentFlag) -> QRect:
    """Draws one line, cut with an ellipsis where it is too long; gives what it covered."""
    box = QRect(place.left(), place.top(), place.width(), _LINE)
    metrics = painter.fontMetrics()
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, cut)
    width = metrics.horizontalAdvance(cut)
    left = box.right() - width if side is Qt.AlignmentFlag.AlignRight else box.left()
    return QRect(left, box.top(), width, _LINE)
