"""The list of articles, or of one's sections, under a `[[` that is being typed; the keys stay with
the text, the list only shows what Enter would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.later import later
from editor.ui.docks.dock_parts import Index, RowDelegate
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from db import link_records
    from db.link_records import LinkOffer
else:
    # Comes with the first link typed: not before the first paint.
    link_records = later("db.link_records")

_MOST = 8
_WIDTH = 420
_ROW = 44
_TARGET = Qt.ItemDataRole.UserRole + 1
_BELOW = Qt.ItemDataRole.UserRole + 2
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class CrossLinkCompletion(QFrame):
    """Watches one source pane. Enter or Tab takes the chosen article, Esc leaves it as typed."""

    def __init__(self, source: SourcePane, desk: Desk, theme: Theme) -> None:
        super().__init__(source, Qt.WindowType.ToolTip)
        self.setObjectName("crossLinkCompletion")
        self.setAccessibleName(self.tr("Articles to link"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._source = source
        self._desk = desk
        self._open: OpenArticle | None = None
        self._asked = 0
        self._list = QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Articles to link"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(RowDelegate(theme, _row, _ROW, self._list))
        self._list.itemClicked.connect(lambda _item: self._take())
        self._nothing = QLabel(self)
        self._nothing.setProperty("tone", "soft")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        source.cross_links.typed.connect(self._ask)
        source.cross_links.left.connect(self._leave)

    def follow(self, open_article: OpenArticle) -> None:
        """The article that is open is not offered to itself from now on."""
        self._open = open_article

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that choose in the list are its own; only while it is open are they asked."""
        if event.type() == QEvent.Type.KeyPress and self.isVisible():
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._list.count():
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
        elif key in _TAKE and self._list.count():
            self._take()
        else:
            return False
        return True

    def _ask(self, words: str) -> None:
        self._asked = asked = self._asked + 1
        article = self._open.article if self._open is not None else None
        own = article.id if article is not None else ""
        self._desk.ask_newest(
            "link offers",
            lambda operations: operations.link_offers(words.strip(), _MOST, own),
            lambda found: self._show(asked, words, found),
            lambda _error: self._leave(),
        )

    def _show(self, asked: int, words: str, found: tuple[LinkOffer, ...]) -> None:
        if asked != self._asked or self._source.cross_links.unfinished() is None:
            return
        self._list.clear()
        for offer in found:
            self._list.addItem(_item(offer))
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(found))
        nothing = "No section with these words." if "#" in words else "No article with these words."
        self._nothing.setText(self.tr(nothing))
        self._nothing.setVisible(not found)
        self._list.setFixedHeight(len(found) * _ROW + 4)
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
        self._place()
        self._source.installEventFilter(self)
        self.show()

    def _place(self) -> None:
        """Below the line that is being typed, above it where there is no room."""
        cursor = self._source.cursorRect()
        viewport = self._source.viewport()
        below = viewport.mapToGlobal(cursor.bottomLeft() + QPoint(-8, 6))
        screen = self._source.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            below.setY(viewport.mapToGlobal(cursor.topLeft()).y() - self.height() - 6)
        below.setX(max(screen.left(), min(below.x(), screen.right() - self.width())))
        self.move(below)

    def _take(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._source.cross_links.finish(str(item.data(_TARGET)))
        self._leave()

    def _leave(self) -> None:
        self._asked += 1
        self._source.removeEventFilter(self)
        self.hide()


def _item(offer: LinkOffer) -> QListWidgetItem:
    summary = offer.summary
    name = summary.headline or summary.slug
    item = QListWidgetItem(name if offer.section is None else offer.heading)
    target = summary.slug if offer.section is None else f"{summary.slug}#{offer.section}"
    item.setData(_TARGET, target)
    below = target if offer.section is None else f"Section of “{name}”"
    if offer.by is link_records.OfferedBy.ALIAS:
        below = f"{target} · once had this address"
    item.setData(_BELOW, below)
    return item


def _row(index: Index) -> tuple[str, str, str, str]:
    words, below = str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(_BELOW))
    icon = "section" if "#" in str(index.data(_TARGET)) else "article"
    return icon, words, "", below
