"""Notices, toasts, questions and the status bar: what they say, and when they go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from db.records import INDEFINITE, Article
from editor.app.save_state import SaveKind, SaveState
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.phrases import embargo_words, language_name, shortened, when
from editor.ui.prompt_bar import PromptBar
from editor.ui.status_bar import StatusBar, length_words, state_words
from editor.ui.toast import Toast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NOW = datetime(2026, 3, 9, 14, 2, 11, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    return window


@pytest.fixture
def notices(window):
    return NoticeBar(window)


def buttons(widget):
    return {b.text(): b for b in widget.findChildren(QAbstractButton) if b.text()}


class TestNotices:
    def test_the_same_matter_is_told_once(self, notices):
        notices.tell("disk", "The disk is full.", Tone.BAD)
        notices.tell("disk", "The disk is nearly full.", Tone.WARN)
        assert notices.words("disk") == "The disk is nearly full."

    def test_an_offer_acts_and_the_notice_goes(self, notices):
        chosen = []
        notices.tell(
            "stale", "Changed elsewhere.", offers=(Offer("Keep mine", lambda: chosen.append(1)),)
        )
        buttons(notices)["Keep mine"].click()
        assert chosen == [1]
        assert notices.words("stale") == ""
        assert notices.isHidden()

    def test_what_has_to_be_decided_cannot_be_closed(self, notices):
        notices.tell("stale", "Changed elsewhere.", closable=False)
        assert notices.findChildren(QAbstractButton) == []

    def test_a_question_is_answered_with_enter_and_the_focus_goes_back(
        self, qtbot, window, notices
    ):
        field = QLineEdit(window)
        qtbot.addWidget(field)
        field.show()
        field.setFocus()
        chosen = []
        offers = tuple(Offer(words, partial(chosen.append, words)) for words in ("Replace", "Keep"))
        notices.tell("export", "There is one already.", offers=offers)
        notices.focus("export", "Keep")
        assert not field.hasFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert chosen == ["Keep"]
        assert field.hasFocus()

    def test_markup_in_words_is_only_words(self, notices):
        notices.tell("import", "<b>bold.txt</b> has no copy.")
        label = next(one for one in notices.findChildren(QLabel) if one.text())
        assert label.textFormat() is Qt.TextFormat.PlainText


class TestToast:
    def test_it_undoes_and_goes(self, window):
        toast, undone = Toast(window), []
        toast.tell("Add tag", "Undo", lambda: undone.append(1))
        buttons(toast)["Undo"].click()
        assert undone == [1]
        assert toast.isHidden()

    def test_without_anything_to_undo_it_offers_nothing(self, window):
        toast = Toast(window)
        toast.tell("Copied as HTML")
        assert toast.findChild(QAbstractButton, "toastAction").isHidden()

    def test_it_stays_within_the_window(self, window, qtbot):
        toast = Toast(window)
        toast.tell("A headline so long that it could not be shown in one line at all " * 4)
        window.resize(400, 300)
        qtbot.waitUntil(lambda: window.rect().contains(toast.geometry()))

    def test_it_lies_above_a_bar_at_the_foot(self, window, qtbot):
        bar = QWidget(window)
        bar.setGeometry(0, 400, 800, 100)
        bar.hide()
        toast = Toast(window)
        toast.keep_clear_of(bar)
        toast.tell("Pasted")
        assert toast.geometry().bottom() > 400
        bar.show()
        qtbot.waitUntil(lambda: toast.geometry().bottom() < 400)
        bar.hide()
        qtbot.waitUntil(lambda: toast.geometry().bottom() > 400)


class TestQuestions:
    @pytest.fixture
    def field(self, window, qtbot):
        field = QLineEdit(window)
        field.show()
        window.activateWindow()
        field.setFocus()
        return field

    def test_enter_answers_and_the_focus_goes_back(self, qtbot, window, field):
        prompt, answers = PromptBar(window), []
        prompt.ask("Name this version", "14:02", "Keep version", answers.append)
        line = prompt.findChild(QLineEdit)
        qtbot.keyClicks(line, " As filed ")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert answers == ["As filed"]
        assert field.hasFocus()

    def test_esc_asks_no_more(self, qtbot, window, field):
        prompt, answers = PromptBar(window), []
        prompt.ask("Name this version", "14:02", "Keep version", answers.append)
        qtbot.keyClick(prompt.findChild(QLineEdit), Qt.Key.Key_Escape)
        assert answers == []
        assert prompt.isHidden()
        assert field.hasFocus()


class TestStatusBar:
    @pytest.mark.parametrize(
        ("state", "words"),
        [
            (SaveState(SaveKind.EMPTY), ""),
            (SaveState(SaveKind.SAVING), "Saving…"),
            (SaveState(SaveKind.FAILED, message="Disk full."), "Not saved: Disk full."),
            (SaveState(SaveKind.READ_ONLY), "Read only"),
        ],
    )  # fmt: skip
    def test_it_says_how_saving_stands(self, state, words):
        assert state_words(state) == words

    def test_it_says_when_it_was_saved_in_local_time(self):
        at = datetime(2026, 3, 9, 13, 2, 11, tzinfo=UTC)
        local = at.astimezone()
        assert state_words(SaveState(SaveKind.SAVED, at=at)) == f"Saved {local:%H:%M:%S}"

    def test_what_there_is_not_takes_no_room(self, qtbot):
        bar = StatusBar(lambda: NOW)
        qtbot.addWidget(bar)
        bar.show()
        bar.show_section("")
        bar.show_article(Article(language="en"))
        assert bar.findChild(QLabel, "sectionName").isHidden()
        assert bar.findChild(QLabel, "embargo").isHidden()
        assert bar.findChild(QLabel, "languageName").text() == "English"

    def test_a_target_is_put_beside_the_length(self):
        assert length_words(612, 800) == "612 / 800 words"
        assert length_words(1, None) == "1 word"
        assert length_words(12_204, None) == "12,204 words"


class TestPhrases:
    @pytest.mark.parametrize(
        ("stamp", "words"),
        [
            ("2026-03-09T08:05:00Z", "09:05"),
            ("2026-01-02T08:05:00Z", "2 Jan"),
            ("2025-12-31T23:30:00Z", "1 Jan"),
            ("2024-05-20T08:05:00Z", "20 May 2024"),
            ("", ""),
            ("yesterday", ""),
        ],
    )
    def test_times_are_as_short_as_they_can_be(self, stamp, words):
        assert when(stamp, NOW) == words

    @pytest.mark.parametrize(
        ("embargo", "words"),
        [
            (None, ""),
            (INDEFINITE, "Embargoed until further notice"),
            ("2026-03-09T17:00:00Z", "Embargoed until 18:00"),
            ("2026-03-10T05:00:00Z", "Embargoed until 10 Mar 06:00"),
            ("2026-03-09T09:00:00Z", ""),
            ("after the vote", "Embargoed until after the vote"),
        ],
    )
    def test_an_embargo_is_told_until_it_has_passed(self, embargo, words):
        assert embargo_words(Article(embargo=embargo), NOW) == words

    def test_languages_go_by_name(self):
        assert language_name("fr") == "French"
        assert language_name("zz") == "zz"

    def test_a_long_name_keeps_its_ends(self):
        name = "the-harbour-wall-is-to-be-raised-after-the-storm-of-the-century.html"
        cut = shortened(name)
        assert len(cut) <= 48
        assert cut.startswith("the-harbour")
        assert cut.endswith(".html")
        assert shortened("short.html") == "short.html"
