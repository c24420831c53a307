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


@pytest.fixture
def known(opened, run, add_article, dock, parts, qtbot):
    """Tags of another story, and an open story without any."""
    other = add_article(headline="Other", body="x")
    for label in ("Ferries", "Fares", "Port Calder", "Harbour, old"):
        run(lambda operations, label=label: operations.add_tag(other.id, label))
    article = opened(headline="Boats", body="Ferries leave Port Calder. The ferries are full.")
    dock.activateWindow()
    line = dock.findChild(QObject, "addTag")
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return article


@pytest.fixture
def line(dock):
    return dock.findChild(QObject, "addTag")


def look_up(qtbot, line, words):
    qtbot.keyClicks(line, words)
    qtbot.waitUntil(lambda: line.offers.isVisible() and line.text() == words)


def offered(line):
    model = line.offers.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_rows_ticked_with_space_are_added_together_as_one_undo(qtbot, known, line, parts, desk):
    look_up(qtbot, line, "f")
    qtbot.waitUntil(lambda: offered(line) == ["Fares", "Ferries"])
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(line.offers, key)
    qtbot.keyClick(line.offers, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(parts) == ["Fares", "Ferries"])
    assert desk.undo_text == "Add 2 tags"
    desk.undo()
    qtbot.waitUntil(lambda: labels(parts) == [])


def test_what_is_ticked_stays_while_other_words_are_looked_up(qtbot, known, dock, line, parts):
    look_up(qtbot, line, "fer")
    qtbot.keyClick(line.offers, Qt.Key.Key_Down)
    qtbot.keyClick(line.offers, Qt.Key.Key_Space)
    told = dock.findChild(QObject, "tagsTicked")
    assert told.isVisible() and told.text() == "1 ticked: Enter adds it"
    qtbot.keyClicks(line, "cald")
    qtbot.waitUntil(lambda: offered(line) == ["Ferries", "Port Calder"])
    assert line.text() == "cald"
    line.offers.setCurrentIndex(line.offers.model().index(1, 0))
    qtbot.keyClick(line.offers, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(parts) == ["Ferries", "Port Calder"])
    assert not told.isVisible()


def test_words_between_commas_are_tags_of_their_own(qtbot, known, line, parts):
    add_words(qtbot, line, "ferries, Night boats,Orran")
    qtbot.waitUntil(lambda: labels(parts) == ["Ferries", "Night boats", "Orran"])


def test_a_tag_with_a_comma_in_it_is_meant_as_it_stands(qtbot, known, line, parts):
    add_words(qtbot, line, "harbour, old")
    qtbot.waitUntil(lambda: labels(parts) == ["Harbour, old"])


def test_after_a_comma_the_next_tag_is_looked_up(qtbot, known, line, parts):
    look_up(qtbot, line, "Night boats, cald")
    qtbot.waitUntil(lambda: offered(line) == ["Port Calder"])
    qtbot.keyClick(line.offers, Qt.Key.Key_Down)
    qtbot.keyClick(line.offers, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sorted(labels(parts)) == ["Night boats", "Port Calder"])


def add_words(qtbot, line, words):
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_tags_used_with_those_of_the_story_are_offered_first(
    qtbot, known, line, parts, run, add_article
):
    for number in range(3):
        article = add_article(headline=f"More {number}", body="x")
        run(lambda operations, one=article.id: operations.add_tags(one, ("Fares", "Quays")))
    article = add_article(headline="Trains", body="x")
    run(lambda operations: operations.add_tags(article.id, ("Rail", "Ferries", "Fares")))
    run(lambda operations: operations.add_tags(known.id, ("Rail",)))
    qtbot.waitUntil(lambda: labels(parts) == ["Rail"])
    look_up(qtbot, line, "fe")
    qtbot.waitUntil(lambda: offered(line) == ["Ferries"])
    line.clear()
    look_up(qtbot, line, "f")
    qtbot.waitUntil(lambda: offered(line) == ["Fares", "Ferries"])


TERMS = b"id,label\nmedtop:1,ferries\nmedtop:2,ferry terminals\n"


def test_a_term_of_a_vocabulary_is_offered_and_brings_its_id(qtbot, known, line, parts, run):
    run(lambda operations: operations.load_vocabulary(TERMS, "Shore.csv"))
    look_up(qtbot, line, "ferr")
    qtbot.waitUntil(lambda: "ferry terminals · Shore" in offered(line))
    line.offers.setCurrentIndex(line.offers.model().index(offered(line).index(
        "ferry terminals · Shore"
    ), 0))  # fmt: skip
    qtbot.keyClick(line.offers, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(parts) == ["ferry terminals"])
    assert parts.models.tags.items[0].external_id == "medtop:2"


def suggested(dock):
    rows = dock.findChild(QObject, "tagSuggestions")
    return [rows.item(row).text() for row in range(rows.count())]


def test_tags_named_in_the_text_are_offered_and_added_by_enter_only(qtbot, known, dock, parts):
    qtbot.waitUntil(lambda: suggested(dock) == ["Ferries", "Port Calder"])
    assert labels(parts) == []
    rows = dock.findChild(QObject, "tagSuggestions")
    assert "×2" in rows.item(0).toolTip()
    rows.setCurrentRow(1)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: labels(parts) == ["Port Calder"])
    qtbot.waitUntil(lambda: suggested(dock) == ["Ferries"])


def test_what_is_typed_is_looked_through_when_the_writer_pauses(qtbot, known, dock, writing):
    qtbot.waitUntil(lambda: len(suggested(dock)) == 2)
    writing.source.insertPlainText("Fares rise. ")
    qtbot.waitUntil(lambda: "Fares" in suggested(dock))


def test_behind_another_dock_nothing_is_looked_through(qtbot, known, dock, writing):
    qtbot.waitUntil(lambda: len(suggested(dock)) == 2)
    dock.hide()
    writing.source.insertPlainText("Fares rise. ")
    assert not dock._suggestions._pause.isActive()
    dock.show()
    qtbot.waitUntil(lambda: "Fares" in suggested(dock))


def test_the_manager_is_a_key_away(dock, parts, qtbot):
    with qtbot.waitSignal(parts.traffic.page_wanted) as shown:
        dock.findChild(QObject, "tagManager").click()
    assert shown.args == ["tags"]
