"""Finding, saved searches and pins as the window and the command line have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.records import Grouping, Order, View
from editor.app.operations import Operations
from tests.app.desks import operations_in, package


@pytest.fixture
def operations(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as opened:
        opened.add_package(package("Ferry talks", "The **ferry** sails.", tags=("Harbour",)))
        opened.add_package(
            package("Quay closed", "No ferry today. See [[ferry-talks]].", section="World")
        )
        yield opened


def headlines(operations: Operations, query: str = "", **how: object) -> list[str]:
    found = operations.find(query, **how)  # type: ignore[arg-type]
    return [row.headline for row in operations.summaries(found.numbers)]


def test_the_words_of_a_body_are_found_without_their_marks(operations: Operations) -> None:
    assert headlines(operations, '"the ferry sails"') == ["Ferry talks"]
    numbers = operations.find("ferry").numbers
    hits = operations.hits("ferry", numbers)
    assert [f"{hit.before}{hit.match}{hit.after}" for hit in hits.values()] != []
    assert all("*" not in hit.before + hit.match + hit.after for hit in hits.values())


def test_a_list_is_sorted_and_divided(operations: Operations) -> None:
    assert headlines(operations, order=Order.HEADLINE) == ["Ferry talks", "Quay closed"]
    assert headlines(operations, order=Order.HEADLINE, reverse=True) == [
        "Quay closed", "Ferry talks",
    ]  # fmt: skip
    found = operations.find(grouping=Grouping.SECTION)
    assert [(group.label, group.count) for group in found.groups] == [("World", 1), ("", 1)]


def test_links_in_the_text_are_searched_by_where_they_lead(operations: Operations) -> None:
    assert headlines(operations, "linksto:ferry-talks") == ["Quay closed"]
    assert operations.count("links:none") == 1
    operations.spike(operations.by_slug("quay-closed").id)
    assert operations.count("linksto:ferry-talks") == 0
    assert headlines(operations, "linksto:ferry-talks", view=View.SPIKED) == ["Quay closed"]


def test_saved_searches_and_pins_are_undone_as_one(operations: Operations) -> None:
    saved = operations.save_search("Ferries", "ferry")
    assert saved.changes.searches and saved.name == "Save search"
    assert [one.name for one in operations.saved_searches()] == ["Ferries"]
    operations.change_search(saved.value.id, "Boats", "ferry OR boat")
    operations.move_search(saved.value.id, 0)
    ids = [operations.by_slug(slug).id for slug in ("ferry-talks", "quay-closed")]
    pinned = operations.pin(ids)
    assert pinned.value == 2 and pinned.changes.lists
    assert headlines(operations, view=View.PINNED) == ["Quay closed", "Ferry talks"]
    assert operations.unpin(ids[:1]).value == 1
    assert operations.pinned() == {ids[1]}
    gone = operations.delete_search(saved.value.id)
    assert operations.saved_searches() == () and gone.undo is not None
    operations.undo(gone.undo)
    assert [one.query for one in operations.saved_searches()] == ["ferry OR boat"]


def test_pinning_leaves_the_version_as_it_is(operations: Operations) -> None:
    article = operations.article(operations.by_slug("ferry-talks").id)
    operations.pin([article.id])
    assert operations.save(article.id, {"body": "More."}).value.body == "More."
