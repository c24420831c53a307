"""The library's list of articles: ids of all rows, pages of them as they come into view; drawing
a row is left to the view's delegate."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from db.errors import LibraryError
from db.records import ArticleSummary, Changes
from editor.app.models.mime import ARTICLES, articles_mime

if TYPE_CHECKING:
    from editor.app.desk import Desk

Index = QModelIndex | QPersistentModelIndex

PAGE = 128
"""Rows fetched at a time."""

_ROWS_KEPT = 64 * PAGE
_STRETCH = 1024
_SEARCH_PAUSE = 60
_VIEWS = ("all", "spiked")


class ArticleRole(IntEnum):
    """What a row has beside its headline; None while the row is being fetched. Qt hands the
    status out as plain text, which equals the Status."""

    SUMMARY = Qt.ItemDataRole.UserRole + 1
    """The whole ArticleSummary."""
    ID = Qt.ItemDataRole.UserRole + 2
    SLUG = Qt.ItemDataRole.UserRole + 3
    HEADLINE = Qt.ItemDataRole.UserRole + 4
    STATUS = Qt.ItemDataRole.UserRole + 5
    SECTION = Qt.ItemDataRole.UserRole + 6
    TAGS = Qt.ItemDataRole.UserRole + 7
    WORDS = Qt.ItemDataRole.UserRole + 8
    UPDATED = Qt.ItemDataRole.UserRole + 9
    EXCERPT = Qt.ItemDataRole.UserRole + 10


_FIELD_OF = {
    int(Qt.ItemDataRole.DisplayRole): "headline",
    int(Qt.ItemDataRole.ToolTipRole): "headline",
    **{int(role): role.name.lower() for role in ArticleRole if role is not ArticleRole.SUMMARY},
}


class ArticleListModel(QAbstractTableModel):
    """The articles of one view of the library that match a search, newest first.

    The numbers of all rows are kept, the rows themselves only where somebody looks; they are
    fetched off the GUI thread. A refresh moves, adds and takes out single rows as such, so that
    selections stay; a new search resets.
    """

    counted = Signal(int)
    """The number of rows, after every search and refresh."""
    search_failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._numbers: array[int] = array("q")
        self._summaries: dict[int, ArticleSummary] = {}
        self._pages_asked: set[int] = set()
        self._number_of_id: dict[str, int] = {}
        self._generation = 0
        self._query = ""
        self._view = "all"
        self._searching = self._search_again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE)
        self._pause.timeout.connect(self.refresh)
        desk.opened.connect(self._library_opened)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._library_changed)

    @property
    def query(self) -> str:
        return self._query

    @property
    def numbers(self) -> Sequence[int]:
        """The row numbers in the library of all articles listed, in order."""
        return self._numbers

    def search(self, query: str) -> None:
        """Shows what matches `query`, after a short pause in typing; "" shows everything."""
        if query != self._query:
            self._query = query
            self._pause.start()

    def view(self, name: str) -> None:
        """Shows `all` articles that aren't spiked, or the `spiked` ones."""
        if name not in _VIEWS:
            raise ValueError(f"no view named {name!r}")
        if name != self._view:
            self._view = name
            self.refresh()

    def refresh(self) -> None:
        """Asks for the rows again; of several that are wanted meanwhile, only the last."""
        if self._searching:
            self._search_again = True
            return
        self._searching = True
        query, spiked = self._query, self._view == "spiked"
        self._desk.ask(
            lambda operations: operations.search(query, spiked=spiked),
            partial(self._found, query, self._view),
            self._not_found,
        )

    def row_of(self, article_id: str) -> int:
        """The row of an article that has been fetched; -1 for others (see `find_row`)."""
        number = self._number_of_id.get(article_id)
        if number is None or number not in self._numbers:
            return -1
        return self._numbers.index(number)

    def find_row(self, article_id: str, found: Callable[[int], None]) -> None:
        """Calls `found` with the row of any article, -1 where the list hasn't got it."""
        if self.row_of(article_id) >= 0:
            found(self.row_of(article_id))
            return

        def seen(summary: ArticleSummary) -> None:
            self._number_of_id[article_id] = summary.number
            found(self.row_of(article_id))

        self._desk.ask(
            lambda operations: operations.summary(article_id),
            seen,
            lambda _error: found(-1),
        )

    def id_of(self, row: int) -> str:
        """The id of the article in a row; "" while it is being fetched."""
        summary = self._summary(row)
        return "" if summary is None else summary.id

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ArticleRole.SUMMARY:
            return self._summary(index.row())
        field = _FIELD_OF.get(role)
        if field is None:
            return None
        summary = self._summary(index.row())
        return None if summary is None else getattr(summary, field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [ARTICLES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = (self._summary(index.row()) for index in indexes)
        return articles_mime([summary for summary in rows if summary is not None])

    # Pages.

    def _summary(self, row: int) -> ArticleSummary | None:
        """What is known of a row, from before the last change perhaps, until its page is here."""
        page = row // PAGE
        if page not in self._pages_asked:
            self._ask_page(page)
        return self._summaries.get(self._numbers[row])

    def _ask_page(self, page: int) -> None:
        self._pages_asked.add(page)
        numbers = self._numbers[page * PAGE : (page + 1) * PAGE].tolist()
        self._desk.ask(
            lambda operations: operations.summaries(numbers),
            partial(self._page_arrived, self._generation, page),
            lambda _error: self._pages_asked.discard(page),
        )

    def _page_arrived(
        self, generation: int, page: int, summaries: tuple[ArticleSummary, ...]
    ) -> None:
        if generation != self._generation:
            return
        if len(self._summaries) > _ROWS_KEPT:
            self._summaries.clear()
            self._pages_asked = {page}
        self._summaries.update((summary.number, summary) for summary in summaries)
        self._number_of_id.update((summary.id, summary.number) for summary in summaries)
        last = min((page + 1) * PAGE, len(self._numbers)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, 0))

    # Rows that come, go and move.

    def _found(self, query: str, view: str, numbers: array[int]) -> None:
        self._searching = False
        if self._search_again or (query, view) != (self._query, self._view):
            self._search_again = False
            self.refresh()
            return
        self._take_rows(numbers)
        self.counted.emit(len(numbers))

    def _not_found(self, error: LibraryError) -> None:
        self._searching = self._search_again = False
        self.search_failed.emit(str(error))

    def _take_rows(self, numbers: array[int]) -> None:
        old, new = self._numbers, numbers
        first, old_end, new_end = _difference(old, new)
        if first == old_end == new_end:
            self._renew_rows()
        elif _rotates(old[first:old_end], new[first:new_end]):
            self._move_row(old, new, first, old_end)
        elif first == old_end:
            self.beginInsertRows(QModelIndex(), first, new_end - 1)
            self._swap(new)
            self.endInsertRows()
        elif first == new_end:
            self.beginRemoveRows(QModelIndex(), first, old_end - 1)
            self._swap(new)
            self.endRemoveRows()
        else:
            self.beginResetModel()
            self._swap(new)
            self.endResetModel()

    def _move_row(self, old: array[int], new: array[int], first: int, end: int) -> None:
        """One row went up to `first` or down to the end of the stretch that differs."""
        up = new[first] == old[end - 1]
        source, target = (end - 1, first) if up else (first, end)
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
        self._swap(new)
        self.endMoveRows()

    def _swap(self, numbers: array[int]) -> None:
        self._numbers = numbers
        self._ask_pages_again()

    def _ask_pages_again(self) -> None:
        self._generation += 1
        self._pages_asked.clear()

    def _renew_rows(self) -> None:
        self._ask_pages_again()
        if self._numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._numbers) - 1, 0))

    def _library_opened(self, _info: object) -> None:
        self._clear()
        self.refresh()

    def _clear(self) -> None:
        self.beginResetModel()
        self._swap(array("q"))
        self._summaries.clear()
        self._number_of_id.clear()
        self.endResetModel()

    def _library_changed(self, changes: Changes) -> None:
        if changes.lists or changes.tags:
            self.refresh()
        elif changes.articles:
            self._renew_pages_of(changes.articles)

    def _renew_pages_of(self, article_ids: frozenset[str]) -> None:
        for article_id in article_ids:
            row = self.row_of(article_id)
            if row >= 0:
                self._pages_asked.discard(row // PAGE)
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))


def _difference(old: array[int], new: array[int]) -> tuple[int, int, int]:
    """`(first, old_end, new_end)`: outside `old[first:old_end]` and `new[first:new_end]` the two
    are the same."""
    first = _same_rows(old, new)
    # What is the same at the beginning is not counted again at the end.
    same_end = min(_same_rows(old[::-1], new[::-1]), min(len(old), len(new)) - first)
    return first, len(old) - same_end, len(new) - same_end


def _same_rows(old: array[int], new: array[int]) -> int:
    """How many rows are the same from the first on. Compared by stretches, a hundred thousand
    take a millisecond; row by row they would take ten."""
    most = min(len(old), len(new))
    at = 0
    while at < most and old[at : at + _STRETCH] == new[at : at + _STRETCH]:
        at += _STRETCH
    return next((row for row in range(at, most) if old[row] != new[row]), most)


def _rotates(old: array[int], new: array[int]) -> bool:
    """True where one row went from one end of the stretch to the other."""
    if len(old) != len(new) or len(old) < 2:
        return False
    went_up = new[0] == old[-1] and new[1:] == old[:-1]
    went_down = new[-1] == old[0] and new[:-1] == old[1:]
    return went_up or went_down
