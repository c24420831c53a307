"""The tags of a library as a tree of rows, narrowed and sorted as the writer likes; which tags are
listed where is left to `tag_listing`, how a row looks to the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

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
_ROW_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)
"""Asked of every row when rows come: made once."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TagTreeModel(QAbstractItemModel):
    """Rows change as a whole: on loading, narrowing and sorting."""

    loaded = Signal()
    """The library's tags have come anew; `counts` and `total` are those of now."""
    failed = Signal(str)
    move_wanted = Signal(object, object)
    """Tags (their ids) were dropped on one (its id), or beside all of them (None)."""

    def __init__(
        self, desk: Desk, time_words: Callable[[str], str], parent: QObject | None = None
    ) -> None:
        """`time_words` puts a stored time as the writer is to read it."""
        super().__init__(parent)
        self._desk = desk
        self._time_words = time_words
        self._entries: tuple[TagEntry, ...] = ()
        self._forest = TagForest()
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
        return self._entries[index.internalId()] if index.isValid() else None

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
        return self.createIndex(self._forest.rows[number], 0, number)

    def path_of(self, tag: Tag) -> tuple[Tag, ...]:
        """The tags above one, the topmost first."""
        above: list[Tag] = []
        while (entry := self.entry_of(tag.parent or "")) is not None and entry.tag not in above:
            tag = entry.tag
            above.append(tag)
        return tuple(reversed(above))

    # What Qt asks.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        beside = self._below(parent)
        if 0 <= row < len(beside) and 0 <= column < _COLUMNS:
            return self.createIndex(row, column, beside[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid():
            return QModelIndex()
        above = self._forest.parents[index.internalId()]
        return (
            QModelIndex() if above == ROOT else self.createIndex(self._forest.rows[above], 0, above)
        )

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return bool(self._below(parent))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._below(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _AT_RIGHT:
            return _RIGHT
        return _HEADS[TagColumn(section)] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, TagColumn(index.column()))
        if role == ENTRY:
            return entry
        if role == FOUND:
            return index.internalId() in self._forest.found
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _AT_RIGHT:
            return _RIGHT
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return _told(entry.tag)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _ROW_FLAGS if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_TAGS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        tags = dict.fromkeys(self._entries[index.internalId()].tag.id for index in indexes)
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
        self.endResetModel()

    def _below(self, parent: Index) -> Sequence[int]:
        if not parent.isValid():
            return self._forest.children.get(ROOT, ())
        if parent.column() != TagColumn.LABEL:
            return ()
        return self._forest.children.get(parent.internalId(), ())

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
