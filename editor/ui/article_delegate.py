"""Draws one article of the library list: its headline, how it begins or where it has what is looked
for; status, words, time; above it the heading of the group it begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.records import ArticleSummary, Group, Hit
from editor.app.models.article_list import ArticleRole
from editor.text.direction import first_strong
from editor.ui import icons
from editor.ui.marked_words import paint_marked
from editor.ui.phrases import status_token, status_words, thousands, when
from editor.ui.row_ground import BAR
from editor.ui.theme import Theme

ROW_HEIGHT = 76
GROUP_HEIGHT = 30
"""What a row is taller by that begins a group."""

_SIDE, _TOP, _LINE, _DOT = 16, 9, 19, 3.5
_PIN = 14
_LEAD = 16
"""Characters before what is looked for, on the one line there is for it."""

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
        self._open = ""

    def show_open(self, article_id: str) -> None:
        """Marks this article as the open one; "" for none."""
        self._open = article_id

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """Every row is as high as every other, but for the headings of groups."""
        group = index.data(ArticleRole.GROUP)
        return QSize(200, ROW_HEIGHT + (GROUP_HEIGHT if group else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Draws the article at `index`; a row whose page is still on its way stays blank."""
        painter.save()
        row = QRect(option.rect)
        group = index.data(ArticleRole.GROUP)
        if isinstance(group, Group):
            self._paint_group(painter, option, group)
            row.setTop(row.top() + GROUP_HEIGHT)
        summary = index.data(ArticleRole.SUMMARY)
        is_open = isinstance(summary, ArticleSummary) and summary.id == self._open
        self._paint_ground(painter, option, row, is_open=is_open)
        if isinstance(summary, ArticleSummary):
            inner = row.adjusted(_SIDE, _TOP, -_SIDE, 0)
            if index.data(ArticleRole.PINNED):
                self._paint_pin(painter, inner)
                inner.setRight(inner.right() - _PIN - 4)
            hit = index.data(ArticleRole.HIT)
            if isinstance(hit, Hit):
                self._paint_hit(painter, option, inner, summary, hit)
            else:
                self._paint_headline(painter, option, inner, summary)
            facts = row.adjusted(_SIDE, _TOP + 2 * _LINE + 1, -_SIDE, 0)
            self._paint_facts(painter, option, facts, summary)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
        """The name of a group and how many articles it has."""
        place = QRect(option.rect)
        place.setHeight(GROUP_HEIGHT)
        painter.fillRect(place, self._theme.color("window"))
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("ink_soft"))
        inner = place.adjusted(_SIDE, 6, -_SIDE, 0)
        count = _line(painter, inner, thousands(group.count), Qt.AlignmentFlag.AlignRight)
        inner.setRight(count.left() - 8)
        _line(painter, inner, group.label, Qt.AlignmentFlag.AlignLeft)
        painter.setPen(self._theme.color("hairline"))
        painter.drawLine(place.left(), place.bottom(), place.right(), place.bottom())
        painter.setFont(option.font)

    def _paint_pin(self, painter: QPainter, inner: QRect) -> None:
        place = QRectF(inner.right() - _PIN, inner.top() + 2, _PIN, _PIN)
        icons.draw(painter, "pin", place, self._theme.color("ink_soft"))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, *, is_open: bool
    ) -> None:
        color = self._theme.color
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, color("hover"))
        painter.setPen(color("hairline"))
        painter.drawLine(rect.left() + _SIDE, rect.bottom(), rect.right() - _SIDE, rect.bottom())
        if is_open:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), color("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(color("focus"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_headline(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, summary: ArticleSummary
    ) -> None:
        words = self._set_headline(painter, option, summary)
        first, rest = _first_line(words, painter.fontMetrics(), inner.width())
        _line(painter, inner, first, _side(words))
        if not rest:
            painter.setFont(option.font)
            painter.setPen(self._theme.color("ink_faint"))
            rest = summary.excerpt
        _line(painter, inner.translated(0, _LINE), rest, _side(rest))

    def _paint_hit(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        inner: QRect,
        summary: ArticleSummary,
        hit: Hit,
    ) -> None:
        """The headline on one line, and on the other the sentence with what is looked for."""
        words = self._set_headline(painter, option, summary)
        _line(painter, inner, words, _side(words))
        painter.setFont(option.font)
        color = self._theme.color
        sentence = (_lead(hit.before), hit.match, hit.after)
        place = QRect(inner.left(), inner.top() + _LINE, inner.width(), _LINE)
        paint_marked(painter, place, sentence, (color("ink_faint"), color("ink")), 1)

    def _set_headline(
        self, painter: QPainter, option: QStyleOptionViewItem, summary: ArticleSummary
    ) -> str:
        """The words of a headline, with font and ink set for them."""
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("ink" if summary.headline else "ink_faint"))
        return summary.headline or self.tr("No headline yet")

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


def _lead(before: str) -> str:
    """The last words before what is looked for, so that it is in sight."""
    if len(before) <= _LEAD:
        return before
    _, blank, rest = before[-_LEAD:].partition(" ")
    return f"… {rest}" if blank else "… "


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
