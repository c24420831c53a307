"""A list of articles, each with a sentence in which some words stand out; what it lists and what
is done with a row is left to its owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter
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

_LINE, _SIDE, _TOP, _GAP = 19, 16, 8, 13
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

    def __init__(self, theme: Theme, parent: QWidget, *, lines: int = 2) -> None:
        """Of a sentence at most so many `lines` are shown."""
        super().__init__(parent)
        self.doing_key = ""
        self.setItemDelegate(_Delegate(theme, lines, self))
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab stands on a row at once."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

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
        sentence = "".join(line.sentence)
        item.setToolTip(sentence)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, sentence)
        self.addItem(item)


class _Delegate(QStyledItemDelegate):
    """A headline, and the sentence below it."""

    def __init__(self, theme: Theme, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 0 if index.data(_ROLE) is MORE else self._lines
        return QSize(160, _LINE * (1 + lines) + _GAP)

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
            height = self._lines * _LINE
            below = QRect(inner.left(), inner.top() + _LINE, inner.width(), height)
            inks = (color("ink_faint"), color("ink"))
            paint_marked(painter, below, line.sentence, inks, lines=self._lines)
        painter.restore()
