"""Loose ends: broken links led somewhere, waiting titles resolved, articles on their own; and the
offer to a story that others have been waiting for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolButton

from db.records import Related
from editor.ui.docks.around_list import AroundList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")


@pytest.fixture
def stored(qtbot, assembly):
    """Stores articles; gives each as it is."""

    def store(headline: str, body: str = "", *related: str):
        found = []

        def work(operations):
            article = operations.new_article().value
            for title in related:
                operations.add_related(article.id, Related(title))
            return operations.save(article.id, {"headline": headline, "body": body})

        assembly.desk.do(work, found.append)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return store


@pytest.fixture
def page(qtbot, assembly, stored):
    stored("Ferry vote", "See [[old-quay|the quay]] and [[old-quay]].")
    stored("Fish", "Nothing.", "Herring at last")
    assembly.actions.action("loose-ends").trigger()
    page = assembly.window.centre.currentWidget()
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    return page


def rows(page) -> list[tuple[str, str]]:
    view = page.findChild(AroundList, "looseEnds")
    if view.isHidden():
        return []
    items = [view.item(row) for row in range(view.count())]
    return [(item.text(), item.toolTip()) for item in items]


def choose(qtbot, page, number: int) -> None:
    segment = page.findChild(QToolButton, f"looseEnds-{number}")
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)


def press(qtbot, page, key) -> None:
    view = page.findChild(AroundList, "looseEnds")
    view.setFocus()
    qtbot.keyClick(view, key)


def pick(qtbot, assembly, words: str) -> None:
    line = assembly.picker.findChild(QObject, "pickerSearch")
    qtbot.waitUntil(line.isVisible)
    qtbot.keyClicks(line, words)
    choices = assembly.picker.findChild(QObject, "pickerList")
    qtbot.waitUntil(lambda: choices.model().rowCount() == 1)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_broken_links_are_listed_and_led_to_an_article_with_undo(qtbot, page, assembly, stored):
    assert rows(page) == [
        ("Ferry vote", "[[old-quay]] saying “the quay”"),
        ("Ferry vote", "[[old-quay]]"),
    ]
    stored("Harbour wall")
    press(qtbot, page, Qt.Key.Key_L)
    pick(qtbot, assembly, "Harbour")
    qtbot.waitUntil(lambda: rows(page) == [])
    nothing = page.findChild(QLabel, "looseEndsNothing")
    assert nothing.text() == "Every cross-link leads to its article."
    assembly.actions.action("undo-library").trigger()
    qtbot.waitUntil(lambda: len(rows(page)) == 2)


def test_a_waiting_title_is_resolved_with_a_link_back(qtbot, page, assembly, stored):
    story = stored("Herring in the sound")
    choose(qtbot, page, 1)
    qtbot.waitUntil(lambda: rows(page) == [("Fish", "Herring at last, as see also")])
    page.findChild(QCheckBox, "looseEndsBoth").setChecked(True)
    qtbot.mouseClick(page.findChild(QPushButton, "looseEndsDo"), Qt.MouseButton.LeftButton)
    pick(qtbot, assembly, "Herring in")
    qtbot.waitUntil(lambda: rows(page) == [])
    found = []
    assembly.desk.ask(lambda operations: operations.related(story.id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [one.title for one in found[0]] == ["Fish"]


def test_an_empty_list_leaves_the_keyboard_on_the_page(qtbot, assembly):
    """On the toast, say, Esc would not leave the page and Enter would undo something."""
    assembly.actions.action("loose-ends").trigger()
    page = assembly.window.centre.currentWidget()
    nothing = page.findChild(QLabel, "looseEndsNothing")
    qtbot.waitUntil(lambda: nothing.isVisible() and bool(nothing.text()))
    assert page.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert assembly.pages.shown == ""
    assembly.actions.action("loose-ends").trigger()
    assert page.isAncestorOf(QApplication.focusWidget())


def test_choosing_another_list_leaves_the_keyboard_where_it_is(qtbot, page):
    segment = page.findChild(QToolButton, "looseEnds-1")
    segment.setFocus()
    qtbot.keyClick(segment, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: rows(page) == [("Fish", "Herring at last, as see also")])
    assert segment.hasFocus()


def test_articles_on_their_own_are_listed_and_opened_with_enter(qtbot, page, assembly):
    choose(qtbot, page, 2)
    qtbot.waitUntil(lambda: {name for name, _ in rows(page)} == {"Ferry vote", "Fish"})
    page.findChild(QCheckBox, "looseEndsPublished").setChecked(True)
    qtbot.waitUntil(lambda: rows(page) == [])
    page.findChild(QCheckBox, "looseEndsPublished").setChecked(False)
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    press(qtbot, page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    assert assembly.pages.shown == ""


@pytest.fixture
def arrived(qtbot, assembly, stored):
    """A story others have been waiting for, open."""
    stored("Fish", "Nothing.", "Herring at last")
    story = stored("Herring, at last!")
    assembly.open_article.open(story.id)
    return story


def offers(assembly) -> dict[str, QPushButton]:
    buttons = assembly.window.notices.findChildren(QPushButton)
    return {button.text(): button for button in buttons if button.isVisible()}


def related_titles(qtbot, assembly, article_id: str) -> list[str]:
    found = []
    assembly.desk.ask(lambda operations: operations.related(article_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [one.title for one in found[0]]


def test_a_story_others_waited_for_is_offered_to_them_both_ways(qtbot, assembly, arrived):
    qtbot.waitUntil(lambda: "Link both ways" in offers(assembly))
    qtbot.mouseClick(offers(assembly)["Link both ways"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: related_titles(qtbot, assembly, arrived.id) == ["Fish"])
    assert "Link both ways" not in offers(assembly)


def test_what_is_turned_down_is_not_offered_again(qtbot, assembly, arrived, stored):
    qtbot.waitUntil(lambda: "Not this one" in offers(assembly))
    qtbot.mouseClick(offers(assembly)["Not this one"], Qt.MouseButton.LeftButton)
    other = stored("Something else")
    for article in (other, arrived):
        with qtbot.waitSignal(assembly.open_article.loaded):
            assembly.open_article.open(article.id)
    waiting = assembly._waiting
    waiting._ask()
    looked = []
    assembly.desk.ask(lambda operations: operations.loose_counts(), looked.append)
    qtbot.waitUntil(lambda: bool(looked))
    assert "Link them" not in offers(assembly)
