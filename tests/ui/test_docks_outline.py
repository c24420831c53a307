"""The Outline dock: where the sections are, and how one gets there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt

from editor.text.outline import outline
from editor.ui.docks.outline import OutlineDock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BODY = "Lede.\n\n## Upcoming talks\n\nOne two.\n\n### At sea\n\nThree.\n\n## What is next\n\nFour."


@pytest.fixture
def dock(qtbot, parts):
    dock = OutlineDock(parts)
    qtbot.addWidget(dock)
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
