"""What happens when something nobody expected happens: text is saved, the log is written, the
writer gets a report to send. Copy and headlines never get into any of them."""

from __future__ import annotations

import sys
import traceback
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, Signal, qVersion

from editor.app.paths import Paths
from editor.version import installed_version

if TYPE_CHECKING:
    from logging import Logger

LOG_SIZE = 512 * 1024
"""Bytes of one log file."""

LOG_FILES = 3
_KEPT_BEFORE_LOG = 100
_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700


class Reporting(QObject):
    """The exception hook and the log. `install` is cheap and comes first; `open_log` costs an
    import and comes after the first paint, and gets what was noted before."""

    crashed = Signal(str)
    """The report, for the writer to read and send; text has been saved."""

    def __init__(self, paths: Paths, version: str = "", parent: QObject | None = None) -> None:
        """Without a `version`, reports name the one that is installed."""
        super().__init__(parent)
        self._paths = paths
        self._version = version
        self._savers: list[Callable[[], None]] = []
        self._early: deque[str] = deque(maxlen=_KEPT_BEFORE_LOG)
        self._log: Logger | None = None
        self._crash_log: TextIO | None = None
        self._hook_before = sys.excepthook
        self._at_work = False

    def install(self) -> None:
        """From here on, exceptions nobody caught come here."""
        self._hook_before = sys.excepthook
        sys.excepthook = self._caught

    def open_log(self) -> None:
        """Opens the log and the interpreter's own crash log. A folder that can't be written
        leaves the program without them."""
        # Logging to a rotating file imports sockets and more: not before the first paint.
        import faulthandler
        import logging
        from logging.handlers import RotatingFileHandler

        try:
            self._paths.logs.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
            for path in (self._paths.log, self._paths.crash_log):
                path.touch(mode=_PRIVATE_FILE)
            handler = RotatingFileHandler(
                self._paths.log, maxBytes=LOG_SIZE, backupCount=LOG_FILES - 1, encoding="utf-8"
            )
            self._crash_log = self._paths.crash_log.open("a", encoding="utf-8")
        except OSError as error:
            self._early.append(f"No log could be opened: {type(error).__name__}")
            return
        faulthandler.enable(self._crash_log)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        # A logger of our own and not of the registry's: two windows of one test don't share it.
        self._log = logging.Logger("standfirst", logging.INFO)
        self._log.addHandler(handler)
        while self._early:
            self._log.info(self._early.popleft())

    def close(self) -> None:
        """Puts the hook back that was there before and closes the files."""
        # Comparing bound methods: `is` would never hold.
        if sys.excepthook == self._caught:
            sys.excepthook = self._hook_before
        if self._crash_log is not None:
            import faulthandler

            faulthandler.disable()
            self._crash_log.close()
            self._crash_log = None
        if self._log is not None:
            for handler in tuple(self._log.handlers):
                self._log.removeHandler(handler)
                handler.close()
            self._log = None

    def before_the_end(self, saver: Callable[[], None]) -> None:
        """Registers what saves text when something unexpected happens."""
        self._savers.append(saver)

    def note(self, words: str) -> None:
        """A line for the log: what happened, never what was written."""
        if self._log is None:
            self._early.append(words)
        else:
            self._log.info(words)

    def unexpected(self, error: BaseException) -> None:
        """For an error that was caught where it did no harm to what is written: the log."""
        self.note(where_and_what(error))

    def report_on(self, error: BaseException) -> str:
        """The report: versions, the kind of error and where it happened, and nothing written."""
        return "\n".join(
            (
                f"Standfirst {self._version or installed_version()}, Qt {qVersion()}, "
                f"Python {sys.version.split()[0]}, {sys.platform}",
                "",
                where_and_what(error),
            )
        )

    def _caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt) or self._at_work:
            self._hook_before(kind, error, trace)
            return
        self._at_work = True
        try:
            report = self.report_on(error)
            self.note(report)
            if self._log is None and sys.stderr is not None:
                # Too early for a log, and perhaps for a window: it would go unsaid.
                print(report, file=sys.stderr)
            for saver in self._savers:
                saver()
            self.crashed.emit(report)
        finally:
            self._at_work = False


def where_and_what(error: BaseException) -> str:
    """The kinds of error and the lines of code, outermost first. Messages are left out: a
    KeyError's is the key, a ValueError's the value, and either may be copy."""
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)
