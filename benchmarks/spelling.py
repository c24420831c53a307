"""Spelling: words judged by the process, the words of a line found on the GUI thread, and what a
key costs in a long article with marks and without."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure

PARAGRAPH = (
    "The ferry to Port Calder sailed at dawn with forty pasengers, two goats and the mail; its "
    "master, who had not slept, said that the *well-known* tides of Orran had never been kinder. "
)
KEYS = 120
SIZE = 500_000
_PAUSE = 0.03


def run() -> Iterable[Figure]:
    """A figure for the process, one for the words of a line, one for keys."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    yield from _judging()
    yield _finding()
    with TemporaryDirectory() as folder:
        yield _typing(Path(folder))


def _judging() -> Iterator[Figure]:
    from editor.app import dictionaries
    from editor.app.spell_worker import CheckRequest, SpellChecker, SuggestRequest

    available = dictionaries.installed(dictionaries.folders(Path("none")))
    english = dictionaries.for_language("en", available)
    checker = SpellChecker()
    checker.answer(CheckRequest(0, english, ("ready",)))
    words = tuple(f"{stem}{end}" for stem in _stems() for end in ("", "s", "ed", "ing"))[:10_000]
    yield Figure(
        "spelling: 10,000 words judged",
        [_milliseconds(lambda: checker.answer(CheckRequest(0, english, words))) for _ in range(5)],
        "ms",
        at_most=400,
    )
    yield Figure(
        "spelling: suggestions for one word",
        [
            _milliseconds(lambda word=word: checker.answer(SuggestRequest(0, english, word)))
            for word in ("goverment", "harbur", "pasengers", "minnister", "recieve")
        ],
        "ms",
        at_most=500,
    )


def _stems() -> Iterator[str]:
    letters = "abcdefghijklmnoprstuvw"
    return (f"{a}{b}{c}{d}" for a in letters for b in "aeiou" for c in letters for d in letters[:4])


def _finding() -> Figure:
    from editor.text.words import words

    line = PARAGRAPH * 3
    return Figure(
        "spelling: words of a paragraph of 500 characters",
        [_milliseconds(lambda: list(words(line))) for _ in range(200)],
        "ms",
        at_most=1,
    )


def _typing(folder: Path) -> Figure:
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    plain = _keys(application, folder / "plain", spelling=False)
    marked = _keys(application, folder / "marked", spelling=True)
    return Figure(
        "spelling: key to painted, 500 KB",
        marked,
        "ms",
        at_most=12,
        floor=plain,
        floor_name="without",
    )


def _keys(application: object, folder: Path, *, spelling: bool) -> list[float]:
    """Milliseconds from each key to the end of its paint, in the middle of a long article."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor.app.paths import Paths
    from editor.app.reporting import Reporting
    from editor.app.settings import SettingsStore
    from editor.ui.assembly import Assembly
    from editor.ui.theme import Theme

    assert isinstance(application, QApplication)
    paths = Paths(folder / "data", folder / "config", folder / "logs")
    settings = SettingsStore(paths.settings)
    settings.set(check_spelling=spelling)
    theme = Theme("paper")
    theme.apply()
    assembly = Assembly(paths, settings, theme, Reporting(paths, "bench"))
    assembly.window.show()
    assembly.desk.open(folder / "desk.standfirst", create=True)
    _until(application, lambda: assembly.desk.is_open)
    assembly.open_article.new()
    _until(application, lambda: assembly.open_article.article is not None)
    pane = assembly.writing.source
    pane.setPlainText((PARAGRAPH * 3 + "\n\n") * (SIZE // len(PARAGRAPH * 3)))
    pane.go_to_line(pane.document().blockCount() // 2 & ~1)
    if spelling:
        _until(application, lambda: assembly.spelling.marks.at(_first_slip(pane)) is not None)
    values = []
    for number in range(KEYS):
        key = Qt.Key.Key_Space if number % 6 == 5 else Qt.Key.Key_A

        def press(key: Qt.Key = key) -> None:
            QTest.keyClick(pane, key)
            pane.viewport().repaint()

        values.append(_milliseconds(press))
        _until(application, _later(_PAUSE))
    assembly.close()
    assembly.window.leave()
    return values


def _first_slip(pane: object) -> int:
    from editor.ui.source_pane import SourcePane

    assert isinstance(pane, SourcePane)
    block = pane.textCursor().block()
    return block.position() + block.text().index("pasengers") + 2


def _later(seconds: float) -> Callable[[], bool]:
    due = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= due


def _until(application: object, reached: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    assert isinstance(application, QApplication)
    end = time.perf_counter() + 30
    while not reached() and time.perf_counter() < end:
        application.processEvents()
        time.sleep(0.001)


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
