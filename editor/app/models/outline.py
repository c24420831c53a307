"""The sections of the open article as a tree; finding them is left to the text layer."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

if TYPE_CHECKING:
    from editor.app.analysis import Analysis, AnalysisResult
    from editor.app.open_article import OpenArticle
    from editor.text.outline import Section

Index = QModelIndex | QPersistentModelIndex

_TOP = -1


class OutlineRole(IntEnum):
    """What a section has beside its heading."""

    SECTION = Qt.ItemDataRole.UserRole + 1
    """The whole Section."""
    LEVEL = Qt.ItemDataRole.UserRole + 2
    LINE = Qt.ItemDataRole.UserRole + 3
    ANCHOR = Qt.ItemDataRole.UserRole + 4
    WORDS = Qt.ItemDataRole.UserRole + 5
    """Words of the section with those below it."""
    OWN_WORDS = Qt.ItemDataRole.UserRole + 6


_FIELD_OF = {
    int(Qt.ItemDataRole.DisplayRole): "text",
    int(Qt.ItemDataRole.ToolTipRole): "text",
    **{int(role): role.name.lower() for role in OutlineRole if role is not OutlineRole.SECTION},
}


class OutlineModel(QAbstractItemModel):
    """A tree of Sections. While headings keep their places and levels its indexes stay valid:
    typing changes words, and a view keeps what is folded. Otherwise it resets."""

    def __init__(
        self, analysis: Analysis, open_article: OpenArticle, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {_TOP: []}
        analysis.analysed.connect(self._analysed)
        open_article.closed.connect(lambda: self.set_sections(()))

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._sections

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Shows other sections, in document order."""
        new = tuple(sections)
        parents = _parents_of(new)
        if parents == self._parents:
            self._renew(new)
        else:
            self.beginResetModel()
            self._sections, self._parents = new, parents
            self._children = _children_of(parents)
            self.endResetModel()

    def section(self, index: Index) -> Section | None:
        """The Section at an index, None at an invalid one."""
        return self._sections[index.internalId()] if index.isValid() else None

    def index_at_line(self, line: int) -> QModelIndex:
        """The index of the innermost section the line (from 0) stands in; invalid before any."""
        inside = [at for at, section in enumerate(self._sections) if section.line <= line]
        return self._index_of(inside[-1]) if inside else QModelIndex()

    # What Qt asks.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._children.get(_position(parent), [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not child.isValid():
            return QModelIndex()
        return self._index_of(self._parents[child.internalId()])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children.get(_position(parent), []))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        section = self.section(index)
        if section is None or role == OutlineRole.SECTION:
            return section
        field = _FIELD_OF.get(role)
        return None if field is None else getattr(section, field)

    def _analysed(self, result: AnalysisResult) -> None:
        self.set_sections(result.sections)

    def _index_of(self, position: int) -> QModelIndex:
        if position == _TOP:
            return QModelIndex()
        row = self._children[self._parents[position]].index(position)
        return self.createIndex(row, 0, position)

    def _renew(self, new: tuple[Section, ...]) -> None:
        old, self._sections = self._sections, new
        for position, section in enumerate(new):
            if section != old[position]:
                index = self._index_of(position)
                self.dataChanged.emit(index, index)


def _position(index: Index) -> int:
    return index.internalId() if index.isValid() else _TOP


def _parents_of(sections: Sequence[Section]) -> list[int]:
    """For each section the position of the one it stands in: the nearest before it that is of a
    higher level, `_TOP` where there is none."""
    parents: list[int] = []
    open_ones: list[int] = []
    for position, section in enumerate(sections):
        while open_ones and sections[open_ones[-1]].level >= section.level:
            open_ones.pop()
        parents.append(open_ones[-1] if open_ones else _TOP)
        open_ones.append(position)
    return parents


def _children_of(parents: Sequence[int]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {_TOP: []}
    for position, parent in enumerate(parents):
        children.setdefault(parent, []).append(position)
    return children
