"""Focus mode's light and typewriter line, the counts of what is selected, and the TK markers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from editor.text.counts import count
from editor.text.plain import plain_text
from editor.ui.source_layout import source_document
from editor.ui.source_pane import SourcePane
from editor.ui.spotlight import Spotlight
from editor.ui.tally import Tally
from editor.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")
COPY = "One. Two 😀 here.\nStill the first.\n\nThe second.\n\nThe third."


@pytest.fixture
def pane(qtbot, kept_settings):
    pane = SourcePane(source_document(), kept_settings.value, Theme("paper"))
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.show()
    pane.setFocus()
    return pane


@pytest.fixture
def light(pane, kept_settings):
    return Spotlight(pane, kept_settings, Theme("paper"))


def lit(pane):
    """The copy that is not dimmed."""
    text, dimmed = pane.text(), set()
    for mark in pane.extraSelections():
        dimmed |= set(range(mark.cursor.selectionStart(), mark.cursor.selectionEnd()))
    units = text.encode("utf-16-le")
    kept = [units[2 * n : 2 * n + 2] for n in range(len(units) // 2) if n not in dimmed]
    return b"".join(kept).decode("utf-16-le")


def test_focus_mode_lights_the_paragraph_of_the_cursor(pane, light):
    pane.setPlainText(COPY)
    assert lit(pane) == COPY
    light.set_focus_mode(True)
    assert lit(pane) == "One. Two 😀 here.\nStill the first."
    pane.go_to_position(COPY.index("second"))
    assert lit(pane) == "The second."
    light.set_focus_mode(False)
    assert lit(pane) == COPY


def test_a_sentence_is_lit_where_the_writer_wants_it(pane, light, kept_settings):
    pane.setPlainText(COPY)
    light.set_focus_mode(True)
    kept_settings.set(lit="sentence")
    pane.go_to_position(8)
    assert lit(pane) == "Two 😀 here."
    kept_settings.set(lit="everything")
    assert lit(pane) == COPY


def middle(pane):
    return abs(pane.cursorRect().center().y() - pane.viewport().height() // 2)


def test_the_line_being_written_stays_at_mid_height(pane, light, kept_settings, qtbot):
    pane.setPlainText("\n\n".join(f"Paragraph {number}" for number in range(200)))
    kept_settings.set(typewriter="always")
    pane.go_to_line(200, flash=False)
    for key in [Qt.Key.Key_Down] * 5 + [Qt.Key.Key_Return] * 3:
        qtbot.keyClick(pane, key)
        assert middle(pane) < 40
    pane.moveCursor(QTextCursor.MoveOperation.End)
    assert middle(pane) < 40
    kept_settings.set(typewriter="never")
    assert not pane.centerOnScroll()
    light.set_focus_mode(True)
    assert not light.is_holding


def test_what_is_selected_is_counted_in_slices_to_the_same_sum(pane, qtbot):
    tally = Tally(pane)
    text = "\n\n".join(f"The **boat** 😀 sails {number} บ้าน 港口." for number in range(3_000))
    pane.setPlainText(text)
    cursor = pane.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(len(text), QTextCursor.MoveMode.KeepAnchor)
    with qtbot.waitSignal(tally.selection_counted) as told:
        pane.setTextCursor(cursor)
    chosen = pane.text().encode("utf-16-le")[8 : 2 * len(text)].decode("utf-16-le", "replace")
    expected = count(plain_text(chosen))
    assert told.args[0].words == expected.words
    with qtbot.waitSignal(tally.selection_counted) as told:
        cursor.clearSelection()
        pane.setTextCursor(cursor)
    assert told.args == [None]


def test_everything_selected_is_the_whole_article(pane, qtbot):
    tally, told = Tally(pane), []
    tally.selection_counted.connect(told.append)
    pane.setPlainText("One two")
    pane.selectAll()
    qtbot.wait(200)
    assert told == []


@pytest.fixture
def window(qtbot, assembly):
    """A window with a new article open in which three things are still to come."""
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    source = assembly.writing.source
    source.setPlainText("A fare of TK crowns.\n\nFrom TK on. `TK` is code.\n\n- and TKTK")
    source.setFocus()
    return assembly


def test_the_status_bar_counts_markers_and_f4_goes_round_them(qtbot, window):
    label = window.status.findChild(QLabel, "markers")
    qtbot.waitUntil(lambda: label.text() == "3 TK")
    source, seen = window.writing.source, []
    for _ in range(4):
        qtbot.keyClick(source, Qt.Key.Key_F4)
        seen.append((source.textCursor().blockNumber(), source.textCursor().selectedText()))
    assert seen == [(0, "TK"), (2, "TK"), (4, "TKTK"), (0, "TK")]
    qtbot.keyClicks(source, "9")
    assert source.text().startswith("A fare of 9 crowns.")
    qtbot.waitUntil(lambda: label.text() == "2 TK")


def test_a_marker_is_picked_by_its_sentence(qtbot, window):
    window.actions.action("go-to-tk").trigger()
    line = window.picker.findChild(QLineEdit)
    qtbot.keyClicks(line, "from")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.writing.source.textCursor().blockNumber() == 2
    assert window.writing.source.textCursor().selectedText() == "TK"


def test_the_status_bar_says_how_much_of_the_article_is_selected(qtbot, window):
    words = window.status.findChild(QLabel, "wordCount")
    window.status.show_counts(count("one two three four"), 800)
    assert words.text() == "4 / 800 words"
    assert words.toolTip() == "18 characters"
    window.status.show_selection(count("two three"))
    assert words.text() == "2 of 4 words"
    assert words.toolTip() == "9 of 18 characters"
    window.status.show_selection(None)
    assert words.text() == "4 / 800 words"


def test_f11_lights_the_paragraph_and_esc_lights_everything(qtbot, window):
    source = window.writing.source
    qtbot.keyClick(source, Qt.Key.Key_F11)
    assert lit(source) == "A fare of TK crowns."
    assert source.centerOnScroll()
    window.actions.action("lit-sentence").trigger()
    assert window.actions.action("lit-sentence").isChecked()
    assert not window.actions.action("lit-paragraph").isChecked()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert lit(source) == source.text()
