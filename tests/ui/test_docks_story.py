"""The Story dock: fields that keep, restore and refuse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt

from db.records import INDEFINITE, Direction, Status
from editor.ui.docks.story import StoryDock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dock(qtbot, parts):
    dock = StoryDock(parts)
    qtbot.addWidget(dock)
    dock.resize(300, 760)
    dock.show()
    return dock


@pytest.fixture
def article(dock, opened):
    return opened(headline="Boats", body="Text.")


def field(dock, name):
    return dock.findChild(QObject, name)


def write(qtbot, line, words, key=Qt.Key.Key_Return):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, words)
    if key is not None:
        qtbot.keyClick(line, key)


def now(parts):
    return parts.open_article.article


def test_the_fields_show_the_article_that_is_open(dock, article):
    assert field(dock, "slug").text() == "boats"
    assert field(dock, "language").currentText() == "English"
    assert "Draft" in field(dock, "presentStatus").text()


def test_enter_keeps_a_field_and_undo_brings_the_old_one_back(dock, article, parts, qtbot, desk):
    write(qtbot, field(dock, "slugline"), "BOATS-VOTE")
    qtbot.waitUntil(lambda: now(parts).slugline == "BOATS-VOTE")
    assert desk.undo_text == "Change slugline"
    desk.undo()
    qtbot.waitUntil(lambda: field(dock, "slugline").text() == "")


def test_leaving_a_field_keeps_it(dock, article, parts, qtbot):
    write(qtbot, field(dock, "section"), "World", key=Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: now(parts).section == "World")


def test_escape_brings_the_old_value_back(dock, article, parts, qtbot):
    slug = field(dock, "slug")
    write(qtbot, slug, "other", key=Qt.Key.Key_Escape)
    assert slug.text() == "boats"
    assert now(parts).slug == "boats"


def test_a_slug_that_is_taken_is_refused_in_words_and_stays_to_be_mended(
    dock, article, parts, qtbot, add_article
):
    add_article(headline="Harbour vote", body="x")
    write(qtbot, field(dock, "slug"), "harbour-vote")
    refusal = field(dock, "slugRefusal")
    qtbot.waitUntil(refusal.isVisible)
    assert refusal.text()
    assert now(parts).slug == "boats"
    assert field(dock, "slug").text() == "harbour-vote"
    parts.open_article.article_changed.emit(now(parts))
    assert field(dock, "slug").text() == "harbour-vote"
    qtbot.keyClick(field(dock, "slug"), Qt.Key.Key_Escape)
    assert field(dock, "slug").text() == "boats"
    assert not refusal.isVisible()
    write(qtbot, field(dock, "slug"), "boats-again")
    qtbot.waitUntil(lambda: now(parts).slug == "boats-again")
    assert not refusal.isVisible()


def test_a_slugline_is_counted_and_one_too_long_is_refused(dock, article, parts, qtbot):
    write(qtbot, field(dock, "slugline"), "A" * 25, key=None)
    assert field(dock, "sluglineCount").text() == "25/24"
    qtbot.keyClick(field(dock, "slugline"), Qt.Key.Key_Return)
    qtbot.waitUntil(field(dock, "sluglineRefusal").isVisible)
    assert field(dock, "slugline").text() == "A" * 25
    assert now(parts).slugline == ""


def test_what_was_refused_stays_with_its_article(dock, article, parts, qtbot, opened):
    write(qtbot, field(dock, "slugline"), "A" * 25)
    qtbot.waitUntil(field(dock, "sluglineRefusal").isVisible)
    opened(headline="Ferries", body="Text.")
    assert field(dock, "slugline").text() == ""
    assert not field(dock, "sluglineRefusal").isVisible()


def test_a_save_of_the_text_leaves_a_field_that_is_being_typed(dock, article, parts, qtbot):
    write(qtbot, field(dock, "section"), "Wor", key=None)
    parts.open_article.article_changed.emit(now(parts))
    assert field(dock, "section").text() == "Wor"


def test_a_target_length_is_a_number_of_words(dock, article, parts, qtbot):
    write(qtbot, field(dock, "targetWords"), "many")
    assert "number of words" in field(dock, "target_wordsRefusal").text()
    write(qtbot, field(dock, "targetWords"), "1,200")
    qtbot.waitUntil(lambda: now(parts).target_words == 1200)
    assert not field(dock, "target_wordsRefusal").text()


def test_the_buttons_are_the_legal_moves(dock, article, parts, qtbot):
    assert field(dock, "moveToPublished") is None
    qtbot.mouseClick(field(dock, "moveToInProgress"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: now(parts).status is Status.IN_PROGRESS)
    assert "In progress" in field(dock, "presentStatus").text()
    qtbot.waitUntil(lambda: field(dock, "moveToSubmitted") is not None)
    assert field(dock, "moveToDraft") is not None


def test_a_spiked_article_offers_to_be_restored(dock, article, parts, qtbot, run):
    run(lambda operations: operations.spike(article.id))
    qtbot.waitUntil(lambda: field(dock, "restoreArticle") is not None)
    qtbot.mouseClick(field(dock, "restoreArticle"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: now(parts).status is Status.DRAFT)


def test_language_and_direction_are_chosen_from_lists(dock, article, parts, qtbot):
    language = field(dock, "language")
    language.setCurrentIndex(language.findText("Arabic"))
    language.activated.emit(language.currentIndex())
    qtbot.waitUntil(lambda: now(parts).language == "ar")
    direction = field(dock, "direction")
    direction.setCurrentIndex(direction.findText("Right to left"))
    direction.activated.emit(direction.currentIndex())
    qtbot.waitUntil(lambda: now(parts).direction is Direction.RTL)


def choose(dock, words):
    kinds = field(dock, "embargoKind")
    kinds.setCurrentIndex(kinds.findText(words))
    kinds.activated.emit(kinds.currentIndex())


def test_an_embargo_is_none_for_ever_or_until_a_time_with_its_zone(dock, article, parts, qtbot):
    choose(dock, "Until further notice")
    qtbot.waitUntil(lambda: now(parts).embargo == INDEFINITE)
    choose(dock, "Until a time")
    qtbot.waitUntil(lambda: now(parts).embargo not in (None, INDEFINITE))
    assert now(parts).embargo[-6] in "+-"
    assert field(dock, "embargoTime").isVisible()
    choose(dock, "None")
    qtbot.waitUntil(lambda: now(parts).embargo is None)
    assert not field(dock, "embargoTime").isVisible()


def test_the_note_to_editors_is_kept_when_it_is_left(dock, article, parts, qtbot):
    note = field(dock, "ednote")
    note.setFocus()
    qtbot.keyClicks(note, "Check the vote.")
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: now(parts).ednote == "Check the vote.")


def test_private_notes_are_kept_with_ctrl_enter(dock, article, parts, qtbot):
    notes = field(dock, "notes")
    notes.setFocus()
    qtbot.keyClicks(notes, "Ring Ada.")
    qtbot.keyClick(notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: now(parts).notes == "Ring Ada.")


def test_without_an_article_there_is_nothing_to_fill_in(dock):
    assert not field(dock, "slug").isVisible()
