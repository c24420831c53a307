"""The Links dock: related stories from the library, from the web and still to come."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

from db.records import Related, RelatedKind
from editor.ui.docks.links import LinksDock, related_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dock(qtbot, parts):
    dock = LinksDock(parts)
    qtbot.addWidget(dock)
    dock.resize(300, 600)
    dock.show()
    return dock


@pytest.fixture
def beside(dock, opened, run, parts, qtbot):
    """An article with one related story of each sort, open."""
    other = run(lambda operations: operations.new_article())
    run(lambda operations: operations.save(other.id, {"headline": "Harbour vote"}))
    article = opened(headline="Boats", body="Text.")
    for related in (
        Related("Harbour vote", article=other.id),
        Related("Timetable", url="https://port-calder.example/boats"),
        Related("Islands without a boat"),
    ):
        run(lambda operations, related=related: operations.add_related(article.id, related))
    qtbot.waitUntil(lambda: len(parts.models.related.items) == 3)
    return other


@pytest.fixture
def related_list(dock):
    return dock.findChild(QObject, "relatedList")


def titles(parts):
    return [related.title for related in parts.models.related.items]


def choose(view, row):
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, 0))


def test_words_typed_in_full_wait_for_their_story(dock, opened, parts, qtbot):
    opened(headline="Boats", body="Text.")
    line = dock.findChild(QObject, "addRelated")
    qtbot.keyClicks(line, "Islands without a boat")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(parts) == ["Islands without a boat"])
    assert parts.models.related.items[0].unresolved


def test_a_headline_found_in_the_library_is_taken_with_down_and_enter(
    dock, opened, add_article, parts, qtbot
):
    other = add_article(headline="Harbour vote", body="x")
    opened(headline="Boats", body="Text.")
    line = dock.findChild(QObject, "addRelated")
    dock.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "harb")
    qtbot.waitUntil(line._popup.isVisible)
    qtbot.keyClick(line._popup, Qt.Key.Key_Down)
    qtbot.keyClick(line._popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(parts) == ["Harbour vote"])
    assert parts.models.related.items[0].article == other.id


@pytest.mark.parametrize(
    ("words", "title", "url"),
    [
        (
            "https://port-calder.example/a Boats at six",
            "Boats at six",
            "https://port-calder.example/a",
        ),
        ("www.port-calder.example", "port-calder.example", "https://www.port-calder.example"),
        ("Boats at six", "Boats at six", None),
    ],
)
def test_what_is_typed_is_an_address_or_a_title(words, title, url):
    related = related_of(words)
    assert (related.title, related.url) == (title, url)


def test_enter_opens_an_article(beside, related_list, parts, qtbot):
    choose(related_list, 0)
    with qtbot.waitSignal(parts.traffic.article_wanted) as wanted:
        qtbot.keyClick(related_list, Qt.Key.Key_Return)
    assert wanted.args == [beside.id]


def test_enter_on_a_waiting_title_finds_its_story(beside, related_list, parts, qtbot, ask):
    parts.traffic.story_wanted.connect(
        lambda chosen: chosen(ask(lambda operations: operations.by_headline("Harbour", 1))[0])
    )
    choose(related_list, 2)
    qtbot.keyClick(related_list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not parts.models.related.items[2].unresolved)
    assert titles(parts)[2] == "Harbour vote"


def test_a_story_found_may_link_back(dock, beside, parts, qtbot, ask):
    parts.traffic.story_wanted.connect(
        lambda chosen: chosen(ask(lambda operations: operations.by_headline("Harbour", 1))[0])
    )
    menu = dock.row_menu(2)
    next(one for one in menu.actions() if "link it back" in one.text()).trigger()
    qtbot.waitUntil(lambda: not parts.models.related.items[2].unresolved)
    back = ask(lambda operations: operations.related(beside.id))
    assert [related.title for related in back] == ["Boats"]


def test_the_menu_of_a_row_changes_its_kind(dock, beside, parts, qtbot):
    menu = dock.row_menu(1)
    next(one for one in menu.actions() if one.text() == "Timeline").trigger()
    qtbot.waitUntil(lambda: parts.models.related.items[1].kind is RelatedKind.TIMELINE)


def test_rows_are_moved_removed_and_brought_back(beside, related_list, parts, qtbot, desk):
    choose(related_list, 2)
    qtbot.keyClick(related_list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(parts) == ["Harbour vote", "Islands without a boat", "Timetable"]
    qtbot.keyClick(related_list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(parts) == ["Harbour vote", "Timetable"])
    desk.undo()
    qtbot.waitUntil(lambda: len(titles(parts)) == 3)


def around(dock, name):
    return dock.findChild(QObject, name)


def show_segment(dock, qtbot, number):
    qtbot.mouseClick(dock.findChild(QObject, f"around-{number}"), Qt.MouseButton.LeftButton)


def test_each_link_here_is_listed_with_its_sentence_and_opens(
    dock, opened, run, add_article, parts, qtbot
):
    here = opened(headline="Boats", body="Text.")
    there = add_article(
        headline="Harbour vote", body=f"First. The quay sees [[{here.slug}|fewer boats]] now."
    )
    run(lambda operations: operations.add_related(there.id, Related("Boats", article=here.id)))
    backlinks = around(dock, "backlinkList")
    qtbot.waitUntil(lambda: backlinks.count() == 2)
    assert {backlinks.item(row).text() for row in range(2)} == {"Harbour vote"}
    assert "The quay sees fewer boats now." in {backlinks.item(row).toolTip() for row in range(2)}
    assert dock.findChild(QObject, "around-0").text() == "Links here · 2"
    backlinks.setCurrentRow(0)
    with qtbot.waitSignal(parts.traffic.article_wanted) as wanted:
        qtbot.keyClick(backlinks, Qt.Key.Key_Return)
    assert wanted.args == [there.id]


def test_more_links_than_a_page_are_asked_for_at_the_end_of_the_list(
    dock, opened, run, add_article, parts, qtbot
):
    here = opened(headline="Boats", body="Text.")
    add_article(headline="Harbour vote", body=f"[[{here.slug}]] " * 60)
    backlinks = around(dock, "backlinkList")
    qtbot.waitUntil(lambda: backlinks.count() == 51)
    assert backlinks.item(50).text() == "Show more"
    backlinks.setCurrentRow(50)
    qtbot.keyClick(backlinks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: backlinks.count() == 60)
    assert backlinks.currentRow() == 50


def test_what_was_asked_for_stays_when_the_library_changes(
    dock, opened, run, add_article, parts, qtbot
):
    here = opened(headline="Boats", body="Text.")
    there = add_article(headline="Harbour vote", body=f"[[{here.slug}]] " * 120)
    backlinks = around(dock, "backlinkList")
    qtbot.waitUntil(lambda: backlinks.count() == 51)
    backlinks.setCurrentRow(50)
    qtbot.keyClick(backlinks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: backlinks.count() == 101)
    run(lambda operations: operations.save(there.id, {"headline": "Quay vote"}))
    qtbot.waitUntil(lambda: backlinks.item(0).text() == "Quay vote")
    assert backlinks.count() == 101


def test_who_comes_by_tab_stands_on_a_row_that_is_read_out_with_its_sentence(
    dock, opened, add_article, qtbot
):
    here = opened(headline="Boats", body="Text.")
    add_article(headline="Harbour vote", body=f"The quay sees [[{here.slug}|fewer boats]] now.")
    backlinks = around(dock, "backlinkList")
    qtbot.waitUntil(lambda: backlinks.count() == 1)
    assert backlinks.currentRow() == -1
    backlinks.setFocus(Qt.FocusReason.TabFocusReason)
    assert backlinks.currentRow() == 0
    read_out = backlinks.item(0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert read_out == "The quay sees fewer boats now."


def test_nothing_is_claimed_before_the_library_has_answered(
    dock, opened, add_article, desk, parts, qtbot
):
    other = add_article(headline="Nets")
    opened(headline="Boats", body="Text.")
    hint = next(one for one in dock.findChildren(QLabel) if "points here" in one.text())
    qtbot.waitUntil(hint.isVisible)
    gate = Event()
    desk.ask(lambda _operations: gate.wait(10), lambda _ended: None)
    with qtbot.waitSignal(parts.open_article.loaded):
        parts.open_article.open(other.id)
    assert not hint.isVisible()
    gate.set()
    qtbot.waitUntil(hint.isVisible)


def test_a_mention_becomes_a_link_with_one_key_and_undo_takes_it_back(
    dock, opened, add_article, ask, desk, qtbot
):
    here = opened(headline="Night ferry", body="Text.")
    there = add_article(headline="Harbour vote", body="They kept the night ferry. For now.")
    show_segment(dock, qtbot, 1)
    mentions = around(dock, "mentionList")
    qtbot.waitUntil(lambda: mentions.count() == 1)
    assert mentions.item(0).toolTip() == "They kept the night ferry."
    mentions.setFocus()
    mentions.setCurrentRow(0)
    qtbot.keyClick(mentions, Qt.Key.Key_L)
    linked = f"They kept the [[{here.slug}|night ferry]]. For now."
    body = lambda: ask(lambda operations: operations.stored(there.id).body)  # noqa: E731
    qtbot.waitUntil(lambda: body() == linked)
    qtbot.waitUntil(lambda: mentions.count() == 0)
    desk.undo()
    qtbot.waitUntil(lambda: body() == "They kept the night ferry. For now.")


def test_a_suggestion_says_why_and_goes_beside_the_story_with_one_key(
    dock, opened, run, add_article, parts, qtbot
):
    other = add_article(headline="Harbour vote", body="Quay.")
    run(lambda operations: operations.add_tag(other.id, "Ferries"))
    here = opened(headline="Night ferry", body="Text.")
    run(lambda operations: operations.add_tag(here.id, "Ferries"))
    show_segment(dock, qtbot, 2)
    suggestions = around(dock, "suggestionList")
    qtbot.waitUntil(lambda: suggestions.count() == 1)
    assert "Ferries" in suggestions.item(0).toolTip()
    suggestions.setFocus()
    suggestions.setCurrentRow(0)
    qtbot.keyClick(suggestions, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: titles(parts) == ["Harbour vote"])
    qtbot.waitUntil(lambda: suggestions.count() == 0)


def test_a_dock_that_is_not_seen_asks_only_when_it_is_shown(dock, opened, add_article, qtbot):
    dock.hide()
    here = opened(headline="Boats", body="Text.")
    add_article(headline="Harbour vote", body=f"See [[{here.slug}]].")
    backlinks = around(dock, "backlinkList")
    assert backlinks.count() == 0
    dock.show()
    qtbot.waitUntil(lambda: backlinks.count() == 1)


def test_lists_that_are_not_in_front_are_not_asked_for(dock, opened, parts, monkeypatch, qtbot):
    asked = []
    ask = parts.desk.ask_newest
    monkeypatch.setattr(
        parts.desk,
        "ask_newest",
        lambda channel, question, *rest: asked.append(question) or ask(channel, question, *rest),
    )
    opened(headline="Night ferry", body="Text.")
    names = [getattr(getattr(one, "func", None), "__name__", "") for one in asked]
    assert "_backlinks" in names
    assert "_mentions" not in names
    assert "_suggestions" not in names
