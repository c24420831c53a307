"""The backups of the library: when each was made, what is in it, and getting an article or all of
it back; reading them is left to the application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.errors import LibraryError
from db.records import ArticleSummary
from editor.app.backing_up import BackingUp, Contents
from editor.app.models.history import day_words
from editor.ui.dialogs.closing import closing_row
from editor.ui.docks.dock_parts import Index, RowDelegate
from editor.ui.phrases import status_words, thousands
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.app.backing_up import Backup

_ROLE = Qt.ItemDataRole.UserRole + 1
_DETAIL = Qt.ItemDataRole.UserRole + 2
_BACKUPS_WIDTH, _SIZE, _ROW = 240, (760, 500), 30


class BackupsDialog(QDialog):
    """Stays open beside the work; the signals say what is to be got back."""

    article_wanted = Signal(object, str)
    """A Backup and the slug of an article in it, to come back as an article of its own."""
    text_wanted = Signal(object, str, str)
    """A Backup, slug and id of an article whose text is to be the present one's again."""
    library_wanted = Signal(object)
    """A Backup, to be a library of its own."""

    def __init__(
        self,
        backing_up: BackingUp,
        theme: Theme,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("backupsDialog")
        self.setWindowTitle(self.tr("Backups"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._backing_up = backing_up
        self._clock = clock
        self._contents: Contents | None = None
        self._where = QLabel(self)
        self._where.setObjectName("backupsFolder")
        self._where.setProperty("tone", "soft")
        self._where.setWordWrap(True)
        self._backups = self._list("backupList", self.tr("Backups, newest first"), theme)
        self._backups.setFixedWidth(_BACKUPS_WIDTH)
        self._found = QLabel(self)
        self._found.setObjectName("backupContents")
        self._found.setWordWrap(True)
        self._articles = self._list("backupArticles", self.tr("Articles in this backup"), theme)
        self._article = self._button(
            "restoreArticle", self.tr("Bring back as a new article"), self._bring
        )
        self._text = self._button("restoreText", self.tr("Bring back its text"), self._put_text)
        self._all = self._button("restoreLibrary", self.tr("Restore the library…"), self._restore)
        self._arrange()
        self._backups.currentItemChanged.connect(lambda *_: self._look_into())
        self._articles.currentItemChanged.connect(lambda *_: self._look())
        self._articles.itemActivated.connect(lambda _item: self._bring())
        backing_up.succeeded.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Read the folder again."""
        self._backing_up.list(self._show)

    # What is shown.

    def _show(self, backups: tuple[Backup, ...]) -> None:
        folder = self._backing_up.folder
        words = f"In {folder}. Made when a library is opened and hourly while it changes."
        self._where.setText(words if backups else f"There are no backups in {folder} yet.")
        self._backups.clear()
        now = self._clock()
        for backup in backups:
            time = backup.time.astimezone(now.tzinfo)
            item = QListWidgetItem(f"{day_words(time.date(), now.date())}, {time:%H:%M}")
            item.setData(_ROLE, backup)
            item.setData(_DETAIL, f"{backup.size / 1e6:.1f} MB")
            self._backups.addItem(item)
        if backups:
            self._backups.setCurrentRow(0)
        self._look()

    def _look_into(self) -> None:
        self._contents = None
        self._articles.clear()
        backup = self._backup
        if backup is not None:
            self._say(self.tr("Reading and verifying…"), "soft")
            self._backing_up.look_into(backup, self._fill, self._refused)
        self._look()

    def _fill(self, contents: Contents) -> None:
        if contents.backup != self._backup:
            return
        self._contents = contents
        counts = contents.counts
        articles = counts["articles"] + counts["spiked"]
        self._say(
            f"✓ Verified: {_many(articles, 'article')}, {_many(counts['revisions'], 'version')}, "
            f"{_many(counts['tags'], 'tag')}.",
            "good",
        )
        for summary in contents.articles:
            item = QListWidgetItem(summary.headline or summary.excerpt or summary.slug)
            item.setData(_ROLE, summary)
            item.setData(_DETAIL, status_words(summary.status))
            self._articles.addItem(item)
        self._look()

    def _refused(self, error: LibraryError) -> None:
        self._say(str(error), "bad")
        self._look()

    def _say(self, words: str, tone: str) -> None:
        self._found.setText(words)
        self._found.setProperty("tone", tone)
        self._found.style().polish(self._found)

    @property
    def _backup(self) -> Backup | None:
        item = self._backups.currentItem()
        backup: Backup | None = None if item is None else item.data(_ROLE)
        return backup

    @property
    def _summary(self) -> ArticleSummary | None:
        item = self._articles.currentItem()
        summary: ArticleSummary | None = None if item is None else item.data(_ROLE)
        return summary

    def _look(self) -> None:
        self._all.setEnabled(self._contents is not None)
        self._article.setEnabled(self._contents is not None and self._summary is not None)
        self._text.setEnabled(self._article.isEnabled())

    # What is done.

    def _bring(self) -> None:
        if self._backup is not None and self._summary is not None:
            self.article_wanted.emit(self._backup, self._summary.slug)

    def _put_text(self) -> None:
        if self._backup is not None and self._summary is not None:
            self.text_wanted.emit(self._backup, self._summary.slug, self._summary.id)

    def _restore(self) -> None:
        if self._backup is not None:
            self.library_wanted.emit(self._backup)

    # Made of.

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._found)
        right.addWidget(self._articles, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._backups)
        both.addLayout(right, 1)
        doing = QHBoxLayout()
        doing.setSpacing(8)
        for button in (self._article, self._text, self._all):
            doing.addWidget(button)
        doing.addStretch(1)
        doing.addWidget(closing_row(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._where)
        column.addLayout(both, 1)
        column.addLayout(doing)

    def _list(self, name: str, label: str, theme: Theme) -> QListWidget:
        view = QListWidget(self)
        view.setObjectName(name)
        view.setAccessibleName(label)
        view.setItemDelegate(RowDelegate(theme, _row, _ROW, view))
        return view

    def _button(self, name: str, words: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: run())
        return button


def _row(index: Index) -> tuple[str, str, str, str]:
    return "", str(index.data(Qt.ItemDataRole.DisplayRole)), str(index.data(_DETAIL)), ""


def _many(number: int, what: str) -> str:
    return f"{thousands(number)} {what}{'' if number == 1 else 's'}"
