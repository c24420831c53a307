"""When running text is journalled and when it is saved: the timing rules and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication


@dataclass(frozen=True, slots=True)
class AutosaveTimes:
    """All in milliseconds. The journal's leaves room for the write within the second promised, and
    `late` after it, when the journal is still waiting for its turn, for putting the text aside."""

    journal: int = 500
    late: int = 200
    pause: int = 1_000
    longest: int = 10_000
    first_retry: int = 1_000
    last_retry: int = 30_000


class Autosave(QObject):
    """Turns keys into due dates. The journal is due `journal` after the first key not yet in it,
    however fast typing goes on; a version `pause` after the last key, and `longest` after the
    first one not yet saved, or when the writer turns to another program. A failed save is tried
    again, at growing intervals."""

    journal_due = Signal()
    version_due = Signal()

    def __init__(self, times: AutosaveTimes | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._times = times or AutosaveTimes()
        self._retry_after = self._times.first_retry
        self._journal = self._timer(self.journal_due)
        self._pause = self._timer(self.version_due)
        self._longest = self._timer(self.version_due)
        self._retry = self._timer(self.version_due)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._application_state_changed)

    def typed(self) -> None:
        """An edit has happened."""
        if not self._journal.isActive():
            self._journal.start(self._times.journal)
        # While saving fails the pace is the retry's, not the writer's.
        if self._retry.isActive():
            return
        self._pause.start(self._times.pause)
        if not self._longest.isActive():
            self._longest.start(self._times.longest)

    def saving(self) -> None:
        """A version is being written: what is typed from here on is another one's."""
        for timer in (self._pause, self._longest, self._retry):
            timer.stop()

    def saved(self) -> None:
        """A version has been written; the next failure starts from the shortest retry."""
        self._retry_after = self._times.first_retry

    def failed(self) -> None:
        """A version could not be written."""
        self.saving()
        self._retry.start(self._retry_after)
        self._retry_after = min(2 * self._retry_after, self._times.last_retry)

    def stop(self) -> None:
        """Nothing is due any more."""
        self.saving()
        self.saved()
        self._journal.stop()

    def _application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive and self._pause.isActive():
            self.version_due.emit()

    def _timer(self, due: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(due)
        return timer
