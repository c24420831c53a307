"""The list of the History dock: its keys, and how a day, the present text and a version look."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db.records import Reason
from editor.app.models.history import HistoryRole, HistoryRow, day_words, why_kept
from editor.ui import icons
from editor.ui.docks.dock_parts import Index
from editor.ui.phrases import thousands
from editor.ui.row_ground import paint_ground
from editor.ui.theme import Theme

_DAY, _ROW, _TALL = 32, 30, 48
_LEFT, _RIGHT, _TIME = 16, 14, 46
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ICONS = {Reason.PUBLISHED: "check", Reason.CONFLICT: "warning", Reason.RESTORE: "restore"}


class HistoryList(QListView):
    """Enter compares, Space marks what is compared with, F2 names, R restores; the menu key or a
    right click asks for the row's menu."""

    compare_wanted = Signal(object)
    base_wanted = Signal(object)
    name_wanted = Signal(object)
    restore_wanted = Signal(object)
    """Each with a HistoryRow."""
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("historyList")
        self.setAccessibleName(self.tr("Versions of this article"))
        self.setItemDelegate(_Delegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self._keys = {
            Qt.Key.Key_Return: self.compare_wanted,
            Qt.Key.Key_Enter: self.compare_wanted,
            Qt.Key.Key_Space: self.base_wanted,
            Qt.Key.Key_F2: self.name_wanted,
            Qt.Key.Key_R: self.restore_wanted,
        }

    @property
    def present_row(self) -> HistoryRow | None:
        """The row the writer stands on."""
        row = self.currentIndex().data(HistoryRole.ROW)
        return row if isinstance(row, HistoryRow) and not row.is_day else None

    def event(self, event: QEvent) -> bool:
        """F2 and the plain keys are this list's while it has the keyboard, not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if self._is_ours(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.present_row
        if row is not None and self._is_ours(event):
            self._keys[Qt.Key(event.key())].emit(row)
        else:
            super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() in self._keys and plain == Qt.KeyboardModifier.NoModifier

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            index = self.currentIndex()
            place = self.visualRect(index).center()
        self.setCurrentIndex(index)
        if self.present_row is not None:
            self.menu_wanted.emit(self.present_row, self.viewport().mapToGlobal(place))


class _Delegate(QStyledItemDelegate):
    """The time at the left, why the version was kept, its words at the right; who wrote it and a
    new headline stand below."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(HistoryRole.ROW)
        if row.is_day:
            return QSize(160, _DAY)
        return QSize(160, _TALL if _below(row) else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HistoryRow = index.data(HistoryRole.ROW)
        inner = option.rect.adjusted(_LEFT, 0, -_RIGHT, 0)
        painter.save()
        if row.is_day:
            self._paint_day(painter, inner, row)
        else:
            paint_ground(painter, option, self._theme)
            self._paint_row(painter, inner, row)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, row: HistoryRow) -> None:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("ink_soft"))
        words = day_words(row.time.date(), datetime.now(row.time.tzinfo).date())
        painter.drawText(rect.adjusted(0, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_row(self, painter: QPainter, rect: QRect, row: HistoryRow) -> None:
        color, below = self._theme.color, _below(row)
        line = QRect(rect.left(), rect.top() + (4 if below else 0), rect.width(), _ROW - 4)
        if not below:
            line.setHeight(rect.height())
        painter.setPen(color("ink_faint"))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignVCenter, "Now" if row.is_present else f"{row.time:%H:%M}"
        )
        line.setLeft(line.left() + _TIME)
        line.setRight(line.right() - self._paint_words_count(painter, line, row))
        if icon := _icon(row):
            icons.icon(icon).paint(painter, line.left(), line.center().y() - 7, 14, 14)
            line.setLeft(line.left() + 20)
        painter.setPen(color("ink" if _stands_out(row) else "ink_soft"))
        _elided(painter, line, "The present text" if row.is_present else why_kept(row.version))
        if below:
            under = QRect(rect.left() + _TIME, line.bottom() - 3, rect.width() - _TIME, 20)
            painter.setPen(color("accent" if row.is_base else "ink_faint"))
            _elided(painter, under, below)

    def _paint_words_count(self, painter: QPainter, line: QRect, row: HistoryRow) -> int:
        """Gives the room it took."""
        if row.words is None:
            return 0
        painter.setPen(self._theme.color("ink_faint"))
        words = thousands(row.words)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        return painter.fontMetrics().horizontalAdvance(words) + 10


def _below(row: HistoryRow) -> str:
    """The second line of a row."""
    parts = ["Compared from here"] if row.is_base else []
    if row.writer:
        parts.append(row.writer)
    if row.headline is not None:
        parts.append(row.headline or "No headline")
    return " · ".join(parts)


def _icon(row: HistoryRow) -> str:
    if row.version is None:
        return ""
    if row.version.name:
        return "version"
    return _ICONS.get(row.version.reason, "")


def _stands_out(row: HistoryRow) -> bool:
    return row.is_present or bool(_icon(row))


def _elided(painter: QPainter, place: QRect, words: str) -> None:
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
