"""A text that was changed past the library is found, told and never refused."""

from __future__ import annotations

import sqlite3

import pytest

from db.library import Library
from db.records import Article, Facts, Reason, Status

from .conftest import Add


def change_past(library: Library, column: str, value: str) -> None:
    library._connection.sqlite.execute(f"UPDATE articles SET {column} = ?", (value,))


def test_a_healthy_library_has_no_altered_text(library: Library, add: Add) -> None:
    article = add("Ferry talks", "The boats sail.")
    assert not library.articles.is_altered(article.id)
    assert library.check() == ()


@pytest.mark.parametrize("column", ["headline", "standfirst", "byline", "dateline_place", "body"])
def test_a_text_changed_past_the_library_is_found(library: Library, add: Add, column: str) -> None:
    article = add("Ferry talks", "The boats sail.")
    change_past(library, column, "quite another text")
    assert library.articles.is_altered(article.id)
    assert any("another program has changed it" in line for line in library.check())


def test_an_altered_text_still_reads_as_it_is(library: Library, add: Add) -> None:
    article = add("", "The boats sail.")
    change_past(library, "body", "The boats sail late.")
    assert library.articles.get(article.id).body == "The boats sail late."


def test_an_altered_text_taken_in_is_a_version_of_its_own(library: Library, add: Add) -> None:
    article = add("", "The boats sail.")
    change_past(library, "body", "The ferries sail late.")
    with library.operation("Take in"):
        taken = library.articles.take_in(article.id, Facts("The ferries sail late.", 4))
    newest, first = library.revisions.of(article.id)
    assert (newest.reason, newest.article) == (Reason.OUTSIDE, taken)
    assert first.article.body == "The boats sail."
    assert taken.version == article.version + 1
    assert len(library.search.numbers("ferries")) == 1
    assert library.check() == ()


def test_saves_moves_undo_and_redo_leave_no_text_altered(library: Library, add: Add) -> None:
    article = add("Ferry talks", "The boats sail.")
    with library.operation("Add") as adding:
        library.articles.add(Article(headline="Gone and back"), Facts())
    assert adding.undo is not None
    back = library.undo(adding.undo)
    assert back.undo is not None
    library.undo(back.undo)
    with library.operation("Save"):
        article = library.articles.save(article.id, 1, {"body": "Late."}, Facts("Late."))
    with library.operation("Set slug") as setting:
        library.articles.save(article.id, 2, {"slug": "boats"}, None)
    assert setting.undo is not None
    library.undo(setting.undo)
    with library.operation("Move"):
        library.articles.set_status(article.id, Status.IN_PROGRESS)
        library.articles.spike(article.id)
        library.articles.delete_for_ever(article.id)
    assert library.check() == ()
    assert library.counts()["articles"] == 1


def test_where_no_checksum_was_kept_nothing_is_said(library: Library, add: Add) -> None:
    article = add("", "The boats sail.")
    library._connection.sqlite.execute("DELETE FROM text_checksums")
    change_past(library, "body", "Late.")
    assert not library.articles.is_altered(article.id)
    assert library.check() == ()


def test_five_megabytes_that_nobody_altered_are_found_so(library: Library, add: Add) -> None:
    article = add("", "A sentence of the report. " * 200_000)
    assert not library.articles.is_altered(article.id)


def test_what_another_program_put_in_is_told_and_found_once_taken_in(
    library: Library, add: Add
) -> None:
    add("Ferry talks", "The boats sail.")
    other = sqlite3.connect(library.path)
    other.executescript(
        """CREATE TEMP TABLE another AS SELECT * FROM articles;
        UPDATE another SET id = 'other', slug = 'other', number = number + 1, headline = 'Quay';
        INSERT INTO articles SELECT * FROM another;"""
    )
    other.close()
    assert library.articles.is_altered("other")
    assert any("lacks 1 articles" in line for line in library.check())
    with library.operation("Take in"):
        library.articles.take_in("other", Facts("The boats sail.", 3))
    assert len(library.search.numbers("quay")) == 1
    assert library.check() == ()


def test_another_program_can_read_and_search_but_delete_nothing(library: Library, add: Add) -> None:
    article = add("Ferry talks", "The boats sail.")
    other = sqlite3.connect(library.path)
    assert other.execute("SELECT rowid FROM search WHERE search MATCH 'boats'").fetchall() == [(1,)]
    with pytest.raises(sqlite3.OperationalError, match="no such function: folded"):
        other.execute("DELETE FROM articles")
    other.close()
    assert library.articles.get(article.id) == article
    assert library.check() == ()
