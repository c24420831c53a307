"""The saved searches at the side, each with how many articles it finds; counting is left to the
model, keeping them to the commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from db.records import SavedSearch
from editor.app.models.saved_searches import SavedRole, SavedSearchesModel
from editor.ui.docks.dock_parts import Index, OrderedView, RowDelegate
from editor.ui.phrases import thousands
from editor.ui.theme import Theme

_ROW, _MOST_ROWS = 28, 6


class _View(OrderedView):
    """F2 is this list's while it has the keyboard, and not the outline's."""

    name_wanted = Signal(int)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            names = event.key() == Qt.Key.Key_F2
            if names:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.row >= 0:
            self.name_wanted.emit(self.row)
        else:
            super().keyPressEvent(event)


class SavedSearchList(QWidget):
    """Shown while there are any. Enter or a click looks for one, F2 renames it, Alt+Up and
    Alt+Down move it, Delete takes it out; the menu offers the same."""

    chosen = Signal(str)
    """The query to look for."""
    name_wanted = Signal(object)
    """A SavedSearch to be given another name."""
    query_wanted = Signal(object)
    """A SavedSearch that is to look for what is in the search line."""
    move_wanted = Signal(object, int)
    """A SavedSearch, and the place it is to have."""
    removal_wanted = Signal(object)

    def __init__(
        self, model: SavedSearchesModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._view = _View("savedSearches", self.tr("Saved searches"), self)
        self._view.setModel(model)
        self._view.setItemDelegate(RowDelegate(theme, _read, _ROW, self._view))
        self._view.setDragDropMode(OrderedView.DragDropMode.NoDragDrop)
        self._view.setEditTriggers(OrderedView.EditTrigger.NoEditTriggers)
        self._connect()
        title = QLabel(self.tr("Saved searches"), self)
        title.setProperty("tone", "faint")
        title.setContentsMargins(16, 0, 16, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self._view)
        self._fit()

    @property
    def view(self) -> OrderedView:
        """The list itself."""
        return self._view

    def mark(self, query: str) -> None:
        """Makes the search that looks for this the current one, or none."""
        found = [search.query.strip() for search in self._model.searches]
        row = found.index(query.strip()) if query.strip() in found else -1
        self._view.setCurrentIndex(self._model.index(row))

    def _connect(self) -> None:
        view = self._view
        view.clicked.connect(lambda index: self._choose(index.row()))
        view.open_wanted.connect(self._choose)
        view.name_wanted.connect(lambda row: self.name_wanted.emit(self._search(row)))
        view.remove_wanted.connect(lambda row: self.removal_wanted.emit(self._search(row)))
        view.move_wanted.connect(self._move)
        view.menu_wanted.connect(self._offer_menu)
        self._model.changed.connect(self._fit)

    def _search(self, row: int) -> SavedSearch:
        return self._model.searches[row]

    def _choose(self, row: int) -> None:
        self.chosen.emit(self._search(row).query)

    def _move(self, row: int, to_row: int) -> None:
        if 0 <= to_row < len(self._model.searches):
            self.move_wanted.emit(self._search(row), to_row)

    def _offer_menu(self, row: int, place: QPoint) -> None:
        search = self._search(row)
        menu = QMenu(self._view)
        rows: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("Rename…", "F2", lambda: self.name_wanted.emit(search)),
            ("Look for what is in the search line", "", lambda: self.query_wanted.emit(search)),
            ("Move up", "Alt+Up", lambda: self._move(row, row - 1)),
            ("Move down", "Alt+Down", lambda: self._move(row, row + 1)),
            ("Delete", "Del", lambda: self.removal_wanted.emit(search)),
        )
        for words, key, run in rows:
            menu.addAction(self.tr(words), QKeySequence(key), run)
        menu.popup(place)

    def _fit(self) -> None:
        rows = len(self._model.searches)
        self._view.setFixedHeight(min(rows, _MOST_ROWS) * _ROW)
        self.setVisible(rows > 0)


def _read(index: Index) -> tuple[str, str, str, str]:
    count = index.data(SavedRole.COUNT)
    return "search", str(index.data()), "" if count is None else thousands(count), ""
