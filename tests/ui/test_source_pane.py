"""What a writer presses in the Markdown source, and what it then says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor

from editor.app.settings import Settings
from editor.text import edits
from editor.ui.highlighter import MarkdownHighlighter
from editor.ui.markdown_spans import Fence, Role, fence_after, spans
from editor.ui.source_layout import source_document
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme
from editor.ui.utf16 import to_points, to_units

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def document(qapp):
    return source_document()


@pytest.fixture
def pane(qtbot, document):
    pane = SourcePane(document, Settings(), Theme("paper"))
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.show()
    pane.setFocus()
    return pane


def write(pane, text, at=None):
    """Put text in, with the cursor at its end or at a place in it."""
    pane.setPlainText(text)
    pane.go_to_position(len(text) if at is None else at)


def choose(pane, words):
    """Select the first place of some words."""
    start = pane.toPlainText().index(words)
    cursor = pane.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)


def formats(pane, line):
    """The stretches of a line that are drawn in a look of their own, in order."""
    block = pane.document().findBlockByNumber(line)
    text = block.text()
    return {
        text[one.start : one.start + one.length]: QTextCharFormat(one.format)
        for one in block.layout().formats()
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- boats", "- boats\n- "),
        ("3. boats", "3. boats\n4. "),
        ("> boats", "> boats\n> "),
        ("- [x] boats", "- [x] boats\n- [ ] "),
        ("  * boats", "  * boats\n  * "),
        ("plain", "plain\n"),
        ("- boats\n- ", "- boats\n"),
    ],
)
def test_enter_goes_on_with_a_list_and_ends_it_on_an_empty_item(pane, qtbot, before, after):
    write(pane, before)
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert pane.toPlainText() == after


def test_enter_in_a_code_block_starts_no_list_item(pane, qtbot):
    write(pane, "```\n- not a list")
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert pane.toPlainText() == "```\n- not a list\n"


def test_bold_is_one_undo_step_and_comes_off_again(pane):
    write(pane, "The island ferries sail")
    choose(pane, "island ferries")
    pane.format(edits.toggle_bold)
    assert pane.toPlainText() == "The **island ferries** sail"
    assert pane.textCursor().selectedText() == "island ferries"
    pane.format(edits.toggle_bold)
    assert pane.toPlainText() == "The island ferries sail"
    pane.undo()
    pane.undo()
    assert pane.toPlainText() == "The island ferries sail"


def test_formatting_after_an_emoji_lands_on_the_words_chosen(pane):
    write(pane, "😀 boats 😀 sail")
    cursor = pane.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(8, QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    pane.format(edits.toggle_italic)
    assert pane.toPlainText() == "😀 *boats* 😀 sail"
    assert pane.textCursor().selectedText() == "boats"


def test_formatting_keeps_no_break_spaces(pane):
    write(pane, "14\u00a0boats sail")
    choose(pane, "sail")
    pane.format(lambda text, start, end: edits.set_heading(text, start, end, 2))
    assert pane.text() == "## 14\u00a0boats sail"


def test_a_paragraph_moves_with_the_cursor_in_it(pane):
    write(pane, "One\n\nTwo\n\nThree", at=1)
    pane.move_paragraph_down()
    assert pane.toPlainText() == "Two\n\nOne\n\nThree"
    assert pane.textCursor().block().text() == "One"
    pane.move_paragraph_up()
    assert pane.toPlainText() == "One\n\nTwo\n\nThree"


def test_a_read_only_text_takes_no_formatting(pane):
    write(pane, "Boats")
    pane.setReadOnly(True)
    pane.format(lambda text, start, end: edits.set_heading(text, start, end, 1))
    assert pane.toPlainText() == "Boats"


def test_going_to_a_line_tells_it_and_marks_it_for_a_moment(pane, qtbot):
    write(pane, "\n".join(f"Line {number}" for number in range(300)), at=0)
    with qtbot.waitSignal(pane.cursor_line_changed) as told:
        pane.go_to_line(200)
    assert told.args == [200]
    assert pane.textCursor().block().text() == "Line 200"
    assert len(pane.extraSelections()) == 1
    qtbot.waitUntil(lambda: not pane.extraSelections())


def test_going_below_the_end_goes_to_the_last_line(pane):
    write(pane, "One\nTwo")
    pane.go_to_line(40)
    assert pane.cursor_line == 1


def test_up_on_the_first_line_leaves_for_the_head(pane, qtbot):
    write(pane, "One\nTwo", at=5)
    qtbot.keyClick(pane, Qt.Key.Key_Up)
    with qtbot.waitSignal(pane.left_at_top):
        qtbot.keyClick(pane, Qt.Key.Key_Up)


def test_two_brackets_ask_for_articles_and_taking_one_closes_the_link(pane, qtbot):
    asked = []
    pane.cross_links.typed.connect(asked.append)
    qtbot.keyClicks(pane, "See [[Har")
    assert asked == ["", "H", "Ha", "Har"]
    pane.cross_links.finish("harbour-vote")
    assert pane.toPlainText() == "See [[harbour-vote]]"
    assert pane.textCursor().atEnd()


def test_a_link_already_closed_is_not_closed_twice(pane):
    write(pane, "See [[Har]] now", at=9)
    pane.cross_links.finish("harbour-vote")
    assert pane.toPlainText() == "See [[harbour-vote]] now"


def test_the_cursor_leaving_the_brackets_ends_the_asking(pane, qtbot):
    write(pane, "Before ")
    qtbot.keyClicks(pane, "[[H")
    with qtbot.waitSignal(pane.cross_links.left):
        qtbot.keyClick(pane, Qt.Key.Key_Home)


def test_an_article_dropped_on_the_text_is_a_cross_link(pane):
    dropped = QMimeData()
    dropped.setText("[[harbour-vote]]")
    pane.insertFromMimeData(dropped)
    assert pane.toPlainText() == "[[harbour-vote]]"


def test_headings_are_larger_markers_dim_and_tk_glows(pane):
    write(pane, "## Two boats\n\nText *italic* TK", at=0)
    heading, text = formats(pane, 0), formats(pane, 2)
    assert heading["Two boats"].fontPointSize() > pane.font().pointSizeF()
    assert heading["## "].foreground() != heading["Two boats"].foreground()
    assert text["italic"].fontItalic()
    assert text["TK"].background().color() == Theme("paper").color("tk")


def test_lines_far_below_are_formatted_when_they_come_into_view(pane, qtbot):
    write(pane, "text\n" * 2_000 + "## Far below", at=0)
    assert not formats(pane, 2_000)
    pane.go_to_line(2_000)
    assert formats(pane, 2_000)


def test_a_fence_opened_at_the_top_is_known_below(pane):
    write(pane, "```\n" + "code\n" * 400 + "**code**", at=0)
    pane.go_to_line(401)
    assert "**code**" in formats(pane, 401)


def test_right_to_left_paragraphs_stand_at_the_right(pane, qtbot):
    write(pane, "بورت كالدر", at=0)
    assert pane.cursorRect().left() > pane.viewport().width() / 2


def test_the_column_is_centred_and_no_wider_than_the_measure(pane, qtbot):
    pane.resize(1600, 600)
    left, width = pane.column
    assert width <= pane.fontMetrics().averageCharWidth() * 70
    assert abs(left - (pane.width() - left - width)) < 30


def test_lines_stand_further_apart_than_the_face_alone_sets_them(pane):
    write(pane, "boats " * 60, at=0)
    lines = pane.document().firstBlock().layout()
    step = lines.lineAt(1).y() - lines.lineAt(0).y()
    assert step == pytest.approx(lines.lineAt(0).height(), abs=12)
    assert step >= 1.5 * pane.fontInfo().pixelSize()


def test_the_wrapped_lines_of_a_list_item_hang_under_its_words(pane):
    write(pane, "- " + "boats " * 60, at=0)
    lines = pane.document().firstBlock().layout()
    assert lines.lineAt(1).x() > lines.lineAt(0).x()


@given(st.text(), st.integers(min_value=0))
def test_positions_go_to_units_and_back(text, place):
    index = place % (len(text) + 1)
    assert to_points(text, to_units(text, index)) == index
    assert to_units(text, len(text)) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(alphabet="ab *_`[]()#>-~!|\\<T K1.\n:/", max_size=120))
@settings(max_examples=200)
def test_spans_stay_within_their_line(line):
    for before in Fence:
        for span in spans(line, before):
            assert 0 <= span.start <= span.start + span.length <= len(line)
        assert fence_after(line, before) in Fence


@pytest.mark.parametrize("line", ["[" * 20_000, "*a" * 10_000, "`" * 20_001, "<a" * 10_000])
def test_hostile_lines_are_read_in_no_time(line):
    assert sum(1 for _ in spans(line, Fence.NONE)) < 100_000


def test_a_cross_link_shows_its_words():
    found = {span.look.role: span for span in spans("a [[slug#part|these words]] b", Fence.NONE)}
    words = found[Role.CROSSLINK]
    assert "a [[slug#part|these words]] b"[words.start : words.start + words.length] == (
        "these words"
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_highlighting_never_changes_the_text(document, text):
    document.setPlainText(text)
    before = document.toRawText()
    for highlighter in document.findChildren(MarkdownHighlighter):
        highlighter.rehighlight()
    assert document.toRawText() == before


def test_a_table_is_set_in_a_face_of_one_width(pane):
    write(pane, "| Port | Boats |\n| ---- | ----- |\n\nText *so*", at=0)
    table = formats(pane, 0)
    assert {look.fontFamilies()[0] for look in table.values()} == {
        formats(pane, 1)["| ---- | ----- |"].fontFamilies()[0]
    }
    assert not formats(pane, 3)["so"].fontFamilies()
