"""Which tags the manager lists, below which and in which order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Tag, TagKind
from db.tag_records import TagUse
from editor.app.tag_listing import ROOT, TagEntry, TagFilter, TagForest, TagOrder, TagView, grow


def entry(label: str, parent: str | None = None, articles: int = 0, **more: str) -> TagEntry:
    tag = Tag(label, label, label.lower(), parent=parent, **more)  # type: ignore[arg-type]
    sought = "\n".join((label.lower(), tag.external_id))
    return TagEntry(tag, TagUse(articles), sought)


ENTRIES = (
    entry("Ferries", "Transport", 3, external_id="m:2"),
    entry("Fares", "Ferries", 0),
    entry("Transport", None, 1),
    entry("World", None, 9),
)


def labels(forest: TagForest, above: int = ROOT) -> list[object]:
    """The labels as nested lists."""
    listed: list[object] = []
    for number in forest.children.get(above, []):
        listed.append(forest.entries[number].tag.label)
        if below := labels(forest, number):
            listed.append(below)
    return listed


def test_tags_stand_below_their_parents_in_the_order_they_come() -> None:
    assert labels(grow(ENTRIES, TagFilter(), TagOrder.LABEL)) == [
        "Transport", ["Ferries", ["Fares"]], "World",
    ]  # fmt: skip


def test_what_stands_above_a_find_is_listed_and_not_counted() -> None:
    forest = grow(ENTRIES, TagFilter(words="fares"), TagOrder.LABEL)
    assert labels(forest) == ["Transport", ["Ferries", ["Fares"]]]
    assert [ENTRIES[number].tag.label for number in forest.found] == ["Fares"]


def test_tags_in_a_ring_are_listed_all_the_same() -> None:
    ring = (entry("Boats", "Quays"), entry("Quays", "Boats"), entry("Tides", "Tides"))
    assert labels(grow(ring, TagFilter(), TagOrder.LABEL)) == ["Quays", ["Boats"], "Tides"]


def test_tags_that_want_a_look_are_a_plain_list() -> None:
    assert labels(grow(ENTRIES, TagFilter(TagView.NEVER_USED), TagOrder.LABEL)) == ["Fares"]
    assert labels(grow(ENTRIES, TagFilter(TagView.USED_ONCE), TagOrder.LABEL)) == ["Transport"]


def test_tags_without_what_is_sorted_by_stand_last_either_way_round() -> None:
    flat = tuple(replace(one, tag=replace(one.tag, parent=None)) for one in ENTRIES)
    by_uses = [
        labels(grow(flat, TagFilter(), TagOrder.ARTICLES, reverse=on)) for on in (False, True)
    ]
    assert by_uses == [
        ["World", "Ferries", "Transport", "Fares"],
        ["Transport", "Ferries", "World", "Fares"],
    ]


@given(
    st.lists(st.integers(-1, 11), max_size=12),
    st.sampled_from(TagOrder),
    st.sampled_from(["", "a", "b"]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_every_tag_found_is_listed_once(
    parents: list[int], order: TagOrder, words: str, reverse: bool
) -> None:
    entries = tuple(
        entry("ab"[number % 2] * (number + 1), "ab"[p % 2] * (p + 1) if 0 <= p < number else None)
        for number, p in enumerate(parents)
    )
    forest = grow(entries, TagFilter(words=words), order, reverse=reverse)
    listed = [number for beside in forest.children.values() for number in beside]
    assert len(listed) == len(set(listed))
    assert forest.found <= set(listed)
    assert all(forest.parents[number] in (ROOT, *listed) for number in listed)
    assert forest.found == {number for number, one in enumerate(entries) if words in one.tag.label}


def test_a_kind_alone_is_asked_for() -> None:
    place = replace(ENTRIES[3], tag=replace(ENTRIES[3].tag, kind=TagKind.PLACE))
    entries = (*ENTRIES[:3], place)
    assert labels(grow(entries, TagFilter(kind=TagKind.PLACE), TagOrder.LABEL)) == ["World"]
