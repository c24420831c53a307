"""Text put aside while the library is at long work: on disk within a second, gone once the journal
has it, and in the journal again after a crash."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QTextDocument

from db.library import Library
from db.records import Article, Facts, JournalEntry
from editor.app.autosave import AutosaveTimes
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.app.operations import Operations
from editor.app.put_aside import file_of, put_aside, take_in
from tests.app.conftest import QUICK, elsewhere, type_text

LATER, EARLIER = "2098-01-01T00:00:00.000Z", "2097-01-01T00:00:00.000Z"


def test_the_rules_leave_room_for_the_second_promised() -> None:
    times = AutosaveTimes()
    assert times.journal + times.late <= 800


def test_text_is_put_aside_while_the_library_is_at_long_work(
    qtbot, desk, library_path, make_open_article, add_article
):
    open_article = make_open_article(QUICK)
    article = add_article(body="The ferry")
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    aside, done = file_of(library_path, article.id), Event()
    desk.take(lambda _operations: done.wait(30), lambda _none: None)
    for words in (" is late", " again"):
        type_text(open_article, words)
        qtbot.waitUntil(lambda words=words: aside.exists() and words in aside.read_text())
    assert json.loads(aside.read_text())["fields"] == {"body": "The ferry is late again"}
    if os.name == "posix":
        assert aside.stat().st_mode & 0o777 == 0o600
    done.set()
    qtbot.waitUntil(lambda: open_article.state.kind.name == "SAVED" and not aside.exists())
    with elsewhere(library_path) as operations:
        assert operations.stored(article.id).body == "The ferry is late again"


def test_nothing_is_put_aside_where_the_journal_has_its_turn(
    qtbot, library_path, make_open_article, add_article
):
    open_article = make_open_article(QUICK)
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(add_article(body="The ferry").id)
    type_text(open_article, " is late")
    qtbot.waitUntil(lambda: open_article.state.kind.name == "SAVED")
    assert [path.name for path in library_path.parent.glob("*-aside-*")] == []


def test_what_a_crash_left_aside_is_recovered(qtbot, library_path):
    library = Library.open(library_path, create=True)
    article = Operations(library).new_article().value
    library.close()
    entry = JournalEntry(article.id, article.version, {"body": "Never saved"}, 5, LATER)
    put_aside(library_path, entry)
    desk = Desk()
    with qtbot.waitSignal(desk.opened):
        desk.open(library_path, create=False)
    document = QTextDocument()
    open_article = OpenArticle(desk, document)
    with qtbot.waitSignal(open_article.recovered):
        open_article.open(article.id)
    assert (open_article.text(), open_article.cursor) == ("Never saved", 5)
    assert not file_of(library_path, article.id).exists()
    desk.close()


@pytest.fixture
def library(tmp_path: Path):
    opened = Library.open(tmp_path / "desk.standfirst", create=True)
    yield opened
    opened.close()


@pytest.fixture
def article(library: Library) -> Article:
    with library.operation("Add"):
        return library.articles.add(Article(), Facts())


@pytest.mark.parametrize(("aside", "kept"), [(LATER, "aside"), (EARLIER, "journal")])
def test_the_later_of_two_texts_counts(library, article, aside, kept):
    library.journal.write(JournalEntry(article.id, 1, {"body": "journal"}, 0, "2097-06-01"))
    put_aside(library.path, JournalEntry(article.id, 1, {"body": "aside"}, 0, aside))
    take_in(library)
    assert library.journal.of(article.id).fields == {"body": kept}
    assert not file_of(library.path, article.id).exists()


def test_what_can_not_be_taken_in_stays_in_its_file(library, article):
    gone = JournalEntry("gone", 1, {"body": "Words"}, 0, LATER)
    put_aside(library.path, gone)
    torn = file_of(library.path, article.id)
    torn.write_bytes(b'{"article": ')
    take_in(library)
    assert json.loads(file_of(library.path, "gone").read_bytes())["fields"] == gone.fields
    assert torn.exists()
    assert library.journal.pending() == ()
