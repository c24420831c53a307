"""The real window, with its library, preview and processes, as the benchmarks use it: opened on
an article of any length, typed into, waited for."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from benchmarks.copy import body
from editor.app.paths import HOME_VARIABLE, find_paths
from editor.app.reporting import Reporting
from editor.app.settings import SettingsStore
from editor.ui.assembly import Assembly
from editor.ui.start import AfterFirstPaint, prepare_platform
from editor.ui.theme import Theme

LIMIT = 180.0
"""Seconds after which what is waited for will not happen any more."""

SIZE = (1440, 900)
_SLICE_MS = 5


def application() -> QApplication:
    """The application, begun as the program begins it."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    prepare_platform()
    return QApplication(sys.argv[:1])


@contextmanager
def window(*, preview: bool = True, library: Path | None = None) -> Iterator[Assembly]:
    """A window over a library, a new one if none is given, its preview standing."""
    with painted_window() as assembly:
        assembly.session.begin(library or assembly.paths.library)
        wait(lambda: assembly.desk.is_open)
        if preview:
            once(assembly.preview.ready, assembly.preview.start)
        assembly.window.activateWindow()
        yield assembly


@contextmanager
def painted_window() -> Iterator[Assembly]:
    """A window as it is after its first paint, no library open yet."""
    application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = folder
        paths = find_paths()
        theme = Theme("paper")
        theme.apply()
        assembly = Assembly(paths, SettingsStore(paths.settings), theme, Reporting(paths, "bench"))
        assembly.window.resize(*SIZE)
        painted: list[bool] = []
        AfterFirstPaint(assembly.window, lambda: painted.append(True))
        assembly.window.show()
        wait(lambda: bool(painted))
        try:
            yield assembly
        finally:
            assembly.close()
            assembly.window.leave()


def add(assembly: Assembly, size: int) -> str:
    """Puts an article of that many characters into the library, and gives its id."""
    made: list[str] = []
    text = body(size)

    def store(operations):
        article = operations.new_article().value
        return operations.save(article.id, {"headline": f"Measured {size}", "body": text})

    assembly.desk.do(store, lambda article: made.append(article.id))
    wait(lambda: bool(made))
    return made[0]


def open_whole(assembly: Assembly, article_id: str) -> None:
    """Opens an article and waits for the whole of its preview and its outline."""
    assembly.open_article.open(article_id)
    wait(lambda: is_complete(assembly, article_id))
    page_done(assembly)


def is_complete(assembly: Assembly, article_id: str) -> bool:
    latest = assembly.parts.analysis.latest
    return latest is not None and latest.article_id == article_id and latest.complete


def page_done(assembly: Assembly) -> None:
    """Waits until the page has done what it was told so far."""
    answers: list[bool] = []
    assembly.preview.ask_done(lambda: answers.append(True))
    wait(lambda: bool(answers))


def renderer(assembly: Assembly) -> int:
    """The process that holds the page of the preview."""
    # Loaded with the preview, and not before: loading it is part of what starting one costs.
    from PySide6.QtWebEngineWidgets import QWebEngineView

    return assembly.preview.findChild(QWebEngineView).page().renderProcessPid()


def go_to_prose(pane: QPlainTextEdit, share: float) -> None:
    """Puts the cursor into the first paragraph of prose behind that share of the text."""
    document = pane.document()
    block = document.findBlockByNumber(int(document.blockCount() * share))
    while block.isValid() and not (len(block.text()) > 40 and block.text()[0].isalpha()):
        block = block.next()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.NextWord)
    pane.setTextCursor(cursor)
    pane.centerCursor()
    pane.setFocus()


def wait(done: Callable[[], bool], limit: float = LIMIT) -> None:
    """Runs the event loop until it is so. Raises RuntimeError where that does not come."""
    end = perf_counter() + limit
    # Sleeps between events: a loop that spins takes a processor from others.
    slices = _slices()
    slices.start()
    while not done():
        if perf_counter() > end:
            raise RuntimeError("what is measured did not happen")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    slices.stop()


def _slices() -> QTimer:
    """The one timer that ends sleeps: each one made anew costs PySide references to None, which
    the soak counts."""
    found = application().findChild(QTimer, "slices")
    return found or QTimer(application(), objectName="slices", interval=_SLICE_MS)


def rest(seconds: float) -> None:
    """Runs the event loop for so long."""
    end = perf_counter() + seconds
    wait(lambda: perf_counter() >= end)


def once(signal: object, begin: Callable[[], object]) -> None:
    """Begins something and waits for the signal that says it is done."""
    told: list[bool] = []
    signal.connect(lambda *_: told.append(True))
    begin()
    wait(lambda: bool(told))


class Paints(QObject):
    """Tells when the next paint of a pane has reached the screen."""

    _FLUSHED = QEvent.Type(QEvent.registerEventType())

    def __init__(self, pane: QAbstractScrollArea) -> None:
        super().__init__(pane)
        self._then: Callable[[float], None] | None = None
        pane.viewport().installEventFilter(self)

    def expect(self, then: Callable[[float], None]) -> None:
        """Calls `then` with the time at which the next paint is through."""
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        # Handled after the paint's own request for an update is, which ends with the flush.
        if event.type() is QEvent.Type.Paint and self._then is not None:
            QApplication.postEvent(
                self, QEvent(self._FLUSHED), Qt.EventPriority.HighEventPriority.value
            )
        return super().eventFilter(watched, event)

    def customEvent(self, _event: QEvent) -> None:  # noqa: N802
        then, self._then = self._then, None
        if then is not None:
            then(perf_counter())


def painted(paints: Paints, act: Callable[[], object]) -> float:
    """Milliseconds from doing something to the end of the paint it leads to."""
    ends: list[float] = []
    before = perf_counter()
    paints.expect(ends.append)
    act()
    wait(lambda: bool(ends))
    return (ends[0] - before) * 1000


def painted_with(paints: Paints, act: Callable[[], object], so: Callable[[], bool]) -> float:
    """Milliseconds from doing something to the end of the first paint before which it is so."""
    ends: list[float] = []

    def look(end: float) -> None:
        if so():
            ends.append(end)
        else:
            paints.expect(look)

    before = perf_counter()
    paints.expect(look)
    act()
    wait(lambda: bool(ends))
    return (ends[0] - before) * 1000


class Stalls(QObject):
    """Tells how long the window was deaf at most, while it is in a `with` statement."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        """Milliseconds."""
        self._last = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Stalls:
        self.longest, self._last = 0.0, perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = perf_counter()
        self.longest, self._last = max(self.longest, (now - self._last) * 1000), now


class Typist(QObject):
    """Types into a pane as a quick hand would, and measures each key from the moment it is due,
    whether or not the window is free then, to the end of its paint."""

    def __init__(self, pane: QPlainTextEdit, paints: Paints) -> None:
        super().__init__(pane)
        self._pane = pane
        self._paints = paints
        self._times: list[float] = []
        self._due = 0.0
        self._left: list[tuple[str, float]] = []
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._press)

    def type(self, keys: list[tuple[str, float]]) -> list[float]:
        """Types keys, each so many seconds after the one before, and gives their milliseconds."""
        self._times = []
        self._left = list(reversed(keys))
        self._due = perf_counter()
        self._next()
        wait(lambda: len(self._times) == len(keys))
        return self._times

    def _next(self) -> None:
        if self._left:
            self._due = max(self._due + self._left[-1][1], perf_counter())
            self._timer.start(max(0, round((self._due - perf_counter()) * 1000)))

    def _press(self) -> None:
        # A timer may be a little early, never measured from later than due.
        key, _pause = self._left.pop()
        due = min(self._due, perf_counter())
        self._paints.expect(lambda end: self._painted((end - due) * 1000))
        if key == "\n":
            QTest.keyClick(self._pane, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(self._pane, key)

    def _painted(self, milliseconds: float) -> None:
        self._times.append(milliseconds)
        self._next()
