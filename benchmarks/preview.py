"""From a key in the source to the changed preview, and from opening an article to the whole of
it, in the real window; beside it, what a render and refill of the whole page costs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter

from benchmarks.copy import body
from benchmarks.figures import Figure

if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium's sandbox refuses to run as root; nothing from outside is ever loaded here.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.paths import HOME_VARIABLE, find_paths
from editor.app.reporting import Reporting
from editor.app.settings import SettingsStore
from editor.text.differences import Patch
from editor.text.html_blocks import split
from editor.text.render import RenderContext, render
from editor.ui.assembly import Assembly
from editor.ui.start import prepare_platform
from editor.ui.theme import Theme

_LIMIT = 120.0
_KEYS, _WARM = 60, 8
_SIZES = ((50_000, 60.0, 120.0, 1_000.0), (500_000, 60.0, 120.0, 3_000.0))
_BOOK = (5_000_000, 300.0, None, None)


def run() -> Iterator[Figure]:
    """For each size: the whole preview after opening, and the median and the 95th percentile of
    a key to the changed page."""
    prepare_platform()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder, _window(Path(folder)) as assembly:
        for size, *limits in (*_SIZES, _BOOK):
            yield from _measured(assembly, size, limits)
    del application


def _measured(assembly: Assembly, size: int, limits: Sequence[float | None]) -> Iterator[Figure]:
    median, p95, opening = limits
    name = f"{size // 1000:,} KB"
    opened = _opened(assembly, size)
    keys = [_key(assembly, number) for number in range(_KEYS + _WARM)][_WARM:]
    slow = sorted(keys)[int(len(keys) * 0.95)]
    whole = [_whole(assembly)]
    rival = "a render and refill of the whole"
    yield Figure(f"complete preview after opening {name}", [opened], "ms", opening, whole, rival)
    yield Figure(f"key to preview changed, {name}", keys, "ms", median, whole, rival)
    yield Figure(f"key to preview changed, {name}, p95", [slow], "ms", p95, whole, rival)


@contextmanager
def _window(folder: Path) -> Iterator[Assembly]:
    os.environ[HOME_VARIABLE] = str(folder)
    paths = find_paths()
    theme = Theme("paper")
    theme.apply()
    assembly = Assembly(paths, SettingsStore(paths.settings), theme, Reporting(paths, "bench"))
    assembly.window.resize(1440, 900)
    assembly.window.show()
    assembly.session.begin(folder / "desk.standfirst")
    _wait(lambda: assembly.desk.is_open)
    stands: list[bool] = []
    assembly.preview.ready.connect(lambda: stands.append(True))
    assembly.preview.start()
    _wait(lambda: bool(stands))
    try:
        yield assembly
    finally:
        assembly.close()
        assembly.window.leave()


def _opened(assembly: Assembly, size: int) -> float:
    """Milliseconds from asking for an article to its whole page, painted."""
    made: list[str] = []
    text = body(size)

    def add(operations):
        article = operations.new_article().value
        return operations.save(article.id, {"headline": f"Measured {size}", "body": text})

    assembly.desk.do(add, lambda article: made.append(article.id))
    _wait(lambda: bool(made))
    _warm(assembly)
    before = perf_counter()
    assembly.open_article.open(made[0])
    _wait(lambda: _is_complete(assembly, made[0]))
    _answer(assembly)
    return (perf_counter() - before) * 1000


def _is_complete(assembly: Assembly, article_id: str) -> bool:
    latest = assembly.parts.analysis.latest
    return latest is not None and latest.article_id == article_id and latest.complete


def _warm(assembly: Assembly) -> None:
    """An article has been open before: the renderer is there, as it is when one is opened."""
    if assembly.parts.analysis.latest is None:
        assembly.open_article.new()
        _wait(lambda: assembly.parts.analysis.latest is not None)


def _key(assembly: Assembly, number: int) -> float:
    """Milliseconds from a letter typed into a paragraph to the page that has it."""
    source = assembly.writing.source
    document = source.document()
    block = document.findBlockByNumber(document.blockCount() * (number % 7 + 1) // 9)
    while block.isValid() and not (len(block.text()) > 40 and block.text()[0].isalpha()):
        block = block.next()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.NextWord)
    source.setTextCursor(cursor)
    _rest(assembly)
    before = perf_counter()
    QTest.keyClicks(source, "x")
    edit_number = assembly.open_article.edit_number
    _wait(lambda: assembly.parts.analysis.latest.edit_number >= edit_number)
    _answer(assembly)
    return (perf_counter() - before) * 1000


def _whole(assembly: Assembly) -> float:
    """Milliseconds for what a preview without an engine would do at each key."""
    context = RenderContext(link_schemes=("library",))
    before = perf_counter()
    blocks = split(render(assembly.open_article.text(), context).html)
    assembly.preview.patch([Patch(0, len(assembly.preview.blocks), tuple(blocks))])
    _answer(assembly)
    return (perf_counter() - before) * 1000


def _rest(assembly: Assembly) -> None:
    """Lets what the last key has started come to an end."""
    end = monotonic() + 0.25
    while monotonic() < end:
        QApplication.processEvents()
    _answer(assembly)


def _answer(assembly: Assembly) -> float:
    """Milliseconds until the page has done what it was told so far, and says so."""
    found: list[object] = []
    before = perf_counter()
    assembly.preview.ask_done(lambda: found.append(True))
    _wait(lambda: bool(found))
    return (perf_counter() - before) * 1000


def _wait(done: Callable[[], bool]) -> None:
    deadline = monotonic() + _LIMIT
    while not done():
        if monotonic() > deadline:
            raise RuntimeError("what is measured did not happen")
        QApplication.processEvents()
