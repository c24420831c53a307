"""Tags that seem to be terms of a vocabulary, as rows to tick; adopting them is the library's."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from db.tag_records import TermMatch

Index = QModelIndex | QPersistentModelIndex

_CHECKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class MatchColumn(IntEnum):
    """The columns, in order."""

    TAG = 0
    TERM = 1
    HOW = 2


_HEADS = {MatchColumn.TAG: "Tag", MatchColumn.TERM: "Term", MatchColumn.HOW: "By its"}


class TermMatchesModel(QAbstractTableModel):
    """Every match is ticked when it comes."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matches: tuple[TermMatch, ...] = ()
        self._on: list[bool] = []

    def show_matches(self, matches: Sequence[TermMatch]) -> None:
        """Shows these; what was unticked before stays so."""
        off = {match.tag.id for match, on in zip(self._matches, self._on, strict=True) if not on}
        self.beginResetModel()
        self._matches = tuple(matches)
        self._on = [match.tag.id not in off for match in matches]
        self.endResetModel()
        self.ticked.emit()

    @property
    def chosen(self) -> tuple[TermMatch, ...]:
        """The matches that are ticked."""
        return tuple(match for match, on in zip(self._matches, self._on, strict=True) if on)

    def tick_all(self, on: bool) -> None:
        """Ticks every match, or none."""
        self._on = [on] * len(self._matches)
        if self._matches:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._matches) - 1, 0))
        self.ticked.emit()

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._matches)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(MatchColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[MatchColumn(section)]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == MatchColumn.TAG:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match = self._matches[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == MatchColumn.TAG:
            return _CHECKED[self._on[index.row()]]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{match.tag.label}: {match.words} ({match.term.id})"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            MatchColumn.TAG: match.tag.label,
            MatchColumn.TERM: f"{match.words}  ·  {match.term.id}",
            MatchColumn.HOW: match.how.value,
        }[MatchColumn(index.column())]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != MatchColumn.TAG:
            return False
        self._on[index.row()] = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True
