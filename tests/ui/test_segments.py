"""A row of buttons of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from editor.ui.segments import Segments


def test_one_is_chosen_by_key_or_click_and_the_choice_is_told(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    segments = Segments("view", [("all", "All"), ("new", "New")], parent, first=1)
    parent.show()
    assert segments.number == 1
    everything = segments.findChild(QToolButton, "view-all")
    with qtbot.waitSignal(segments.chosen) as told:
        qtbot.keyClick(everything, Qt.Key.Key_Space)
    assert told.args == [0]
    assert segments.number == 0
    segments.choose(1)
    assert segments.number == 1
    segments.set_words(1, "New · 3")
    assert segments.findChild(QToolButton, "view-new").text() == "New · 3"


def test_the_one_chosen_takes_the_focus(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    segments = Segments("view", [("all", "All"), ("new", "New")], parent, first=1)
    parent.show()
    segments.setFocus()
    assert parent.focusWidget() is segments.findChild(QToolButton, "view-new")
    segments.choose(0)
    segments.setFocus()
    assert parent.focusWidget() is segments.findChild(QToolButton, "view-all")
