"""The tags of a library as a tree to look through and to drag by; its keys ask for what is done
with tags, which is left to the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from editor.app.models.tag_tree import ENTRY, FOUND, ORDERS, Index, TagColumn, TagTreeModel
from editor.app.tag_listing import TagEntry, TagOrder
from editor.ui import icons
from editor.ui.tag_looks import DOT, KIND_ICONS, paint_dot, shown_colour
from editor.ui.theme import Theme

_ROW, _ICON, _INDENT = 28, 16, 18
_WIDTHS = {
    TagColumn.EXTERNAL_ID: 128,
    TagColumn.ARTICLES: 68,
    TagColumn.FIRST: 92,
    TagColumn.LAST: 92,
}
_NEEDED = {TagColumn.EXTERNAL_ID: 620, TagColumn.FIRST: 520, TagColumn.LAST: 400}
"""Pixels of width from which on a column is shown; the side says all of it."""
_MOST_KEPT = 500
"""Selected rows that are selected again when the rows come anew."""

ACTS = {
    Qt.Key.Key_F2: "rename",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_P: "move",
    Qt.Key.Key_K: "kind",
    Qt.Key.Key_N: "new",
    Qt.Key.Key_Insert: "new",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Backspace: "delete",
}
"""What each key asks for."""
_NEW_BELOW = "new-below"
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class TagTreeView(QTreeView):
    """What is folded, chosen and current stays so when the rows come anew."""

    act_wanted = Signal(str)
    """Something is to be done with the chosen tags: a value of `ACTS`, or `new-below`."""
    articles_wanted = Signal(object)
    """The articles with this Tag are to be listed."""
    filter_wanted = Signal()
    menu_wanted = Signal(object)
    """Where on the screen a menu is asked for."""
    chosen_changed = Signal()

    def __init__(self, model: TagTreeModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._tags = model
        self._theme = theme
        self._open: set[str] = set()
        self._before: tuple[list[str], str, str] = ([], "", "")
        self.setObjectName("tagTree")
        self.setAccessibleName(self.tr("Tags of the library"))
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self))
        self._set_up()
        self._set_up_head()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self.collapsed.connect(lambda index: self._fold(index, True))
        self.expanded.connect(lambda index: self._fold(index, False))
        self.doubleClicked.connect(lambda _index: self._ask_articles())
        chosen = self.selectionModel()
        chosen.selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        chosen.currentChanged.connect(lambda *_: self.chosen_changed.emit())
        self._restore()

    # What is chosen.

    @property
    def current(self) -> TagEntry | None:
        """The tag the writer stands on."""
        return self._tags.entry(self.currentIndex())

    @property
    def chosen(self) -> tuple[TagEntry, ...]:
        """The tags that are selected, in the order listed; else the one stood on."""
        found = self._selected()
        if not found and self.current is not None:
            found = [self.current]
        return tuple(found)

    def _selected(self) -> list[TagEntry]:
        """Qt's own list of the rows takes minutes for thousands of them in a tree."""
        return [
            entry
            for one in self.selectionModel().selection().toList()
            if one.left() == TagColumn.LABEL
            for entry in self._tags.entries_below(one.parent(), one.top(), one.bottom())
        ]

    def go_to(self, tag_id: str) -> None:
        """Stands on a tag, and on nothing else."""
        index = self._tags.index_of(tag_id)
        if index.isValid():
            self._stand_on(index)

    # Keys.

    def event(self, event: QEvent) -> bool:
        """Keys that are the window's for a text are this list's while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            plain = event.modifiers() in _PLAIN and event.key() in ACTS
            if plain or _is_select_all(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), event.modifiers() in _PLAIN
        if key == Qt.Key.Key_Escape:
            event.ignore()
        elif plain and key in ACTS:
            self.act_wanted.emit(ACTS[key])
        elif key == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.act_wanted.emit(_NEW_BELOW)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_articles()
        elif plain and (event.text() == "/" or (key == Qt.Key.Key_Up and self._is_at_top)):
            self.filter_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here; the filter finds."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(below))
        else:
            self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab stands on a row at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._tags.rowCount():
            self._stand_on(self._tags.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the labels have it; the row stood on stays in sight."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())
        for column, needed in _NEEDED.items():
            self.setColumnHidden(column, self.width() < needed)

    @property
    def _is_at_top(self) -> bool:
        return not self.indexAbove(self.currentIndex()).isValid()

    def _ask_articles(self) -> None:
        if self.current is not None:
            self.articles_wanted.emit(self.current.tag)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A row is chosen as a whole, to the left of its label too."""
        if self.selectionModel().isSelected(index):
            painter.fillRect(option.rect, self._theme.color("accent_soft"))
        super().drawRow(painter, option, index)
        if self.hasFocus() and self._tags.entry(index) is self.current:
            painter.setPen(self._theme.color("focus"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    # When the rows come anew.

    def _keep(self) -> None:
        selected = self._selected()
        chosen = [] if len(selected) > _MOST_KEPT else [entry.tag.id for entry in selected]
        index = self.currentIndex()
        beside = self.indexBelow(index) if self.indexBelow(index).isValid() else None
        beside = self.indexAbove(index) if beside is None else beside
        self._before = chosen, _id(self._tags, index), _id(self._tags, beside)

    def _restore(self) -> None:
        self.blockSignals(True)
        if self._tags.is_narrow:
            self.expandAll()
        else:
            for tag_id in self._open:
                self.expand(self._tags.index_of(tag_id))
        self.blockSignals(False)
        chosen, current, beside = self._before
        index = self._tags.index_of(current)
        gone = not index.isValid()
        for other in (self._tags.index_of(beside), self._tags.index(0, 0)):
            index = index if index.isValid() else other
        if index.isValid():
            self._stand_on(index)
        if len(chosen) > 1 and not gone:
            self._choose(chosen)
        self.chosen_changed.emit()

    def _choose(self, tag_ids: Sequence[str]) -> None:
        selection = QItemSelection()
        for tag_id in tag_ids:
            index = self._tags.index_of(tag_id)
            if index.isValid():
                selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def _stand_on(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _fold(self, index: QModelIndex, folded: bool) -> None:
        if self._tags.is_narrow:
            return
        (self._open.discard if folded else self._open.add)(_id(self._tags, index))

    # Made of.

    def _set_up(self) -> None:
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(True)
        self.setMinimumWidth(220)

    def _set_up_head(self) -> None:
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(TagColumn.LABEL, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(True)
        head.setSectionsMovable(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        head.sectionClicked.connect(self._sort)

    def _sort(self, section: int) -> None:
        order: TagOrder = ORDERS[TagColumn(section)]
        again = order is self._tags.order
        self._tags.sort_by(order, reverse=again and not self._tags.is_reversed)


class _Delegate(QStyledItemDelegate):
    """The kind as an icon, the label, a dot in the tag's colour, and quieter its other names; a
    row that only stands above others is quiet as a whole."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _ROW)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        # The row has a ground and a ring, not each of its cells.
        state = QStyle.StateFlag
        option.state &= ~(state.State_HasFocus | state.State_Selected | state.State_MouseOver)
        ink = self._theme.color("ink_soft" if index.data(FOUND) else "ink_faint")
        option.palette.setColor(option.palette.ColorRole.Text, ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        if index.column() != TagColumn.LABEL or not isinstance(entry, TagEntry):
            super().paint(painter, option, index)
            return
        painter.save()
        self._paint_words(painter, option, entry, bool(index.data(FOUND)))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: TagEntry, found: bool
    ) -> None:
        tag, color = entry.tag, self._theme.color
        place = option.rect.adjusted(4, 0, -6, 0)
        top = place.center().y() - _ICON // 2
        icons.icon(KIND_ICONS[tag.kind]).paint(painter, place.left(), top, _ICON, _ICON)
        place = place.adjusted(_ICON + 8, 0, 0, 0)
        metrics, flags = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        label = metrics.elidedText(tag.label, Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(color("ink" if found else "ink_faint"))
        painter.drawText(place, flags, label)
        place = place.adjusted(metrics.horizontalAdvance(label) + 8, 0, 0, 0)
        if tag.colour and place.width() > 2 * DOT:
            centre = QPointF(place.left() + DOT, place.center().y() + 1.5)
            paint_dot(painter, centre, shown_colour(self._theme, tag.colour))
            place = place.adjusted(int(2 * DOT) + 8, 0, 0, 0)
        if tag.aliases and place.width() > 40:
            also = metrics.elidedText(
                ", ".join(tag.aliases), Qt.TextElideMode.ElideRight, place.width()
            )
            painter.setPen(color("ink_faint"))
            painter.drawText(place, flags, also)


def _id(model: TagTreeModel, index: QModelIndex) -> str:
    entry = model.entry(index)
    return "" if entry is None else entry.tag.id


def _is_select_all(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_A and event.modifiers() == control
