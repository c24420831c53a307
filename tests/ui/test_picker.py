"""The picker: typed, chosen, closed, and never fooled by an answer that comes late."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from editor.ui.picker import Choice, Picker
from editor.ui.ranking import best

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
WORDS = ["Bold", "Italic", "Quote", "Bulleted list"]


@pytest.fixture
def picker(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return Picker(window)


@pytest.fixture
def chosen(picker):
    found = []
    picker.pick("Run a command", from_words, found.append)
    return found


def from_words(typed, answer):
    answer([Choice(word, word) for word in best(typed, WORDS, str)])


def line(picker):
    return picker.findChild(QLineEdit)


def rows(picker):
    model = picker.findChild(QListView).model()
    return [model.index(row).data() for row in range(model.rowCount())]


def test_it_opens_with_everything_and_the_keyboard(picker, chosen):
    assert rows(picker) == WORDS
    assert line(picker).accessibleName() == "Run a command"


def test_typing_narrows_and_enter_chooses_the_first(qtbot, picker, chosen):
    qtbot.keyClicks(line(picker), "b")
    assert rows(picker) == ["Bold", "Bulleted list"]
    qtbot.keyClick(line(picker), Qt.Key.Key_Return)
    assert chosen == ["Bold"]
    assert not picker.isVisible()


def test_the_arrows_go_round(qtbot, picker, chosen):
    qtbot.keyClick(line(picker), Qt.Key.Key_Up)
    qtbot.keyClick(line(picker), Qt.Key.Key_Return)
    assert chosen == ["Bulleted list"]


def test_page_down_stops_at_the_last(qtbot, picker, chosen):
    qtbot.keyClick(line(picker), Qt.Key.Key_PageDown)
    qtbot.keyClick(line(picker), Qt.Key.Key_Return)
    assert chosen == ["Bulleted list"]


def test_esc_closes_and_chooses_nothing(qtbot, picker, chosen):
    with qtbot.waitSignal(picker.closed):
        qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert chosen == []


def test_where_nothing_fits_enter_does_nothing(qtbot, picker, chosen):
    qtbot.keyClicks(line(picker), "zzz")
    qtbot.keyClick(line(picker), Qt.Key.Key_Return)
    assert chosen == []
    assert picker.isVisible()


def test_an_answer_to_what_was_typed_before_is_dropped(qtbot, picker):
    asked = []
    picker.pick("Go to an article", lambda typed, answer: asked.append((typed, answer)), print)
    qtbot.keyClicks(line(picker), "ri")
    answers = dict(asked)
    answers["ri"]([Choice("Ridge talks", 1)])
    answers["r"]([Choice("Rain", 2)])
    assert rows(picker) == ["Ridge talks"]


def test_an_answer_after_closing_is_dropped(qtbot, picker):
    asked = []
    picker.pick("Go to an article", lambda _typed, answer: asked.append(answer), print)
    picker.close()
    asked[0]([Choice("Ridge talks", 1)])
    assert rows(picker) == []


def test_a_choice_is_read_out_with_its_detail(picker):
    picker.pick("Run", lambda _typed, answer: answer([Choice("Bold", 1, "Ctrl+B")]), print)
    index = picker.findChild(QListView).model().index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Bold, Ctrl+B"
