"""The library's list of articles: numbers of all rows, pages of them and their hits as they come
into view; which rows there are is left to `listing`, drawing one to the view's delegate."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
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
    Signal,
)

from db.errors import LibraryError
from db.records import ArticleSummary, Changes, Group, Grouping, Order, View
from editor.app.listing import Listed, Listing, rows_of
from editor.app.models.list_hits import ListHits
from editor.app.models.mime import ARTICLES, articles_mime
from editor.app.models.row_changes import difference, rotates

if TYPE_CHECKING:
    from editor.app.desk import Desk

Index = QModelIndex | QPersistentModelIndex

PAGE = 64
"""Rows fetched at a time."""

_ROWS_KEPT = 16 * PAGE
_MOST_DRAGGED = 100
_CHANNEL = "library list"
_FEW = 8
"""Articles changed at once whose rows are looked for one by one."""


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
    HIT = Qt.ItemDataRole.UserRole + 11
    """The Hit of what is searched for; None without one, and until it is found."""
    GROUP = Qt.ItemDataRole.UserRole + 12
    """The Group that begins with this row; None for rows within one."""
    PINNED = Qt.ItemDataRole.UserRole + 13


_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_FIELD_OF = {
    int(Qt.ItemDataRole.DisplayRole): "headline",
    int(Qt.ItemDataRole.ToolTipRole): "headline",
    **{
        int(role): role.name.lower()
        for role in ArticleRole
        if ArticleRole.ID <= role <= ArticleRole.EXCERPT
    },
}


class ArticleListModel(QAbstractTableModel):
    """The articles of one view of the library that match a search, in an order and in groups.

    The numbers of all rows are kept, the rows themselves only where somebody looks; they are
    fetched off the GUI thread. A refresh moves, adds and takes out single rows as such, so that
    selections stay; a new search resets. A group has no row of its own: it is a stretch of rows,
    and the first of them tells it.
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
        self._generation = 0
        self._wanted = Listing()
        self._shown = Listed(Listing(), array("q"))
        self._groups: dict[int, Group] = {}
        self._hits = ListHits(desk, self._hits_arrived, self)
        desk.opened.connect(self._library_opened)
        desk.closed.connect(self._clear)
        desk.changed.connect(self._library_changed)

    @property
    def query(self) -> str:
        """What is looked for; the rows are on their way perhaps."""
        return self._wanted.query

    @property
    def wanted(self) -> Listing:
        """What is to be listed; the rows are on their way perhaps."""
        return self._wanted

    @property
    def shown(self) -> Listed:
        """What is listed now."""
        return self._shown

    @property
    def numbers(self) -> Sequence[int]:
        """The row numbers in the library of all articles listed, in order."""
        return self._numbers

    def search(self, query: str) -> None:
        """Shows what matches `query`; "" shows everything. A newer search breaks this one off."""
        self._show(replace(self._wanted, query=query))

    def view(self, name: str) -> None:
        """Shows `all` articles that aren't spiked, the `pinned` of them, or the `spiked` ones."""
        self._show(replace(self._wanted, view=View(name)))

    def arrange(self, order: Order, grouping: Grouping, *, reverse: bool = False) -> None:
        """Sorts and groups the list."""
        self._show(replace(self._wanted, order=order, grouping=grouping, reverse=reverse))

    def _show(self, listing: Listing) -> None:
        if listing != self._wanted:
            self._wanted = listing
            self.refresh()

    def refresh(self) -> None:
        """Asks for the rows again; of several that are wanted, only the last come."""
        self._desk.ask_newest(
            _CHANNEL, partial(rows_of, self._wanted, PAGE), self._found, self._not_found
        )

    def row_of(self, article_id: str) -> int:
        """The row of an article that has been fetched; -1 for others (see `find_row`)."""
        kept = self._summaries.values()
        number = next((one.number for one in kept if one.id == article_id), None)
        return -1 if number is None else self._row_of_number(number)

    def find_row(self, article_id: str, found: Callable[[int], None]) -> None:
        """Calls `found` with the row of any article, -1 where the list hasn't got it."""
        if self.row_of(article_id) >= 0:
            found(self.row_of(article_id))
            return
        self._desk.ask(
            lambda operations: operations.summary(article_id),
            lambda summary: found(self._row_of_number(summary.number)),
            lambda _error: found(-1),
        )

    def id_of(self, row: int) -> str:
        """The id of the article in a row; "" while it is being fetched."""
        summary = self._summary(row)
        return "" if summary is None else summary.id

    def _row_of_number(self, number: int) -> int:
        return self._numbers.index(number) if number in self._numbers else -1

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        if role == ArticleRole.SUMMARY:
            return self._summary(row)
        if role == ArticleRole.HIT:
            return self._hits.of(self._numbers[row], row)
        if role == ArticleRole.GROUP:
            return self._groups.get(row)
        if role == ArticleRole.PINNED:
            return self._numbers[row] in self._shown.pinned
        field = _FIELD_OF.get(role)
        summary = self._summary(row) if field or role == _SPOKEN else None
        if summary is None:
            return None
        return getattr(summary, field) if field else self._spoken(summary)

    def _spoken(self, summary: ArticleSummary) -> str:
        """What a screen reader says of a row."""
        parts = [summary.headline, summary.status.value]
        if summary.number in self._shown.pinned:
            parts.append("pinned")
        return ", ".join(filter(None, parts))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [ARTICLES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = (self._summary(index.row()) for index in indexes[:_MOST_DRAGGED])
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
        self._tell_changed(page * PAGE, (page + 1) * PAGE - 1)

    def _hits_arrived(self, first: int, last: int) -> None:
        self._tell_changed(first, last)

    def _tell_changed(self, first: int, last: int) -> None:
        last = min(last, len(self._numbers) - 1)
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    # Rows that come, go and move.

    def _found(self, listed: Listed) -> None:
        # The first rows are kept with all others, and grow old there.
        self._shown = replace(listed, top=())
        self._groups = {group.start: group for group in listed.groups}
        self._take_rows(listed.numbers)
        self._summaries.update((summary.number, summary) for summary in listed.top)
        self._pages_asked.add(0)
        self._hits.begin(listed.listing.query if listed.listing.searches else "")
        self.counted.emit(len(listed.numbers))

    def _not_found(self, error: LibraryError) -> None:
        self.search_failed.emit(str(error))

    def _take_rows(self, numbers: array[int]) -> None:
        old, new = self._numbers, numbers
        first, old_end, new_end = difference(old, new)
        if first == old_end == new_end:
            self._renew_rows()
        elif rotates(old[first:old_end], new[first:new_end]):
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
        self._tell_changed(0, len(self._numbers) - 1)

    def _library_opened(self, _info: object) -> None:
        self._clear()
        self.refresh()

    def _clear(self) -> None:
        self.beginResetModel()
        self._swap(array("q"))
        self._shown = Listed(self._wanted, self._numbers)
        self._groups = {}
        self._summaries.clear()
        self._hits.begin("")
        self.endResetModel()

    def _library_changed(self, changes: Changes) -> None:
        touched = changes.articles or changes.tags or changes.links
        if changes.lists or (touched and not self._wanted.is_plain):
            self.refresh()
        elif changes.tags or len(changes.articles) > _FEW:
            self._renew_rows()
        else:
            self._renew_pages_of(changes.articles)

    def _renew_pages_of(self, article_ids: frozenset[str]) -> None:
        for article_id in article_ids:
            row = self.row_of(article_id)
            if row >= 0:
                self._pages_asked.discard(row // PAGE)
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
