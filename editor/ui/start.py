"""Shows the window, lets it paint, and only then opens the library and starts the preview."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from editor.app.paths import APPLICATION, LIBRARY_SUFFIX, RUNNING, Paths, find_paths
from editor.app.reporting import Reporting
from editor.app.settings import SettingsStore
from editor.ui.assembly import Assembly
from editor.ui.theme import Theme

_FIRST_MS, _QUIET_MS = 150, 1000
_DATABASE = b"SQLite format 3\0"
_SWITCH_SECONDS = 0.0001
_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_NO_DISPLAY = (
    "There is no display to open the window on. `standfirst --help` lists what works without one."
)


def run_window(given: Sequence[Path]) -> int:
    """Opens the window on the library among the files `given`, or where the writer left off, and
    brings the others in. Gives the exit code."""
    if _has_no_display():
        print(f"standfirst: {_NO_DISPLAY}", file=sys.stderr)
        return 1
    prepare_platform()
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APPLICATION)
    application.setDesktopFileName("standfirst")
    paths = find_paths()
    library, files = sorted_out(given)
    if _is_handed_over(paths, library, files):
        return 0
    settings = SettingsStore(paths.settings)
    theme = Theme(settings.value.theme)
    theme.apply()
    reporting = Reporting(paths)
    reporting.install()
    assembly = Assembly(paths, settings, theme, reporting)
    assembly.window.fit_into(application.primaryScreen().availableSize())
    assembly.layout.restore(settings.value.layout)
    assembly.window.show()
    AfterFirstPaint(assembly.window, lambda: _begin(assembly, library, files))
    code = application.exec()
    assembly.close()
    reporting.close()
    return code


def prepare_platform() -> None:
    """What has to be said before there is an application."""
    # A key asks for the interpreter some forty times; while the library's thread works through a
    # long article, each of them would wait the five milliseconds Python lets it go on for.
    sys.setswitchinterval(_SWITCH_SECONDS)
    # The preview is a native window: without this Qt makes all its siblings native too.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontCreateNativeWidgetSiblings)
    # The web engine, loaded later, shares the window's graphics context.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    if _has_no_graphics_card():
        # Composing on the processor makes every key press wait; drawing plainly does not.
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
        os.environ[_FLAGS] = f"{os.environ.get(_FLAGS, '')} --disable-gpu".strip()


def _has_no_display() -> bool:
    """Asked before Qt, which would end the program with words of its own."""
    return sys.platform.startswith("linux") and not any(map(os.environ.get, _DISPLAYS))


def _has_no_graphics_card() -> bool:
    return sys.platform.startswith("linux") and not Path("/dev/dri").exists()


def sorted_out(given: Sequence[Path]) -> tuple[Path | None, tuple[Path, ...]]:
    """The library to open, if one was given, and the files to bring in."""
    libraries = [path for path in given if _is_library(path)]
    others = tuple(path for path in given if path not in libraries[:1])
    return (libraries[0] if libraries else None), others


def _is_library(path: Path) -> bool:
    """By its name, or by its first bytes; a file that isn't there is a library to be made."""
    if path.suffix == LIBRARY_SUFFIX or not path.is_file():
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def _is_handed_over(paths: Paths, library: Path | None, files: Sequence[Path]) -> bool:
    """Whether a window that runs already has taken this start over."""
    if not (paths.config / RUNNING).exists():
        return False
    # Networking costs a start too much to load it where no window can be running.
    from editor.app.instance import hand_over

    return hand_over(paths, library, files)


def _listen(assembly: Assembly) -> None:
    """Answers later starts from now on; after the first paint, because of what it loads."""
    from editor.app.instance import Instance

    instance = Instance(assembly.paths, lambda: assembly.desk.path, assembly)
    instance.called.connect(partial(_come_forward, assembly))
    assembly.session.ended.connect(instance.close)
    instance.listen()


def _come_forward(assembly: Assembly, files: tuple[Path, ...]) -> None:
    assembly.window.come_forward()
    if files:
        assembly.commands.files.read_files(files)


def begin_with(assembly: Assembly, library: Path | None, files: Sequence[Path]) -> None:
    """Opens `library`, or where the writer left off, and brings the files in once it is open."""
    if files:
        assembly.desk.opened.connect(
            lambda _info: assembly.commands.files.read_files(files),
            Qt.ConnectionType.SingleShotConnection,
        )
    assembly.session.begin(library)


def _begin(assembly: Assembly, library: Path | None, files: Sequence[Path]) -> None:
    # What the window is made of stays until the end: later collections need not look at it.
    gc.freeze()
    gc.enable()
    begin_with(assembly, library, files)
    WhenQuiet(assembly, lambda: _listen(assembly))
    assembly.reporting.open_log()
    WhenQuiet(assembly, assembly.preview.start)


class AfterFirstPaint(QObject):
    """Calls `then` once, when the watched window has been painted."""

    def __init__(self, window: QObject, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits for the paint, and for the events after it to be through."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return super().eventFilter(watched, event)


class WhenQuiet(QObject):
    """Calls `then` once: soon where nobody has typed yet, else after a second without a key."""

    def __init__(self, assembly: Assembly, then: Callable[[], None]) -> None:
        super().__init__(assembly)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(then)
        assembly.open_article.edited.connect(self._wait)
        self._timer.start(_FIRST_MS)

    def _wait(self, _edit: int) -> None:
        if self._timer.isActive():
            self._timer.start(_QUIET_MS)
