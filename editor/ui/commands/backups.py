"""Commands on backups: make one, look through them, get an article or the library back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import LibraryError, NotFound
from db.records import Article
from editor.app.backing_up import BackingUp
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.app.paths import LIBRARY_SUFFIX
from editor.app.restored import restored_from_backup
from editor.ui.history_desk import HistoryDesk
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.theme import Theme
from editor.ui.toast import Toast

if TYPE_CHECKING:
    from editor.app.backing_up import Backup

_MATTER = "backup"
_FILTER = f"Standfirst libraries (*{LIBRARY_SUFFIX})"


class BackupCommands:
    """What fails is told in a bar; what was brought back is opened."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        backing_up: BackingUp,
        history: HistoryDesk,
        notices: NoticeBar,
        toast: Toast,
        theme: Theme,
        clock: Callable[[], datetime],
        open_library: Callable[[Path], None],
        window: QWidget,
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._backing_up = backing_up
        self._history = history
        self._notices = notices
        self._toast = toast
        self._theme = theme
        self._clock = clock
        self._open_library = open_library
        self._window = window
        backing_up.made.connect(self._made)
        backing_up.failed.connect(self._failed)
        backing_up.succeeded.connect(lambda: notices.clear(_MATTER))

    def make_now(self) -> None:
        """Backs the library up once all text is in it."""
        self._open.settle(self._backing_up.make_now)

    def browse(self) -> None:
        """Shows the backups there are."""
        # Only for those who look: the dialog is no part of the start.
        from editor.ui.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(self._backing_up, self._theme, self._clock, self._window)
        dialog.article_wanted.connect(self._bring_back)
        dialog.text_wanted.connect(self._put_text)
        dialog.library_wanted.connect(self._choose_target)
        dialog.show()

    def _made(self, backup: Backup) -> None:
        self._toast.tell(f"Backed up and verified: {backup.size / 1e6:.1f} MB")

    def _failed(self, reason: str) -> None:
        self._notices.tell(
            _MATTER,
            f"No backup could be made. {reason}",
            Tone.WARN,
            (Offer("Try again", self.make_now),),
        )

    def _bring_back(self, backup: Backup, slug: str) -> None:
        def work() -> None:
            self._desk.do(
                lambda operations: operations.restore_from_backup(backup.path, slug),
                self._brought_back,
                self._refused,
            )

        self._open.settle(work)

    def _brought_back(self, article: Article) -> None:
        self._open.open(article.id)

    def _put_text(self, backup: Backup, slug: str, article_id: str) -> None:
        """The text in the backup becomes the present one's, as an edit; the present is kept."""

        def found(_article: Article) -> None:
            self._backing_up.texts(
                backup,
                slug,
                lambda texts: self._history.restore_in(
                    article_id, texts, restored_from_backup(backup.time)
                ),
                self._refused,
            )

        def refused(error: LibraryError) -> None:
            if isinstance(error, NotFound):
                words = "That article isn’t in the library any more. Bring it back as a new one."
                self._notices.tell(_MATTER, words)
            else:
                self._refused(error)

        self._desk.ask(lambda operations: operations.stored(article_id), found, refused)

    def _choose_target(self, backup: Backup) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Restore into a new file", str(self._suggested(backup)), _FILTER
        )
        if name:
            self.restore_library(backup, Path(name))

    def restore_library(self, backup: Backup, target: Path) -> None:
        """Copies a backup into a new file and offers to open it."""
        self._backing_up.restore_library(
            backup, target.with_suffix(LIBRARY_SUFFIX), self._restored, self._refused
        )

    def _restored(self, path: Path) -> None:
        self._notices.tell(
            _MATTER,
            f"The backup is restored in {path}.",
            Tone.INFO,
            (Offer("Open it", partial(self._open_library, path)),),
        )

    def _suggested(self, backup: Backup) -> Path:
        path = self._desk.path or backup.path
        return path.with_name(f"{path.stem} of {backup.time:%Y-%m-%d}{LIBRARY_SUFFIX}")

    def _refused(self, error: LibraryError) -> None:
        self._notices.tell(_MATTER, str(error), Tone.BAD)
