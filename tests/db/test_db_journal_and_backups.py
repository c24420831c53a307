"""The journal survives, backups are whole, and a library's health is told truthfully."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import Invalid, NotFound, Unavailable
from db.library import Library
from db.records import JournalEntry

from .conftest import Add


def entry(article: str, **fields: str) -> JournalEntry:
    return JournalEntry(article, 1, fields, 12, "2026-03-02T09:30:00.000Z")


def test_the_journal_keeps_the_last_words_of_each_article(library: Library, add: Add) -> None:
    first, second = add(), add()
    library.journal.write(entry(first.id, body="one"))
    library.journal.write(entry(first.id, headline="", dateline_place="PORT CALDER"))
    library.journal.write(entry(second.id, body="two"))
    other = Library.open(library.path, read_only=True)
    assert other.journal.of(first.id) == entry(first.id, headline="", dateline_place="PORT CALDER")
    assert {waiting.article for waiting in other.journal.pending()} == {first.id, second.id}
    other.close()
    library.journal.clear(first.id)
    assert [waiting.article for waiting in library.journal.pending()] == [second.id]


def test_the_journal_refuses_what_it_cannot_recover(library: Library, add: Add) -> None:
    with pytest.raises(NotFound):
        library.journal.write(entry("nobody", body="lost?"))
    with pytest.raises(Invalid, match="slugline"):
        library.journal.write(entry(add().id, slugline="X"))
    assert library.journal.pending() == ()


def test_a_place_is_kept_and_left_again(library: Library, add: Add) -> None:
    article = add()
    library.journal.leave_place(entry(article.id))
    assert library.journal.of(article.id) == entry(article.id)
    library.journal.leave_place(replace(entry(article.id), cursor=30))
    assert [waiting.cursor for waiting in library.journal.pending()] == [30]
    library.journal.clear_place(article.id)
    assert library.journal.pending() == ()


def test_a_place_never_takes_the_place_of_text(library: Library, add: Add) -> None:
    article = add()
    text = entry(article.id, headline="")
    library.journal.write(text)
    library.journal.leave_place(replace(entry(article.id), cursor=30))
    library.journal.clear_place(article.id)
    assert library.journal.of(article.id) == text


def test_the_journal_is_no_operation_to_undo(library: Library, add: Add) -> None:
    article = add()
    library.journal.write(entry(article.id, body="one"))
    with library.operation("Save") as operation:
        library.articles.save(article.id, 1, {"notes": "kept"}, None)
        library.journal.clear(article.id)
    assert operation.undo is not None
    library.undo(operation.undo)
    assert library.journal.pending() == ()


def test_a_backup_is_a_whole_library_of_its_own(library: Library, add: Add, tmp_path: Path) -> None:
    article = add("Ferry", "text")
    target = tmp_path / "backup.standfirst"
    library.backup(target)
    add("After the backup")
    copy = Library.open(target)
    assert copy.articles.all_ids() == (article.id,)
    assert copy.check() == ()
    copy.close()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".*"))


def test_a_backup_replaces_nothing(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "notes.txt"
    target.write_text("kept")
    with pytest.raises(Unavailable, match="there already"):
        library.backup(target)
    assert target.read_text() == "kept"
    with pytest.raises(Unavailable, match="no folder"):
        library.backup(tmp_path / "nowhere" / "backup.standfirst")
    assert not list(tmp_path.glob(".*"))


def test_a_read_only_library_can_be_backed_up_and_checked(
    library: Library, add: Add, tmp_path: Path
) -> None:
    add("Ferry")
    reader = Library.open(library.path, read_only=True)
    reader.backup(tmp_path / "backup.standfirst")
    assert reader.check() == ()
    reader.close()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("DELETE FROM search", "lacks 1 articles"),
        ("INSERT INTO search (rowid, body) VALUES (99, 'spare')", "1 too many"),
        ("DELETE FROM search_data WHERE id > 10", "doesn't match"),
        ("INSERT INTO article_tags VALUES ('nobody', 'nothing', 0, '')", "that is gone"),
    ],
)
def test_a_check_finds_the_fault(library: Library, add: Add, harm: str, words: str) -> None:
    add("Ferry", "text of it")
    with closing(sqlite3.connect(library.path)) as other, other:
        other.execute(harm)
    assert any(words in fault for fault in library.check())


def test_a_check_finds_words_that_the_index_has_otherwise(library: Library, add: Add) -> None:
    add("Ferry", "text of it")
    with closing(sqlite3.connect(library.path)) as other, other:
        other.execute("DROP TRIGGER text_changes_in_search")
        other.execute("UPDATE plain_texts SET body = 'other words'")
    assert any("doesn't match" in fault for fault in library.check())


def test_counts_count(library: Library, add: Add) -> None:
    article = add("First", "text", "ferry")
    add("Second", slug="ferry")
    with library.operation("Spike"):
        library.articles.spike(article.id)
    assert library.counts() == {
        "articles": 1, "spiked": 1, "tags": 0, "related": 0, "unresolved": 0,
        "cross_links": 1, "broken_links": 0, "revisions": 3,
    }  # fmt: skip
