"""Format commands as a writer gives them, in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def window(qtbot, assembly):
    """A window with a new article open, and an empty clipboard."""
    QGuiApplication.clipboard().clear()
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    assembly.writing.source.setFocus()
    return assembly


def write(window, text, chosen=""):
    source = window.writing.source
    source.setPlainText(text)
    start = text.index(chosen) if chosen else len(text)
    cursor = source.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(chosen), QTextCursor.MoveMode.KeepAnchor)
    source.setTextCursor(cursor)
    return source


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window.window, key, modifiers)


def answer(qtbot, window, words):
    line = window.window.prompt.findChild(QLineEdit)
    line.setText(words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_keys_strike_through_and_set_as_code(qtbot, window):
    source = write(window, "a boat", "boat")
    press(qtbot, window, Qt.Key.Key_X, CONTROL | SHIFT)
    assert source.text() == "a ~~boat~~"
    press(qtbot, window, Qt.Key.Key_X, CONTROL | SHIFT)
    press(qtbot, window, Qt.Key.Key_M, CONTROL | SHIFT)
    assert source.text() == "a `boat`"


def test_control_enter_makes_a_task_and_ticks_it_off(qtbot, window):
    source = write(window, "Call the port")
    seen = []
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Return, CONTROL)
        seen.append(source.text())
    assert seen == ["- [ ] Call the port", "- [x] Call the port", "- [ ] Call the port"]


def test_a_link_takes_the_address_from_the_clipboard(qtbot, window):
    QGuiApplication.clipboard().setText("https://port.example/")
    source = write(window, "the port", "port")
    press(qtbot, window, Qt.Key.Key_K, CONTROL)
    assert source.text() == "the [port](https://port.example/)"
    assert not window.window.prompt.isVisible()


def test_in_a_link_the_address_is_changed_and_none_takes_it_away(qtbot, window):
    source = write(window, "the [port](https://port.example/)", "port")
    press(qtbot, window, Qt.Key.Key_K, CONTROL)
    line = window.window.prompt.findChild(QLineEdit)
    assert line.text() == "https://port.example/"
    answer(qtbot, window, "")
    assert source.text() == "the port"
    assert source.hasFocus()


def test_a_footnote_leads_to_its_words_and_back_and_is_one_undo_step(qtbot, window):
    source = write(window, "Boats sail.\n\nMore.", "sail")
    press(qtbot, window, Qt.Key.Key_F, CONTROL | ALT)
    qtbot.keyClicks(source, "Since May.")
    assert source.text() == "Boats sail[^1].\n\nMore.\n\n[^1]: Since May."
    press(qtbot, window, Qt.Key.Key_F, CONTROL | ALT)
    assert source.textCursor().position() == len("Boats sail[^1]")
    press(qtbot, window, Qt.Key.Key_F, CONTROL | ALT)
    assert source.textCursor().atEnd()
    source.undo()
    source.undo()
    assert source.text() == "Boats sail.\n\nMore."


def test_a_table_is_put_in_as_large_as_it_was_asked_for(qtbot, window):
    source = write(window, "Boats")
    press(qtbot, window, Qt.Key.Key_G, CONTROL | SHIFT)
    answer(qtbot, window, "2 x 1")
    assert source.text() == "Boats\n\n|     |     |\n| --- | --- |\n|     |     |"
    qtbot.keyClicks(source, "Port")
    qtbot.keyClick(source, Qt.Key.Key_Tab)
    assert source.text().splitlines()[2] == "| Port |     |"
