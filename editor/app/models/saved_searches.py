"""The saved searches of the library in the writer's order, with how many articles each finds now;
what they find is left to the list."""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from db.errors import LibraryError
from db.records import Changes, SavedSearch

if TYPE_CHECKING:
    from editor.app.desk import Desk

Index = QModelIndex | QPersistentModelIndex

_CHANNEL = "saved searches"
_PAUSE, _LONGEST = 1_500, 15_000
"""Milliseconds from a change to the counting, and at most while changes go on."""


class SavedRole(IntEnum):
    """What a saved search has beside its name."""

    SEARCH = Qt.ItemDataRole.UserRole + 1
    """The whole SavedSearch."""
    COUNT = Qt.ItemDataRole.UserRole + 2
    """How many articles it finds; None while that isn't known."""


class SavedSearchesModel(QAbstractListModel):
    """Counted one after the other off the GUI thread, so that a search the writer waits for comes
    between; not at once after a change, because copy that is being typed is saved all the time."""

    changed = Signal()
    """The saved searches are others, or in another order."""

    def __init__(self, desk: Desk, parent: QObject | None = None, *, pause: int = _PAUSE) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pause = pause
        self._searches: tuple[SavedSearch, ...] = ()
        self._counts: dict[str, int] = {}
        self._waiting: list[str] = []
        self._since = QElapsedTimer()
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._count)
        desk.opened.connect(lambda _info: self._begin())
        desk.closed.connect(self._clear)
        desk.changed.connect(self._library_changed)

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        return self._searches

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._searches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._searches):
            return None
        search = self._searches[index.row()]
        count = self._counts.get(search.query)
        return {
            int(Qt.ItemDataRole.DisplayRole): search.name,
            int(Qt.ItemDataRole.ToolTipRole): search.query,
            int(Qt.ItemDataRole.AccessibleTextRole): (
                search.name if count is None else f"{search.name}, {count:,}"
            ),
            SavedRole.SEARCH: search,
            SavedRole.COUNT: count,
        }.get(role)

    # Following the library.

    def _begin(self) -> None:
        self._clear()
        self._read()

    def _clear(self) -> None:
        self._counts.clear()
        self._take(())

    def _library_changed(self, changes: Changes) -> None:
        if changes.searches:
            self._read()
        if self._searches and (changes.articles or changes.lists or changes.tags or changes.links):
            self._count_later()

    def _read(self) -> None:
        self._desk.ask(
            lambda operations: operations.saved_searches(), self._take, lambda _error: None
        )

    def _take(self, searches: tuple[SavedSearch, ...]) -> None:
        if searches != self._searches:
            self.beginResetModel()
            self._searches = searches
            self.endResetModel()
            self.changed.emit()
        if any(search.query not in self._counts for search in searches):
            self._count()

    def _count_later(self) -> None:
        """Anew with every change, but not put off for ever."""
        if not self._later.isActive():
            self._since.start()
        left = max(0, _LONGEST - self._since.elapsed())
        self._later.start(min(self._pause, left))

    def _count(self) -> None:
        self._waiting = [search.query for search in self._searches]
        self._count_next()

    def _count_next(self) -> None:
        if not self._waiting:
            return
        query = self._waiting.pop(0)
        self._desk.ask_newest(
            _CHANNEL,
            lambda operations: operations.count(query),
            partial(self._counted, query),
            self._not_counted,
        )

    def _counted(self, query: str, count: int) -> None:
        if self._counts.get(query) != count:
            self._counts[query] = count
            for row, search in enumerate(self._searches):
                if search.query == query:
                    self.dataChanged.emit(self.index(row), self.index(row))
        self._count_next()

    def _not_counted(self, _error: LibraryError) -> None:
        self._count_next()
