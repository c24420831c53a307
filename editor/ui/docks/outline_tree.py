"""The tree of sections: its own keys, dragging, what is folded in it, and how a row is drawn; what
a section is done with is left to whoever listens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from editor.app.models.outline import OutlineModel, OutlineRole
from editor.ui import icons
from editor.ui.docks.dock_parts import Index
from editor.ui.phrases import percent, thousands
from editor.ui.theme import Theme

_ROW = 28
_RIGHT = 14
_ICON = 14

_KEYS: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "up",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "down",
    (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier): "promote",
    (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier): "demote",
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): "rename",
}
_LEVELS = {int(getattr(Qt.Key, f"Key_{level}")): level for level in range(1, 7)}


class OutlineTree(QTreeView):
    """Sections as a tree. Alt with the arrows moves one, F2 renames it, a digit shows the tree
    down to that level. What is folded stays folded when the sections change."""

    doing_wanted = Signal(str, int)
    """What the writer wants done, `rename` or a name of `commands.sections.DOINGS`, and the
    section."""
    menu_wanted = Signal(int, QPoint)
    """A section, and where on the screen."""

    def __init__(self, model: OutlineModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("outlineTree")
        self.setAccessibleName(self.tr("Sections"))
        self._model = model
        self._folded: set[str] = set()
        self._restoring = False
        self.setModel(model)
        self.setItemDelegate(SectionDelegate(theme, self))
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setAutoExpandDelay(600)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.collapsed.connect(lambda index: self._remember(index, folded=True))
        self.expanded.connect(lambda index: self._remember(index, folded=False))
        model.modelReset.connect(self._restore)
        self._restore()

    @property
    def section(self) -> int | None:
        """The number of the current section."""
        return self._model.number(self.currentIndex())

    def rename(self, section: int) -> None:
        """Let the writer change a heading where it stands."""
        index = self._model.index_of(section)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def show_to_level(self, level: int) -> None:
        """Show the sections down to a level, those below folded."""
        self.expandAll()
        for number, section in enumerate(self._model.sections):
            if section.level >= level:
                self.collapse(self._model.index_of(number))

    # What Qt asks.

    def event(self, event: QEvent) -> bool:
        """Keys that are the window's elsewhere are the tree's while it has the keyboard."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._doing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        doing, section = self._doing(event), self.section
        level = _LEVELS.get(event.key())
        if doing and section is not None:
            self.doing_wanted.emit(doing, section)
        elif level and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.show_to_level(level)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _doing(event: QKeyEvent) -> str:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return _KEYS.get((event.key(), modifiers), "")

    # Inside.

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            index = self.currentIndex()
            place = self.visualRect(index).center()
        number = self._model.number(index)
        if number is not None:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(number, self.viewport().mapToGlobal(place))

    def _remember(self, index: Index, *, folded: bool) -> None:
        anchor = index.data(OutlineRole.ANCHOR)
        if self._restoring or anchor is None:
            return
        if folded:
            self._folded.add(anchor)
        else:
            self._folded.discard(anchor)

    def _restore(self) -> None:
        self._restoring = True
        self.expandAll()
        for number, section in enumerate(self._model.sections):
            if section.anchor in self._folded:
                self.collapse(self._model.index_of(number))
        self._restoring = False


class SectionDelegate(QStyledItemDelegate):
    """The heading; at the right the words of the section with all below it, their share of those
    wanted, and a mark where something was noticed. A section whose dates are over is faint."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        """A line as wide as the row, with the heading as it is typed."""
        line = QLineEdit(parent)
        line.setObjectName("headingEditor")
        line.setAccessibleName(self.tr("Heading"))
        return line

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, -4, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        metrics = shown.fontMetrics
        figures = _figures(index)
        marks = self._marks(index)
        taken = metrics.horizontalAdvance(figures) + _RIGHT + 12 + (_ICON + 6) * len(marks)
        room = shown.rect.width() - taken
        words = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, max(room, 20))
        shown.text = ""
        style = shown.widget.style() if shown.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        painter.save()
        place = shown.rect.adjusted(0, 0, -_RIGHT, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._ink("ink_faint" if index.data(OutlineRole.PAST) else "ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, words)
        painter.setPen(self._ink("ink_faint"))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | middle, figures)
        self._draw_marks(painter, place, metrics.horizontalAdvance(figures), marks)
        painter.restore()

    def _ink(self, token: str) -> QColor:
        return self._theme.color(token)

    def _draw_marks(
        self, painter: QPainter, place: QRect, figures: int, marks: list[tuple[str, str]]
    ) -> None:
        right = place.right() - figures - 6
        for name, token in marks:
            box = QRectF(right - _ICON, place.center().y() - _ICON / 2 + 0.5, _ICON, _ICON)
            icons.draw(painter, name, box, self._ink(token))
            right -= _ICON + 6

    @staticmethod
    def _marks(index: Index) -> list[tuple[str, str]]:
        notes = index.data(OutlineRole.NOTES)
        if notes is None:
            return []
        marks = [("warning", "warn")] if notes.warnings else []
        if notes.dates.entries:
            marks.append(("calendar", "ink_faint"))
        return marks


def _figures(index: Index) -> str:
    words = thousands(index.data(OutlineRole.WORDS) or 0)
    share = index.data(OutlineRole.SHARE)
    return words if share is None else f"{words} · {percent(share)}"
