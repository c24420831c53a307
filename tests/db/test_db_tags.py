"""Tags: one name leads to one tag, and no article loses or doubles one."""

from __future__ import annotations

import pytest

from db.errors import Invalid, NotFound, TagExists
from db.library import Library
from db.records import Tag, TagKind

from .conftest import Add


@pytest.fixture
def make(library: Library):
    def make(*labels: str) -> list[Tag]:
        with library.operation("Make tags"):
            return [library.tags.ensure(label) for label in labels]

    return make


def tag(library: Library, article_id: str, *tags: Tag) -> None:
    with library.operation("Tag"):
        library.tags.set_for(article_id, [one.id for one in tags])


def labels(library: Library, article_id: str) -> list[str]:
    return [one.label for one in library.tags.of(article_id)]


def test_ensuring_finds_by_label_alias_or_external_id_before_it_makes(library: Library) -> None:
    with library.operation("Make"):
        made = library.tags.ensure(
            "Northern Union", TagKind.ORGANISATION, ["NU"], external_id="wd:N1"
        )
        same = [
            library.tags.ensure("northern  UNION"),
            library.tags.ensure("nu"),
            library.tags.ensure("Union of the North", external_id="wd:N1"),
        ]
    assert {one.id for one in same} == {made.id}
    assert (made.kind, made.aliases, made.slug) == (
        TagKind.ORGANISATION, ("NU",), "northern-union",
    )  # fmt: skip
    assert len(library.tags.all()) == 1


def test_tags_that_differ_in_signs_alone_are_two(library: Library, make) -> None:
    first, second, third = make("C++", "C#", "C")
    assert len({first.id, second.id, third.id}) == 3
    assert [one.slug for one in (first, second, third)] == ["c", "c-2", "c-3"]


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_a_tag_without_a_label_is_refused(library: Library, make, empty: str) -> None:
    with pytest.raises(Invalid, match="label"):
        make(empty)
    (made,) = make("Trade")
    with pytest.raises(Invalid), library.operation("Rename"):
        library.tags.rename(made.id, empty)


def test_finding_goes_by_label_then_alias_then_slug(library: Library, make) -> None:
    (made,) = make("Port Calder")
    with library.operation("Alias"):
        library.tags.add_alias(made.id, "The Port")
    for name in ("port calder", "THE PORT", "port-calder"):
        found = library.tags.find(name)
        assert found is not None
        assert found.id == made.id
    assert library.tags.find("Elsewhere") is None


def test_the_order_on_an_article_is_the_order_given(library: Library, add: Add, make) -> None:
    article = add()
    a, b, c = make("A", "B", "C")
    tag(library, article.id, c, a, b, a)
    assert labels(library, article.id) == ["C", "A", "B"]
    tag(library, article.id, b, c)
    assert labels(library, article.id) == ["B", "C"]
    assert library.articles.summary(article.id).tags == ("B", "C")
    with pytest.raises(NotFound):
        tag(library, "nobody", a)
    with pytest.raises(NotFound), library.operation("Tag"):
        library.tags.set_for(article.id, ["nothing"])


def test_merging_tags_keeps_every_article_once_and_in_its_place(
    library: Library, add: Add, make
) -> None:
    old, new, other = make("Sea trade", "Trade", "Ferries")
    only_old, only_new, both, reverse = add(), add(), add(), add()
    tag(library, only_old.id, other, old)
    tag(library, only_new.id, new, other)
    tag(library, both.id, old, other, new)
    tag(library, reverse.id, new, other, old)
    with library.operation("Merge") as operation:
        stays = library.tags.merge(old.id, new.id)
    assert labels(library, only_old.id) == ["Ferries", "Trade"]
    assert labels(library, only_new.id) == ["Trade", "Ferries"]
    assert labels(library, both.id) == ["Trade", "Ferries"]
    assert labels(library, reverse.id) == ["Trade", "Ferries"]
    assert (stays.aliases, stays.uses) == (("Sea trade",), 4)
    assert library.tags.find("sea trade") == stays
    assert operation.changes.tags == {old.id, new.id}
    assert operation.changes.articles == {only_old.id, both.id, reverse.id}


def test_merging_hands_over_aliases_and_children_without_a_ring(library: Library, make) -> None:
    top, old, middle, new = make("Top", "Old", "Middle", "New")
    with library.operation("Arrange"):
        library.tags.add_alias(old.id, "Olden")
        library.tags.set_parent(old.id, top.id)
        library.tags.set_parent(middle.id, old.id)
        library.tags.set_parent(new.id, middle.id)
    with library.operation("Merge"):
        stays = library.tags.merge(old.id, new.id)
    assert set(stays.aliases) == {"Old", "Olden"}
    assert stays.parent == top.id
    assert library.tags.get(middle.id).parent == stays.id
    with pytest.raises(Invalid, match="itself"), library.operation("Merge"):
        library.tags.merge(new.id, new.id)


def test_renaming_onto_another_tag_offers_the_merge(library: Library, make) -> None:
    first, second = make("Trade", "Commerce")
    with library.operation("Alias"):
        library.tags.add_alias(second.id, "Business")
    for taken in ("commerce", "BUSINESS"):
        with pytest.raises(TagExists, match="Merge") as refused, library.operation("Rename"):
            library.tags.rename(first.id, taken)
        assert refused.value.existing == second.id
    with pytest.raises(TagExists), library.operation("Alias"):
        library.tags.add_alias(first.id, "Commerce")


def test_renaming_changes_the_case_or_takes_an_own_alias_and_leaves_one(
    library: Library, make
) -> None:
    (made,) = make("trade")
    with library.operation("Rename"):
        assert library.tags.rename(made.id, "Trade").label == "Trade"
        library.tags.add_alias(made.id, "Commerce")
        renamed = library.tags.rename(made.id, "Commerce")
    assert (renamed.label, renamed.aliases, renamed.slug) == ("Commerce", ("Trade",), "commerce")


def test_no_tag_stands_under_itself(library: Library, make) -> None:
    a, b, c = make("A", "B", "C")
    with library.operation("Arrange"):
        library.tags.set_parent(b.id, a.id)
        library.tags.set_parent(c.id, b.id)
    for parent in (a.id, b.id, c.id):
        with pytest.raises(Invalid, match="under itself"), library.operation("Arrange"):
            library.tags.set_parent(a.id, parent)
    with library.operation("Free"):
        assert library.tags.set_parent(b.id, None).parent is None


def test_completion_puts_beginnings_before_middles_and_the_most_used_first(
    library: Library, add: Add, make
) -> None:
    north, northern, far_north, south = make("Northland", "Northern Union", "Far North", "South")
    with library.operation("Alias"):
        library.tags.add_alias(south.id, "Not the north")
    tag(library, add().id, northern, far_north)
    assert [one.label for one in library.tags.complete("NORTH")] == [
        "Northern Union", "Northland", "Far North", "South",
    ]  # fmt: skip
    assert [one.label for one in library.tags.complete("", 2)] == ["Far North", "Northern Union"]
    assert library.tags.complete("%") == ()
    assert north.id == library.tags.complete("northl")[0].id


def test_uses_count_unspiked_articles_only(library: Library, add: Add, make) -> None:
    (trade,) = make("Trade")
    kept, spiked = add(), add()
    tag(library, kept.id, trade)
    tag(library, spiked.id, trade)
    with library.operation("Spike") as operation:
        library.articles.spike(spiked.id)
    assert library.tags.get(trade.id).uses == 1
    assert operation.changes.tags == {trade.id}


def test_deleting_a_tag_takes_it_off_every_article(library: Library, add: Add, make) -> None:
    article = add()
    a, b = make("A", "B")
    tag(library, article.id, a, b)
    with library.operation("Delete") as operation:
        library.tags.delete(a.id)
    assert labels(library, article.id) == ["B"]
    assert operation.undo is not None
    library.undo(operation.undo)
    assert labels(library, article.id) == ["A", "B"]
    with pytest.raises(NotFound), library.operation("Delete"):
        library.tags.delete("nothing")


def test_a_kind_set_is_a_kind_kept(library: Library, make) -> None:
    (made,) = make("Esteria")
    with library.operation("Kind"):
        assert library.tags.set_kind(made.id, TagKind.PLACE).kind is TagKind.PLACE
