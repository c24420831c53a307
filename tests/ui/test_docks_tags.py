"""The Tags dock, by what a writer presses in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt

from db.records import TagKind
from editor.ui.docks.tags import TagsDock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dock(qtbot, parts):
    dock = TagsDock(parts)
    qtbot.addWidget(dock)
    dock.resize(300, 500)
    dock.show()
    return dock


@pytest.fixture
def article(dock, opened, run, parts, qtbot):
    article = opened(headline="Boats", body="Text.")
    for label, kind in (("World", TagKind.SECTION), ("Northland", TagKind.PLACE), ("Boats", None)):
        run(lambda operations, label=label, kind=kind: operations.add_tag(article.id, label, kind))
    qtbot.waitUntil(lambda: len(parts.models.tags.items) == 3)
    return article


def labels(parts):
    return [tag.label for tag in parts.models.tags.items]


def add(qtbot, dock, words):
    line = dock.findChild(QObject, "addTag")
    line.setFocus()
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


@pytest.fixture
def tag_list(dock):
    return dock.findChild(QObject, "tagList")


def choose(view, row):
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, 0))


def test_enter_adds_what_is_typed_with_its_kind_guessed(dock, article, parts, qtbot, ask):
    add(qtbot, dock, "Ridge Council (RC)")
    qtbot.waitUntil(lambda: len(parts.models.tags.items) == 4)
    added = parts.models.tags.items[-1]
    assert added.label == "Ridge Council (RC)"
    assert added.kind is TagKind.ORGANISATION
    assert dock.findChild(QObject, "addTag").text() == ""


def test_the_kind_may_be_chosen_before_enter(dock, article, parts, qtbot):
    line, kinds = dock.findChild(QObject, "addTag"), dock.findChild(QObject, "newTagKind")
    qtbot.keyClicks(line, "Night fer")
    kinds.setCurrentIndex(kinds.findText("Event"))
    kinds.activated.emit(kinds.currentIndex())
    qtbot.keyClicks(line, "ry")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(parts.models.tags.items) == 4)
    assert parts.models.tags.items[-1].kind is TagKind.EVENT


def test_a_known_tag_is_offered_and_taken_with_down_and_enter(
    dock, opened, run, parts, qtbot, add_article
):
    other = add_article(headline="Other", body="x")
    run(lambda operations: operations.add_tag(other.id, "Port Calder", TagKind.PLACE))
    opened(headline="Boats", body="Text.")
    line = dock.findChild(QObject, "addTag")
    dock.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "cald")
    offers = line._popup
    qtbot.waitUntil(offers.isVisible)
    qtbot.keyClick(offers, Qt.Key.Key_Down)
    qtbot.keyClick(offers, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(parts) == ["Port Calder"])
    assert parts.models.tags.items[0].kind is TagKind.PLACE
    assert line.text() == ""


def test_an_empty_dock_teaches(dock, opened):
    opened(headline="Boats", body="Text.")
    words = [one.text() for one in dock.findChildren(QObject) if hasattr(one, "text")]
    assert any("press Enter" in text for text in words)


def test_delete_takes_a_tag_off_and_undo_puts_it_back(article, tag_list, parts, qtbot, desk):
    choose(tag_list, 1)
    qtbot.keyClick(tag_list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: labels(parts) == ["World", "Boats"])
    desk.undo()
    qtbot.waitUntil(lambda: labels(parts) == ["World", "Northland", "Boats"])


def test_alt_down_moves_a_tag_and_stays_with_it(article, tag_list, parts, qtbot, desk, ask):
    choose(tag_list, 0)
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(tag_list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert labels(parts) == ["Northland", "World", "Boats"]
    assert tag_list.row == 1
    stored = ask(lambda operations: operations.tags_of(article.id))
    assert [tag.label for tag in stored] == ["Northland", "World", "Boats"]


def test_the_menu_of_a_tag_changes_its_kind(dock, article, parts, qtbot):
    menu = dock.kind_menu(2)
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["Topic"]
    next(action for action in menu.actions() if action.text() == "Person").trigger()
    qtbot.waitUntil(lambda: parts.models.tags.items[2].kind is TagKind.PERSON)


def test_without_an_article_nothing_can_be_added(dock, desk):
    assert not dock.findChild(QObject, "addTag").isEnabled()
    assert not dock.findChild(QObject, "tagRemove").isEnabled()
