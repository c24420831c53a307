"""The list of pairs of tags that may be one, with its keys; what a key does is left to its view."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db.records import Tag
from db.tag_records import NearTags
from editor.ui import icons
from editor.ui.docks.dock_parts import Index
from editor.ui.phrases import thousands
from editor.ui.row_ground import paint_ground
from editor.ui.tag_looks import KIND_ICONS
from editor.ui.theme import Theme

_PAIR = Qt.ItemDataRole.UserRole + 1
_ROW, _LINE, _SIDE, _TOP, _ICON = 54, 19, 16, 8, 16


class NearPairs(QListWidget):
    """Enter lists the articles of both."""

    wanted = Signal(str)
    """`1`, `2` or `A`."""
    open_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("nearPairs")
        self.setAccessibleName(self.tr("Tags that may be one"))
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: self.open_wanted.emit())

    @property
    def pair(self) -> NearTags | None:
        """The pair stood on."""
        item = self.currentItem()
        found: NearTags | None = None if item is None else item.data(_PAIR)
        return found

    def fill(self, pairs: Iterable[NearTags]) -> None:
        """Shows these; the row stood on stays where it was."""
        row = max(0, self.currentRow())
        self.blockSignals(True)
        self.clear()
        for pair in pairs:
            item = QListWidgetItem(f"{pair.one.label}, {pair.other.label}")
            item.setData(_PAIR, pair)
            item.setToolTip(pair.reason)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, pair.reason)
            self.addItem(item)
        self.blockSignals(False)
        self.setCurrentRow(min(row, self.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.text().upper() in ("1", "2", "A"):
            self.wanted.emit(event.text().upper())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Both tags with how many articles have them, side by side, and the reason below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pair = index.data(_PAIR)
        painter.save()
        paint_ground(painter, option, self._theme)
        inner = option.rect.adjusted(_SIDE, _TOP, -_SIDE, 0)
        half = inner.width() // 2
        line = QRect(inner.topLeft(), QSize(half - 8, _LINE))
        self._paint_tag(painter, line, pair.one)
        self._paint_tag(painter, line.translated(half, 0), pair.other)
        painter.setPen(self._theme.color("ink_faint"))
        below = QRect(inner.topLeft() + QPoint(0, _LINE), QSize(inner.width(), _LINE))
        words = painter.fontMetrics().elidedText(
            pair.reason, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _paint_tag(self, painter: QPainter, place: QRect, tag: Tag) -> None:
        icon = icons.icon(KIND_ICONS[tag.kind])
        icon.paint(painter, place.left(), place.center().y() - 8, _ICON, _ICON)
        place = place.adjusted(_ICON + 8, 0, 0, 0)
        metrics, uses = painter.fontMetrics(), thousands(tag.uses)
        room = place.width() - metrics.horizontalAdvance(uses) - 10
        label = metrics.elidedText(tag.label, Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._theme.color("ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, label)
        painter.setPen(self._theme.color("ink_faint"))
        beside = place.adjusted(metrics.horizontalAdvance(label) + 10, 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, uses)
