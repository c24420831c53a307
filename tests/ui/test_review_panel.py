"""The review of wire copy, by its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt

from editor.exchange import wire
from editor.exchange.wire import CHANGEABLE, Kind
from editor.ui.review_list import certainty
from editor.ui.review_panel import ReviewPanel
from editor.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COPY = """The harbour committee of Port Calder has voted to keep its night ferry.

The vote came at three in the morning, after a debate that twice had to be stopped.

Winter timetable

The first boat leaves at six and is back before noon, the committee said.

Nothing was said about the price of a crossing, which rises in January.

Northland: islands wait for a doctor

Port Calder opens a second quay

• World

• Northland

• Ferries
"""


@pytest.fixture
def panel(qtbot):
    panel = ReviewPanel(Theme("paper"))
    qtbot.addWidget(panel)
    panel.resize(1000, 700)
    panel.show()
    panel.review(wire.read(COPY), "harbour.txt")
    panel.setFocus()
    return panel


@pytest.fixture
def pieces(panel):
    return panel.findChild(QObject, "pieceList")


def row_of(panel, words):
    return next(piece.number for piece in panel.reading.pieces if words in piece.text)


def choose(panel, pieces, words):
    pieces.setCurrentIndex(pieces.model().index(row_of(panel, words), 0))


def kind_of(panel, words):
    return panel.reading.pieces[row_of(panel, words)].kind


def summary(panel):
    return panel.findChild(QObject, "reviewSummary").text()


def test_the_summary_says_what_the_article_will_be(panel):
    for words in ("Winter timetable", "World", "Port Calder opens a second quay", "Suggested"):
        assert words in summary(panel)
    assert panel.findChild(QObject, "wordAccount").text() == "0 words unaccounted for"


def test_up_and_down_go_through_the_pieces(panel, pieces, qtbot):
    qtbot.keyClick(pieces, Qt.Key.Key_Down)
    qtbot.keyClick(pieces, Qt.Key.Key_Down)
    assert pieces.currentIndex().data() == "Winter timetable"
    qtbot.keyClick(pieces, Qt.Key.Key_Up)
    assert pieces.currentIndex().data().startswith("The vote came")


def test_one_key_changes_a_piece_and_its_reason(panel, pieces, qtbot):
    choose(panel, pieces, "Winter timetable")
    qtbot.keyClick(pieces, Qt.Key.Key_P)
    piece = panel.reading.pieces[row_of(panel, "Winter timetable")]
    assert piece.kind is Kind.PARAGRAPH
    assert piece.reason == "You chose this"
    assert "Winter timetable" not in summary(panel)


@pytest.mark.parametrize(("kind", "_name", "key"), CHANGEABLE)
def test_every_kind_has_a_key_and_loses_no_word(panel, pieces, qtbot, kind, _name, key):
    choose(panel, pieces, "second quay")
    qtbot.keyClick(pieces, key)
    assert kind_of(panel, "second quay") is kind
    assert not panel.reading.unaccounted


def test_ctrl_z_takes_changes_back_one_by_one(panel, pieces, qtbot):
    choose(panel, pieces, "Winter timetable")
    qtbot.keyClick(pieces, Qt.Key.Key_P)
    qtbot.keyClick(pieces, Qt.Key.Key_Q)
    qtbot.keyClick(pieces, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kind_of(panel, "Winter timetable") is Kind.PARAGRAPH
    qtbot.keyClick(pieces, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kind_of(panel, "Winter timetable") is Kind.HEADING
    assert not panel.findChild(QObject, "undoGuess").isEnabled()


def test_a_change_keeps_the_writer_at_the_piece(panel, pieces, qtbot):
    choose(panel, pieces, "Winter timetable")
    qtbot.keyClick(pieces, Qt.Key.Key_C)
    assert pieces.currentIndex().data() == "Winter timetable"


def test_the_button_of_the_present_kind_is_down_and_others_change_it(panel, pieces, qtbot):
    choose(panel, pieces, "Winter timetable")
    assert panel.findChild(QObject, "kindH").isChecked()
    qtbot.mouseClick(panel.findChild(QObject, "kindT"), Qt.MouseButton.LeftButton)
    assert kind_of(panel, "Winter timetable") is Kind.TAG
    assert panel.findChild(QObject, "kindT").isChecked()
    assert not panel.findChild(QObject, "kindH").isChecked()


def test_ctrl_enter_makes_the_article_as_it_was_changed(panel, pieces, qtbot):
    choose(panel, pieces, "second quay")
    qtbot.keyClick(pieces, Qt.Key.Key_H)
    with qtbot.waitSignal(panel.accepted) as accepted:
        qtbot.keyClick(pieces, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (package,) = accepted.args
    assert "## Port Calder opens a second quay" in package.article.body
    assert [tag.label for tag in package.tags] == ["World", "Northland", "Ferries"]
    assert package.source == wire.read(COPY).raw


def test_the_button_makes_the_article_too(panel, qtbot):
    with qtbot.waitSignal(panel.accepted):
        qtbot.mouseClick(panel.findChild(QObject, "makeArticle"), Qt.MouseButton.LeftButton)


def test_escape_makes_nothing_of_it(panel, pieces, qtbot):
    with qtbot.assertNotEmitted(panel.accepted), qtbot.waitSignal(panel.dismissed):
        qtbot.keyClick(pieces, Qt.Key.Key_Escape)


def test_the_next_copy_starts_at_its_first_piece(panel, pieces, qtbot):
    choose(panel, pieces, "second quay")
    panel.review(wire.read("A single paragraph of copy, which is all there is.\n"), "short.txt")
    assert pieces.model().rowCount() == 1
    assert pieces.currentIndex().row() == 0
    assert not panel.findChild(QObject, "undoGuess").isEnabled()


def test_how_sure_a_guess_is_is_said_in_words():
    assert [certainty(value) for value in (1.0, 0.9, 0.8, 0.5)] == [
        "sure",
        "sure",
        "likely",
        "a guess",
    ]


def test_every_row_reads_itself_out(panel, pieces):
    read = pieces.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert read.startswith("Heading, sure: Winter timetable.")
