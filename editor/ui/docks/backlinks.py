"""The articles that point to the one that is open, in their text or beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from db.records import Article, Backlink, Changes
from editor.ui.docks.dock_parts import Index, RowDelegate, hint
from editor.ui.parts import Parts

_ROW = 46
_SOURCE = Qt.ItemDataRole.UserRole + 1
_WHERE = Qt.ItemDataRole.UserRole + 2
_IN_BODY = "body"


class BacklinkList(QStackedWidget):
    """Follows the open article and the library; Enter or a double click opens the other one."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._list = _List(self)
        self._list.setObjectName("backlinkList")
        self._list.setAccessibleName(self.tr("Linked from"))
        self._list.setItemDelegate(RowDelegate(parts.theme, _row, _ROW, self._list))
        self._list.itemActivated.connect(self._go)
        self._empty = hint(self.tr("No other article points here yet."), self)
        self.addWidget(self._list)
        self.addWidget(self._empty)
        parts.open_article.loaded.connect(self._loaded)
        parts.open_article.closed.connect(lambda: self._show("", ()))
        parts.desk.changed.connect(self._library_changed)
        self._show("", ())

    def _loaded(self, _article: Article) -> None:
        self._show("", ())
        self._ask()

    def _library_changed(self, changes: Changes) -> None:
        if changes.articles or changes.links:
            self._ask()

    def _ask(self) -> None:
        article = self._parts.open_article.article
        if article is not None:
            self._parts.desk.ask(
                lambda operations: operations.backlinks(article.id),
                lambda found: self._show(article.id, found),
                lambda _error: self._show("", ()),
            )

    def _show(self, article_id: str, found: tuple[Backlink, ...]) -> None:
        present = self._parts.open_article.article
        if article_id and (present is None or present.id != article_id):
            return
        self._list.clear()
        places: dict[str, list[str]] = {}
        for backlink in found:
            places.setdefault(backlink.source.id, []).append(_place(backlink))
        for source in {backlink.source.id: backlink.source for backlink in found}.values():
            item = QListWidgetItem(source.headline or source.slug)
            item.setData(_SOURCE, source)
            item.setData(_WHERE, " · ".join(places[source.id]))
            self._list.addItem(item)
        self.setCurrentWidget(self._list if found else self._empty)

    def _go(self, item: QListWidgetItem) -> None:
        self._parts.traffic.article_wanted.emit(item.data(_SOURCE).id)


class _List(QListWidget):
    """Enter opens, on every platform."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


def _place(backlink: Backlink) -> str:
    return "In its text" if backlink.where == _IN_BODY else backlink.where.capitalize()


def _row(index: Index) -> tuple[str, str, str, str]:
    return "article", str(index.data(Qt.ItemDataRole.DisplayRole)), "", str(index.data(_WHERE))
