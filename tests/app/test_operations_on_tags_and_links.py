"""Operations on tags and related stories: order, merging, resolving, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Invalid, TagExists
from db.records import Article, Related, RelatedKind, TagKind
from editor.app.operations import Operations
from editor.app.outcome import moved
from tests.app.desks import operations_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with operations_in(tmp_path) as operations:
        yield operations


@pytest.fixture
def article(desk: Operations) -> Article:
    return desk.new_article().value


def labels(desk: Operations, article: Article) -> list[str]:
    return [tag.label for tag in desk.tags_of(article.id)]


def titles(stories: tuple[Related, ...]) -> list[str]:
    return [story.title for story in stories]


def test_a_tag_is_added_once_and_last(desk: Operations, article: Article) -> None:
    desk.add_tag(article.id, "World", TagKind.SECTION)
    desk.add_tag(article.id, "Orran")
    assert [tag.label for tag in desk.add_tag(article.id, "world").value] == ["World", "Orran"]


def test_a_tag_without_a_label_is_refused(desk: Operations, article: Article) -> None:
    with pytest.raises(Invalid):
        desk.add_tag(article.id, "  ")


def test_tags_are_moved_and_removed(desk: Operations, article: Article) -> None:
    for label in ("World", "Orran", "Ferries"):
        desk.add_tag(article.id, label)
    ferries = desk.tags_of(article.id)[2]
    desk.move_tag(article.id, ferries.id, 0)
    assert labels(desk, article) == ["Ferries", "World", "Orran"]
    outcome = desk.remove_tag(article.id, ferries.id)
    assert labels(desk, article) == ["World", "Orran"]
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert labels(desk, article) == ["Ferries", "World", "Orran"]


def test_a_tag_is_renamed_given_a_kind_and_an_alias(desk: Operations, article: Article) -> None:
    (tag,) = desk.add_tag(article.id, "Ridge Council").value
    desk.set_tag_kind(tag.id, TagKind.ORGANISATION)
    desk.add_tag_alias(tag.id, "RC")
    renamed = desk.rename_tag(tag.id, "Ridge Council (RC)").value
    assert (renamed.label, renamed.kind) == ("Ridge Council (RC)", TagKind.ORGANISATION)
    assert "RC" in renamed.aliases
    assert [tag.id for tag in desk.complete_tags("rc")] == [tag.id]


def test_renaming_onto_a_tag_offers_the_merge_which_keeps_every_article(
    desk: Operations, article: Article
) -> None:
    other = desk.new_article().value
    (ferry,) = desk.add_tag(article.id, "Ferry").value
    (ferries,) = desk.add_tag(other.id, "Ferries").value
    with pytest.raises(TagExists) as refused:
        desk.rename_tag(ferry.id, "Ferries")
    outcome = desk.merge_tags(ferry.id, refused.value.existing)
    assert outcome.value.id == ferries.id
    assert labels(desk, article) == labels(desk, other) == ["Ferries"]
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert labels(desk, article) == ["Ferry"]


def test_related_stories_keep_their_order_and_kind(desk: Operations, article: Article) -> None:
    desk.add_related(article.id, Related("One"))
    desk.add_related(article.id, Related("Page", url="https://calder.example/page"))
    stories = desk.add_related(article.id, Related("Nought"), at=0).value
    assert titles(stories) == ["Nought", "One", "Page"]
    assert titles(desk.move_related(article.id, stories[2].id, 1).value) == [
        "Nought",
        "Page",
        "One",
    ]
    kinds = desk.set_related_kind(article.id, stories[1].id, RelatedKind.EARLIER).value
    assert kinds[2].kind is RelatedKind.EARLIER
    outcome = desk.remove_related(article.id, stories[0].id)
    assert titles(outcome.value) == ["Page", "One"]
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert titles(desk.related(article.id)) == ["Nought", "Page", "One"]


def test_an_unresolved_title_resolves_with_a_link_back(desk: Operations, article: Article) -> None:
    desk.save(article.id, {"headline": "Talks open"})
    target = desk.new_article().value
    desk.save(target.id, {"headline": "Premier offers to go"})
    (waiting,) = desk.add_related(article.id, Related("Premier: offers to go")).value
    assert [where for where, _ in desk.waiting_for("PREMIER offers to go!")] == [article.id]
    outcome = desk.resolve_related(article.id, waiting.id, target.id, back_link=True)
    assert [(story.title, story.article) for story in outcome.value] == [
        ("Premier offers to go", target.id)
    ]
    assert [story.article for story in desk.related(target.id)] == [article.id]
    assert outcome.undo is not None
    desk.undo(outcome.undo)
    assert desk.related(article.id)[0].unresolved
    assert desk.related(target.id) == ()


def test_a_link_back_is_made_once(desk: Operations, article: Article) -> None:
    target = desk.new_article().value
    desk.add_related(target.id, Related("", article=article.id))
    (waiting,) = desk.add_related(article.id, Related("Some title")).value
    desk.resolve_related(article.id, waiting.id, target.id, back_link=True)
    assert len(desk.related(target.id)) == 1


@given(st.lists(st.integers(), unique=True, min_size=1), st.integers(-3, 30), st.data())
def test_moving_loses_nothing_and_lands_where_asked(
    items: list[int], to_index: int, data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(items))
    result = moved(items, item, to_index)
    assert sorted(result) == sorted(items)
    assert result.index(item) == max(0, min(to_index, len(items) - 1))
