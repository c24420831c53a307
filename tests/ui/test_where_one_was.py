"""The window begins where the writer was, after a good end and after a bad one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from db.records import JournalEntry
from editor.app.open_article import SaveKind

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "QRhi", "RHI")

BODY = "One ferry a day.\n\nThe mayor spoke."


def write(qtbot, window, headline):
    article = window.open_article
    before = article.article
    window.actions.action("new-article").trigger()
    qtbot.waitUntil(lambda: article.article is not None and article.article is not before)
    article.put_in({"headline": headline, "body": BODY})
    article.save_now()
    qtbot.waitUntil(lambda: article.state.kind is SaveKind.SAVED)
    return article.article.id


def begin(qtbot, make_assembly, path):
    window = make_assembly()
    window.session.begin(path)
    qtbot.waitUntil(lambda: window.open_article.article is not None, timeout=10_000)
    return window


def test_after_a_good_end_the_article_opens_with_the_cursor_where_it_was(
    qtbot, assembly, make_assembly
):
    first = write(qtbot, assembly, "Ferry")
    write(qtbot, assembly, "Harbour")
    assembly.open_article.open(first)
    qtbot.waitUntil(lambda: assembly.open_article.article.id == first)
    assembly.writing.source.go_to_position(9)
    path = assembly.desk.path
    with qtbot.waitSignal(assembly.session.ended):
        assembly.session.end(lambda: None)
    window = begin(qtbot, make_assembly, path)
    assert window.open_article.article.id == first
    assert window.writing.source.textCursor().position() == 9


def test_after_a_bad_end_what_was_typed_is_there_and_the_cursor_behind_it(
    qtbot, assembly, make_assembly
):
    article_id = write(qtbot, assembly, "Ferry")
    assembly.writing.source.go_to_position(9)
    assembly.writing.source.insertPlainText(" late")
    assembly.open_article.keep_before_the_end()
    path = assembly.desk.path
    window = begin(qtbot, make_assembly, path)
    qtbot.waitUntil(lambda: " late" in window.open_article.text())
    assert window.open_article.article.id == article_id
    assert window.writing.source.textCursor().position() == 14
    assert "recovered" in window.window.notices.words("recovered")


def test_after_a_bad_end_with_everything_saved_the_article_written_last_opens(
    qtbot, assembly, make_assembly
):
    write(qtbot, assembly, "Ferry")
    last = write(qtbot, assembly, "Harbour")
    window = begin(qtbot, make_assembly, assembly.desk.path)
    assert window.open_article.article.id == last


def journal(assembly, qtbot):
    found = []
    assembly.desk.ask(lambda operations: operations.journal_pending(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_after_a_bad_end_with_everything_saved_the_article_read_opens_where_one_was(
    qtbot, assembly, make_assembly
):
    first = write(qtbot, assembly, "Ferry")
    write(qtbot, assembly, "Harbour")
    assembly.open_article.open(first)
    qtbot.waitUntil(lambda: assembly.open_article.article.id == first)
    assembly.writing.source.go_to_position(9)
    qtbot.waitUntil(lambda: any(one.cursor == 9 for one in journal(assembly, qtbot)))
    window = begin(qtbot, make_assembly, assembly.desk.path)
    assert window.open_article.article.id == first
    assert window.writing.source.textCursor().position() == 9
    assert window.window.notices.words("recovered") == ""


def test_a_good_end_leaves_no_place_in_the_journal(qtbot, assembly, make_assembly):
    write(qtbot, assembly, "Ferry")
    path = assembly.desk.path
    with qtbot.waitSignal(assembly.session.ended):
        assembly.session.end(lambda: None)
    window = make_assembly()
    with qtbot.waitSignal(window.desk.opened):
        window.desk.open(path, create=False)
    assert journal(window, qtbot) == ()


def test_text_a_crash_left_in_other_articles_is_told_and_one_click_away(
    qtbot, assembly, make_assembly
):
    other = write(qtbot, assembly, "Ferry")
    last = write(qtbot, assembly, "Harbour")
    for moment, article in enumerate((other, last)):
        entry = JournalEntry(article, 2, {"body": "typed"}, 3, f"2026-03-02T09:30:0{moment}.000Z")
        assembly.desk.take(
            lambda operations, one=entry: operations.write_journal(one), lambda _: None
        )
    assembly.desk.flush()
    window = begin(qtbot, make_assembly, assembly.desk.path)
    assert window.open_article.article.id == last
    qtbot.waitUntil(lambda: "“Ferry”" in window.window.notices.words("left-behind"))
    button = window.window.notices.findChild(QPushButton)
    assert button.text() == "Open “Ferry”"
    button.click()
    qtbot.waitUntil(lambda: window.open_article.article.id == other)
