"""Where the regions lie: shown, hidden, remembered, restored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

import resources

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")


def test_one_key_goes_from_both_to_writing_to_preview(sample):
    seen = []
    for _ in range(3):
        sample.actions.action("preview-cycle").trigger()
        shown = (not sample.window.centre.isHidden(), not sample.preview.isHidden())
        seen.append((sample.layout.preview_mode, *shown))
    assert seen == [("write", True, False), ("preview", False, True), ("both", True, True)]


def test_without_an_article_there_is_no_preview(assembly):
    assert assembly.preview.isHidden()


def test_focus_mode_hides_all_but_the_copy_and_esc_brings_it_back(qtbot, sample):
    before = sample.layout.shown_docks
    sample.actions.action("focus-mode").trigger()
    assert sample.layout.shown_docks == frozenset()
    assert sample.preview.isHidden()
    assert sample.window.menuBar().isHidden()
    sample.writing.source.setFocus()
    qtbot.keyClick(sample.writing.source, Qt.Key.Key_Escape)
    assert sample.layout.shown_docks == before
    assert not sample.window.menuBar().isHidden()


@pytest.mark.parametrize("dock", ["library", "outline", "tags", "links", "story"])
def test_a_docks_key_shows_it_with_the_focus_and_hides_it_again(sample, dock):
    action = sample.actions.action(f"dock-{dock}")
    sample.writing.source.setFocus()
    action.trigger()
    focused = QApplication.focusWidget()
    assert focused is sample.window.docks[dock] or sample.window.docks[dock].isAncestorOf(focused)
    assert action.isChecked()
    action.trigger()
    assert sample.window.docks[dock].isHidden()
    assert not action.isChecked()


def test_a_layout_is_remembered(sample, make_assembly):
    sample.actions.action("dock-tags").trigger()
    sample.window.docks["links"].hide()
    sample.actions.action("preview-cycle").trigger()
    kept = sample.layout.kept()
    again = make_assembly(layout=kept)
    assert again.layout.preview_mode == "write"
    assert "links" not in again.layout.shown_docks
    assert again.layout.kept().split()[3] == "write"


@pytest.mark.parametrize("kept", ["", "rubbish", "a b c write", "AAAA AAAA AAAA sideways"])
def test_a_layout_that_cannot_be_read_gives_the_default(make_assembly, kept):
    window = make_assembly(layout=kept)
    assert window.layout.shown_docks == {"library", "outline", "tags", "links", "story", "history"}


def test_one_key_restores_the_default(sample):
    before = sample.layout.shown_docks
    for dock in ("library", "outline", "story"):
        sample.window.docks[dock].hide()
    sample.actions.action("preview-cycle").trigger()
    sample.actions.action("restore-layout").trigger()
    assert sample.layout.shown_docks == before
    assert sample.layout.preview_mode == "both"


def test_a_small_window_begins_without_the_docks_at_the_right(make_assembly):
    window = make_assembly()
    window.window.resize(1024, 700)
    window.layout.restore("")
    assert window.layout.shown_docks == {"library"}
    assert window.window.minimumSizeHint().width() <= 1024


def test_the_text_grows_and_shrinks_within_bounds(assembly):
    usual = assembly.settings.value.editor_size
    assembly.actions.action("zoom-in").trigger()
    assert assembly.settings.value.editor_size == usual + 1
    for _ in range(60):
        assembly.actions.action("zoom-out").trigger()
    assert assembly.settings.value.editor_size == 8
    assembly.actions.action("zoom-reset").trigger()
    assert assembly.settings.value.editor_size == usual


def test_while_copy_is_looked_over_no_dock_tells_of_another_article(qtbot, sample, make_assembly):
    before = sample.layout.shown_docks
    QApplication.clipboard().setText(resources.text("samples/wire-copy.txt"))
    sample.actions.action("paste-wire").trigger()
    qtbot.waitUntil(lambda: sample.review.reviewing, timeout=10_000)
    assert sample.layout.shown_docks == {"library"}
    assert make_assembly(layout=sample.layout.kept()).layout.shown_docks == before
    qtbot.keyClick(sample.window.centre.currentWidget(), Qt.Key.Key_Escape)
    assert not sample.review.reviewing
    assert sample.layout.shown_docks == before


def test_a_wide_page_behind_the_copy_takes_no_room(sample):
    before = sample.window.centre.minimumSizeHint().width()
    wide = QWidget()
    wide.setMinimumWidth(900)
    wide.setLayout(QVBoxLayout())
    sample.window.centre.addWidget(wide)
    assert sample.window.centre.minimumSizeHint().width() == before
    assert sample.window.minimumSizeHint().width() <= sample.window.minimumWidth()


def test_in_a_small_window_panels_give_way_to_the_copy(qtbot, sample):
    sample.window.resize(1024, 700)
    sample.layout.restore_default()
    sample.layout.show_dock("story")
    qtbot.waitUntil(lambda: sample.writing.width() >= 256)
    story = sample.window.docks["story"]
    assert story.geometry().right() < 1024
    form = story.findChild(QWidget, "slug").parentWidget()
    assert form.minimumSizeHint().width() <= story.width()
