"""Find and replace as a writer gives it, over an article of a real library."""

from __future__ import annotations

import random
from time import perf_counter

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor

from editor.ui.section_span import section_span
from editor.ui.source_layout import source_document

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BOATS = "The boat sails.\n\nNo boat is late. Boats, boats 😀 boat."


@pytest.fixture
def find_bar(writing, opened):
    opened(headline="Boats", body=BOATS)
    return writing.find_bar


def line(bar, name):
    return bar.findChild(QObject, name)


def look_for(qtbot, bar, words):
    bar.open(replacing=True)
    line(bar, "findText").clear()
    qtbot.keyClicks(line(bar, "findText"), words)
    bar.search()


def chosen(writing):
    return writing.source.textCursor().selectedText()


def test_finds_are_counted_and_gone_through_round_the_end(writing, find_bar, qtbot):
    look_for(qtbot, find_bar, "boat")
    count = line(find_bar, "findCount")
    assert count.text() == "5 found"
    seen = []
    for _ in range(6):
        qtbot.keyClick(line(find_bar, "findText"), Qt.Key.Key_Return)
        seen.append(count.text())
    assert seen == ["1 of 5", "2 of 5", "3 of 5", "4 of 5", "5 of 5", "1 of 5"]
    qtbot.keyClick(line(find_bar, "findText"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count.text() == "5 of 5"
    assert chosen(writing) == "boat"


def test_case_and_whole_words_narrow_the_finds(writing, find_bar, qtbot):
    look_for(qtbot, find_bar, "boats")
    assert line(find_bar, "findCount").text() == "2 found"
    line(find_bar, "findCase").setChecked(True)
    assert line(find_bar, "findCount").text() == "1 found"
    look_for(qtbot, find_bar, "boat")
    line(find_bar, "findWord").setChecked(True)
    assert line(find_bar, "findCount").text() == "3 found"


def test_a_bad_expression_says_so_in_words(find_bar, qtbot):
    line(find_bar, "findRegex").setChecked(True)
    look_for(qtbot, find_bar, "(boat")
    qtbot.waitUntil(
        lambda: line(find_bar, "findTrouble").text().startswith("Not a valid expression")
    )
    assert line(find_bar, "findTrouble").isVisible()


def test_replacing_all_is_one_undo_step(writing, find_bar, qtbot):
    look_for(qtbot, find_bar, "boat")
    line(find_bar, "findWord").setChecked(True)
    qtbot.keyClicks(line(find_bar, "replaceText"), "ship")
    qtbot.mouseClick(line(find_bar, "replaceAll"), Qt.MouseButton.LeftButton)
    assert writing.source.text() == "The ship sails.\n\nNo ship is late. Boats, boats 😀 ship."
    assert line(find_bar, "findCount").text() == "3 replaced"
    writing.source.undo()
    assert writing.source.text() == BOATS


def test_replacing_one_goes_on_to_the_next(writing, find_bar, qtbot):
    look_for(qtbot, find_bar, "boat")
    qtbot.keyClicks(line(find_bar, "replaceText"), "ship")
    find_bar.find_next()
    qtbot.mouseClick(line(find_bar, "replaceOne"), Qt.MouseButton.LeftButton)
    assert writing.source.text().startswith("The ship sails.\n\nNo boat")
    assert chosen(writing) == "boat"


def test_an_expression_may_turn_words_round(writing, find_bar, qtbot):
    line(find_bar, "findRegex").setChecked(True)
    look_for(qtbot, find_bar, r"(boat) (sails)")
    qtbot.keyClicks(line(find_bar, "replaceText"), r"\2 \1")
    find_bar.replace_all()
    qtbot.waitUntil(lambda: writing.source.text().startswith("The sails boat."))


def test_escape_closes_the_bar_and_gives_the_keyboard_back(writing, find_bar, qtbot, qapp):
    look_for(qtbot, find_bar, "boat")
    assert writing.source.extraSelections()
    qtbot.keyClick(line(find_bar, "findText"), Qt.Key.Key_Escape)
    assert not find_bar.isVisible()
    assert not writing.source.extraSelections()
    assert qapp.focusWidget() is writing.source


def choice(bar, words):
    return next(one for one in bar.actions() if one.text() == words)


def test_escape_gives_the_keyboard_back_to_the_field_that_had_it(writing, find_bar, qtbot, qapp):
    writing.head.focus_headline()
    look_for(qtbot, find_bar, "boat")
    qtbot.keyClick(line(find_bar, "findText"), Qt.Key.Key_Escape)
    assert qapp.focusWidget() is writing.head.headline


def select(writing, start, end):
    cursor = writing.source.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    writing.source.setTextCursor(cursor)


def test_paragraphs_that_are_selected_are_where_is_looked_and_replaced(writing, find_bar, qtbot):
    select(writing, 4, 30)
    look_for(qtbot, find_bar, "boat")
    assert line(find_bar, "findCount").text() == "2 found in the selection"
    assert line(find_bar, "findMore").isChecked()
    qtbot.keyClicks(line(find_bar, "replaceText"), "long ship")
    find_bar.replace_all()
    assert writing.source.text().startswith("The long ship sails.\n\nNo long ship is late. Boats, ")
    look_for(qtbot, find_bar, "ship")
    assert line(find_bar, "findCount").text() == "2 found in the selection"
    choice(find_bar, "In the selection").setChecked(False)
    look_for(qtbot, find_bar, "boat")
    assert line(find_bar, "findCount").text() == "3 found"


def test_a_section_is_where_is_looked(writing, opened, qtbot):
    opened(headline="Boats", body="boat\n\n## One\n\nboat\n\n### In it\n\nboat\n\n## Two\n\nboat")
    writing.source.go_to_position(16)
    look_for(qtbot, writing.find_bar, "boat")
    choice(writing.find_bar, "In the section").setChecked(True)
    assert line(writing.find_bar, "findCount").text() == "2 found in the section"


@pytest.mark.parametrize(
    ("at", "words"),
    [(0, "top\n"), (6, "## A\n\na\n"), (15, "B\n---\nb\n\n### C\n\nc"), (30, "### C\n\nc")],
)
def test_a_section_goes_to_the_next_heading_that_is_not_deeper(qapp, at, words):
    document = source_document()
    text = "top\n\n## A\n\na\n\nB\n---\nb\n\n### C\n\nc"
    document.setPlainText(text)
    start, end = section_span(document, at)
    assert text[start:end] == words


def test_quotations_are_left_alone_and_capitals_kept(writing, opened, qtbot):
    opened(headline="Boats", body="Boat and BOAT and boat, “the boat” he said.")
    bar = writing.find_bar
    look_for(qtbot, bar, "boat")
    choice(bar, "Leave quotations alone").setChecked(True)
    choice(bar, "Keep capitals when replacing").setChecked(True)
    assert line(bar, "findCount").text() == "3 found"
    qtbot.keyClicks(line(bar, "replaceText"), "ship")
    bar.replace_all()
    assert writing.source.text() == "Ship and SHIP and ship, “the boat” he said."


def test_a_replacement_without_its_group_is_told_and_nothing_replaced(writing, find_bar, qtbot):
    line(find_bar, "findRegex").setChecked(True)
    look_for(qtbot, find_bar, "boat")
    qtbot.keyClicks(line(find_bar, "replaceText"), "$7")
    find_bar.replace_all()
    qtbot.waitUntil(lambda: "group that isn’t there" in line(find_bar, "findTrouble").text())
    assert writing.source.text() == BOATS


def test_an_endless_expression_ends_in_words_while_the_window_goes_on(writing, opened, qtbot):
    opened(headline="Boats", body="a" * 5_000 + "b")
    beats = []
    pulse = QTimer(interval=10)
    pulse.timeout.connect(lambda: beats.append(perf_counter()))
    pulse.start()
    line(writing.find_bar, "findRegex").setChecked(True)
    look_for(qtbot, writing.find_bar, "(a|aa)+$")
    qtbot.waitUntil(
        lambda: "takes too long" in line(writing.find_bar, "findTrouble").text(), timeout=20_000
    )
    assert len(beats) > 20


def test_only_finds_in_view_are_marked_and_scrolling_marks_others(writing, opened, qtbot):
    opened(headline="Boats", body="\n\n".join(f"boat {number}" for number in range(2_000)))
    look_for(qtbot, writing.find_bar, "boat")
    qtbot.waitUntil(lambda: writing.find_bar.finder.count == 2_000)
    marks = writing.source.extraSelections()
    assert 5 < len(marks) < 100
    writing.source.verticalScrollBar().setValue(3_000)
    there = writing.source.extraSelections()
    assert 5 < len(there) < 100
    assert there[0].cursor.position() > marks[-1].cursor.position()


def test_replacing_thousands_is_one_step_and_the_cursor_stays_with_its_words(
    writing, opened, qtbot
):
    body = "\n\n".join(f"a boat 😀 sails {number}" for number in range(3_000))
    opened(headline="Boats", body=body)
    writing.source.go_to_position(writing.source.document().find("sails 1500").selectionStart())
    look_for(qtbot, writing.find_bar, "boat")
    qtbot.keyClicks(line(writing.find_bar, "replaceText"), "ship!")
    with qtbot.waitSignal(writing.find_bar.finder.replaced) as told:
        writing.find_bar.replace_all()
    assert told.args == [3_000]
    assert writing.source.text() == body.replace("boat", "ship!")
    assert writing.source.textCursor().block().text().endswith("sails 1500")
    assert writing.source.textCursor().positionInBlock() == len("a ship! 😀 ") + 1
    writing.source.undo()
    assert writing.source.text() == body


def test_finds_are_gone_through_right_after_typing_more(writing, find_bar, qtbot):
    look_for(qtbot, find_bar, "boat")
    writing.source.go_to_position(0)
    writing.source.insertPlainText("boat ")
    find_bar.find_next()
    assert writing.source.textCursor().selectionStart() == 9


def test_typing_a_letter_in_a_long_article_keeps_the_window_going(writing, opened, qtbot):
    shuffled = random.Random(1)
    words = [
        "harbour",
        "said",
        "the",
        "boat",
        "it’s",
        "“night",
        "ferry”",
        "minister",
        "council",
        "ridge",
    ]
    body = "\n\n".join(" ".join(shuffled.choices(words, k=60)) for _ in range(1_250))
    opened(headline="Boats", body=body)
    find = line(writing.find_bar, "findText")
    writing.find_bar.open()
    qtbot.keyClicks(find, "e")
    qtbot.waitUntil(lambda: writing.find_bar.finder.count > 20_000)
    assert "found" in line(writing.find_bar, "findCount").text()
