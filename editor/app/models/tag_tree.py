"""The tags of a library as a tree of rows, narrowed and sorted as the writer likes; which tags are
listed where is left to `tag_listing`, how a row looks to the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel

from db.errors import LibraryError
from db.records import Tag
from editor.app.desk import Desk
from editor.app.tag_listing import (
    ROOT,
    TagEntry,
    TagFilter,
    TagForest,
    TagOrder,
    TagView,
    counts,
    grow,
    tag_entries,
)

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole + 1
"""The TagEntry of a row."""
FOUND = Qt.ItemDataRole.UserRole + 2
"""Whether a row is wanted itself, and not only stands above one that is."""
_TAGS = "application/x-standfirst-tags"


class TagColumn(IntEnum):
    """The columns, in order."""

    LABEL = 0
    EXTERNAL_ID = 1
    ARTICLES = 2
    FIRST = 3
    LAST = 4


_COLUMNS = len(TagColumn)
ORDERS = {
    TagColumn.LABEL: TagOrder.LABEL,
    TagColumn.EXTERNAL_ID: TagOrder.EXTERNAL_ID,
    TagColumn.ARTICLES: TagOrder.ARTICLES,
    TagColumn.FIRST: TagOrder.FIRST,
    TagColumn.LAST: TagOrder.LAST,
}
_HEADS = {
    TagColumn.LABEL: "Tag",
    TagColumn.EXTERNAL_ID: "External id",
    TagColumn.ARTICLES: "Articles",
    TagColumn.FIRST: "First use",
    TagColumn.LAST: "Last use",
}
_AT_RIGHT = (TagColumn.ARTICLES, TagColumn.FIRST, TagColumn.LAST)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TagTreeModel(QStandardItemModel):
    """Rows change as a whole: on loading, narrowing and sorting.

    A view asks thousands of rows what is below them whenever they come anew. Qt's own model knows
    that without asking Python; it has an item only for a tag with others below it, and no words.
    """

    loaded = Signal()
    """The library's tags have come anew; `counts` and `total` are those of now."""
    failed = Signal(str)
    move_wanted = Signal(object, object)
    """Tags (their ids) were dropped on one (its id), or beside all of them (None)."""

    def __init__(
        self, desk: Desk, time_words: Callable[[str], str], parent: QObject | None = None
    ) -> None:
        """`time_words` puts a stored time as the writer is to read it."""
        super().__init__(0, _COLUMNS, parent)
        self._desk = desk
        self._time_words = time_words
        self._entries: tuple[TagEntry, ...] = ()
        self._forest = TagForest()
        self._beside: dict[int, Sequence[int]] = {}
        self._number_of: dict[str, int] = {}
        self._filter = TagFilter()
        self._order = TagOrder.LABEL
        self._reverse = False

    # What is shown.

    def load(self) -> None:
        """Reads the library's tags anew; of several askings only the last is answered."""
        self._desk.ask_newest("tag manager", tag_entries, self._take, self._refused)

    def narrow(self, wanted: TagFilter) -> None:
        """Shows only these, with what they stand below."""
        if wanted != self._filter:
            self._filter = wanted
            self._renew()

    def sort_by(self, order: TagOrder, *, reverse: bool = False) -> None:
        """Sorts tags beside each other; labels and ids run from A, first uses from the earliest,
        the rest falls."""
        if (order, reverse) != (self._order, self._reverse):
            self._order, self._reverse = order, reverse
            self._renew()

    @property
    def order(self) -> TagOrder:
        return self._order

    @property
    def is_reversed(self) -> bool:
        return self._reverse

    @property
    def is_narrow(self) -> bool:
        """Whether any tag may be left out."""
        return self._filter.is_narrow

    @property
    def counts(self) -> dict[TagView, int]:
        """How many tags each view has."""
        return counts(self._entries)

    @property
    def found(self) -> int:
        """How many tags are wanted."""
        return len(self._forest.found)

    def entry(self, index: Index) -> TagEntry | None:
        """The tag in a row, with its uses."""
        number = self._number(index)
        return None if number is None else self._entries[number]

    def entries_below(self, parent: Index, first: int, last: int) -> list[TagEntry]:
        """The tags in these rows, the last one too."""
        return [self._entries[number] for number in self._below(parent)[first : last + 1]]

    def entry_of(self, tag_id: str) -> TagEntry | None:
        """A tag of the library, shown or not."""
        number = self._number_of.get(tag_id)
        return None if number is None else self._entries[number]

    def index_of(self, tag_id: str) -> QModelIndex:
        """The row of a tag; invalid where it isn't shown."""
        number = self._number_of.get(tag_id)
        if number is None or number not in self._forest.rows:
            return QModelIndex()
        return self._index(number)

    def path_of(self, tag: Tag) -> tuple[Tag, ...]:
        """The tags above one, the topmost first."""
        above: list[Tag] = []
        while (entry := self.entry_of(tag.parent or "")) is not None and entry.tag not in above:
            tag = entry.tag
            above.append(tag)
        return tuple(reversed(above))

    # What Qt asks.

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _AT_RIGHT:
            return _RIGHT
        return _HEADS[TagColumn(section)] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number = self._number(index)
        if number is None:
            return None
        entry = self._entries[number]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, TagColumn(index.column()))
        if role == ENTRY:
            return entry
        if role == FOUND:
            return number in self._forest.found
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _AT_RIGHT:
            return _RIGHT
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return _told(entry.tag)
        return None

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_TAGS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        entries = filter(None, map(self.entry, indexes))
        tags = dict.fromkeys(entry.tag.id for entry in entries)
        data.setData(_TAGS, "\n".join(tags).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """The library moves the tags; the view is to take nothing out itself."""
        tags = bytes(data.data(_TAGS).data()).decode().split()
        above = self.entry(parent)
        if tags:
            self.move_wanted.emit(tuple(tags), None if above is None else above.tag.id)
        return False

    # Inside.

    def _take(self, entries: tuple[TagEntry, ...]) -> None:
        self._renew(entries)
        self.loaded.emit()

    def _refused(self, error: LibraryError) -> None:
        self.failed.emit(str(error))

    def _renew(self, entries: tuple[TagEntry, ...] | None = None) -> None:
        """The rows of before are good until everybody knows that they go."""
        self.beginResetModel()
        if entries is not None:
            self._entries = entries
            self._number_of = {entry.tag.id: number for number, entry in enumerate(entries)}
        self._forest = grow(self._entries, self._filter, self._order, reverse=self._reverse)
        # Whoever is told of a reset needn't hear of the rows it is made of.
        was_silent = self.blockSignals(True)
        self._put_up_rows()
        self.blockSignals(was_silent)
        self.endResetModel()

    def _put_up_rows(self) -> None:
        self.removeRows(0, self.rowCount())
        self._beside = {}
        waiting = [(self.invisibleRootItem(), ROOT)]
        while waiting:
            item, above = waiting.pop()
            beside = self._forest.children.get(above, ())
            if not beside:
                continue
            item.setRowCount(len(beside))
            item.setColumnCount(_COLUMNS)
            self._beside[self.index(0, 0, item.index()).internalId()] = beside
            for row, number in enumerate(beside):
                if number in self._forest.children:
                    one = QStandardItem()
                    item.setChild(row, 0, one)
                    waiting.append((one, number))

    def _number(self, index: Index) -> int | None:
        """Rows beside each other have one internal id: that of what they stand below."""
        return self._beside[index.internalId()][index.row()] if index.isValid() else None

    def _index(self, number: int) -> QModelIndex:
        above = self._forest.parents[number]
        return self.index(
            self._forest.rows[number], 0, QModelIndex() if above == ROOT else self._index(above)
        )

    def _below(self, parent: Index) -> Sequence[int]:
        above = self._number(parent)
        return self._forest.children.get(ROOT if above is None else above, ())

    def _words(self, entry: TagEntry, column: TagColumn) -> str:
        match column:
            case TagColumn.LABEL:
                return entry.tag.label
            case TagColumn.EXTERNAL_ID:
                return entry.tag.external_id
            case TagColumn.ARTICLES:
                return f"{entry.use.articles:,}"
            case TagColumn.FIRST:
                return self._time_words(entry.use.first) if entry.use.first else ""
            case TagColumn.LAST:
                return self._time_words(entry.use.last) if entry.use.last else ""


def _told(tag: Tag) -> str:
    """What stands in a tip, and is read out: the kind, other names, the note."""
    parts: Iterable[str] = (
        tag.kind.value.capitalize(),
        f"Also: {', '.join(tag.aliases)}" if tag.aliases else "",
        tag.note,
    )
    return "\n".join(part for part in parts if part)
