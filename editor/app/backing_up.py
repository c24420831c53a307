"""Backups while the writer works: when the library is opened and hourly while it changes, on a
thread of their own; and looking into the backups there are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import LibraryError
from editor.app.background import Worker
from editor.app.desk import Desk, LibraryInfo
from editor.app.paths import Paths
from editor.app.settings import SettingsStore

if TYPE_CHECKING:
    from db.records import ArticleSummary
    from db.shelf import Backup, BackupShelf

__all__ = ["BackingUp", "Backup", "Contents"]

T = TypeVar("T")

FIRST_MS, EVERY_MS = 20_000, 5 * 60_000
"""After opening the writer comes first; then it is looked so often whether a backup is due."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a backup, which has been verified in reading it. `counts` are as those of a
    library; the spiked articles come last."""

    backup: Backup
    counts: dict[str, int]
    articles: tuple[ArticleSummary, ...]


class BackingUp(QObject):
    """Backs up the library that is open. Everything is called and told on the GUI thread."""

    made = Signal(object)
    """The Backup that was made because the writer asked."""
    failed = Signal(str)
    """In plain words, why there is no backup."""
    succeeded = Signal()
    """A backup was made, asked for or not."""

    def __init__(
        self,
        desk: Desk,
        settings: SettingsStore,
        paths: Paths,
        clock: Callable[[], datetime],
        report: Callable[[Exception], None],
        parent: QObject | None = None,
        first: int = FIRST_MS,
        every: int = EVERY_MS,
    ) -> None:
        """`first` and `every` are in milliseconds."""
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._paths = paths
        self._clock = clock
        self._report = report
        self._first, self._every = first, every
        self._damaged: Path | None = None
        self._worker = Worker("backups", self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        desk.opened.connect(self._opened)
        desk.closed.connect(self._timer.stop)
        desk.damaged.connect(self._not_opened)

    @property
    def folder(self) -> Path:
        """Where backups go: the writer's folder, or Standfirst's own."""
        chosen = self._settings.value.backup_folder
        return Path(chosen).expanduser() if chosen else self._paths.backups

    def make_now(self) -> None:
        """Makes a backup, due or not; told by `made` or `failed`."""
        if self._desk.path is not None:
            job = partial(_make, self.folder, self._desk.path, self._clock())
            self._submit(job, self._made)

    def list(self, answer: Callable[[tuple[Backup, ...]], None]) -> None:
        """Gives the backups of the open library, or of the damaged one that would not open,
        newest first."""
        library = self._damaged or self._desk.path
        if library is not None:
            self._submit(partial(_all, self.folder, library), answer)

    def look_into(
        self,
        backup: Backup,
        answer: Callable[[Contents], None],
        refused: Callable[[LibraryError], None],
    ) -> None:
        """Verifies a backup and gives what is in it."""
        self._submit(partial(_contents, backup), answer, refused)

    def texts(
        self,
        backup: Backup,
        slug: str,
        answer: Callable[[dict[str, str]], None],
        refused: Callable[[LibraryError], None],
    ) -> None:
        """Gives the writing fields of one article in a backup, by the journal's names."""
        self._submit(partial(_texts, backup, slug), answer, refused)

    def restore_library(
        self,
        backup: Backup,
        target: Path,
        answer: Callable[[Path], None],
        refused: Callable[[LibraryError], None],
    ) -> None:
        """Copies a backup into a new library file at `target`."""
        self._submit(partial(_restore, backup, target), answer, refused)

    def salvage(
        self,
        damaged: Path,
        target: Path,
        answer: Callable[[tuple[int, tuple[str, ...]]], None],
        refused: Callable[[LibraryError], None],
    ) -> None:
        """Puts what reads of a damaged library into a new one; gives how many articles, and what
        did not read, a line each."""
        self._submit(partial(_salvage, damaged, target), answer, refused)

    def close(self) -> None:
        """Waits for a backup under way."""
        self._timer.stop()
        self._worker.close()

    def _not_opened(self, library: Path, _message: str) -> None:
        self._damaged = library

    def _opened(self, info: LibraryInfo) -> None:
        self._damaged = None
        if info.read_only:
            self._timer.stop()
        else:
            self._timer.start(self._first)

    def _look(self) -> None:
        self._timer.start(self._every)
        if self._desk.path is not None and not self._worker.is_busy:
            job = partial(_make_if_due, self.folder, self._desk.path, self._clock())
            self._submit(job, self._made_by_itself)

    def _made(self, backup: Backup) -> None:
        self.succeeded.emit()
        self.made.emit(backup)

    def _made_by_itself(self, backup: Backup | None) -> None:
        if backup is not None:
            self.succeeded.emit()

    def _submit(
        self,
        job: Callable[[], T],
        answer: Callable[[T], None],
        refused: Callable[[LibraryError], None] | None = None,
    ) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, LibraryError):
                self._report(error)
                error = LibraryError("Something went wrong; the details are in Standfirst’s log.")
            if refused is None:
                self.failed.emit(str(error))
            else:
                refused(error)

        self._worker.submit(job, answer, failed)


# What runs on the thread; storage loads there and not before the first paint.


def _shelf(folder: Path, library: Path) -> BackupShelf:
    from db.shelf import BackupShelf

    return BackupShelf(folder, library)


def _make(folder: Path, library: Path, now: datetime) -> Backup:
    from db.library import Library

    with closing(Library.open(library, read_only=True)) as opened:
        return _shelf(folder, library).make(opened, now)


def _make_if_due(folder: Path, library: Path, now: datetime) -> Backup | None:
    return _make(folder, library, now) if _shelf(folder, library).is_due(now) else None


def _all(folder: Path, library: Path) -> tuple[Backup, ...]:
    return _shelf(folder, library).all()


def _contents(backup: Backup) -> Contents:
    from db.restoring import opened_copy

    with opened_copy(backup.path) as library:
        numbers = (*library.search.numbers(), *library.search.numbers(spiked=True))
        return Contents(backup, library.counts(), library.articles.summaries(numbers))


def _texts(backup: Backup, slug: str) -> dict[str, str]:
    from db.restoring import opened_copy
    from editor.app.writing_fields import texts_of

    with opened_copy(backup.path) as library:
        return texts_of(library.articles.by_slug(slug))


def _restore(backup: Backup, target: Path) -> Path:
    from db.restoring import restore_library

    restore_library(backup.path, target)
    return target


def _salvage(damaged: Path, target: Path) -> tuple[int, tuple[str, ...]]:
    from db.salvage import salvage
    from editor.app.facts import facts_of

    salvaged = salvage(damaged, target, facts_of)
    return salvaged.articles, salvaged.lost
