"""What lists in an order of the writer's have in common: they belong to the open article, follow
the library, and their rows are moved by dragging or by key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from db.errors import LibraryError
from db.records import Article, Changes
from editor.app.models.mime import ROW, row_in, row_mime

if TYPE_CHECKING:
    from editor.app.desk import Desk
    from editor.app.open_article import OpenArticle
    from editor.app.operations import Operations, Outcome

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


class OrderedListModel(QAbstractListModel, Generic[T]):
    """The rows of one list of the open article, as the library last gave them.

    A row that is moved moves at once; what the library says afterwards stands. Subclasses say
    how rows are read and moved.
    """

    list_id = ""
    """The name of the list in dragged data."""

    def __init__(
        self, desk: Desk, open_article: OpenArticle, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_article = open_article
        self._items: tuple[T, ...] = ()
        open_article.loaded.connect(self._loaded)
        open_article.closed.connect(lambda: self._take(()))
        desk.changed.connect(self._library_changed)

    @property
    def items(self) -> tuple[T, ...]:
        return self._items

    def move(self, row: int, to_row: int) -> bool:
        """Moves a row to where it then is row `to_row`; False where there is nothing to move."""
        if row == to_row or not (0 <= row < len(self._items) and 0 <= to_row < len(self._items)):
            return False
        item = self._items[row]
        target = to_row + 1 if to_row > row else to_row
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), target)
        rest = [*self._items[:row], *self._items[row + 1 :]]
        self._items = (*rest[:to_row], item, *rest[to_row:])
        self.endMoveRows()
        self._store_move(item, to_row)
        return True

    # What a subclass says.

    def remove(self, row: int) -> None:
        """Takes a row out; it goes once the library has it so."""
        raise NotImplementedError

    def _read(self, article_id: str, operations: Operations) -> tuple[T, ...]:
        raise NotImplementedError

    def _concerns(self, changes: Changes, article_id: str) -> bool:
        raise NotImplementedError

    def _store_move(self, item: T, to_row: int) -> None:
        raise NotImplementedError

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [ROW]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return row_mime(self.list_id, indexes[0].row()) if indexes else QMimeData()

    def moveRows(
        self,
        source_parent: Index,
        source: int,
        count: int,
        target_parent: Index,
        target: int,
    ) -> bool:
        """One row at a time; `target` counts as Qt does, before the row is taken out."""
        if count != 1 or source_parent.isValid() or target_parent.isValid():
            return False
        return self.move(source, target - 1 if target > source else target)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """A row of this list dropped between two others, on another, or below the last. The view
        is to take nothing out itself, so a move it could finish is not what it is told."""
        source = row_in(data, self.list_id)
        if source is None:
            return False
        target = self._drop_row(row, parent)
        self.move(source, target - 1 if target > source else target)
        return False

    def _drop_row(self, row: int, parent: Index) -> int:
        if row >= 0:
            return row
        return parent.row() if parent.isValid() else len(self._items)

    # Following the library.

    def _loaded(self, _article: Article) -> None:
        self._take(())
        self._reload()

    def _library_changed(self, changes: Changes) -> None:
        article = self._open_article.article
        if article is not None and self._concerns(changes, article.id):
            self._reload()

    def _reload(self) -> None:
        article = self._open_article.article
        if article is None:
            return
        article_id = article.id
        self._desk.ask(
            lambda operations: self._read(article_id, operations),
            partial(self._arrived, article_id),
            self._gone,
        )

    def _arrived(self, article_id: str, items: tuple[T, ...]) -> None:
        article = self._open_article.article
        if article is not None and article.id == article_id:
            self._take(items)

    def _gone(self, _error: LibraryError) -> None:
        self._take(())

    def _take(self, items: tuple[T, ...]) -> None:
        if items == self._items:
            return
        if len(items) == len(self._items):
            self._items = items
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def _write(self, work: Any, *, what: str) -> None:
        """An operation on the open article: `work(operations, article_id)`. Refused, the rows
        are read again and the refusal is told by the desk."""
        article = self._open_article.article
        if article is None:
            return
        article_id = article.id

        def run(operations: Operations) -> Outcome[Any]:
            outcome: Outcome[Any] = work(operations, article_id)
            return outcome

        def refused(error: LibraryError) -> None:
            self._reload()
            self._desk.failed.emit(what, str(error))

        self._desk.do(run, None, refused, what=what)
