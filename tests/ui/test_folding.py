"""Folding hides lines and touches nothing: going inside shows them again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from editor.text.outline import outline
from editor.ui.folding import Folding, FoldMargin

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BODY = (
    "Lede.\n\n## Talks\n\nOne.\n\n### At sea\n\nTwo.\n\nPort\n----\n\nThree.\n\n## Last\n\nFour.\n"
)


@pytest.fixture
def source(writing):
    writing.setEnabled(True)
    writing.source.setPlainText(BODY)
    return writing.source


@pytest.fixture
def folding(source, paper):
    return Folding(source, lambda: outline(source.text()), paper)


def shown(source) -> list[str]:
    block, lines = source.document().firstBlock(), []
    while block.isValid():
        if block.isVisible():
            lines.append(block.text())
        block = block.next()
    return [line for line in lines if line]


def put_cursor(source, words: str) -> None:
    cursor = source.textCursor()
    cursor.setPosition(source.text().index(words))
    source.setTextCursor(cursor)


def test_a_folded_section_leaves_its_heading_and_changes_nothing(source, folding):
    steps, text, height = (
        source.document().availableUndoSteps(),
        source.text(),
        source.document().lineCount(),
    )
    folding.toggle(2)
    assert shown(source) == ["Lede.", "## Talks", "Port", "----", "Three.", "## Last", "Four."]
    assert folding.is_folded(2)
    assert source.text() == text and source.document().availableUndoSteps() == steps
    assert source.document().lineCount() < height
    folding.toggle(2)
    assert len(shown(source)) == 10 and source.document().lineCount() == height


def test_an_underlined_heading_keeps_its_underline(source, folding):
    folding.toggle(10)
    assert "----" in shown(source) and "Three." not in shown(source)
    assert folding.is_folded(10)


def test_a_cursor_that_goes_inside_unfolds(source, folding):
    folding.toggle(2)
    put_cursor(source, "Two.")
    assert "Two." in shown(source) and not folding.is_folded(2)


def test_a_find_inside_unfolds(source, folding, writing):
    folding.toggle(2)
    line = source.text()[: source.text().index("Two.")].count("\n")
    source.go_to_line(line)
    assert "Two." in shown(source)


def test_folding_around_the_cursor_takes_it_to_the_heading(source, folding):
    put_cursor(source, "Two.")
    folding.toggle(2)
    assert folding.is_folded(2)
    assert source.textCursor().block().text() == "## Talks"


def test_to_a_level_only_headings_are_left(source, folding):
    folding.fold_to(2)
    assert shown(source) == ["Lede.", "## Talks", "Port", "----", "## Last"]
    folding.unfold_all()
    assert len(shown(source)) == 10


def test_joining_a_line_to_what_is_hidden_shows_it(source, folding):
    folding.toggle(2)
    put_cursor(source, "\n\nOne.")
    cursor = source.textCursor()
    cursor.deleteChar()
    assert "One." in shown(source)


def test_undo_of_what_was_typed_inside_shows_it(source, folding):
    put_cursor(source, "One.")
    source.textCursor().insertText("Not ")
    source.moveCursor(QTextCursor.MoveOperation.Start)
    folding.toggle(2)
    source.undo()
    assert "One." in shown(source)


def test_a_click_in_the_margin_folds(source, folding, qtbot):
    margin = source.findChild(FoldMargin)
    block = source.document().findBlockByNumber(2)
    box = source.blockBoundingGeometry(block).translated(source.contentOffset())
    place = QPoint(10, round(box.center().y()))
    qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=place)
    assert folding.is_folded(2)
    margin.grab()
    qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=place)
    assert not folding.is_folded(2)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from((2, 6, 10, 15, -1, -2)), max_size=8))
def test_whatever_is_folded_everything_comes_back(source, folding, folds):
    for line in folds:
        if line < 0:
            folding.fold_to(1 - line)
        else:
            folding.toggle(line)
    assert source.text() == BODY
    folding.unfold_all()
    assert len(shown(source)) == 10
