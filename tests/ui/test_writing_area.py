"""The head, the text and the find bar together, over an article of a real library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QListWidget

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_an_article_that_is_opened_fills_the_head_and_the_text(writing, opened):
    opened(headline="Boats sail again", kicker="Northland", byline="By Ada Renn", body="Text.")
    assert writing.head.headline.words == "Boats sail again"
    assert writing.head.field("kicker").words == "Northland"
    assert writing.head.field("byline").words == "By Ada Renn"
    assert writing.source.text() == "Text."


def test_what_is_typed_in_the_head_is_the_open_articles(writing, opened, parts, qtbot):
    opened(headline="Boats", body="Text.")
    qtbot.keyClicks(writing.head.headline, " sail")
    qtbot.keyClicks(writing.head.field("dateline_place"), "Port Calder")
    assert parts.open_article.field("dateline_place") == "Port Calder"
    assert "sail" in parts.open_article.field("headline")


def test_enter_leads_through_the_head_into_the_text(writing, opened, qtbot, qapp):
    opened(body="Text.")
    writing.head.focus_headline()
    order = []
    for _ in range(6):
        order.append(qapp.focusWidget().objectName())
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)
    assert order == [
        "headline",
        "standfirst",
        "byline",
        "datelinePlace",
        "datelineDate",
        "datelineSource",
    ]
    assert qapp.focusWidget() is writing.source


def test_up_from_the_text_leads_back_into_the_head(writing, opened, qtbot, qapp):
    opened(headline="Boats", body="Text.")
    writing.source.setFocus()
    qtbot.keyClick(writing.source, Qt.Key.Key_Up)
    assert qapp.focusWidget().objectName() == "byline"
    qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Up)
    assert qapp.focusWidget().objectName() == "standfirst"


def test_a_right_to_left_article_starts_its_short_fields_at_the_right(writing, opened):
    opened(headline="وادي الصنوبر", byline="بقلم سلمى", body="نص.")
    assert writing.head.field("byline").layoutDirection() is Qt.LayoutDirection.RightToLeft
    opened(headline="Boats", body="Text.")
    assert writing.head.field("byline").layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_the_head_stands_in_the_column_of_the_text(writing, opened, qtbot):
    opened(headline="Boats", body="Text.")
    headline = writing.head.headline
    for width in (480, 900, 1500):
        writing.resize(width, 700)
        left, room = writing.source.column
        qtbot.waitUntil(lambda left=left: headline.mapTo(writing, QPoint()).x() == left)
        byline, place = writing.head.field("byline"), writing.head.field("dateline_place")
        assert (byline.y() == place.y()) == (room >= 520)


def test_a_new_article_waits_for_its_headline(writing, opened, qapp):
    opened()
    assert qapp.focusWidget() is writing.head.headline


def test_the_headline_is_counted_and_too_long_is_said(writing, opened):
    opened(headline="x" * 70)
    counter = writing.findChild(QObject, "headlineCounter")
    assert counter.text() == "70/64"
    assert "6 characters over" in counter.toolTip()


def test_a_pasted_headline_is_one_line(writing, opened):
    opened(body="Text.")
    copied = QMimeData()
    copied.setText("Boats\nsail  again\n")
    writing.head.headline.insertFromMimeData(copied)
    assert writing.head.headline.words == "Boats sail again"


def test_a_suggested_headline_is_only_shown_until_it_is_used(writing, opened, parts, qtbot):
    opened(body="Text.")
    writing.suggest_headline("Boats sail again")
    assert parts.open_article.field("headline") == ""
    assert writing.head.headline.placeholderText() == "Boats sail again"
    use = writing.findChild(QObject, "useSuggestion")
    assert use.isVisible()
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    assert parts.open_article.field("headline") == "Boats sail again"
    assert not use.isVisible()
    writing.head.headline.undo()
    assert parts.open_article.field("headline") == ""


def test_another_article_is_not_offered_the_last_ones_headline(writing, opened):
    opened(body="Text.")
    writing.suggest_headline("Boats sail again")
    opened(body="Other text.")
    assert writing.head.suggestion == ""


def test_each_field_of_the_head_has_an_undo_of_its_own(writing, opened, qtbot):
    opened(headline="Boats", standfirst="Again", body="Text.")
    writing.head.focus_headline()
    qtbot.keyClicks(writing.head.headline, "!")
    qtbot.keyClicks(writing.head.field("standfirst"), "?")
    writing.head.headline.undo()
    assert writing.head.headline.words == "Boats"
    assert "?" in writing.head.field("standfirst").words


def test_leaving_the_library_empties_the_writing_area(writing, opened, parts, qtbot):
    opened(headline="Boats", body="Text.")
    with qtbot.waitSignal(parts.open_article.closed):
        parts.open_article.close_article()
    assert writing.head.headline.words == ""
    assert not writing.isEnabled()


def test_the_list_of_articles_opens_under_two_brackets_and_enter_takes_one(
    writing, opened, add_article, qtbot
):
    add_article(headline="Harbour vote", body="x")
    opened(body="Text. ")
    writing.source.moveCursor(QTextCursor.MoveOperation.End)
    writing.source.setFocus()
    offers = writing.findChild(QObject, "crossLinkCompletion")
    qtbot.keyClicks(writing.source, "[[harb")
    qtbot.waitUntil(offers.isVisible)
    qtbot.keyClick(writing.source, Qt.Key.Key_Return)
    assert writing.source.text() == "Text. [[harbour-vote]]"
    assert not offers.isVisible()


def test_escape_leaves_the_brackets_as_typed(writing, opened, add_article, qtbot):
    add_article(headline="Harbour vote", body="x")
    opened(body="")
    writing.source.setFocus()
    offers = writing.findChild(QObject, "crossLinkCompletion")
    qtbot.keyClicks(writing.source, "[[harb")
    qtbot.waitUntil(offers.isVisible)
    qtbot.keyClick(writing.source, Qt.Key.Key_Escape)
    assert writing.source.text() == "[[harb]]"
    assert not offers.isVisible()


def test_an_article_is_not_offered_to_itself(writing, opened, add_article, qtbot):
    add_article(headline="Harbour vote", body="x")
    opened(headline="Harbour wall", body="")
    writing.source.setFocus()
    offers = writing.findChild(QObject, "crossLinkCompletion")
    qtbot.keyClicks(writing.source, "[[harb")
    qtbot.waitUntil(offers.isVisible)
    listed = offers.findChild(QListWidget)
    assert [listed.item(row).text() for row in range(listed.count())] == ["Harbour vote"]
