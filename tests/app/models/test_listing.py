"""The rows of the library list in every order, view and grouping, whatever is done meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QObject, QPersistentModelIndex, Signal

from db.errors import LibraryError
from db.records import Grouping, Order, Status, View
from editor.app.listing import Listing, rows_of
from editor.app.models.article_list import ArticleListModel, ArticleRole
from editor.app.operations import Operations
from tests.app.desks import operations_in, package

LISTINGS = st.builds(
    Listing,
    query=st.sampled_from(["", "ferry", "tag:harbour", "status:draft", "nothing"]),
    view=st.sampled_from(View),
    order=st.sampled_from(Order),
    reverse=st.booleans(),
    grouping=st.sampled_from(Grouping),
)
WORK = st.tuples(
    st.sampled_from(["pin", "unpin", "spike", "restore", "tag", "status", "headline", "add"]),
    st.integers(0, 5),
)


class AtOnce(QObject):
    """A desk that answers while it is asked."""

    opened = Signal(object)
    closed = Signal()
    changed = Signal(object)

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations

    def ask(self, question, answer, refused=None) -> None:
        answer(question(self._operations))

    def ask_newest(self, channel, question, answer, refused=None) -> None:
        answer(question(self._operations))

    def do(self, work: Callable) -> None:
        self.changed.emit(work(self._operations).changes)


@pytest.fixture
def operations(tmp_path: Path):
    with operations_in(tmp_path) as opened:
        fill(opened)
        yield opened


def fill(operations: Operations) -> None:
    for headline, section, tags in (
        ("Ferry talks", "World", ("Harbour",)),
        ("Quay closed", "", ()),
        ("Bridge open", "World", ("Harbour",)),
        ("Ferry late", "Arts", ()),
    ):
        operations.add_package(package(headline, "The ferry.", section=section, tags=tags))


def do(operations: Operations, what: str, article_id: str):
    try:
        match what:
            case "pin":
                return operations.pin([article_id])
            case "unpin":
                return operations.unpin([article_id])
            case "spike":
                return operations.spike(article_id)
            case "restore":
                return operations.restore(article_id)
            case "tag":
                return operations.add_tag(article_id, "Harbour")
            case "status":
                return operations.set_status(article_id, Status.IN_PROGRESS)
            case "headline":
                return operations.save(article_id, {"headline": "Another ferry"})
    except LibraryError:
        # A move that is not legal changes nothing, and that is as good.
        return None
    return operations.add_package(package("Ferry again"))


def headlines(operations: Operations, listing: Listing) -> list[str]:
    numbers = rows_of(listing, 0, operations).numbers
    return [one.headline for one in operations.summaries(numbers)]


def test_pinned_articles_stand_on_top_of_what_is_not_searched_for(operations):
    article = operations.by_slug("ferry-talks")
    operations.pin([article.id])
    assert headlines(operations, Listing())[0] == "Ferry talks"
    assert headlines(operations, Listing(order=Order.HEADLINE))[:2] == [
        "Ferry talks", "Bridge open",
    ]  # fmt: skip
    assert headlines(operations, Listing("ferry", order=Order.HEADLINE))[0] == "Bridge open"
    assert headlines(operations, Listing(view=View.PINNED)) == ["Ferry talks"]


def test_pinned_articles_are_a_group_above_the_others(operations):
    operations.pin([operations.by_slug("ferry-talks").id])
    listed = rows_of(Listing(grouping=Grouping.SECTION), 0, operations)
    assert [(group.label, group.start, group.count) for group in listed.groups] == [
        ("Pinned", 0, 1), ("Arts", 1, 1), ("World", 2, 1), ("No section", 3, 1),
    ]  # fmt: skip


def test_a_group_is_told_by_its_first_row(qapp, operations):
    model = ArticleListModel(AtOnce(operations))
    model.arrange(Order.HEADLINE, Grouping.SECTION)
    labels = [model.index(row, 0).data(ArticleRole.GROUP) for row in range(model.rowCount())]
    assert [group and group.label for group in labels] == ["Arts", "World", None, "No section"]


def test_a_hit_is_asked_for_where_a_row_is_painted(qtbot, operations):
    operations.add_package(package("Storm", "All quiet. A storm took the roof off. It left."))
    model = ArticleListModel(AtOnce(operations))
    model.search("roof")
    assert model.rowCount() == 1 and model.index(0, 0).data(ArticleRole.HIT) is None
    qtbot.waitUntil(lambda: model.index(0, 0).data(ArticleRole.HIT) is not None)
    hit = model.index(0, 0).data(ArticleRole.HIT)
    assert (hit.before, hit.match, hit.after) == ("A storm took the ", "roof", " off.")
    model.search("tag:harbour")
    assert model.index(0, 0).data(ArticleRole.HIT) is None


def test_many_articles_changed_at_once_are_renewed_together(qtbot, operations):
    desk = AtOnce(operations)
    model = ArticleListModel(desk)
    model.refresh()
    resets = []
    model.modelReset.connect(lambda: resets.append(True))
    for number in range(10):
        operations.add_package(package(f"Story {number}"))
    model.refresh()
    resets.clear()
    ids = operations.library.articles.all_ids()
    with qtbot.waitSignal(model.dataChanged):
        desk.do(lambda operations: operations.tag_articles(ids, ["Weather"]))
    assert not resets


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(LISTINGS, WORK), min_size=1, max_size=8))
def test_whatever_is_done_the_rows_are_what_the_library_answers(qapp, steps):
    with tempfile.TemporaryDirectory() as folder, operations_in(Path(folder)) as operations:
        fill(operations)
        desk = AtOnce(operations)
        model = ArticleListModel(desk)
        model.refresh()
        selection = QItemSelectionModel(model)
        selection.select(model.index(0, 0), QItemSelectionModel.SelectionFlag.Select)
        for step in steps:
            kept = {
                model.numbers[row]: QPersistentModelIndex(model.index(row, 0))
                for row in range(model.rowCount())
            }
            resets: list[bool] = []
            model.modelReset.connect(lambda resets=resets: resets.append(True))
            if isinstance(step, Listing):
                model.search(step.query)
                model.view(step.view)
                model.arrange(step.order, step.grouping, reverse=step.reverse)
            else:
                ids = [*operations.library.articles.all_ids()]
                ids += operations.library.articles.all_ids(spiked=True)
                outcome = do(operations, step[0], ids[step[1] % len(ids)])
                if outcome is not None:
                    desk.changed.emit(outcome.changes)
            expected = rows_of(model.wanted, 0, operations)
            assert list(model.numbers) == list(expected.numbers)
            assert model.shown == expected
            rows = [model.index(row, 0) for row in range(model.rowCount())]
            shown = [index.data(ArticleRole.SUMMARY) for index in rows]
            assert shown == list(operations.summaries(expected.numbers))
            for number, index in kept.items():
                if index.isValid() and not resets:
                    assert model.numbers[index.row()] == number
