"""Keys pressed in the source: typography, pairs, tables and lists, and what undo gives back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.app.settings import Settings
from editor.ui.source_layout import source_document
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def pane(qtbot):
    pane = SourcePane(source_document(), Settings(), Theme("paper"))
    qtbot.addWidget(pane)
    pane.resize(800, 600)
    pane.show()
    pane.setFocus()
    return pane


def write(pane, marked):
    """Put copy in, with the cursor or the selection where « and » are."""
    start, end = marked.index("«"), marked.index("»") - 1
    pane.setPlainText(marked.replace("«", "").replace("»", ""))
    cursor = pane.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)


def standing(pane):
    """The copy with « and » at the cursor or the selection."""
    cursor, text = pane.textCursor(), pane.text()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    return f"{text[:start]}«{text[start:end]}»{text[end:]}"


def test_quotation_marks_are_set_by_the_language_and_close_themselves(pane, qtbot):
    qtbot.keyClicks(pane, "He said \"it's")
    assert standing(pane) == "He said “it’s«»”"
    qtbot.keyClicks(pane, '" twice')
    assert pane.text() == "He said “it’s” twice"
    pane.typing.language = "fr"
    write(pane, "«»")
    qtbot.keyClicks(pane, '"oui"')
    assert pane.text() == "«\u202foui\u202f»"


def test_undo_right_after_takes_only_the_substitution_back(pane, qtbot):
    qtbot.keyClicks(pane, "late --")
    assert pane.text() == "late –"
    pane.undo()
    assert standing(pane) == "late --«»"
    qtbot.keyClicks(pane, " boats")
    assert pane.text() == "late -- boats"


def test_what_is_typed_after_a_substitution_is_undone_without_it(pane, qtbot):
    qtbot.keyClicks(pane, "so... it is")
    assert pane.text() == "so… it is"
    pane.undo()
    assert pane.text() == "so…"
    pane.undo()
    assert pane.text() == "so..."
    pane.undo()
    assert pane.text() == ""
    for _ in range(3):
        pane.redo()
    assert pane.text() == "so… it is"


def test_marks_in_code_stay_as_typed(pane, qtbot):
    write(pane, "```\n«»")
    qtbot.keyClicks(pane, 'it\'s -- "so"...')
    assert pane.text() == '```\nit\'s -- "so"...'


def test_a_mark_from_an_input_method_is_set_too(pane):
    event = QInputMethodEvent()
    event.setCommitString('"')
    QApplication.sendEvent(pane, event)
    assert pane.text() == "“”"


def test_typography_and_pairs_can_be_switched_off(pane, qtbot):
    pane.take_settings(Settings(typography=False, pairs=False))
    qtbot.keyClicks(pane, 'it\'s (so)... "no" --')
    assert pane.text() == 'it\'s (so)... "no" --'
    write(pane, "a «b» c")
    qtbot.keyClicks(pane, "(")
    assert pane.text() == "a ( c"


def test_brackets_close_are_typed_over_and_go_together(pane, qtbot):
    qtbot.keyClicks(pane, "a (")
    assert standing(pane) == "a («»)"
    qtbot.keyClick(pane, Qt.Key.Key_Backspace)
    assert standing(pane) == "a «»"
    qtbot.keyClicks(pane, "(b) c")
    assert standing(pane) == "a (b) c«»"
    write(pane, "a «»word")
    qtbot.keyClicks(pane, "(")
    assert standing(pane) == "a («»word"


def test_an_empty_pair_of_quotation_marks_goes_with_one_backspace(pane, qtbot):
    qtbot.keyClicks(pane, '"')
    assert standing(pane) == "“«»”"
    qtbot.keyClick(pane, Qt.Key.Key_Backspace)
    assert pane.text() == ""


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("(", "a («b») c"), ("[", "a [«b»] c"), ("*", "a *«b»* c"), ("**", "a **«b»** c"),
        ("`", "a `«b»` c"), ('"', "a “«b»” c"), ("'", "a ‘«b»’ c"),
    ],
)  # fmt: skip
def test_a_mark_goes_around_the_selection_as_one_step(pane, qtbot, typed, after):
    write(pane, "a «b» c")
    qtbot.keyClicks(pane, typed)
    assert standing(pane) == after
    for _ in typed:
        pane.undo()
    assert pane.text() == "a b c"


def test_tab_and_enter_go_through_a_table_and_set_it_straight(pane, qtbot):
    write(pane, "Before\n\n|Port«»|Boats|\n|-|-|\n|Calder|14|\n\nAfter")
    qtbot.keyClick(pane, Qt.Key.Key_Tab)
    assert pane.textCursor().selectedText() == "Boats"
    assert "| Calder | 14    |" in pane.text()
    qtbot.keyClick(pane, Qt.Key.Key_Tab)
    assert pane.textCursor().selectedText() == "Calder"
    qtbot.keyClick(pane, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert pane.textCursor().selectedText() == "Boats"
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    qtbot.keyClicks(pane, "3")
    assert pane.text().splitlines()[4:6] == ["| Calder | 14    |", "|        | 3      |"]
    pane.undo()
    pane.undo()
    pane.undo()
    assert pane.text() == "Before\n\n|Port|Boats|\n|-|-|\n|Calder|14|\n\nAfter"


def test_tab_sets_a_list_item_in_and_out(pane, qtbot):
    write(pane, "- a\n- b«»")
    qtbot.keyClick(pane, Qt.Key.Key_Tab)
    assert standing(pane) == "- a\n  - b«»"
    qtbot.keyClick(pane, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert standing(pane) == "- a\n- b«»"


def test_enter_in_a_numbered_list_renumbers_below_as_one_step(pane, qtbot):
    write(pane, "1. a«»\n2. b\n3. c\n\ntext")
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert standing(pane) == "1. a\n2. «»\n3. b\n4. c\n\ntext"
    pane.undo()
    assert pane.text() == "1. a\n2. b\n3. c\n\ntext"


def test_a_read_only_text_takes_no_key(pane, qtbot):
    write(pane, "- a«»")
    pane.setReadOnly(True)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_ParenLeft):
        qtbot.keyClick(pane, key)
    assert pane.text() == "- a"


KEYS = st.lists(
    st.sampled_from([*"ab 1\"'-.()[]*`|😀", "Tab", "Return", "Backspace"]), max_size=25
)  # fmt: skip


@given(KEYS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_every_step_gives_the_copy_back_and_redoing_them_what_was_typed(pane, keys):
    write(pane, "«»- a 😀\n1. b\n2. c\n\n|a|b|\n|-|-|\n|c|d|")
    before = pane.text()
    for key in keys:
        if key in ("Tab", "Return", "Backspace"):
            QTest.keyClick(pane, getattr(Qt.Key, f"Key_{key}"))
        elif key == "😀":
            pane.insertPlainText(key)
        else:
            QTest.keyClicks(pane, key)
    typed = pane.text()
    while pane.document().isUndoAvailable():
        pane.undo()
    assert pane.text() == before
    while pane.document().isRedoAvailable():
        pane.redo()
    assert pane.text() == typed
