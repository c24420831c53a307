"""The library's word lists: one word once, undone like all else, and brought to older libraries."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.errors import Invalid, NotFound
from db.library import Library
from db.migrations import library_steps
from db.recognition import APPLICATION_ID

from .conftest import Add


def test_a_word_added_twice_is_kept_once_and_in_order(library: Library) -> None:
    with library.operation("Add words") as operation:
        for word in ("Vennick", "Calder", " Vennick "):
            library.words.add(word)
    assert library.words.all() == ("Calder", "Vennick")
    assert operation.changes.words


def test_a_letter_with_its_accent_apart_is_the_same_word(library: Library) -> None:
    with library.operation("Add words"):
        library.words.add("cafe\u0301")
        library.words.add("café")
    assert library.words.all() == ("café",)


@pytest.mark.parametrize("word", ["", "  ", "two words"])
def test_what_is_no_single_word_is_refused(library: Library, word: str) -> None:
    with pytest.raises(Invalid, match="one word"), library.operation("Add"):
        library.words.add(word)


def test_adding_a_word_is_undone_and_done_again(library: Library) -> None:
    with library.operation("Add word") as added:
        library.words.add("Vennick")
    assert added.undo is not None
    undone = library.undo(added.undo)
    assert library.words.all() == ()
    assert undone.changes.words
    assert undone.undo is not None
    library.undo(undone.undo)
    assert library.words.all() == ("Vennick",)


def test_a_word_passed_over_is_so_in_its_article_alone(library: Library, add: Add) -> None:
    one, other = add("One"), add("Other")
    with library.operation("Ignore") as ignored:
        library.words.pass_over(one.id, "teh")
        library.words.pass_over(one.id, "teh")
    assert library.words.passed_over_in(one.id) == ("teh",)
    assert library.words.passed_over_in(other.id) == ()
    with library.operation("Heed") as heeded:
        library.words.heed(one.id, "teh")
    assert library.words.passed_over_in(one.id) == ()
    assert heeded.undo is not None
    library.undo(heeded.undo)
    assert library.words.passed_over_in(one.id) == ("teh",)
    assert ignored.undo is not None
    library.undo(ignored.undo)
    assert library.words.passed_over_in(one.id) == ()


def test_no_word_is_passed_over_in_an_article_that_is_not_there(library: Library) -> None:
    with pytest.raises(NotFound), library.operation("Ignore"):
        library.words.pass_over("nobody", "teh")


def test_a_library_without_word_lists_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "desk.standfirst"
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        library_steps.apply(Database(older, execute_plugins=False), stop_before="words")
        older.execute("PRAGMA user_version = 6")
    library = Library.open(path)
    with library.operation("Add"):
        library.words.add("Vennick")
    assert library.words.all() == ("Vennick",)
    assert library.check() == ()
    library.close()
