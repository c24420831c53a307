from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from db.errors import TagExists
from db.records import Related, RelatedKind, TagKind
from editor.app.models.mime import articles_mime
from editor.app.models.related import RelatedModel, RelatedRole
from editor.app.models.tags import ArticleTagsModel, TagRole

MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def article(qtbot, open_article):
    with qtbot.waitSignal(open_article.loaded):
        open_article.new()
    return open_article.article


@pytest.fixture
def tags(qtbot, desk, open_article, article) -> ArticleTagsModel:
    return ArticleTagsModel(desk, open_article)


@pytest.fixture
def related(desk, open_article, article) -> RelatedModel:
    return RelatedModel(desk, open_article)


def labels(model) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def add_all(qtbot, model, *values) -> None:
    for count, value in enumerate(values, start=model.rowCount() + 1):
        model.add(value)
        qtbot.waitUntil(lambda count=count: model.rowCount() == count)


def test_tags_are_added_in_order_and_taken_off(qtbot, tags, qtmodeltester):
    add_all(qtbot, tags, "Ferries", "Northland", "Weather")
    assert labels(tags) == ["Ferries", "Northland", "Weather"]
    qtmodeltester.check(tags)
    tags.remove(1)
    qtbot.waitUntil(lambda: labels(tags) == ["Ferries", "Weather"])
    tags.add("  ")
    assert labels(tags) == ["Ferries", "Weather"]


@pytest.mark.parametrize(
    ("row", "to_row", "order"),
    [(0, 2, "bca"), (2, 0, "cab"), (1, 2, "acb"), (0, 1, "bac"), (1, 1, "abc"), (0, 5, "abc")],
)
def test_a_tag_moved_stands_where_it_was_put_and_the_library_agrees(
    qtbot, tags, ask, article, row, to_row, order
):
    add_all(qtbot, tags, "a", "b", "c")
    moved = tags.move(row, to_row)
    assert labels(tags) == list(order) and moved == (order != "abc")

    def stored() -> str:
        return "".join(tag.label for tag in ask(lambda operations: operations.tags_of(article.id)))

    qtbot.waitUntil(lambda: stored() == order)
    assert labels(tags) == list(order)


@pytest.mark.parametrize(("row", "drop", "order"), [(0, 2, "bac"), (0, 3, "bca"), (2, 0, "cab")])
def test_a_row_dropped_between_two_others_goes_there(qtbot, tags, row, drop, order):
    add_all(qtbot, tags, "a", "b", "c")
    data = tags.mimeData([tags.index(row)])
    # False: the view takes nothing out of its own accord.
    assert not tags.dropMimeData(data, MOVE, drop, 0, QModelIndex())
    assert labels(tags) == list(order)
    qtbot.waitUntil(lambda: "".join(tag.label for tag in tags.items) == order)


def test_rows_move_by_qts_own_call_too(qtbot, tags):
    add_all(qtbot, tags, "a", "b", "c")
    assert tags.moveRow(QModelIndex(), 0, QModelIndex(), 3)
    assert labels(tags) == ["b", "c", "a"]


def test_a_move_can_be_undone(qtbot, desk, tags):
    add_all(qtbot, tags, "a", "b")
    with qtbot.waitSignal(desk.did):
        tags.move(0, 1)
    desk.undo()
    qtbot.waitUntil(lambda: labels(tags) == ["a", "b"])


def test_a_row_of_one_list_dropped_on_another_does_nothing(qtbot, tags, related):
    add_all(qtbot, tags, "a", "b")
    assert not related.dropMimeData(tags.mimeData([tags.index(0)]), MOVE, 0, 0, QModelIndex())
    assert related.rowCount() == 0 and labels(tags) == ["a", "b"]


def test_the_kind_of_a_tag_changes(qtbot, tags):
    add_all(qtbot, tags, "Northland")
    tags.set_kind(0, TagKind.PLACE)
    qtbot.waitUntil(lambda: tags.index(0).data(TagRole.KIND) == TagKind.PLACE)


def test_renaming_onto_another_tag_offers_the_merge(qtbot, tags):
    add_all(qtbot, tags, "EU", "European Union")
    refusals = []
    tags.rename(0, "European Union", refusals.append)
    qtbot.waitUntil(lambda: bool(refusals))
    assert isinstance(refusals[0], TagExists)


def test_completion_offers_tags_of_the_library_that_the_article_lacks(qtbot, tags, run):
    add_all(qtbot, tags, "Norvik")
    run(lambda operations: operations.new_tag("Northland"))
    offers = []
    tags.complete("nor", offers.extend)
    qtbot.waitUntil(lambda: [tag.label for tag in offers] == ["Northland"])


def test_another_article_has_its_own_tags(qtbot, tags, open_article, article):
    add_all(qtbot, tags, "Northland")
    with qtbot.waitSignal(open_article.loaded):
        open_article.new()
    assert labels(tags) == []
    with qtbot.waitSignal(open_article.loaded):
        open_article.open(article.id)
    qtbot.waitUntil(lambda: labels(tags) == ["Northland"])


def test_related_stories_of_all_three_sorts(qtbot, related, add_article, qtmodeltester):
    other = add_article(headline="Tide tables")
    add_all(
        qtbot,
        related,
        Related("Tide tables", article=other.id, slug=other.slug),
        Related("Harbour office", url="https://harbour.example/"),
        Related("How the ferry works", kind=RelatedKind.EXPLAINER),
    )
    assert labels(related) == ["Tide tables", "Harbour office", "How the ferry works"]
    unresolved = [related.index(row).data(RelatedRole.UNRESOLVED) for row in range(3)]
    assert unresolved == [False, False, True]
    assert related.index(0).data(RelatedRole.ARTICLE) == other.id
    assert related.index(1).data(RelatedRole.URL) == "https://harbour.example/"
    qtmodeltester.check(related)
    related.move(2, 0)
    qtbot.waitUntil(lambda: labels(related)[0] == "How the ferry works")
    related.set_kind(0, RelatedKind.BACKGROUND)
    qtbot.waitUntil(lambda: related.index(0).data(RelatedRole.KIND) == RelatedKind.BACKGROUND)
    related.remove(0)
    qtbot.waitUntil(lambda: related.rowCount() == 2)


def test_an_unresolved_title_becomes_the_article_it_means(qtbot, related, add_article, ask):
    add_all(qtbot, related, Related("How the ferry works"))
    other = add_article(headline="How the ferry works")
    related.resolve(0, other.id, back_link=True)
    qtbot.waitUntil(lambda: related.index(0).data(RelatedRole.ARTICLE) == other.id)
    assert len(ask(lambda operations: operations.related(other.id))) == 1


def test_the_headline_of_a_related_article_is_the_present_one(qtbot, related, add_article, run):
    other = add_article(headline="Tide tables")
    add_all(qtbot, related, Related("Tide tables", article=other.id, slug=other.slug))
    run(lambda operations: operations.save(other.id, {"headline": "Spring tides"}))
    qtbot.waitUntil(lambda: labels(related) == ["Spring tides"])


def test_articles_dropped_from_the_library_become_related_stories(qtbot, related, add_article, ask):
    add_all(qtbot, related, Related("Last"))
    others = [add_article(headline=headline) for headline in ("One", "Two")]
    summaries = [
        ask(lambda operations, id=other.id: operations.library.articles.summary(id))
        for other in others
    ]
    data = articles_mime(summaries)
    assert related.dropMimeData(data, Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    qtbot.waitUntil(lambda: labels(related) == ["One", "Two", "Last"])


def test_what_is_refused_is_told_and_the_rows_stand_as_stored(
    qtbot, desk, related, add_article, run
):
    add_all(qtbot, related, Related("One"), Related("Two"))
    with qtbot.waitSignal(desk.failed) as told:
        related.resolve(0, "0" * 32)
    assert told.args[0] == "Resolve related story"
    assert labels(related) == ["One", "Two"]
