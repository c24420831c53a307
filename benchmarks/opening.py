"""From asking for a long article to its paint, what a step of the wheel costs in it and what the
outline does at each key, beside a bare QPlainTextEdit in the same run; when the preview is
complete is measured by `preview`."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from benchmarks import apart
from benchmarks.copy import body
from benchmarks.figures import Figure

_SIZES = ((500_000, 200.0), (5_000_000, 1_500.0))
_ROUNDS, _STEPS, _KEYS = 5, 60, 40
_STEP, _OUTLINE = 16.0, 1.0
_BARE = "a bare QPlainTextEdit"


def run() -> Iterator[Figure]:
    """Opening at two sizes; wheel and outline at the larger."""
    return apart.figures(__name__)


def measure() -> Iterator[Figure]:
    """The same, in this process."""
    from PySide6.QtWidgets import QPlainTextEdit

    from benchmarks.window import SIZE, Paints, add, window

    with window() as assembly:
        small = add(assembly, 2_000)
        pane = assembly.writing.source
        bare = QPlainTextEdit()
        bare.setFont(pane.font())
        bare.resize(SIZE[0] // 2, SIZE[1])
        for size, limit in _SIZES:
            article_id = add(assembly, size)
            paints, bare_paints = Paints(pane), Paints(bare)
            yield _opened(assembly, small, article_id, size, limit, paints, bare, bare_paints)
        yield _wheeled(pane, paints, bare, bare_paints)
        bare.close()
        yield from _outlined(assembly, article_id)


def _opened(assembly, small, article_id, size, limit, paints, bare, bare_paints) -> Figure:
    from benchmarks.window import painted, rest

    text = body(size)
    ours, floor = [], []
    for _ in range(_ROUNDS):
        assembly.open_article.open(small)
        rest(0.5)
        ours.append(_to_paint(assembly, article_id, paints))
        bare.hide()
        bare.clear()
        bare.show()
        rest(0.5)
        floor.append(painted(bare_paints, lambda: bare.setPlainText(text)))
        bare.hide()
    name = f"open and paint {size // 1000:,} KB"
    return Figure(name, ours, "ms", limit, floor, _BARE)


def _to_paint(assembly: object, article_id: str, paints: object) -> float:
    """Milliseconds from asking for an article to the first paint that has it."""
    from benchmarks.window import wait

    ends: list[float] = []

    def loaded(_article: object) -> None:
        paints.expect(ends.append)

    connection = assembly.open_article.loaded.connect(loaded)
    before = perf_counter()
    assembly.open_article.open(article_id)
    wait(lambda: bool(ends))
    assembly.open_article.disconnect(connection)
    return (ends[0] - before) * 1000


def _wheeled(pane, paints, bare, bare_paints) -> Figure:
    ours = _steps(pane, paints)
    bare.setPlainText(body(_SIZES[-1][0]))
    bare.show()
    floor = _steps(bare, bare_paints)
    return Figure("wheel step, 5,000 KB", ours, "ms", _STEP, floor, _BARE)


def _steps(pane: object, paints: object) -> list[float]:
    """Milliseconds from each turn of the wheel to the end of its paint, from the middle on."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    from benchmarks.window import painted, rest

    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    rest(1)
    centre = QPointF(pane.viewport().rect().center())

    def turn() -> None:
        event = QWheelEvent(
            centre, pane.viewport().mapToGlobal(centre), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(pane.viewport(), event)

    times = []
    for _ in range(_STEPS):
        times.append(painted(paints, turn))
        rest(0.02)
    return times


def _outlined(assembly: object, article_id: str) -> Iterator[Figure]:
    """What the outline takes of the GUI thread for each result of the analysis while keys come,
    and for the one at rest, which brings the sections of a long text."""
    from PySide6.QtTest import QTest

    from benchmarks.window import go_to_prose, open_whole, rest, wait
    from editor.app.models.outline import OutlineModel

    open_whole(assembly, article_id)
    rest(3)
    pane, analysis = assembly.writing.source, assembly.parts.analysis
    begun, times = [], []
    # Called in the order they are connected in, so that the outline stands between two clocks.
    analysis.analysed.connect(lambda _result: begun.append(perf_counter()))
    outline = OutlineModel(analysis, assembly.open_article)
    analysis.analysed.connect(lambda _result: times.append((perf_counter() - begun[-1]) * 1000))
    outline.set_sections(analysis.latest.sections)
    go_to_prose(pane, 0.5)
    for _ in range(_KEYS):
        QTest.keyClicks(pane, "x")
        number = assembly.open_article.edit_number
        wait(lambda: analysis.latest.edit_number >= number)  # noqa: B023
    keys = len(times)
    wait(lambda: len(times) > keys)
    yield Figure("outline per key, 5,000 KB", times[:keys], "ms", _OUTLINE)
    yield Figure("outline when the writer rests, 5,000 KB", times[keys:], "ms", _STEP)
