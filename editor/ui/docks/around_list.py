"""A list of articles, each with a sentence in which some words stand out; what it lists and what
is done with a row is left to its owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.ui.docks.dock_parts import Index
from editor.ui.marked_words import paint_marked
from editor.ui.row_ground import paint_ground
from editor.ui.theme import Theme

_ROW, _LINE, _SIDE, _TOP = 70, 19, 16, 8
_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class AroundLine:
    """A row: the id of an article, its headline, a sentence (before, the words that stand out,
    after) and what the row stands for."""

    article: str
    headline: str
    sentence: tuple[str, str, str]
    value: object


MORE = AroundLine("", "", ("", "", ""), None)
"""The row that asks for more rows."""


class AroundList(QListWidget):
    """Enter opens a row, `doing_key` does with it what its owner does; both by the row's line."""

    open_wanted = Signal(object)
    do_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.doing_key = ""
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda item: self.open_wanted.emit(item.data(_ROLE)))

    def fill(self, lines: Sequence[AroundLine], *, more: bool) -> None:
        """Shows these rows, and where there are `more` a row that asks for them; the current row
        stays where it was."""
        row = self.currentRow()
        self.clear()
        for line in lines:
            self._add(line.headline, line)
        if more:
            self._add(self.tr("Show more"), MORE)
        if 0 <= row < self.count():
            self.setCurrentRow(row)

    def current(self) -> AroundLine | None:
        """The line of the current row."""
        item = self.currentItem()
        line: AroundLine | None = None if item is None else item.data(_ROLE)
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current()
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit(line)
        elif line is not None and self._is_doing(event):
            self.do_wanted.emit(line)
        else:
            super().keyPressEvent(event)

    def _is_doing(self, event: QKeyEvent) -> bool:
        if not self.doing_key or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        return QKeySequence(event.key()).toString() == self.doing_key

    def _add(self, words: str, line: AroundLine) -> None:
        item = QListWidgetItem(words)
        item.setData(_ROLE, line)
        item.setToolTip("".join(line.sentence))
        self.addItem(item)


class _Delegate(QStyledItemDelegate):
    """A headline, and two lines of the sentence below it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, 2 * _LINE if index.data(_ROLE) is MORE else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, color = index.data(_ROLE), self._theme.color
        painter.save()
        paint_ground(painter, option, self._theme)
        inner = option.rect.adjusted(_SIDE, _TOP, -_SIDE + 2, 0)
        painter.setPen(color("accent" if line is MORE else "ink"))
        headline = QRect(inner.left(), inner.top(), inner.width(), _LINE)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(headline, Qt.AlignmentFlag.AlignVCenter, cut)
        if line is not MORE:
            below = QRect(inner.left(), inner.top() + _LINE, inner.width(), 2 * _LINE)
            inks = (color("ink_faint"), color("ink"))
            paint_marked(painter, below, line.sentence, inks, lines=2)
        painter.restore()
