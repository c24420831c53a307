"""The finds of a search through the library as rows to tick, under a row for each article; drawing
them is left to the view's delegate."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

if TYPE_CHECKING:
    # They load the regex package, which nothing needs before a search.
    from editor.app.replace_operations import Chosen, FoundIn
    from editor.text.replacing import Find

Index = QModelIndex | QPersistentModelIndex

FIND_ROW = Qt.ItemDataRole.UserRole + 1
"""What a row shows: ArticleRow or FindRow."""

_HEAD = -1
_CHECKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
_NO_HEADLINE = "Without a headline"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article with how many of its finds are ticked."""

    found: FoundIn
    ticked: int

    @property
    def headline(self) -> str:
        return self.found.headline or _NO_HEADLINE


@dataclass(frozen=True, slots=True)
class FindRow:
    """A find with the field it stands in."""

    field: str
    find: Find
    ticked: bool


class ReplaceFindsModel(QAbstractTableModel):
    """Every find is ticked when it comes, but those in addresses of links that nobody asked for:
    they would lead elsewhere. Rows are kept as numbers, so tens of thousands of them
    are a list of numbers beside the finds themselves. One column: a table view, unlike a list
    view, doesn't go through all rows when some come."""

    ticked = Signal()
    """Other finds are ticked than before, or other finds are there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[FoundIn] = []
        self._ticks: list[bytearray] = []
        self._heads: list[int] = []
        # Each row's article, and its find or _HEAD.
        self._articles, self._finds = array("l"), array("l")
        self._total = self._chosen = self._chosen_articles = 0

    @property
    def total(self) -> int:
        """How many finds there are."""
        return self._total

    @property
    def chosen_count(self) -> int:
        """How many of them are ticked."""
        return self._chosen

    @property
    def chosen_articles(self) -> int:
        """How many articles have a ticked find."""
        return self._chosen_articles

    def clear(self) -> None:
        """Shows nothing."""
        self.beginResetModel()
        self._found, self._ticks, self._heads = [], [], []
        self._articles, self._finds = array("l"), array("l")
        self._total = self._chosen = self._chosen_articles = 0
        self.endResetModel()
        self.ticked.emit()

    def add(self, found: Sequence[FoundIn], *, addresses: bool = False) -> None:
        """Shows these articles below the others; `addresses` ticks those too."""
        rows = sum(1 + len(one.finds) for one in found)
        if not rows:
            return
        first = len(self._articles)
        self.beginInsertRows(QModelIndex(), first, first + rows - 1)
        for one in found:
            self._heads.append(len(self._articles))
            count = len(one.finds)
            self._articles.extend([len(self._found)] * (count + 1))
            self._finds.extend(range(_HEAD, count))
            self._found.append(one)
            ticks = bytearray(addresses or not find.in_address for _, find in one.finds)
            self._ticks.append(bytearray(count))
            self._tick(len(self._ticks) - 1, ticks)
            self._total += count
        self.endInsertRows()
        self.ticked.emit()

    def renew(self, found: Sequence[FoundIn]) -> None:
        """Shows the same articles found anew, as with other words put instead. What was ticked
        stays so where an article has as many finds as before."""
        ticked = {one.article: ticks for one, ticks in zip(self._found, self._ticks, strict=True)}
        self.clear()
        self.add(found)
        for article, one in enumerate(self._found):
            before = ticked.get(one.article)
            if before is not None and len(before) == len(one.finds):
                self._tick(article, before)
        self.ticked.emit()

    @property
    def numbers(self) -> list[int]:
        """The row numbers in the library of the articles shown."""
        return [one.number for one in self._found]

    def find_at(self, row: int) -> tuple[FoundIn, str, Find] | None:
        """The article, field and find of a row; of an article’s own row its first find."""
        if not 0 <= row < len(self._articles):
            return None
        one = self._found[self._articles[row]]
        return one, *one.finds[max(self._finds[row], 0)]

    def chosen(self) -> list[Chosen]:
        """The ticked finds, article by article."""
        from editor.app.replace_operations import Chosen

        return [
            Chosen(one.article, one.number, one.version, _by_field(one, ticks))
            for one, ticks in zip(self._found, self._ticks, strict=True)
            if any(ticks)
        ]

    def tick_all(self, on: bool) -> None:
        """Ticks every find, or none."""
        for article, ticks in enumerate(self._ticks):
            self._tick(article, bytes([on]) * len(ticks))
        self._changed(0, len(self._articles) - 1)

    def toggle(self, row: int) -> None:
        """Turns a find's tick, or on an article's row those of the article."""
        if not 0 <= row < len(self._articles):
            return
        if self._finds[row] == _HEAD:
            self.toggle_article(row)
        else:
            ticks = self._ticks[self._articles[row]][:]
            ticks[self._finds[row]] ^= 1
            self._tick(self._articles[row], ticks)
            self._changed(self._head_of(row), row)

    def toggle_article(self, row: int) -> None:
        """Ticks all finds of the article a row belongs to; none where all are."""
        if not 0 <= row < len(self._articles):
            return
        ticks = self._ticks[self._articles[row]]
        self._tick(self._articles[row], bytes([not all(ticks)]) * len(ticks))
        head = self._head_of(row)
        self._changed(head, head + len(ticks))

    def step_article(self, row: int, by: int) -> int:
        """The row of the next article, or with -1 of this one's or the one before."""
        if not self._heads:
            return -1
        article = self._articles[row] if 0 <= row < len(self._articles) else 0
        stays = by < 0 and self._finds[row] != _HEAD
        return self._heads[max(0, min(article + (0 if stays else by), len(self._heads) - 1))]

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._articles)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._articles):
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check_state(index.row())
        if role == FIND_ROW:
            return self._row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return in_words(self._row(index.row()))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A reader of the screen ticks by itself."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.toggle(index.row())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def _row(self, row: int) -> ArticleRow | FindRow:
        one, ticks = self._found[self._articles[row]], self._ticks[self._articles[row]]
        number = self._finds[row]
        if number == _HEAD:
            return ArticleRow(one, sum(ticks))
        field, find = one.finds[number]
        return FindRow(field, find, bool(ticks[number]))

    def _check_state(self, row: int) -> Qt.CheckState:
        ticks = self._ticks[self._articles[row]]
        if self._finds[row] != _HEAD:
            return _CHECKED[bool(ticks[self._finds[row]])]
        some = any(ticks)
        return _CHECKED[some] if some == all(ticks) else Qt.CheckState.PartiallyChecked

    def _tick(self, article: int, ticks: bytes | bytearray) -> None:
        """Ticks these finds of an article and no others."""
        before = self._ticks[article]
        self._chosen += sum(ticks) - sum(before)
        self._chosen_articles += any(ticks) - any(before)
        before[:] = ticks

    def _head_of(self, row: int) -> int:
        return self._heads[self._articles[row]]

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self.ticked.emit()


def in_words(row: ArticleRow | FindRow) -> str:
    """A row as a reader of the screen says it."""
    if isinstance(row, ArticleRow):
        return f"{row.headline}: {row.ticked} of {len(row.found.finds)} ticked"
    find = row.find
    return (
        f"{row.field}: {find.before}{find.words}{find.after}, becomes {find.instead or 'nothing'}"
    )


def _by_field(one: FoundIn, ticks: bytearray) -> dict[str, frozenset[int]]:
    numbers: dict[str, set[int]] = {}
    for (field, find), ticked in zip(one.finds, ticks, strict=True):
        if ticked:
            numbers.setdefault(field, set()).add(find.number)
    return {field: frozenset(some) for field, some in numbers.items()}
