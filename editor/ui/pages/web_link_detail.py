"""One web address: how it answered, who links there, and what to put in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.errors import LibraryError
from db.records import ArticleSummary
from db.web_link_records import WebLink
from editor.app.link_answers import archived_copy
from editor.app.web_link_operations import Readdressed
from editor.ui.docks.dock_parts import Index, Refusal, RowDelegate
from editor.ui.page_parts import push_button, quiet_line
from editor.ui.parts import Parts
from editor.ui.phrases import when

_ROW, _ROWS = 28, 4
_USER = Qt.ItemDataRole.UserRole + 1
_TIME = Qt.ItemDataRole.UserRole + 2


class WebLinkDetail(QWidget):
    """The new address is the writer's to type; where the old one leads, and where a copy may be
    kept, are offered."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("webLinkDetail")
        self._parts = parts
        self._link: WebLink | None = None
        self._users: tuple[ArticleSummary, ...] = ()
        self._build()

    def show_link(self, link: WebLink | None) -> None:
        """Shows another address, or the same with another answer."""
        before, self._link = self._link, link
        if link is None:
            return
        self._told.setText(link.health.message if link.health else self.tr("Not asked yet."))
        if before is None or before.url != link.url:
            self._new.setText("")
            self._refusal.say("")
            self._show_users(link.url, ())
            self._ask_users(link.url)
        elif before.articles != link.articles:
            self._ask_users(link.url)
        self._look()

    def _build(self) -> None:
        self._told = quiet_line("webLinkTold", "", self)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._browse = push_button(
            "webLinkBrowse", self.tr("Open in the browser"), self._open, self
        )
        self._new = QLineEdit(self)
        self._new.setObjectName("webLinkNew")
        self._new.setPlaceholderText(self.tr("A new address"))
        self._new.setAccessibleName(self.tr("A new address in place of this one"))
        self._new.textChanged.connect(lambda _words: self._look())
        self._new.returnPressed.connect(self._replace)
        self._lead = push_button(
            "webLinkLead",
            self.tr("Where it leads"),
            lambda: self._new.setText(self._leads_to),
            self,
        )
        self._copy = push_button(
            "webLinkArchived", self.tr("An archived copy"), self._suggest, self
        )
        self._go = push_button("webLinkReplace", self.tr("Replace it"), self._replace, self)
        self._refusal = Refusal("webLinkRefusal", self)
        self._list = _Users(self)
        self._list.setItemDelegate(RowDelegate(self._parts.theme, _row, _ROW, self._list))
        self._list.itemActivated.connect(self._open_article)
        self._arrange()

    def _arrange(self) -> None:
        telling = QHBoxLayout()
        telling.addWidget(self._told, 1)
        telling.addWidget(self._browse)
        renewing = QHBoxLayout()
        renewing.setSpacing(8)
        renewing.addWidget(self._new, 1)
        for button in (self._lead, self._copy, self._go):
            renewing.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(telling)
        column.addLayout(renewing)
        column.addWidget(self._refusal)
        column.addWidget(self._list)

    @property
    def _leads_to(self) -> str:
        health = self._link.health if self._link else None
        return (health.leads_to or "") if health else ""

    def _look(self) -> None:
        writable = not self._parts.desk.read_only
        new = self._new.text().strip()
        self._new.setEnabled(writable)
        self._copy.setEnabled(writable)
        self._lead.setEnabled(writable and bool(self._leads_to))
        self._go.setEnabled(writable and bool(new) and self._link is not None)

    # Who links there.

    def _ask_users(self, url: str) -> None:
        self._parts.desk.ask(
            lambda operations: operations.web_link_users(url),
            lambda users: self._show_users(url, users),
        )

    def _show_users(self, url: str, users: tuple[ArticleSummary, ...]) -> None:
        if self._link is None or url != self._link.url:
            return
        self._users = users
        self._list.clear()
        for user in users:
            item = QListWidgetItem(user.headline or user.slug)
            item.setData(_USER, user.id)
            item.setData(_TIME, when(user.updated, self._parts.clock()))
            self._list.addItem(item)
        self._list.setFixedHeight(max(1, min(len(users), _ROWS)) * _ROW + 2)

    def _open_article(self, item: QListWidgetItem) -> None:
        self._parts.traffic.article_wanted.emit(item.data(_USER))

    # What to do about it.

    def _open(self) -> None:
        if self._link is not None:
            QDesktopServices.openUrl(QUrl(self._link.url))

    def _suggest(self) -> None:
        if self._link is not None:
            first = min((user.updated for user in self._users), default="")
            self._new.setText(archived_copy(self._link.url, first))

    def _replace(self) -> None:
        link, new = self._link, self._new.text().strip()
        if link is None or not new:
            return
        self._refusal.say("")
        # What is being typed is stored first, so that it changes too.
        self._parts.open_article.settle(
            lambda: self._parts.desk.do(
                lambda operations: operations.readdress(link.url, new), self._told_of, self._refused
            )
        )

    def _told_of(self, done: Readdressed) -> None:
        if done.left:
            self._parts.traffic.noticed.emit(
                f"The address stays as it is in “{done.left[0]}”"
                + (f" and {len(done.left) - 1} more" if len(done.left) > 1 else "")
                + ", where it is written in a way that has to be changed by hand."
            )

    def _refused(self, error: LibraryError) -> None:
        self._refusal.say(str(error))


class _Users(QListWidget):
    """Enter opens an article, on every platform."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("webLinkUsers")
        self.setAccessibleName(self.tr("Articles with this address"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.itemActivated.emit(item)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _row(index: Index) -> tuple[str, str, str, str]:
    words = str(index.data(Qt.ItemDataRole.DisplayRole))
    return "article", words, str(index.data(_TIME)), ""
