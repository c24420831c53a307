"""What Ctrl+V and Ctrl+Shift+V put into the text, how it is undone, and what is offered then."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QPushButton

from editor.app.settings import Settings
from editor.ui.source_layout import source_document
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TRACKED = '<p>The mayor <del cite="a">denied</del><ins cite="a">confirmed</ins> it.</p>'


@pytest.fixture
def pane(qtbot):
    pane = SourcePane(source_document(), Settings(), Theme("paper"))
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.show()
    pane.setFocus()
    yield pane
    pane.pasting.close()


def copy(html, text=""):
    copied = QMimeData()
    if html:
        copied.setHtml(html)
    if text:
        copied.setText(text)
    QGuiApplication.clipboard().setMimeData(copied)


def press_paste(qtbot, pane):
    qtbot.keyClick(pane, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: not pane.pasting.is_busy, timeout=20_000)


def undo(qtbot, pane):
    qtbot.keyClick(pane, Qt.Key.Key_Z, CTRL)


def test_what_is_rich_is_pasted_as_markdown(pane, qtbot):
    copy("<p>Boats <b>sail</b></p><ul><li>north</li></ul>", "Boats sail\nnorth")
    press_paste(qtbot, pane)
    assert pane.text() == "Boats **sail**\n\n- north"
    assert pane.textCursor().atEnd()


def test_one_undo_goes_from_rich_to_plain_and_the_next_to_what_was_before(pane, qtbot):
    qtbot.keyClicks(pane, "See ")
    copy("<b>boats</b>", "boats")
    press_paste(qtbot, pane)
    assert pane.text() == "See **boats**"
    undo(qtbot, pane)
    assert pane.text() == "See boats"
    undo(qtbot, pane)
    assert pane.text() == "See "


def test_undo_brings_back_what_a_paste_went_over(pane, qtbot):
    pane.setPlainText("Old words")
    pane.selectAll()
    copy("<i>New</i>", "New")
    press_paste(qtbot, pane)
    assert pane.text() == "*New*"
    undo(qtbot, pane)
    undo(qtbot, pane)
    assert pane.text() == "Old words"


def test_plain_text_dressed_in_html_is_pasted_as_it_is(pane, qtbot):
    copy('<div style="font-family:Consolas;white-space:pre"><b>if</b> a_b:</div>', "if a_b:")
    press_paste(qtbot, pane)
    assert pane.text() == "if a_b:"
    undo(qtbot, pane)
    assert pane.text() == ""


def test_html_without_plain_words_is_pasted_too(pane, qtbot):
    copy("<p>Only <b>rich</b></p>")
    press_paste(qtbot, pane)
    assert pane.text() == "Only **rich**"


def test_in_a_code_block_only_the_words_are_pasted(pane, qtbot):
    pane.setPlainText("```\n")
    pane.moveCursor(QTextCursor.MoveOperation.End)
    copy("<b>boats</b>", "boats")
    press_paste(qtbot, pane)
    assert pane.text() == "```\nboats"


def test_a_list_pasted_between_words_stands_apart_from_them(pane, qtbot):
    pane.setPlainText("before after")
    pane.go_to_position(len("before "))
    copy("<ul><li>one</li></ul>", "one")
    press_paste(qtbot, pane)
    assert pane.text() == "before \n\n- one\n\nafter"


def test_what_is_typed_while_html_is_read_stays_after_it(pane, qtbot):
    pane.setPlainText("😀 ")
    pane.moveCursor(QTextCursor.MoveOperation.End)
    copy("<b>boats</b> 😀", "boats 😀")
    qtbot.keyClick(pane, Qt.Key.Key_V, CTRL)
    qtbot.keyClicks(pane, " sail")
    qtbot.waitUntil(lambda: not pane.pasting.is_busy, timeout=20_000)
    assert pane.text() == "😀 **boats** 😀 sail"


def test_words_touched_before_the_html_was_read_stay_plain(pane, qtbot):
    copy("<b>boats</b>", "boats")
    qtbot.keyClick(pane, Qt.Key.Key_V, CTRL)
    qtbot.keyClick(pane, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not pane.pasting.is_busy, timeout=20_000)
    assert pane.text() == "boat"


def test_a_text_that_cannot_be_changed_takes_nothing(pane, qtbot):
    pane.setPlainText("Boats")
    pane.setReadOnly(True)
    copy("<b>more</b>", "more")
    press_paste(qtbot, pane)
    pane.paste_plain()
    assert pane.text() == "Boats"


def test_half_a_megabyte_is_pasted_without_holding_up_the_window(pane, qtbot):
    html = "<p>Some <b>bold</b> words and more</p>" * 13_000
    copy(html, "Some bold words and more\n" * 200)
    turns = []
    beat = QTimer(interval=1)
    beat.timeout.connect(lambda: turns.append(pane.pasting.is_busy))
    qtbot.keyClick(pane, Qt.Key.Key_V, CTRL)
    beat.start()
    # The window has turn after turn while the copy is still being read.
    qtbot.waitUntil(lambda: turns.count(True) > 20, timeout=20_000)
    qtbot.waitUntil(lambda: not pane.pasting.is_busy, timeout=60_000)
    assert pane.text().startswith("Some **bold** words")


def test_pasting_loads_nothing_before_it_is_wanted():
    code = "import sys, editor.ui.source_pane; sys.exit('editor.exchange.paste' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# In the window.


@pytest.fixture
def source(qtbot, assembly):
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None, timeout=20_000)
    source = assembly.writing.source
    source.setFocus()
    return source


def offered(parent, words):
    found = [one for one in parent.findChildren(QPushButton) if one.text() == words]
    return [one for one in found if one.isVisible()][-1]


def test_ctrl_shift_v_pastes_the_words_alone(assembly, source, qtbot):
    copy("<p>Boats <b>sail</b></p>", "Boats\r\nsail")
    qtbot.keyClick(source, Qt.Key.Key_V, CTRL | SHIFT)
    assert source.text() == "Boats\nsail"
    assert not source.pasting.is_busy


def test_the_toast_offers_to_paste_as_plain(assembly, source, qtbot):
    copy("<p>Boats <b>sail</b></p>", "Boats sail")
    press_paste(qtbot, source)
    assert source.text() == "Boats **sail**"
    offered(assembly.window.toast, "Paste as plain").click()
    assert source.text() == "Boats sail"
    source.undo()
    assert source.text() == "Boats **sail**"


def test_tracked_changes_may_be_rejected_instead_and_accepted_again(assembly, source, qtbot):
    copy(TRACKED, "The mayor deniedconfirmed it.")
    press_paste(qtbot, source)
    assert source.text() == "The mayor confirmed it."
    assert assembly.window.notices.words("pasted") == "Pasted with 2 tracked changes accepted."
    offered(assembly.window.notices, "Reject changes instead").click()
    qtbot.waitUntil(lambda: source.text() == "The mayor denied it.")
    offered(assembly.window.notices, "Accept changes instead").click()
    qtbot.waitUntil(lambda: source.text() == "The mayor confirmed it.")


def test_changes_the_plain_words_have_accepted_may_be_rejected_too(assembly, source, qtbot):
    copy(TRACKED, "The mayor confirmed it.")
    press_paste(qtbot, source)
    offered(assembly.window.notices, "Reject changes instead").click()
    qtbot.waitUntil(lambda: source.text() == "The mayor denied it.")


def test_the_notice_goes_with_the_article(assembly, source, qtbot):
    copy(TRACKED, "The mayor it.")
    press_paste(qtbot, source)
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: not assembly.window.notices.words("pasted"), timeout=20_000)


SENTENCE = "The ferries of Port Calder sail again on Monday, the harbour master said. "


def test_a_paragraph_without_end_may_be_broken_at_sentences_as_one_undo_step(pane, qtbot):
    long = (SENTENCE * 300).strip()
    copy("", long)
    with qtbot.waitSignal(pane.pasting.pasted_long, timeout=20_000) as told:
        qtbot.keyClick(pane, Qt.Key.Key_V, CTRL)
    assert told.args[0].longest == len(long)
    told.args[0].break_lines()
    assert pane.blockCount() > 30
    assert " ".join(pane.text().split()) == long
    undo(qtbot, pane)
    assert pane.text() == long


def test_paragraphs_of_a_usual_length_are_not_asked_about(pane, qtbot):
    copy("", f"{SENTENCE * 200}\n\n" * 3)
    with qtbot.assertNotEmitted(pane.pasting.pasted_long):
        press_paste(qtbot, pane)


def test_the_window_offers_to_break_a_long_paragraph(qtbot, assembly):
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    source = assembly.writing.source
    source.pasting.put_plain(SENTENCE * 300)
    notices = assembly.window.notices
    qtbot.waitUntil(lambda: "makes keys slow" in notices.words("pasted"), timeout=20_000)
    offers = notices.findChildren(QPushButton)
    next(one for one in offers if one.text() == "Break the lines").click()
    assert source.blockCount() > 30


def test_what_is_told_of_a_paste_goes_when_it_is_undone(assembly, source, qtbot):
    notices, toast = assembly.window.notices, assembly.window.toast
    copy(TRACKED, "The mayor confirmed it.")
    source.paste()
    qtbot.waitUntil(lambda: bool(notices.words("pasted")))
    source.insertPlainText("!")
    source.undo()
    assert notices.words("pasted")
    source.undo()
    qtbot.waitUntil(lambda: notices.words("pasted") == "")
    copy("<b>boats</b>", "boats")
    source.paste()
    qtbot.waitUntil(lambda: toast.accessibleName() == "Pasted with its formatting.")
    source.undo()
    qtbot.waitUntil(toast.isHidden)
