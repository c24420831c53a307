"""What a key in the Markdown source lays out and paints: the paragraph it is in, and no more."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCursor

from editor.app.settings import Settings
from editor.ui.source_layout import source_document
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LINE = "The **ferry** to Port Calder sails at dawn, and `again` at noon if the tide allows it. "
TEXT = "\n\n".join([LINE * 4, "## The *pier*", "> " + LINE * 3, "- " + LINE * 2, LINE * 5])


@pytest.fixture
def document(qapp):
    return source_document()


@pytest.fixture
def pane(qtbot, document):
    pane = SourcePane(document, Settings(), Theme("paper"))
    qtbot.addWidget(pane)
    pane.resize(560, 700)
    pane.setPlainText(TEXT)
    pane.show()
    pane.setFocus()
    return pane


def put_cursor(pane, line, place=30):
    block = pane.document().findBlockByNumber(line)
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + place)
    pane.setTextCursor(cursor)
    return block


@pytest.fixture
def asked_to_paint(pane):
    """The rectangles of the pane that are to be painted again."""
    rects = []
    pane.updateRequest.connect(lambda rect, _by: rects.append(rect))
    return rects


def rectangles(pane):
    """Where the lines of every block stand and how tall the block is."""
    layout = pane.document().documentLayout()
    found = []
    block = pane.document().firstBlock()
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
        found.append((rect.getRect(), [(one.x(), one.y(), one.textStart()) for one in lines]))
        block = block.next()
    return found


def test_a_key_paints_its_own_paragraph_only(pane, qtbot, asked_to_paint):
    block = put_cursor(pane, 0)
    qtbot.keyClick(pane, "a")
    asked_to_paint.clear()
    qtbot.keyClick(pane, "b")
    tallest = max(rect.height() for rect in asked_to_paint)
    assert tallest <= pane.blockBoundingRect(block).height() + 4 < pane.viewport().height() / 2


def test_a_paragraph_that_grows_moves_what_stands_below(pane, qtbot, asked_to_paint):
    block = put_cursor(pane, 0)
    lines = block.layout().lineCount()
    while block.layout().lineCount() == lines:
        asked_to_paint.clear()
        qtbot.keyClick(pane, "w")
    assert max(rect.bottom() for rect in asked_to_paint) >= pane.viewport().height() - 1


def test_a_line_that_becomes_a_heading_moves_what_stands_below(pane, qtbot, asked_to_paint):
    pane.setPlainText("# \n\n" + TEXT)
    put_cursor(pane, 0, 2)
    qtbot.keyClicks(pane, "Pier")
    put_cursor(pane, 0, 0)
    asked_to_paint.clear()
    qtbot.keyClick(pane, Qt.Key.Key_Delete)
    assert max(rect.bottom() for rect in asked_to_paint) >= pane.viewport().height() - 1


def test_the_paragraphs_below_keep_their_layout_at_a_key(pane, qtbot):
    block = put_cursor(pane, 0)
    rectangles(pane)
    below = block.next().next().layout()
    assert below.lineCount()
    qtbot.keyClick(pane, "a")
    assert below.lineCount()


def test_another_face_lays_a_short_text_out_anew(pane):
    pane.setPlainText("One line")
    before = rectangles(pane)
    font = QFont(pane.font())
    font.setPointSize(2 * font.pointSize())
    pane.document().setDefaultFont(font)
    assert rectangles(pane)[0][0][3] > before[0][0][3]


EDITS = st.lists(
    st.tuples(
        st.integers(0, len(TEXT)),
        st.integers(0, 120),
        st.sampled_from(["", "a", " ", "\n", "# ", "```\n", "> ", "a word\n\nand one", "**", "- "]),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(EDITS, st.booleans())
def test_after_any_edits_every_block_stands_as_if_it_were_laid_out_anew(pane, edits, at_once):
    pane.setPlainText(TEXT)
    cursor = pane.textCursor()
    rectangles(pane)
    if at_once:
        cursor.beginEditBlock()
    for start, length, put_in in edits:
        last = pane.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(start + length, last), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(put_in)
    if at_once:
        cursor.endEditBlock()
    after = rectangles(pane)
    block = pane.document().firstBlock()
    while block.isValid():
        block.clearLayout()
        block = block.next()
    assert rectangles(pane) == after
