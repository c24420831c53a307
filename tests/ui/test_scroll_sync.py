"""The preview follows the source and the source the preview, and neither chases the other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from editor.app.analysis import AnalysisResult
from editor.text.counts import Counts
from editor.text.differences import Patch
from editor.ui.line_map import Place
from editor.ui.preview_pane import PreviewPane
from editor.ui.scroll_sync import ScrollSync

pytestmark = pytest.mark.qt_log_ignore(
    "Refused to",
    "This plugin does not support",
    "QRhiGles2",
    "Failed to create",
    "GBM is not",
    "[Vv]ulkan",
    "GPUInfo",
)

LINES = 400


class FakePreview(QObject):
    """A preview of which only what it is told is of interest."""

    scrolled = Signal()
    place_clicked = Signal(object)
    ready = Signal()

    def __init__(self):
        super().__init__()
        self.told = []
        self.where = (Place(0, 0.0), False, False)

    def scroll_to(self, place):
        self.told.append(place)

    def scroll_to_top(self):
        self.told.append("top")

    def scroll_to_end(self):
        self.told.append("end")

    def reveal(self, place):
        self.told.append(("reveal", place.block))

    def ask_where(self, answer):
        answer(*self.where)


class FakeAnalysis(QObject):
    analysed = Signal(object)


def result(**others) -> AnalysisResult:
    """Paragraphs of one line with a blank one behind each."""
    lines = (Patch(0, 0, (2,) * (LINES // 2)),)
    values = {"article_id": "a", "edit_number": 1, "reset": True, "blocks": (), "lines": lines}
    figures = {"sections": (), "counts": Counts(), "language": "en", "direction": "ltr"}
    return AnalysisResult(**{**values, **figures, **others})


@pytest.fixture
def source(writing):
    writing.show()
    writing.setEnabled(True)
    text = "\n".join("" if number % 2 else f"Line {number}." for number in range(LINES))
    writing.source.document().setPlainText(text)
    writing.source.verticalScrollBar().setValue(0)
    return writing.source


@pytest.fixture
def preview():
    return FakePreview()


@pytest.fixture
def analysis():
    return FakeAnalysis()


@pytest.fixture
def sync(qtbot, source, preview, analysis, kept_settings):
    sync = ScrollSync(source, preview, analysis, kept_settings, source)
    analysis.analysed.emit(result())
    qtbot.waitUntil(lambda: sync._leads is None)
    preview.told.clear()
    return sync


def test_the_preview_follows_the_source_to_the_paragraph_at_its_top(qtbot, sync, source, preview):
    source.verticalScrollBar().setValue(100)
    qtbot.waitUntil(lambda: bool(preview.told))
    assert preview.told[0] == Place(50, 0.0)


def test_many_steps_of_the_wheel_are_one_scroll_of_the_preview(qtbot, sync, source, preview):
    for line in range(1, 60):
        source.verticalScrollBar().setValue(line)
    qtbot.waitUntil(lambda: bool(preview.told))
    assert len(preview.told) == 1


def test_both_meet_at_the_top_and_at_the_end(qtbot, sync, source, preview):
    bar = source.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: "end" in preview.told)
    bar.setValue(0)
    qtbot.waitUntil(lambda: "top" in preview.told)


def test_the_source_follows_the_preview(qtbot, sync, source, preview):
    preview.where = (Place(30, 0.5), False, False)
    preview.scrolled.emit()
    qtbot.waitUntil(lambda: source.firstVisibleBlock().blockNumber() == 61)
    assert not preview.told


def test_what_the_preview_does_after_the_source_is_not_followed(qtbot, sync, source, preview):
    source.verticalScrollBar().setValue(100)
    preview.where = (Place(3, 0.0), False, False)
    preview.scrolled.emit()
    qtbot.waitUntil(lambda: sync._leads is None)
    assert source.verticalScrollBar().value() == 100
    preview.scrolled.emit()
    qtbot.waitUntil(lambda: source.firstVisibleBlock().blockNumber() == 6)


def test_the_paragraph_the_writer_goes_to_is_brought_into_view(qtbot, sync, source, preview):
    source.setTextCursor(QTextCursor(source.document().findBlockByNumber(8)))
    qtbot.waitUntil(lambda: ("reveal", 4) in preview.told)


def test_a_click_goes_to_the_words_and_leaves_the_preview(qtbot, sync, source, preview):
    preview.place_clicked.emit(Place(120, 0.9))
    assert source.cursor_line == 240
    qtbot.waitUntil(lambda: sync._leads is None)
    assert not [told for told in preview.told if isinstance(told, Place)]


def test_switched_off_each_is_scrolled_by_itself(qtbot, sync, source, preview, kept_settings):
    kept_settings.set(scroll_together=False)
    source.verticalScrollBar().setValue(100)
    preview.scrolled.emit()
    qtbot.waitUntil(lambda: not sync._push.isActive() and not sync._pull.isActive())
    assert not preview.told and source.verticalScrollBar().value() == 100


# The page itself.


@pytest.fixture
def page(qtbot, paper):
    pane = PreviewPane(paper)
    qtbot.addWidget(pane)
    pane.resize(600, 700)
    pane.show()
    with qtbot.waitSignal(pane.ready, timeout=20_000):
        pane.start()
    blocks = [f"<p>{f'Paragraph {number} of the story. ' * 12}</p>" for number in range(60)]
    blocks[7] = "<details><summary>More</summary><p>Hidden.</p></details>"
    blocks[9] = ""
    pane.patch([Patch(0, 0, tuple(blocks))])
    # The page is told its size a moment after the view has it.
    qtbot.waitUntil(lambda: height_of(qtbot, pane) > 600, timeout=10_000)
    yield pane
    pane.close_page()


def height_of(qtbot, page):
    heights = []
    page._view.sealed_page.ask("window.innerHeight", heights.append)
    qtbot.waitUntil(lambda: bool(heights), timeout=10_000)
    return heights[0]


def where(qtbot, page):
    found = []
    page.ask_where(lambda *answer: found.append(answer))
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def test_the_page_stands_where_it_was_told_to_within_ten_pixels(qtbot, page):
    for wanted in (Place(30, 0.5), Place(5, 0.0), Place(8, 0.25)):
        page.scroll_to(wanted)
        place, _, _ = where(qtbot, page)
        assert place.block == wanted.block
        assert place.fraction == pytest.approx(wanted.fraction, abs=0.1)


def test_the_page_tells_its_top_and_its_end(qtbot, page):
    page.scroll_to_end()
    assert where(qtbot, page)[1:] == (False, True)
    page.scroll_to_top()
    assert where(qtbot, page)[1:] == (True, False)


def test_what_is_in_view_is_not_moved_and_what_is_not_is_brought(qtbot, page):
    page.scroll_to_top()
    page.reveal(Place(1, 0.0))
    assert where(qtbot, page)[1] is True
    page.reveal(Place(40, 0.0))
    assert 34 <= where(qtbot, page)[0].block <= 40


def test_a_click_tells_the_block_under_it(qtbot, page):
    page.scroll_to(Place(20, 0.0))
    where(qtbot, page)
    with qtbot.waitSignal(page.place_clicked, timeout=10_000) as clicked:
        page._ask_clicked(QPointF(250, 60))
    assert clicked.args[0].block == 20


def test_a_click_with_the_mouse_is_seen_and_a_drag_is_not(qtbot, page):
    surface = page._view.focusProxy()
    clicks = []
    page._view.clicked.connect(clicks.append)
    QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=QPoint(250, 60))
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=QPoint(250, 60))
    assert clicks == [QPointF(250, 60)]
