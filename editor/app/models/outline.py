"""The sections of the open article as a tree that can be rearranged; finding them is left to the
text layer, changing the text to whoever listens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from editor.app.models.mime import row_in, row_mime
from editor.later import later

if TYPE_CHECKING:
    from editor.app.analysis import Analysis, AnalysisResult
    from editor.app.open_article import OpenArticle
    from editor.text import section_edits
    from editor.text.outline import Section
    from editor.text.section_warnings import SectionNotes
else:
    # Wanted when a section is dragged: not before the first paint.
    section_edits = later("editor.text.section_edits")

Index = QModelIndex | QPersistentModelIndex

_TOP = -1
_LIST_ID = "outline"


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
    NUMBER = Qt.ItemDataRole.UserRole + 7
    """The place of the section among all, from 0."""
    SHARE = Qt.ItemDataRole.UserRole + 8
    """Its words over those the article is to have, None without such a target."""
    NOTES = Qt.ItemDataRole.UserRole + 9
    """SectionNotes, None until the section has been looked over."""
    PAST = Qt.ItemDataRole.UserRole + 10
    """Every date of its entries is over."""


_FIELD_OF = {
    int(Qt.ItemDataRole.DisplayRole): "text",
    **{
        int(role): role.name.lower()
        for role in (
            OutlineRole.LEVEL,
            OutlineRole.LINE,
            OutlineRole.ANCHOR,
            OutlineRole.WORDS,
            OutlineRole.OWN_WORDS,
        )
    },
}


class OutlineModel(QAbstractItemModel):
    """A tree of Sections. While headings keep their places and levels its indexes stay valid:
    typing changes words, and a view keeps what is folded. Otherwise it resets.

    Sections are named by their number in document order. What the writer does in a view is only
    told here; the tree follows when the text has changed.
    """

    move_wanted = Signal(int, int, object)
    """A section, another one, and the Place where the first is to go, seen from the other."""
    name_wanted = Signal(int, str)
    """A section and the Markdown its heading is to have."""
    renewed = Signal()
    """The sections are those of a later text, whether or not their tree has changed."""

    def __init__(
        self,
        analysis: Analysis,
        open_article: OpenArticle,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._open_article = open_article
        self._today = today
        self._sections: tuple[Section, ...] = ()
        self._lines: list[int] = []
        self._levels: list[int] = []
        self._notes: tuple[SectionNotes, ...] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {_TOP: []}
        self._target: int | None = None
        analysis.analysed.connect(self._analysed)
        open_article.loaded.connect(lambda _article: self._take_target())
        open_article.article_changed.connect(lambda _article: self._take_target())
        open_article.closed.connect(lambda: self.set_sections(()))

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._sections

    @property
    def target(self) -> int | None:
        """The words the article is to have."""
        return self._target

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Shows other sections, in document order."""
        new = tuple(sections)
        levels = [section.level for section in new]
        if levels == self._levels:
            self._renew(new)
        else:
            self._reset(new, levels)
        self.renewed.emit()

    def set_notes(self, notes: Sequence[SectionNotes]) -> None:
        """Shows what was noticed about the sections, one for each; others are not taken."""
        if len(notes) == len(self._sections) and tuple(notes) != self._notes:
            self._notes = tuple(notes)
            self._tell_all()

    def notes(self, section: int) -> SectionNotes | None:
        """What was noticed about a section; None until it has been looked over."""
        return self._notes[section] if section < len(self._notes) else None

    def past(self, section: int) -> int:
        """How many dated entries of a section are over."""
        notes = self.notes(section)
        return 0 if notes is None else notes.dates.past(self._today())

    def section(self, index: Index) -> Section | None:
        """The Section at an index, None at an invalid one."""
        return self._sections[index.internalId()] if index.isValid() else None

    def number(self, index: Index) -> int | None:
        """The place of a section in document order; None at an invalid index."""
        return int(index.internalId()) if index.isValid() else None

    def index_of(self, number: int) -> QModelIndex:
        """The index of a section; an invalid one where there is none of that number."""
        return self._index_of(number) if 0 <= number < len(self._sections) else QModelIndex()

    def index_at_line(self, line: int) -> QModelIndex:
        """The index of the innermost section the line (from 0) stands in; invalid before any."""
        return self._index_of(bisect_right(self._lines, line) - 1)

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
        if field is not None:
            return getattr(section, field)
        number = int(index.internalId())
        if role == Qt.ItemDataRole.EditRole:
            return self._source(number)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._description(number)
        return self._figure(number, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Only asks for the new name; it shows once the text has it."""
        number = self.number(index)
        if number is None or role != Qt.ItemDataRole.EditRole or value == self._source(number):
            return False
        self.name_wanted.emit(number, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            super().flags(index)
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsDropEnabled
            | Qt.ItemFlag.ItemIsEditable
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return list(row_mime(_LIST_ID, 0).formats())

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return row_mime(_LIST_ID, indexes[0].internalId()) if indexes else QMimeData()

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """A section goes anywhere but into itself."""
        section = row_in(data, _LIST_ID)
        if section is None or section >= len(self._sections):
            return False
        place = _position(parent)
        while place not in (_TOP, section):
            place = self._parents[place]
        return place == _TOP

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Asks for the move; the view is to take nothing out itself, so it is told False."""
        section = row_in(data, _LIST_ID)
        if section is not None and self.canDropMimeData(data, action, row, column, parent):
            target, place = self._place(row, parent)
            if target != section:
                self.move_wanted.emit(section, target, place)
        return False

    def _place(self, row: int, parent: Index) -> tuple[int, section_edits.Place]:
        """What a drop between two rows, on one or below the last means."""
        above = _position(parent)
        children = self._children.get(above, [])
        if 0 <= row < len(children):
            return children[row], section_edits.Place.BEFORE
        if above != _TOP:
            return above, section_edits.Place.INTO
        return children[-1], section_edits.Place.AFTER

    # Inside.

    def _analysed(self, result: AnalysisResult) -> None:
        self._take_target()
        # A long outline is told when the writer rests; until then it is the same at each key.
        if result.sections is not self._sections:
            self.set_sections(result.sections)

    def _take_target(self) -> None:
        article = self._open_article.article
        target = article.target_words if article is not None else None
        if target != self._target:
            self._target = target
            self._tell_all()

    def _source(self, number: int) -> str:
        """The heading as it is typed. Reads the text: for renaming, never for painting."""
        from editor.text.section_text import SectionText

        source = SectionText(self._open_article.text()).source(number)
        return self._sections[number].text if source is None else source

    def _figure(self, number: int, role: int) -> Any:
        if role == OutlineRole.NUMBER:
            return number
        if role == OutlineRole.SHARE:
            return self._sections[number].words / self._target if self._target else None
        if role == OutlineRole.NOTES:
            return self.notes(number)
        if role == OutlineRole.PAST:
            notes = self.notes(number)
            entries = notes.dates.entries if notes else ()
            return bool(entries) and self.past(number) == len(entries)
        return None

    def _description(self, number: int) -> str:
        notes = self.notes(number)
        lines = [self._sections[number].text]
        if notes is not None:
            lines += [warning.words for warning in notes.warnings]
            if notes.dates.entries:
                lines.append(f"{len(notes.dates.entries)} dated, {self.past(number)} past")
        return "\n".join(lines)

    def _index_of(self, position: int) -> QModelIndex:
        if position == _TOP:
            return QModelIndex()
        siblings = self._children[self._parents[position]]
        return self.createIndex(bisect_right(siblings, position) - 1, 0, position)

    def _reset(self, new: tuple[Section, ...], levels: list[int]) -> None:
        self.beginResetModel()
        self._sections, self._levels = new, levels
        self._lines = [section.line for section in new]
        self._notes = ()
        self._parents = _parents_of(levels)
        self._children = _children_of(self._parents)
        self.endResetModel()

    def _renew(self, new: tuple[Section, ...]) -> None:
        """Headings that have only moved to another line look as before, so nothing is told."""
        old, self._sections = self._sections, new
        self._lines = [section.line for section in new]
        for position, (before, after) in enumerate(zip(old, new, strict=True)):
            if before is not after and (
                before.words != after.words
                or before.own_words != after.own_words
                or before.text != after.text
                or before.anchor != after.anchor
            ):
                index = self._index_of(position)
                self.dataChanged.emit(index, index)

    def _tell_all(self) -> None:
        for parent, children in self._children.items():
            if children:
                above = self._index_of(parent)
                self.dataChanged.emit(
                    self.index(0, 0, above), self.index(len(children) - 1, 0, above)
                )


def _position(index: Index) -> int:
    return int(index.internalId()) if index.isValid() else _TOP


def _parents_of(levels: Sequence[int]) -> list[int]:
    """For each section the position of the one it stands in: the nearest before it that is of a
    higher level, `_TOP` where there is none."""
    parents: list[int] = []
    open_ones: list[int] = []
    for position, level in enumerate(levels):
        while open_ones and levels[open_ones[-1]] >= level:
            open_ones.pop()
        parents.append(open_ones[-1] if open_ones else _TOP)
        open_ones.append(position)
    return parents


def _children_of(parents: Sequence[int]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {_TOP: []}
    for position, parent in enumerate(parents):
        children.setdefault(parent, []).append(position)
    return children
