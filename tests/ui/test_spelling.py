"""Misspelt words in the window: what is underlined while a writer types, and what keys then do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from editor.app.spelling import SpellingState
from editor.ui.spelling_desk import state_words

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", "QRhi", "RHI", "must be a top level window"
)
pytest.importorskip("hunspell", reason="there is no engine for this computer")

CONTROL = Qt.KeyboardModifier.ControlModifier
UNDERLINE = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


@pytest.fixture
def pane(qtbot, assembly):
    """The text of a new article, with the keyboard."""
    assembly.spelling.spelling._questions._pause.setInterval(0)
    assembly.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: assembly.open_article.article is not None)
    pane = assembly.writing.source
    pane.setFocus()
    return pane


def marked(pane, line=0):
    """The underlined words of a line."""
    block = pane.document().findBlockByNumber(line)
    text = block.text().encode("utf-16-le")
    return [
        text[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le")
        for one in block.layout().formats()
        if one.format.underlineStyle() == UNDERLINE
    ]


def soon(qtbot, what):
    qtbot.waitUntil(what, timeout=20_000)


def menu_at(qtbot, pane, position):
    """The context menu of a right click on a position, its suggestions come."""
    cursor = pane.textCursor()
    cursor.setPosition(position)
    point = pane.cursorRect(cursor).center() + QPoint(2, 0)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, pane.viewport().mapToGlobal(point)
    )
    pane.contextMenuEvent(event)
    return open_menu(qtbot)


def open_menu(qtbot):
    soon(qtbot, lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    soon(qtbot, lambda: "lookingForSuggestions" not in names(menu))
    return menu


def names(menu):
    return [action.objectName() for action in menu.actions()]


def row(menu, name):
    return next(action for action in menu.actions() if action.objectName() == name)


def take(menu, name):
    row(menu, name).trigger()
    menu.close()


def test_a_word_is_left_alone_until_the_cursor_has_left_it(qtbot, pane, assembly):
    qtbot.keyClicks(pane, "The goverment")
    assert marked(pane) == []
    qtbot.keyClicks(pane, " sat")
    soon(qtbot, lambda: marked(pane) == ["goverment"])
    for _ in range(3):
        qtbot.keyClick(pane, Qt.Key.Key_Backspace)
    assert marked(pane) == ["goverment"]
    for _ in range(2):
        qtbot.keyClick(pane, Qt.Key.Key_Backspace)
    assert marked(pane) == []
    qtbot.keyClick(pane, Qt.Key.Key_Home)
    soon(qtbot, lambda: marked(pane) == ["govermen"])


def test_a_key_formats_its_line_once(qtbot, pane, assembly, monkeypatch):
    pane.setPlainText("The goverment sat")
    soon(qtbot, lambda: marked(pane) == ["goverment"])
    pane.moveCursor(QTextCursor.MoveOperation.End)
    formatted = []
    spelled = pane.highlighter._misspelt

    def misspelt(block, line, in_code):
        formatted.append(line)
        return spelled(block, line, in_code)

    monkeypatch.setattr(pane.highlighter, "_misspelt", misspelt)
    qtbot.keyClicks(pane, " on it")
    assert formatted == [f"The goverment sat{' on it'[:n]}" for n in range(1, 7)]


def test_a_wrong_word_gone_back_into_is_unmarked_at_the_first_key(qtbot, pane, assembly):
    pane.setPlainText("The goverment sat")
    soon(qtbot, lambda: marked(pane) == ["goverment"])
    pane.go_to_position(len("The gov"))
    qtbot.keyClick(pane, Qt.Key.Key_Backspace)
    qtbot.keyClicks(pane, "v")
    assert marked(pane) == []
    pane.moveCursor(QTextCursor.MoveOperation.End)
    soon(qtbot, lambda: marked(pane) == ["goverment"])


def test_leaving_the_text_marks_the_last_word(qtbot, pane, assembly):
    qtbot.keyClicks(pane, "goverment")
    assembly.writing.head.focus_headline()
    soon(qtbot, lambda: marked(pane) == ["goverment"])


def test_code_links_and_names_of_accounts_are_not_marked(qtbot, pane):
    pane.setPlainText(
        "`goverment` [[goverment|harbur]] @goverment\n\n"
        "```\ngoverment\n```\n\n😀 goverment **harbur**"
    )
    soon(qtbot, lambda: bool(marked(pane) and marked(pane, 6)))
    assert (marked(pane), marked(pane, 3)) == (["harbur"], [])
    assert marked(pane, 6) == ["goverment", "harbur"]


def test_the_mark_is_added_to_the_look_of_the_words(qtbot, pane):
    pane.setPlainText("# The goverm**ent** sat")
    soon(qtbot, lambda: marked(pane) != [])
    sizes = {one.format.fontPointSize() for one in pane.document().begin().layout().formats()}
    assert len(sizes) == 1


def test_a_suggestion_from_the_context_menu_is_one_undo_step(qtbot, pane):
    pane.setPlainText("😀 The goverment’s boats")
    soon(qtbot, lambda: marked(pane) == ["goverment’s"])
    menu = menu_at(qtbot, pane, 10)
    assert names(menu)[0] == "suggestion"
    take(menu, "suggestion")
    assert pane.text() == "😀 The government’s boats"
    qtbot.keyClick(pane, Qt.Key.Key_Z, CONTROL)
    assert pane.text() == "😀 The goverment’s boats"


def test_the_context_menu_of_a_right_word_offers_no_spelling(qtbot, pane):
    pane.setPlainText("The goverment sat")
    soon(qtbot, lambda: marked(pane) == ["goverment"])
    menu = menu_at(qtbot, pane, 1)
    assert not {"suggestion", "ignoreHere"} & set(names(menu))
    menu.close()


def test_by_keys_alone_a_misspelling_is_found_and_mended(qtbot, pane):
    pane.setPlainText("The goverment sat.\n\nThe harbur is open.")
    pane.go_to_position(0)
    qtbot.keyClick(pane, Qt.Key.Key_F7)
    soon(qtbot, lambda: pane.textCursor().selectedText() == "goverment")
    qtbot.keyClick(pane, Qt.Key.Key_Period, CONTROL)
    menu = open_menu(qtbot)
    assert menu.activeAction().text() == "government"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert pane.text().startswith("The government sat.")
    qtbot.keyClick(pane, Qt.Key.Key_F7)
    soon(qtbot, lambda: pane.textCursor().selectedText() == "harbur")
    take(menu_at(qtbot, pane, pane.textCursor().position() - 2), "addToMyWords")
    soon(qtbot, lambda: marked(pane, 2) == [])


def test_the_next_misspelling_is_found_far_below_and_round_the_end(qtbot, pane, assembly):
    pane.setPlainText("A goverment.\n" + "All is well.\n" * 5_000 + "A harbur.")
    pane.go_to_position(20)
    for word in ("harbur", "goverment", "harbur"):
        qtbot.keyClick(pane, Qt.Key.Key_F7)
        soon(qtbot, lambda word=word: pane.textCursor().selectedText() == word)


def test_where_all_is_right_the_writer_is_told(qtbot, pane, assembly):
    pane.setPlainText("All is well.")
    qtbot.keyClick(pane, Qt.Key.Key_F7)
    soon(qtbot, lambda: assembly.window.toast.accessibleName() == "No misspellings.")
    qtbot.keyClick(pane, Qt.Key.Key_Period, CONTROL)
    assert "not marked" in assembly.window.toast.accessibleName()


def test_a_word_added_to_the_library_loses_its_marks_and_gets_them_back_by_undo(
    qtbot, pane, assembly
):
    pane.setPlainText("The goverment sat")
    soon(qtbot, lambda: marked(pane) == ["goverment"])
    take(menu_at(qtbot, pane, 6), "addToLibrary")
    soon(qtbot, lambda: marked(pane) == [])
    assembly.desk.undo()
    soon(qtbot, lambda: marked(pane) == ["goverment"])


def test_a_word_added_or_ignored_long_ago_is_taken_off_the_list(qtbot, pane, assembly):
    pane.setPlainText("The goverment sat on teh quay")
    soon(qtbot, lambda: marked(pane) == ["goverment", "teh"])
    take(menu_at(qtbot, pane, 6), "addToLibrary")
    take(menu_at(qtbot, pane, 23), "ignoreHere")
    soon(qtbot, lambda: marked(pane) == [])
    for word in ("goverment", "teh"):
        assembly.actions.action("known-words").trigger()
        search = QApplication.focusWidget()
        qtbot.keyClicks(search, word)
        qtbot.keyClick(search, Qt.Key.Key_Return)
        soon(qtbot, lambda word=word: word in marked(pane))
    assembly.actions.action("known-words").trigger()
    assert "none are ignored" in assembly.window.toast.accessibleName()


def test_spelling_is_switched_off_and_on_in_the_menu(qtbot, pane, assembly):
    pane.setPlainText("The goverment sat")
    soon(qtbot, lambda: marked(pane) == ["goverment"])
    switch = assembly.actions.action("check-spelling")
    assert switch.isChecked()
    switch.trigger()
    assert (marked(pane), switch.isChecked()) == ([], False)
    switch.trigger()
    soon(qtbot, lambda: marked(pane) == ["goverment"])


def test_lines_scrolled_away_lose_marks_that_no_longer_count(qtbot, pane, assembly):
    pane.setPlainText("The *goverment* sat\n" + "All is well.\n" * 600)
    soon(qtbot, lambda: marked(pane) == ["goverment"])
    pane.go_to_line(500)
    assembly.spelling.spelling.add_to_mine("goverment")
    soon(qtbot, lambda: marked(pane) == [])


def test_a_missing_dictionary_is_one_plain_line(qtbot, pane, assembly):
    article_id = assembly.open_article.article.id
    assembly.desk.do(lambda operations: operations.set_fields(article_id, {"language": "hy"}))
    notices = assembly.window.notices
    soon(qtbot, lambda: notices.words("spelling") != "")
    assert notices.words("spelling").startswith("No dictionary for Armenian is installed")
    assembly.desk.do(lambda operations: operations.set_fields(article_id, {"language": "en"}))
    soon(qtbot, lambda: notices.words("spelling") == "")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SpellingState(checking=True), ""),
        (SpellingState(no_engine=True), "not checked on this computer"),
        (SpellingState(missing=("en-GB", "hy")), "English (United Kingdom) and Armenian"),
        (SpellingState(checking=True, unreadable=("fr",)), "fr can’t be read"),
    ],
)
def test_every_state_is_told_in_plain_words_or_not_at_all(state, words):
    assert words in state_words(state)
    assert bool(words) == bool(state_words(state))


def test_a_language_is_added_by_the_picker_and_left_out_again(qtbot, pane, assembly):
    def press_enter_on_english():
        assembly.actions.action("spelling-languages").trigger()
        search = QApplication.focusWidget()
        qtbot.keyClicks(search, "English (United S")
        qtbot.keyClick(search, Qt.Key.Key_Return)

    press_enter_on_english()
    assert assembly.settings.value.spelling_languages == ("en-US",)
    press_enter_on_english()
    assert assembly.settings.value.spelling_languages == ()


def test_an_article_left_in_the_middle_of_a_word_takes_the_word_with_it(qtbot, pane, assembly):
    pane.setPlainText("\n".join(["The ferry sat at the pier."] * 4000))
    pane.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(pane, " goverment")
    with qtbot.waitSignal(assembly.open_article.closed, timeout=20_000):
        assembly.open_article.close_article()
    assert marked(pane) == []
    assert pane.document().isEmpty()


def head_marks(field):
    return [one.cursor.selectedText() for one in field.extraSelections()]


def test_headline_and_standfirst_are_checked_save_the_word_being_typed(qtbot, pane, assembly):
    head = assembly.writing.head
    headline, standfirst = head.paragraphs
    headline.setFocus()
    headline.insertPlainText("😀 ")
    qtbot.keyClicks(headline, "Goverment sits in the harbur")
    soon(qtbot, lambda: head_marks(headline) == ["Goverment"])
    qtbot.keyClick(headline, Qt.Key.Key_Return)
    soon(qtbot, lambda: head_marks(headline) == ["Goverment", "harbur"])
    standfirst.put("A harbur opens")
    soon(qtbot, lambda: head_marks(standfirst) == ["harbur"])


def test_a_suggestion_for_the_headline_is_taken_by_key(qtbot, pane, assembly):
    headline = assembly.writing.head.headline
    headline.setFocus()
    qtbot.keyClicks(headline, "Goverment sits")
    soon(qtbot, lambda: head_marks(headline) == ["Goverment"])
    headline.moveCursor(QTextCursor.MoveOperation.Start)
    assembly.actions.action("spelling-suggestions").trigger()
    take(open_menu(qtbot), "suggestion")
    assert headline.words == "Government sits"
    assert assembly.open_article.field("headline") == "Government sits"
    headline.undo()
    assert headline.words == "Goverment sits"


def test_the_next_misspelling_is_looked_for_in_head_and_text_in_turn(qtbot, pane, assembly):
    headline, standfirst = assembly.writing.head.paragraphs
    for field, words in ((headline, "The harbur"), (standfirst, "Goverment sits")):
        field.setFocus()
        qtbot.keyClicks(field, words)
    pane.setFocus()
    qtbot.keyClicks(pane, "Some goverment.")
    soon(qtbot, lambda: marked(pane) == ["goverment"])
    soon(qtbot, lambda: bool(head_marks(headline) and head_marks(standfirst)))
    gone_to = []
    for _ in range(4):
        assembly.actions.action("next-misspelling").trigger()
        soon(qtbot, lambda: bool(chosen()) and gone_to[-1:] != [chosen()])
        gone_to.append(chosen())
    assert gone_to == ["harbur", "Goverment", "goverment", "harbur"]


def chosen():
    """What is selected where the keyboard is."""
    return QApplication.focusWidget().textCursor().selectedText()
