"""What says where the writer is: the name of the window, the status bar, the libraries of late."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.ui.pages.page import Page, PageSpec

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")


def title(assembly):
    return assembly.window.windowTitle()


def said(assembly):
    """What the status bar shows besides the save state."""
    labels = assembly.status.findChildren(QLabel)
    return {one.objectName() for one in labels if one.isVisible()} - {"saveState"}


def test_the_window_is_named_after_article_and_library(qtbot, assembly):
    assert title(assembly) == "desk – Standfirst"
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: title(assembly) == "New article – desk – Standfirst")


def test_while_copy_is_looked_over_nothing_speaks_of_the_article_before(qtbot, sample):
    before = title(sample)
    qtbot.waitUntil(lambda: "wordCount" in said(sample))
    about = said(sample)
    QGuiApplication.clipboard().setText("PORT CALDER, March 9 (NNA) - The pier closed on Monday.")
    sample.actions.action("paste-wire").trigger()
    qtbot.waitUntil(lambda: sample.review.reviewing, timeout=10_000)
    assert title(sample) == "Pasted copy – Sample desk – Standfirst"
    assert said(sample) == set()
    sample.status.show_section("Harbour")
    assert said(sample) == set()
    sample.status.show_section("")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert title(sample) == before
    assert said(sample) == about


class BarePage(Page):
    def begin(self):
        self.setFocus()


def test_a_page_names_the_window_while_it_is_shown(qtbot, sample):
    before = title(sample)
    sample.pages._specs["bare"] = PageSpec("bare", "Loose ends", lambda _parts: BarePage())
    sample.pages.show("bare")
    assert title(sample) == "Loose ends – Sample desk – Standfirst"
    sample.pages.leave()
    assert title(sample) == before


def pick(qtbot, assembly, words):
    """Types into the picker and takes the first choice."""
    line = assembly.picker.findChild(QWidget, "pickerSearch")
    qtbot.keyClicks(line, words)
    QApplication.sendEvent(
        line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    )


def test_a_library_of_late_is_opened_again_by_name(qtbot, sample, tmp_path):
    sample.actions.action("open-recent").trigger()
    with qtbot.waitSignal(sample.desk.opened):
        pick(qtbot, sample, "desk")
    assert sample.desk.path == tmp_path / "desk.standfirst"


def test_a_library_that_is_gone_goes_off_the_list(qtbot, sample, tmp_path):
    (tmp_path / "desk.standfirst").unlink()
    sample.actions.action("open-recent").trigger()
    pick(qtbot, sample, "desk")
    assert "any more" in sample.window.notices.words("library")
    assert not sample.actions.action("open-recent").isEnabled()


def test_with_no_library_of_late_there_is_none_to_go_back_to(assembly):
    assert not assembly.actions.action("open-recent").isEnabled()


def test_an_empty_desk_offers_the_libraries_of_late(qtbot, sample, tmp_path):
    offer = sample.empty.findChild(QWidget, "offer-open-recent")
    with qtbot.waitSignal(sample.desk.opened):
        sample.commands.library.open(tmp_path / "another.standfirst", create=True)
    qtbot.waitUntil(lambda: sample.window.centre.currentWidget() is sample.empty)
    qtbot.waitUntil(offer.isVisible)


def test_where_there_are_none_an_empty_desk_offers_none(assembly):
    assert assembly.empty.findChild(QWidget, "offer-open-recent").isHidden()
