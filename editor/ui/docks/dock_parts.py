"""What docks are made of: a quiet ground, headings, hints where there is nothing yet, refusals in
words, and lists whose keys are their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui import icons
from editor.ui.row_ground import paint_ground
from editor.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ALT = Qt.KeyboardModifier.AltModifier


class DockContents(QWidget):
    """The ground of a dock, with a column to put things in."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockContents")
        self.setAccessibleName(label)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 12, 0, 8)
        self.column.setSpacing(8)


class Refusal(QLabel):
    """Why something was refused, beside where it was asked; hidden while there is nothing."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("tone", "bad")
        self.setWordWrap(True)
        self.say("")

    def say(self, words: str) -> None:
        self.setText(words)
        self.setVisible(bool(words))


def hint(words: str, parent: QWidget) -> QLabel:
    """A few lines that teach, where there is nothing to show yet."""
    label = QLabel(words, parent)
    label.setProperty("tone", "soft")
    label.setWordWrap(True)
    label.setContentsMargins(16, 4, 16, 4)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def tool(
    name: str, icon: str, label: str, run: Callable[[], object], parent: QWidget
) -> QToolButton:
    """A small button with a picture; its words are its tip and its accessible name."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(label)
    button.setAccessibleName(label)
    button.clicked.connect(lambda _checked=False: run())
    return button


class OrderedView(QListView):
    """A list in the writer's order: Delete takes a row out, Alt+Up and Alt+Down move it, a drag
    does too; the menu key or a right click asks for the row's menu."""

    remove_wanted = Signal(int)
    move_wanted = Signal(int, int)
    """A row, and the row it is to be."""
    open_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    """A row, and where on the screen."""

    def __init__(self, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self.open_wanted.emit(index.row()))

    @property
    def row(self) -> int:
        """The current row, -1 for none."""
        return self.currentIndex().row()

    def event(self, event: QEvent) -> bool:
        """Alt+Up and Alt+Down are the window's for paragraphs, but this list's while it has the
        keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if self._moves(event) or event.key() == Qt.Key.Key_Delete:
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab stands on a row at once."""
        super().focusInEvent(event)
        model = self.model()
        if self.row < 0 and model is not None and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.row, event.key()
        step = self._moves(event)
        if row < 0:
            super().keyPressEvent(event)
        elif step:
            self.move_wanted.emit(row, row + step)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _moves(event: QKeyEvent) -> int:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _ALT:
            return 0
        return {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            index = self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            spot = self.visualRect(index).center() if not self.indexAt(place).isValid() else place
            self.menu_wanted.emit(index.row(), self.viewport().mapToGlobal(spot))


class RowDelegate(QStyledItemDelegate):
    """Draws a row with an icon, words, a quieter detail at the right, and a second line where
    the row is tall enough for one. What a row says comes from `read`."""

    def __init__(
        self,
        theme: Theme,
        read: Callable[[Index], tuple[str, str, str, str]],
        height: int,
        parent: QWidget,
    ) -> None:
        """`read(index)` gives icon name, words, detail at the right, second line."""
        super().__init__(parent)
        self._theme = theme
        self._read = read
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        icon, words, detail, below = self._read(index)
        painter.save()
        paint_ground(painter, option, self._theme)
        inner = option.rect.adjusted(16, 0, -14, 0)
        line = inner if not below else inner.adjusted(0, 5, 0, -self._height // 2 + 2)
        if icon:
            icons.icon(icon).paint(painter, line.left(), line.center().y() - 8, 16, 16)
            line = line.adjusted(26, 0, 0, 0)
        metrics = painter.fontMetrics()
        if detail:
            painter.setPen(self._theme.color("ink_faint"))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail
            )
            line = line.adjusted(0, 0, -metrics.horizontalAdvance(detail) - 12, 0)
        _words(painter, line, words, self._theme.color("ink"))
        if below:
            under = line.adjusted(0, self._height // 2 - 6, 0, self._height // 2 - 6)
            _words(painter, under, below, self._theme.color("ink_faint"))
        painter.restore()


def _words(painter: QPainter, place: QRect, words: str, ink: QColor) -> None:
    painter.setPen(ink)
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
