"""The tags of the open article, in order; what they mean in exports is left to the exporters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from db.errors import LibraryError
from db.records import Changes, Tag, TagKind
from editor.app.models.ordered import Index, OrderedListModel

if TYPE_CHECKING:
    from db.tag_records import TagWanted, Term
    from editor.app.operations import Operations

_LEAST_OF_TERM = 2
"""Letters from which on terms are looked up."""


class TagRole(IntEnum):
    """What a tag has beside its label."""

    TAG = Qt.ItemDataRole.UserRole + 1
    """The whole Tag."""
    ID = Qt.ItemDataRole.UserRole + 2
    KIND = Qt.ItemDataRole.UserRole + 3
    """As plain text, which equals the TagKind."""
    ALIASES = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class TermOffer:
    """A term of the vocabulary of that name."""

    term: Term
    vocabulary: str


class ArticleTagsModel(OrderedListModel[Tag]):
    """Every change is an operation of its own, told and undone by the desk."""

    list_id = "tags"

    def add(self, label: str, kind: TagKind | None = None) -> None:
        """Puts the tag of this label or alias last, made where there is none."""
        if label.strip():
            self._write(lambda operations, id: operations.add_tag(id, label, kind), what="Add tag")

    def remove(self, row: int) -> None:
        """Takes a tag off the article; the tag itself stays in the library."""
        tag = self.items[row].id
        self._write(lambda operations, id: operations.remove_tag(id, tag), what="Remove tag")

    def set_kind(self, row: int, kind: TagKind) -> None:
        """Changes what the tag names, on every article."""
        tag = self.items[row].id
        self._write(lambda operations, _: operations.set_tag_kind(tag, kind), what="Change kind")

    def rename(self, row: int, label: str, refused: Callable[[Exception], None]) -> None:
        """Renames the tag on every article; `refused` gets TagExists where a merge is on offer."""
        tag = self.items[row].id
        self._desk.do(lambda operations: operations.rename_tag(tag, label), None, refused)

    def complete(self, text: str, answer: Callable[[tuple[Tag | TermOffer, ...]], None]) -> None:
        """What to offer for what is being typed: tags of the library, those most used with the
        tags of the article first, then terms of its vocabularies that are no tag yet."""
        beside = tuple(tag.id for tag in self.items)
        self._desk.ask_newest(
            "tag offers", lambda operations: _offers(operations, text, beside), answer
        )

    def add_all(self, wanted: Sequence[TagWanted], refused: Callable[[LibraryError], None]) -> None:
        """Puts tags last, each found or made."""
        article = self._open_article.article
        if article is not None and wanted:
            self._desk.do(lambda operations: operations.add_tags(article.id, wanted), None, refused)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        tag = self.items[index.row()]
        return {
            int(Qt.ItemDataRole.DisplayRole): tag.label,
            int(Qt.ItemDataRole.ToolTipRole): tag.kind.value,
            TagRole.TAG: tag,
            TagRole.ID: tag.id,
            TagRole.KIND: tag.kind,
            TagRole.ALIASES: tag.aliases,
        }.get(role)

    def _read(self, article_id: str, operations: Operations) -> tuple[Tag, ...]:
        return operations.tags_of(article_id)

    def _concerns(self, changes: Changes, article_id: str) -> bool:
        return bool(changes.tags) or article_id in changes.articles

    def _store_move(self, item: Tag, to_row: int) -> None:
        self._write(
            lambda operations, id: operations.move_tag(id, item.id, to_row), what="Move tag"
        )


def _offers(
    operations: Operations, text: str, beside: Sequence[str]
) -> tuple[Tag | TermOffer, ...]:
    tags = operations.complete_tags(text, beside)
    if len(text) < _LEAST_OF_TERM:
        return tags
    known = {tag.external_id for tag in tags}
    found = operations.term_offers(text)
    terms = (TermOffer(term, one.name) for one, term in found if term.id not in known)
    return (*tags, *terms)
