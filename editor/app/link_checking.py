"""Web links checked when the writer asks, or in the background where they have switched that on;
how a site is asked is left to the checker, what it means to `link_answers`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.times import stamp
from editor.app.desk import Desk
from editor.app.settings import SettingsStore

if TYPE_CHECKING:
    from db.web_link_records import LinkHealth
    from editor.app.link_checker import LinkChecker

FIRST_MS, EVERY_MS = 120_000, 15 * 60_000
"""After opening the writer comes first; then it is looked so often whether addresses are due."""
DUE_AFTER = timedelta(days=30)
AT_ONCE = 30
"""Addresses asked in one go in the background: the network is the writer's too."""
_KEPT_TOGETHER = 20


class LinkChecking(QObject):
    """One run at a time over the library that is open. Nothing is contacted unless `check` is
    called or the preference `check_links` is on."""

    answered = Signal(object)
    """LinkHealth of an address, as soon as it is known."""
    progressed = Signal(int, int)
    """Addresses answered for, and of how many."""
    changed = Signal()
    """A run has begun or ended; what was found out is on its way into the library."""
    kept = Signal()
    """Answers are in the library now."""

    def __init__(
        self,
        desk: Desk,
        settings: SettingsStore,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        first_ms: int = FIRST_MS,
        every_ms: int = EVERY_MS,
        make_checker: Callable[[Callable[[], datetime], QObject], LinkChecker] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._clock = clock
        self._first, self._every = first_ms, every_ms
        self._make_checker = make_checker or _make_checker
        self._checker: LinkChecker | None = None
        self._found: list[LinkHealth] = []
        self._done = self._total = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        desk.opened.connect(self._opened)
        desk.closed.connect(self._closed)

    @property
    def running(self) -> bool:
        """Whether addresses are being asked."""
        return self._checker is not None and self._checker.running

    def check(self, urls: Iterable[str]) -> None:
        """Asks these addresses, in place of those that were still to be asked."""
        asked = tuple(dict.fromkeys(urls))
        if not asked or self._desk.read_only or not self._desk.is_open:
            return
        self.cancel()
        self._done, self._total = 0, len(asked)
        self._the_checker().start(asked)
        self.changed.emit()
        self.progressed.emit(0, self._total)

    def cancel(self) -> None:
        """Asks no more; what was found out so far is kept."""
        if self._checker is not None:
            self._checker.cancel()

    def close(self) -> None:
        """Ends it, for an application that is going."""
        self._timer.stop()
        if self._checker is not None:
            self._checker.close()

    def _the_checker(self) -> LinkChecker:
        if self._checker is None:
            self._checker = self._make_checker(self._clock, self)
            self._checker.answered.connect(self._take)
            self._checker.finished.connect(self._finished)
        return self._checker

    def _take(self, health: LinkHealth) -> None:
        self._found.append(health)
        self._done += 1
        if len(self._found) >= _KEPT_TOGETHER:
            self._keep()
        self.answered.emit(health)
        self.progressed.emit(self._done, self._total)

    def _finished(self, _to_the_end: bool) -> None:
        self._keep()
        self.changed.emit()

    def _keep(self) -> None:
        found, self._found = self._found, []
        if found and self._desk.is_open:
            self._desk.do(
                lambda operations: operations.record_link_health(found),
                lambda _none: self.kept.emit(),
                what="Check web links",
                undoable=False,
            )

    def _opened(self, _info: object) -> None:
        self._closed()
        self._timer.start(self._first)

    def _closed(self) -> None:
        """What was found out about one library is not put into another."""
        self._found.clear()
        self.cancel()
        self._timer.stop()

    def _look(self) -> None:
        self._timer.setInterval(self._every)
        if not self._settings.value.check_links or self.running or self._desk.read_only:
            return
        before = stamp(self._clock() - DUE_AFTER)
        self._desk.ask(
            lambda operations: operations.web_links_due(before, AT_ONCE), self._check_due
        )

    def _check_due(self, urls: tuple[str, ...]) -> None:
        if self._settings.value.check_links and not self.running:
            self.check(urls)


def _make_checker(clock: Callable[[], datetime], parent: QObject) -> LinkChecker:
    # The network's classes load with the first check, which most sittings never come to.
    from editor.app.link_checker import LinkChecker

    return LinkChecker(clock, parent)
