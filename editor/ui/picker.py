"""One popup with a search line and a list: the palette, going to an article, choosing a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

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
from PySide6.QtGui import QGuiApplication, QHideEvent, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

_WIDTH, _ROW, _ROWS = 560, 34, 11
_MARGIN, _ICON = 12, 16
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
}

_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """A row: its words, a quieter detail at the right (a key, a slug), an icon, and what it
    stands for."""

    words: str
    value: object = field(compare=False)
    detail: str = ""
    icon: QIcon | None = field(default=None, compare=False)


Answer = Callable[[Sequence[Choice]], None]
Source = Callable[[str, Answer], None]
"""Asked with what was typed; it answers with the choices, at once or later."""


def offering(rows: Sequence[Choice]) -> Source:
    """Offers the rows that have what was typed in their words."""

    def offer(typed: str, answer: Answer) -> None:
        answer([row for row in rows if typed.casefold() in row.words.casefold()])

    return offer


class Picker(QFrame):
    """Opens over the window, takes one choice and closes; Esc or a click outside closes it.

    Answers that come after the writer has typed on are dropped.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("picker")
        self._window = parent.window()
        self._source: Source = lambda _text, answer: answer(())
        self._chosen: Callable[[object], None] = lambda _value: None
        self._asked = 0
        self._search = QLineEdit(self)
        self._search.setObjectName("pickerSearch")
        self._search.setAccessibleName(self.tr("Search"))
        self._search.textChanged.connect(self._ask)
        self._search.installEventFilter(self)
        self._model = _Choices(self)
        self._list = self._make_list()
        self._nothing = QLabel(self.tr("Nothing fits."), self)
        self._nothing.setProperty("tone", "faint")
        self._nothing.setContentsMargins(_MARGIN, 8, _MARGIN, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for part in (self._search, self._list, self._nothing):
            layout.addWidget(part)

    def pick(self, prompt: str, source: Source, chosen: Callable[[object], None]) -> None:
        """Shows the picker; `chosen(value)` is called after it has closed again."""
        self._source, self._chosen = source, chosen
        self._search.setPlaceholderText(prompt)
        self._search.setAccessibleName(prompt)
        self._list.setAccessibleName(prompt)
        self._model.show(())
        self._search.clear()
        self._ask("")
        self._place()
        self.show()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets the arrow keys move in the list while the search line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES:
                self._move(_MOVES[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Drops answers still under way."""
        self._asked += 1
        super().hideEvent(event)
        self.closed.emit()

    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("pickerList")
        view.setModel(self._model)
        view.setItemDelegate(_ChoiceDelegate(view))
        view.setUniformItemSizes(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._choose)
        return view

    def _ask(self, text: str) -> None:
        self._asked += 1
        asked = self._asked
        self._source(text, lambda choices: self._show(asked, choices))

    def _show(self, asked: int, choices: Sequence[Choice]) -> None:
        if asked != self._asked:
            return
        self._model.show(choices)
        self._list.setVisible(bool(choices))
        self._nothing.setVisible(not choices)
        rows = min(len(choices), _ROWS)
        self._list.setFixedHeight(rows * _ROW + 8)
        self._list.setCurrentIndex(self._model.index(0))
        self.adjustSize()

    def _move(self, step: int) -> None:
        last = self._model.rowCount() - 1
        row = self._list.currentIndex().row() + step
        if abs(step) == 1 and last > 0:
            row %= last + 1
        self._list.setCurrentIndex(self._model.index(max(0, min(row, last))))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            choice = self._model.choice(index.row())
            self.close()
            self._chosen(choice.value)

    def _place(self) -> None:
        window = self._window
        self.setFixedWidth(min(_WIDTH, window.width() - 48))
        self.adjustSize()
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 56)


class _Choices(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self._choices = tuple(choices)
        self.endResetModel()

    def choice(self, row: int) -> Choice:
        return self._choices[row]

    def rowCount(self, parent: _AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._choices)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self._choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.words}, {choice.detail}" if choice.detail else choice.words
        return choice if role == Qt.ItemDataRole.UserRole else None


class _ChoiceDelegate(QStyledItemDelegate):
    """Icon, words, and the detail at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """A row of the list."""
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        """Draws one choice; the chosen one on the highlight."""
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        self._paint_ground(painter, option)
        inner = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if choice.icon:
            top = inner.top() + (inner.height() - _ICON) // 2
            choice.icon.paint(painter, QRect(inner.left(), top, _ICON, _ICON))
            inner.setLeft(inner.left() + _ICON + 10)
        detail_width = min(option.fontMetrics.horizontalAdvance(choice.detail), inner.width() // 2)
        words = QRect(inner)
        words.setWidth(inner.width() - detail_width - _MARGIN)
        detail = QRect(inner)
        detail.setLeft(inner.right() - detail_width)
        painter.setFont(option.font)
        _write(painter, option, words, choice.words, QPalette.ColorRole.Text)
        _write(painter, option, detail, choice.detail, QPalette.ColorRole.PlaceholderText)

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Midlight))


def _write(
    painter: QPainter,
    option: QStyleOptionViewItem,
    place: QRect,
    words: str,
    role: QPalette.ColorRole,
) -> None:
    # A styled view's own palette has the placeholder's colour half transparent.
    painter.setPen(QGuiApplication.palette().color(role))
    fitting = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)
