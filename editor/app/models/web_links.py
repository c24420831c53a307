"""The web addresses of a library as a table, each with how it answered; how a row looks is left
to the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any

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
from editor.app.link_answers import site_of

if TYPE_CHECKING:
    from editor.app.operations import Operations

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

_AT_RIGHT = (WebLinkColumn.ARTICLES, WebLinkColumn.CHECKED)
_HEADS = {
    WebLinkColumn.STATE: "State",
    WebLinkColumn.ADDRESS: "Address",
    WebLinkColumn.ARTICLES: "Articles",
    WebLinkColumn.CHECKED: "Asked",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """Addresses with the site of each (empty where it can't be asked), and how many a view has."""

    links: tuple[WebLink, ...]
    sites: tuple[str, ...]
    counts: dict[LinkView, int]


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
        self._sites: tuple[str, ...] = ()
        self._askable = self._distinct = 0
        self._row_of: dict[str, int] = {}

    @property
    def askable(self) -> int:
        """How many of those shown can be asked."""
        return self._askable

    @property
    def sites(self) -> int:
        """At how many sites they are."""
        return self._distinct

    def can_ask(self, row: int) -> bool:
        """Whether the address in a row names a site."""
        return bool(self._sites[row])

    def urls(self, rows: Iterable[int]) -> list[str]:
        """Those addresses in these rows that can be asked."""
        return [self._rows[row].url for row in rows if self._sites[row]]

    def row_of(self, url: str) -> int | None:
        """Where an address is shown; None where it isn't."""
        return self._row_of.get(url)

    def load(self, view: LinkView, containing: str) -> None:
        """Shows another selection of addresses; of several asked for only the last comes."""
        self._desk.ask_newest(
            "web links", partial(_find, view, containing), self._show, self._refused
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
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
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
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
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

    def _show(self, found: _Found) -> None:
        self.beginResetModel()
        self._rows, self._sites = list(found.links), found.sites
        self._row_of = {link.url: row for row, link in enumerate(found.links)}
        self._askable = sum(map(bool, found.sites))
        self._distinct = len({*found.sites} - {""})
        self.endResetModel()
        self.loaded.emit(found.counts)

    def _refused(self, error: LibraryError) -> None:
        self.failed.emit(str(error))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _AT_RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _find(view: LinkView, containing: str, operations: Operations) -> _Found:
    """On the reading thread, the sites too: reading twenty thousand addresses is felt."""
    links = operations.web_links(view, containing, MOST)
    sites = tuple(site_of(link.url) for link in links)
    return _Found(links, sites, operations.web_link_counts())


def state_words(link: WebLink) -> str:
    """`Moved`; what was never asked says so."""
    return "Not asked yet" if link.health is None else link.health.state.value.capitalize()
