"""What the docks of tags and of related stories have in common: rows in the writer's order, or a
hint where there are none, and small buttons for the current one; what a row is, the docks say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QToolButton, QWidget

from editor.app.models.ordered import OrderedListModel
from editor.ui.docks.dock_parts import OrderedView, RowDelegate, hint, tool

K = TypeVar("K", bound=StrEnum)


class OrderedRows(QStackedWidget):
    """The rows of a model; keys and drags move them, Delete takes one out."""

    current_changed = Signal()
    """Another row is the current one, or there may be none."""
    open_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    """A row that is there, and where on the screen."""

    def __init__(
        self,
        name: str,
        label: str,
        empty: str,
        model: OrderedListModel[Any],
        delegate: RowDelegate,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._view = OrderedView(name, label, self)
        self._view.setModel(model)
        self._view.setItemDelegate(delegate)
        self._empty = hint(empty, self)
        self.addWidget(self._view)
        self.addWidget(self._empty)
        self._view.remove_wanted.connect(self.remove)
        self._view.move_wanted.connect(self.move_row)
        self._view.open_wanted.connect(self.open_wanted)
        self._view.menu_wanted.connect(self._ask_menu)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._renew)
        self._view.selectionModel().currentChanged.connect(self._tell)
        self._renew()

    @property
    def row(self) -> int:
        """The current row, -1 for none."""
        return self._view.row

    def has(self, row: int) -> bool:
        """Whether there is such a row."""
        return 0 <= row < len(self._model.items)

    def remove(self, row: int) -> None:
        """Takes a row out, where there is one."""
        if self.has(row):
            self._model.remove(row)

    def move_row(self, row: int, to_row: int) -> None:
        """Moves a row, which stays the current one."""
        if self._model.move(row, to_row):
            self._view.setCurrentIndex(self._model.index(to_row))

    def ask_menu(self) -> None:
        """Asks for the menu of the current row, below it."""
        rect = self._view.visualRect(self._model.index(max(self.row, 0)))
        self._ask_menu(
            self.row, self._view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(16, 0))
        )

    def _ask_menu(self, row: int, place: QPoint) -> None:
        if self.has(row):
            self.menu_wanted.emit(row, place)

    def _renew(self, *_: object) -> None:
        self.setCurrentWidget(self._view if self._model.items else self._empty)
        self._tell()

    def _tell(self, *_: object) -> None:
        self.current_changed.emit()


def order_tools(prefix: str, rows: OrderedRows, remove: str, parent: QWidget) -> list[QToolButton]:
    """Buttons that move the current row up and down and take it out, in these words."""
    tr = parent.tr
    return [
        tool(
            f"{prefix}Up",
            "up",
            tr("Move up (Alt+Up)"),
            lambda: rows.move_row(rows.row, rows.row - 1),
            parent,
        ),
        tool(
            f"{prefix}Down",
            "down",
            tr("Move down (Alt+Down)"),
            lambda: rows.move_row(rows.row, rows.row + 1),
            parent,
        ),
        tool(f"{prefix}Remove", "remove", remove, lambda: rows.remove(rows.row), parent),
    ]


def tool_row(tools: Iterable[QWidget]) -> QHBoxLayout:
    """Small buttons side by side, from the left."""
    row = QHBoxLayout()
    row.setContentsMargins(12, 0, 12, 0)
    row.setSpacing(2)
    for button in tools:
        row.addWidget(button)
    row.addStretch(1)
    return row


def add_kinds(
    menu: QMenu, kinds: Iterable[K], present: K, choose: Callable[[K], object]
) -> dict[K, QAction]:
    """Puts every kind in a menu, the present one checked; gives the actions by kind."""
    group = QActionGroup(menu)
    actions: dict[K, QAction] = {}
    for kind in kinds:
        action = actions[kind] = menu.addAction(kind.value.capitalize())
        action.setCheckable(True)
        action.setChecked(kind is present)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, kind=kind: choose(kind))
    return actions
