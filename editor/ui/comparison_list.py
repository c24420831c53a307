"""A comparison as a list to go through by key, in one column or side by side; what restoring a
row does is left to others."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.text.diff import Change
from editor.ui import run_text
from editor.ui.comparison_rows import ComparisonRow, RowKind, fold_words, in_words
from editor.ui.row_ground import paint_ground
from editor.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole + 1

_LABEL, _GAP, _PAD = 104, 24, 8
WORDS_AT, WORDS_GAP = _GAP + _LABEL, _GAP
"""Where words begin, and what lies between two columns of them, in pixels."""

_WIDEST = 720
"""Of a column of words, in pixels: about the measure it was written in."""

_TINTS = {
    Change.CHANGED: "accent",
    Change.ADDED: "good",
    Change.REMOVED: "bad",
    Change.MOVED_AWAY: "warn",
    Change.MOVED_HERE: "warn",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WRAP = int(Qt.TextFlag.TextWordWrap)


class ComparisonModel(QAbstractListModel):
    """The rows of the comparison that is shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[ComparisonRow, ...] = ()

    def show(self, rows: tuple[ComparisonRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return in_words(row)
        return None


class ComparisonView(QListView):
    """Up and Down go through the rows, N and P through what differs, Enter unfolds; R puts a row
    back, S changes between one column and two."""

    unfold_wanted = Signal(int)
    """The first paragraph of a stretch that is folded away."""
    restore_wanted = Signal(int)
    """A row."""
    switch_wanted = Signal()
    restore_all_wanted = Signal()
    name_wanted = Signal()
    dismiss_wanted = Signal()

    def __init__(self, theme: Theme, model: ComparisonModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("comparisonList")
        self.setAccessibleName(self.tr("What differs, paragraph by paragraph"))
        self.setModel(model)
        self._model = model
        self.delegate = ComparisonDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.clicked.connect(lambda _index: self._unfold())
        self._keys = {
            Qt.Key.Key_N: lambda: self.go_to_change(1),
            Qt.Key.Key_P: lambda: self.go_to_change(-1),
            Qt.Key.Key_R: lambda: self.restore_wanted.emit(self.currentIndex().row()),
            Qt.Key.Key_S: self.switch_wanted.emit,
            Qt.Key.Key_F2: self.name_wanted.emit,
            Qt.Key.Key_Return: self._unfold,
            Qt.Key.Key_Enter: self._unfold,
            Qt.Key.Key_Escape: self.dismiss_wanted.emit,
        }

    def set_two_columns(self, two: bool) -> None:
        """Stand side by side, or in one column."""
        self.delegate.two_columns = two
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def go_to_change(self, step: int) -> None:
        """Stand on the next row that differs, or with -1 the one before."""
        rows = self._model.rows
        at = self.currentIndex().row() + step
        while 0 <= at < len(rows) and rows[at].change is Change.SAME:
            at += step
        if 0 <= at < len(rows):
            self.setCurrentIndex(self._model.index(at))

    def event(self, event: QEvent) -> bool:
        """F2, Ctrl+Enter and the plain letters are this list's while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if self._restores_all(event) or self._is_ours(event):
                event.accept()
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._restores_all(event):
            self.restore_all_wanted.emit()
        elif self._is_ours(event):
            self._keys[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in self._keys and plain == Qt.KeyboardModifier.NoModifier

    def _restores_all(self, event: QKeyEvent) -> bool:
        return event.key() in _ENTER and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )

    def _unfold(self) -> None:
        row = self.currentIndex().data(ROW)
        if isinstance(row, ComparisonRow) and row.kind is RowKind.FOLD:
            self.unfold_wanted.emit(row.first)


class ComparisonDelegate(QStyledItemDelegate):
    """At the left what became of the row, then its words: once, or before and after."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.two_columns = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        width = self._view.viewport().width()
        if not isinstance(row, ComparisonRow) or row.kind is RowKind.FOLD:
            return QSize(width, 32)
        room = self._room(width)
        heights = [
            run_text.laid_out(runs, room, self._theme).size().height()
            for runs in self._columns(row)
        ]
        beside = _label_font(option.font), _label_of(row)
        tall = QFontMetrics(beside[0]).boundingRect(0, 0, _LABEL - 12, 1000, _WRAP, beside[1])
        return QSize(width, round(max(*heights, tall.height() + 4)) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, ComparisonRow):
            return
        painter.save()
        paint_ground(painter, option, self._theme, _TINTS.get(row.change, ""))
        rect = option.rect.adjusted(_GAP, _PAD, -_GAP, -_PAD)
        if row.kind is RowKind.FOLD:
            painter.setPen(self._theme.color("ink_faint"))
            words = f"⋯  {fold_words(row.folded)}"
            painter.drawText(rect.adjusted(_LABEL, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        else:
            self._paint_label(painter, rect, row)
            self._paint_words(painter, rect, row)
        painter.restore()

    def _columns(self, row: ComparisonRow) -> tuple[Any, ...]:
        return (row.before, row.after) if self.two_columns else (row.runs,)

    def _room(self, width: int) -> int:
        inner = width - 2 * _GAP - _LABEL
        if self.two_columns:
            inner = (inner - _GAP) // 2
        return max(min(inner, _WIDEST), 80)

    def _paint_label(self, painter: QPainter, rect: QRect, row: ComparisonRow) -> None:
        painter.setFont(_label_font(painter.font()))
        above = row.kind is not RowKind.PARAGRAPH
        # On the ground of a selected row the tints of states are too faint to be read.
        painter.setPen(self._theme.color("ink" if above else "ink_soft"))
        label = rect.adjusted(0, 2, 0, 0)
        label.setWidth(_LABEL - 12)
        painter.drawText(label, _WRAP, _label_of(row))

    def _paint_words(self, painter: QPainter, rect: QRect, row: ComparisonRow) -> None:
        room = self._room(self._view.viewport().width())
        quiet = row.kind is RowKind.PARAGRAPH and row.change in (Change.SAME, Change.MOVED_AWAY)
        left = rect.left() + _LABEL
        for runs in self._columns(row):
            document = run_text.laid_out(runs, room, self._theme)
            ink = "ink_soft" if quiet else "ink"
            run_text.paint(document, painter, left, rect.top(), self._theme, ink)
            left += room + _GAP


def _label_of(row: ComparisonRow) -> str:
    """What became of the row, and whose doing it was."""
    return f"{row.label}\n{row.by}" if row.by else row.label


def _label_font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(12)
    return small
