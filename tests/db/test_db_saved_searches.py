"""Saved searches and pinned articles: kept in order, undone and redone, gone with their article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.errors import Invalid, NotFound
from db.library import Library
from db.undo import Operation

from .conftest import Add


def did(library: Library, work: Callable[[], object]) -> Operation:
    with library.operation("Work") as operation:
        work()
    return operation


def names(library: Library) -> list[str]:
    return [saved.name for saved in library.saved_searches.all()]


def test_searches_are_kept_in_the_writers_order(library: Library) -> None:
    saved = library.saved_searches
    for name in ("One", "Two", "Three"):
        assert did(library, lambda name=name: saved.add(name, "ferry")).changes.searches  # type: ignore[misc]
    first, _, third = saved.all()
    did(library, lambda: saved.move(third.id, 0))
    assert names(library) == ["Three", "One", "Two"]
    did(library, lambda: saved.change(first.id, "Fourth", "status:draft"))
    assert names(library) == ["Three", "Fourth", "Two"]
    did(library, lambda: saved.delete(third.id))
    assert [(one.name, one.position) for one in saved.all()] == [("Fourth", 0), ("Two", 1)]


def test_every_change_to_searches_and_pins_is_undone_and_redone(library: Library, add: Add) -> None:
    saved, article = library.saved_searches, add("Ferry")
    did(library, lambda: (saved.add("One", "ferry"), saved.add("Two", "quay")))
    one, two = saved.all()
    for work in (
        lambda: saved.add("Three", "strike"),
        lambda: saved.change(one.id, "First", "ferry talks"),
        lambda: saved.move(two.id, 0),
        lambda: saved.delete(one.id),
        lambda: library.pins.add([article.id]),
    ):
        before = (saved.all(), library.pins.all())
        done = did(library, work)
        after = (saved.all(), library.pins.all())
        assert before != after and done.undo is not None
        undone = library.undo(done.undo)
        assert (saved.all(), library.pins.all()) == before and undone.undo is not None
        library.undo(undone.undo)
        assert (saved.all(), library.pins.all()) == after


def test_what_can_not_be_kept_is_refused(library: Library) -> None:
    with library.operation("Try"):
        with pytest.raises(Invalid, match="nothing to look for"):
            library.saved_searches.add("Empty", "  ")
        with pytest.raises(NotFound):
            library.saved_searches.move("nobody", 0)
        with pytest.raises(NotFound):
            library.pins.add(["nobody"])


def test_a_search_without_a_name_is_called_what_it_looks_for(library: Library) -> None:
    did(library, lambda: library.saved_searches.add(" ", " ferry  talks "))
    assert names(library) == ["ferry talks"]


def test_a_pin_is_told_as_a_change_of_the_list_and_goes_with_its_article(
    library: Library, add: Add
) -> None:
    article, other = add("Ferry"), add("Quay")
    done = did(library, lambda: library.pins.add([article.id, other.id, article.id]))
    assert (done.changes.lists, done.changes.articles) == (True, {article.id, other.id})
    assert did(library, lambda: library.pins.add([article.id])).undo is None
    with library.operation("Delete"):
        library.articles.spike(article.id)
        library.articles.delete_for_ever(article.id)
    assert library.pins.all() == {other.id}
    with library.operation("Unpin"):
        assert library.pins.remove([other.id, other.id]) == 1
    assert library.pins.all() == frozenset()
