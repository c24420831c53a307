"""The web addresses of a library as a table, each with how it answered; how a row looks is left
to the page."""

from __future__ import annotations

from collections.abc import Callable
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

from db.errors import LibraryError
from db.web_link_records import LinkHealth, LinkView, WebLink
from editor.app.desk import Desk

Index = QModelIndex | QPersistentModelIndex

MOST = 20_000
"""Rows shown; who has more narrows them by a part of the address."""


class WebLinkColumn(IntEnum):
    """The columns, in order."""

    STATE = 0
    ADDRESS = 1
    ARTICLES = 2
    CHECKED = 3


LINK_ROLE = Qt.ItemDataRole.UserRole + 1
"""The WebLink of a row."""

_HEADS = {
    WebLinkColumn.STATE: "State",
    WebLinkColumn.ADDRESS: "Address",
    WebLinkColumn.ARTICLES: "Articles",
    WebLinkColumn.CHECKED: "Asked",
}


class WebLinksModel(QAbstractTableModel):
    """The addresses of one view with a part in them. Answers are put in where they belong as they
    come; rows move only when the model is loaded again."""

    loaded = Signal(object)
    """How many addresses each LinkView has, after each loading."""
    failed = Signal(str)

    def __init__(
        self, desk: Desk, time_words: Callable[[str], str], parent: QObject | None = None
    ) -> None:
        """`time_words` puts a stored time as the writer is to read it."""
        super().__init__(parent)
        self._desk = desk
        self._time_words = time_words
        self._rows: list[WebLink] = []
        self._row_of: dict[str, int] = {}
        self._asked = 0

    @property
    def links(self) -> tuple[WebLink, ...]:
        """What is shown, in order."""
        return tuple(self._rows)

    def load(self, view: LinkView, containing: str) -> None:
        """Shows another selection of addresses; of several asked for only the last comes."""
        self._asked = asked = self._asked + 1
        self._desk.ask(
            lambda operations: (
                operations.web_links(view, containing, MOST),
                operations.web_link_counts(),
            ),
            lambda found: self._show(asked, *found),
            self._refused,
        )

    def link(self, row: int) -> WebLink | None:
        """The address in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def take(self, health: LinkHealth) -> None:
        """An address has answered."""
        row = self._row_of.get(health.url)
        if row is not None:
            before = self._rows[row]
            self._rows[row] = WebLink(before.url, before.articles, health)
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    # What Qt asks.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(WebLinkColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[WebLinkColumn(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        link = self.link(index.row()) if index.isValid() else None
        if link is None:
            return None
        if role == LINK_ROLE:
            return link
        if role == Qt.ItemDataRole.ToolTipRole:
            return link.url if link.health is None else f"{link.url}\n{link.health.message}"
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(link, WebLinkColumn(index.column()))
        return None

    def _words(self, link: WebLink, column: WebLinkColumn) -> str:
        match column:
            case WebLinkColumn.STATE:
                return state_words(link)
            case WebLinkColumn.ADDRESS:
                return link.url
            case WebLinkColumn.ARTICLES:
                return str(link.articles)
            case WebLinkColumn.CHECKED:
                return "" if link.health is None else self._time_words(link.health.checked)

    def _show(self, asked: int, links: tuple[WebLink, ...], counts: dict[LinkView, int]) -> None:
        if asked != self._asked:
            return
        self.beginResetModel()
        self._rows = list(links)
        self._row_of = {link.url: row for row, link in enumerate(links)}
        self.endResetModel()
        self.loaded.emit(counts)

    def _refused(self, error: LibraryError) -> None:
        self.failed.emit(str(error))


def state_words(link: WebLink) -> str:
    """`Moved`; what was never asked says so."""
    return "Not asked yet" if link.health is None else link.health.state.value.capitalize()
