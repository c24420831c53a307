"""The Outline dock: where the sections are, and how one gets there."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QObject, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QMenu, QPushButton

from editor.text.outline import outline
from editor.text.section_edits import Place
from editor.text.section_warnings import section_notes
from editor.ui.docks.outline import OutlineDock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BODY = "Lede.\n\n## Upcoming talks\n\nOne two.\n\n### At sea\n\nThree.\n\n## What is next\n\nFour."


@pytest.fixture
def dock(qtbot, parts):
    dock = OutlineDock(parts, today=lambda: date(2026, 1, 20))
    qtbot.addWidget(dock)
    dock.resize(300, 420)
    dock.show()
    return dock


@pytest.fixture
def tree(dock, opened, parts):
    opened(body=BODY)
    parts.models.outline.set_sections(outline(BODY))
    return dock.findChild(QObject, "outlineTree")


def test_without_sections_it_says_how_to_make_one(dock, opened):
    opened(body="No headings.")
    words = [label.text() for label in dock.findChildren(QObject) if hasattr(label, "text")]
    assert any("##" in text for text in words)
    assert not dock.findChild(QObject, "outlineTree").isVisible()


def test_sections_stand_below_the_section_that_holds_them(tree):
    model = tree.model()
    first = model.index(0, 0, QModelIndex())
    assert first.data() == "Upcoming talks"
    assert model.index(0, 0, first).data() == "At sea"
    assert tree.isExpanded(first)
    assert tree.isVisible()


def test_a_click_goes_to_the_section(tree, parts, qtbot):
    index = tree.model().index(1, 0)
    with qtbot.waitSignal(parts.traffic.line_wanted) as wanted:
        qtbot.mouseClick(
            tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center()
        )
    assert wanted.args == [10]


def test_enter_goes_to_the_section(tree, parts, qtbot):
    tree.setFocus()
    tree.setCurrentIndex(tree.model().index(0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(parts.traffic.line_wanted) as wanted:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert wanted.args == [6]


def test_it_follows_the_cursor_and_asks_for_nothing(tree, parts, qtbot):
    with qtbot.assertNotEmitted(parts.traffic.line_wanted):
        parts.traffic.line_reached.emit(8)
    assert tree.currentIndex().data() == "At sea"


TALKS = "## Talks\n\n- Tuesday 12 January: tea\n- 28 January: more tea\n\n## Talks\n\nEnd."


@pytest.fixture
def asked(parts):
    """What was asked for of sections."""
    doings: list = []
    parts.traffic.section_wanted.connect(lambda *doing: doings.append(doing))
    return doings


@pytest.mark.parametrize(
    ("key", "doing"),
    [
        (Qt.Key.Key_Up, "up"),
        (Qt.Key.Key_Down, "down"),
        (Qt.Key.Key_Left, "promote"),
        (Qt.Key.Key_Right, "demote"),
    ],
)
def test_alt_with_an_arrow_moves_a_section(tree, asked, qtbot, key, doing):
    tree.setCurrentIndex(tree.model().index(1, 0))
    qtbot.keyClick(tree, key, Qt.KeyboardModifier.AltModifier)
    assert asked == [(doing, 2)]


def test_a_heading_is_renamed_in_place(tree, parts, qtbot):
    tree.setCurrentIndex(tree.model().index(1, 0))
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    line = tree.findChild(QLineEdit, "headingEditor")
    assert line.text() == "What is next"
    line.setText("What follows")
    with qtbot.waitSignal(parts.models.outline.name_wanted) as wanted:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wanted.args == [2, "What follows"]


def test_a_digit_shows_the_tree_to_a_level_which_stays_when_sections_change(tree, parts, qtbot):
    model = tree.model()
    qtbot.keyClick(tree, Qt.Key.Key_2)
    assert not tree.isExpanded(model.index(0, 0))
    parts.models.outline.set_sections(outline(BODY + "\n\n## More\n\nFive."))
    assert not tree.isExpanded(model.index(0, 0))
    qtbot.keyClick(tree, Qt.Key.Key_6)
    assert tree.isExpanded(model.index(0, 0))


def test_a_section_says_what_was_noticed_and_offers_to_move_what_is_past(
    dock, opened, parts, asked, qtbot
):
    opened(body=TALKS)
    parts.models.outline.set_sections(outline(TALKS))
    parts.models.outline.set_notes(section_notes(TALKS, "en", date(2026, 1, 12)))
    parts.traffic.line_reached.emit(2)
    rows = dock.findChild(QListWidget, "sectionDates")
    words = [rows.item(row).text() for row in range(rows.count())]
    assert "not Tuesday" in words[0]
    assert "past" in words[1] and "tea" in words[1]
    button = dock.findChild(QPushButton, "movePast")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [("past", 0)]
    with qtbot.waitSignal(parts.traffic.line_wanted) as wanted:
        rows.itemActivated.emit(rows.item(1))
    assert wanted.args == [2]


def test_the_menu_of_a_section_offers_what_can_be_done(tree, dock, asked):
    tree.menu_wanted.emit(1, tree.mapToGlobal(tree.rect().center()))
    (menu,) = [one for one in dock.findChildren(QMenu) if one.isVisible()]
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    assert "section-past" not in names
    assert {"section-promote", "section-split", "section-merge", "section-fold"} <= set(names)
    next(one for one in menu.actions() if one.objectName() == "section-split").trigger()
    assert asked == [("split", 1)]
    menu.close()


def test_sections_that_changed_places_are_followed(tree, parts):
    parts.traffic.line_reached.emit(10)
    assert tree.currentIndex().data() == "What is next"
    one, two = "## A\n\na\n\n## B\n\nb", "## B\n\nb\n\n## A\n\na"
    parts.models.outline.set_sections(outline(one))
    parts.traffic.line_reached.emit(0)
    parts.models.outline.set_sections(outline(two))
    assert tree.currentIndex().data() == "B"


@pytest.mark.parametrize(
    ("down", "place"), [(0.5, Place.INTO), (0.05, Place.BEFORE)], ids=("onto", "between")
)
def test_a_section_is_dropped_onto_another_or_between_two(tree, parts, qtbot, down, place):
    model = parts.models.outline
    box = tree.visualRect(model.index(0, 0))
    spot = QPointF(box.center().x(), box.top() + box.height() * down)
    data = model.mimeData([model.index_of(2)])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragMoveEvent(spot.toPoint(), Qt.DropAction.MoveAction, data, left, none)
    tree.dragMoveEvent(over)
    with qtbot.waitSignal(model.move_wanted) as wanted:
        tree.dropEvent(QDropEvent(spot, Qt.DropAction.MoveAction, data, left, none))
    assert wanted.args == [2, 0, place]
    assert model.rowCount() == 2
