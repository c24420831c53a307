"""Pages in the middle of the window: shown, left, and made only when they are wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from editor.ui.page_desk import PageDesk
from editor.ui.pages.page import Page, PageSpec

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")


class Plain(Page):
    """A page with nothing to do but count how often it was begun."""

    def __init__(self, _parts: object) -> None:
        super().__init__()
        self.begun = 0
        QVBoxLayout(self).addWidget(QLabel("A page"))

    def begin(self) -> None:
        self.begun += 1
        self.setFocus()


@pytest.fixture
def pages(assembly) -> PageDesk:
    return PageDesk(
        (PageSpec("plain", "Plain", Plain),),
        assembly.parts,
        assembly.window.centre,
        lambda: assembly.empty,
        assembly,
    )


def test_a_page_is_made_when_first_shown_and_begun_each_time(pages, assembly):
    before = assembly.window.centre.count()
    page = pages.show("plain")
    assert (pages.shown, page.begun, assembly.window.centre.count()) == ("plain", 1, before + 1)
    pages.leave()
    assert pages.shown == ""
    assert assembly.window.centre.currentWidget() is assembly.empty
    assert pages.show("plain") is page
    assert page.begun == 2


def test_the_same_key_shows_a_page_and_leaves_it(pages):
    pages.toggle("plain")
    assert pages.shown == "plain"
    pages.toggle("plain")
    assert pages.shown == ""


def test_escape_leaves_a_page(qtbot, pages):
    page = pages.show("plain")
    with qtbot.waitSignal(pages.changed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert pages.shown == ""


def test_opening_an_article_leaves_the_page(qtbot, pages, assembly):
    pages.show("plain")
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    assert pages.shown == ""


def test_another_library_leaves_the_page_of_the_one_before(qtbot, pages, assembly, tmp_path):
    pages.show("plain")
    with qtbot.waitSignal(assembly.desk.opened):
        assembly.commands.library.open(tmp_path / "other.standfirst", create=True)
    assert pages.shown == ""
