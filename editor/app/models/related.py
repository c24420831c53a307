"""The related stories of the open article, in order: articles, web pages, titles unresolved."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Qt

from db.records import Changes, Related, RelatedKind
from editor.app.models.mime import ARTICLES, articles_in
from editor.app.models.ordered import Index, OrderedListModel

if TYPE_CHECKING:
    from editor.app.operations import Operations


class RelatedRole(IntEnum):
    """What a related story has beside its title."""

    RELATED = Qt.ItemDataRole.UserRole + 1
    """The whole Related."""
    ID = Qt.ItemDataRole.UserRole + 2
    KIND = Qt.ItemDataRole.UserRole + 3
    """As plain text, which equals the RelatedKind."""
    URL = Qt.ItemDataRole.UserRole + 4
    ARTICLE = Qt.ItemDataRole.UserRole + 5
    """The id of the article, None for others."""
    UNRESOLVED = Qt.ItemDataRole.UserRole + 6


class RelatedModel(OrderedListModel[Related]):
    """Every change is an operation of its own, told and undone by the desk. Articles dragged
    from the library are taken as related stories."""

    list_id = "related"

    def add(self, related: Related, at: int | None = None) -> None:
        """Puts a story beside the article, last or before row `at`."""
        self._write(
            lambda operations, id: operations.add_related(id, related, at),
            what="Add related story",
        )

    def remove(self, row: int) -> None:
        related = self.items[row].id
        self._write(
            lambda operations, id: operations.remove_related(id, related),
            what="Remove related story",
        )

    def set_kind(self, row: int, kind: RelatedKind) -> None:
        related = self.items[row].id
        self._write(
            lambda operations, id: operations.set_related_kind(id, related, kind),
            what="Change kind",
        )

    def resolve(self, row: int, target_id: str, *, back_link: bool = False) -> None:
        """Makes a title that stands unresolved the article it means."""
        related = self.items[row].id
        self._write(
            lambda operations, id: operations.resolve_related(
                id, related, target_id, back_link=back_link
            ),
            what="Resolve related story",
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        related = self.items[index.row()]
        return {
            int(Qt.ItemDataRole.DisplayRole): related.title or related.url,
            int(Qt.ItemDataRole.ToolTipRole): related.url or related.title,
            RelatedRole.RELATED: related,
            RelatedRole.ID: related.id,
            RelatedRole.KIND: related.kind,
            RelatedRole.URL: related.url,
            RelatedRole.ARTICLE: related.article,
            RelatedRole.UNRESOLVED: related.unresolved,
        }.get(role)

    def mimeTypes(self) -> list[str]:
        return [*super().mimeTypes(), ARTICLES]

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        articles = articles_in(data)
        if not articles:
            return super().dropMimeData(data, action, row, column, parent)
        at = self._drop_row(row, parent)
        for offset, article in enumerate(articles):
            story = Related(article.headline, article=article.id, slug=article.slug)
            self.add(story, at + offset)
        return True

    def _read(self, article_id: str, operations: Operations) -> tuple[Related, ...]:
        return operations.related(article_id)

    def _concerns(self, changes: Changes, article_id: str) -> bool:
        """Other articles' headlines are shown here too."""
        return article_id in changes.links or bool(changes.articles)

    def _store_move(self, item: Related, to_row: int) -> None:
        self._write(
            lambda operations, id: operations.move_related(id, item.id, to_row),
            what="Move related story",
        )
