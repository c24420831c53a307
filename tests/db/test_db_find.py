"""Finding: every query agrees with a plain reading of the articles, in every view, order and
group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.library import Library
from db.orders import Orders
from db.records import (
    Article,
    ArticleSummary,
    Facts,
    Grouping,
    Order,
    OutgoingLink,
    Related,
    Status,
    TagKind,
    View,
)

from .conftest import Add, Clock

WORDS = {
    "ferry": {"ferry"},
    "harbour": {"harbour"},
    "strike": {"strike"},
    "Møller": {"moller", "moeller"},
    "MOLLER": {"moller"},
    "Straße": {"strasse"},
    "Əliyev": {"aliyev", "eliyev"},
    "Aliyev": {"aliyev"},
    "東京": {"東京"},
    "Café": {"cafe"},
}
"""Words as they are written, each with all that finds it; none is the beginning of another."""
TAGS = ("Harbour", "Port Calder", "European Union (EU)", "Quay")
SECTIONS = ("World", "Local News", "")
STATUSES = (Status.DRAFT, Status.IN_PROGRESS, Status.SUBMITTED, Status.SPIKED)
START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass
class Story:
    """An article as a reader of plain lists knows it."""

    id: str
    day: int
    words: list[str]
    byline: list[str]
    tags: set[str]
    section: str
    status: Status
    pinned: bool
    cross: list[str] = field(default_factory=list)
    related: list[str | None] = field(default_factory=list)

    def has(self, word: str) -> bool:
        return any(WORDS[word] & WORDS[own] for own in self.words + self.byline)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, list[Story]]]:
    clock, chance = Clock(), Random(7)
    clock.now = START
    library = Library.open(
        tmp_path_factory.mktemp("find") / "desk.standfirst", create=True, clock=clock
    )
    stories = [_story(chance, number) for number in range(40)]
    with library.operation("Tags"):
        for label in TAGS:
            library.tags.ensure(label, TagKind.PLACE if label == "Port Calder" else None)
        library.tags.add_alias(_tag(library, "European Union (EU)"), "EU")
        library.tags.set_parent(_tag(library, "Quay"), _tag(library, "Harbour"))
    for story in stories:
        clock.now = START + timedelta(days=story.day)
        _store(library, story)
    clock.now = START + timedelta(days=60)
    yield library, stories
    library.close()


def _story(chance: Random, number: int) -> Story:
    return Story(
        f"{number:032x}",
        number,
        chance.choices(list(WORDS), k=chance.randint(1, 4)),
        chance.choices(list(WORDS), k=chance.randint(0, 1)),
        set(chance.sample(TAGS, chance.randint(0, 2))),
        chance.choice(SECTIONS),
        chance.choice(STATUSES),
        chance.random() < 0.3,
        chance.choice(([], [], ["story-3"], ["old-name"], ["nowhere"])),
        chance.choice(([], [], [None], [f"{5:032x}"])) if number > 5 else [],
    )


def _store(library: Library, story: Story) -> None:
    body = " ".join(story.words)
    links = tuple(map(OutgoingLink, story.cross))
    number = int(story.id, 16)
    with library.operation("Add"):
        library.articles.add(
            Article(
                id=story.id, headline=f"Story {number}", slug=f"story-{number}", body=body,
                byline=" ".join(story.byline), section=story.section,
            ),
            Facts(body, len(story.words), links),
        )  # fmt: skip
        library.tags.set_for(story.id, [_tag(library, label) for label in sorted(story.tags)])
        library.links.set_related(
            story.id,
            [Related("A title", article=target) for target in story.related],
        )
        for status in STATUSES[1 : STATUSES.index(story.status) + 1]:
            if status is not Status.SPIKED or story.status is Status.SPIKED:
                library.articles.set_status(story.id, status)
        if story.pinned:
            library.pins.add([story.id])
        if number == 3:
            library.articles.save(
                story.id, library.articles.get(story.id).version, {"slug": "old-name"}, None
            )
            library.articles.save(
                story.id, library.articles.get(story.id).version, {"slug": "story-3"}, None
            )


def _tag(library: Library, label: str) -> str:
    tag = library.tags.find(label)
    assert tag is not None
    return tag.id


# Queries, each with what it means.

Meaning = tuple[str, Callable[[Story], bool]]


def means(text: str, test: Callable[[Story], bool]) -> Meaning:
    return text, test


def below(label: str) -> set[str]:
    return {"Harbour", "Quay"} if label == "Harbour" else {label}


leaves = st.one_of(
    st.sampled_from(list(WORDS)).map(lambda w: means(w, lambda story: story.has(w))),
    st.sampled_from([w for w in WORDS if w != "東京"]).map(
        lambda w: means(f"by:{w}", lambda story: any(WORDS[w] & WORDS[o] for o in story.byline))
    ),
    st.sampled_from(TAGS).map(
        lambda tag: means(f'tag:"{tag.upper()}"', lambda s: bool(s.tags & below(tag)))
    ),
    st.just(means("tag:eu", lambda story: "European Union (EU)" in story.tags)),
    st.just(means("tag:port", lambda story: "Port Calder" in story.tags)),
    st.just(means("kind:place", lambda story: "Port Calder" in story.tags)),
    st.sampled_from(STATUSES[:3]).map(
        lambda status: means(f'status:"{status}"', lambda story: story.status is status)
    ),
    st.sampled_from(SECTIONS[:2]).map(
        lambda name: means(f'section:"{name.lower()}"', lambda story: story.section == name)
    ),
    st.integers(0, 5).flatmap(
        lambda n: st.sampled_from(
            [
                means(f"words:>{n}", lambda story: len(story.words) > n),
                means(f"words:<={n}", lambda story: len(story.words) <= n),
                means(f"words:{n}", lambda story: len(story.words) == n),
                means(f"words:1..{n}", lambda story: 1 <= len(story.words) <= n),
            ]
        )
    ),
    st.integers(0, 45).flatmap(
        lambda n: st.sampled_from(
            [
                means(f"after:{_day(n)}", lambda story: story.day >= n),
                means(f"before:{_day(n)}", lambda story: story.day < n),
                means(f"updated:{_day(n)}", lambda story: story.day == n),
                means(f"created:>={_day(n)}", lambda story: story.day >= n),
                means(f"updated:{n}d", lambda story: story.day >= 60 - n),
            ]
        )
    ),
    st.sampled_from(
        [
            means("links:broken", lambda story: "nowhere" in story.cross),
            means("links:none", lambda story: not story.cross and not story.related),
            means("links:waiting", lambda story: None in story.related),
            means("linksto:story-3", lambda s: bool({"story-3", "old-name"} & {*s.cross})),
            means("linksto:OLD-NAME", lambda s: bool({"story-3", "old-name"} & {*s.cross})),
            means("linksto:story-5", lambda story: f"{5:032x}" in story.related),
            means("linksto:nowhere", lambda story: "nowhere" in story.cross),
            means("pinned:yes", lambda story: story.pinned),
            means("pinned:no", lambda story: not story.pinned),
        ]
    ),
)


def _day(number: int) -> str:
    return (START + timedelta(days=number)).strftime("%Y-%m-%d")


def negated(meaning: Meaning) -> Meaning:
    text, test = meaning
    return f"-{text}", lambda story: not test(story)


def joined(one: Meaning, other: Meaning) -> Meaning:
    return f"{one[0]} OR {other[0]}", lambda story: one[1](story) or other[1](story)


def together(meanings: list[Meaning]) -> Meaning:
    text = " ".join(text for text, _ in meanings)
    return f"({text})", lambda story: all(test(story) for _, test in meanings)


queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(negated),
        st.tuples(inner, inner).map(lambda two: joined(*two)).map(lambda one: together([one])),
        st.lists(inner, min_size=1, max_size=3).map(together),
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(queries, st.sampled_from(list(View)))
def test_a_query_finds_what_a_plain_reading_finds(
    desk: tuple[Library, list[Story]], meaning: Meaning, view: View
) -> None:
    library, stories = desk
    text, test = meaning
    found = library.search.find(text, view=view)
    rows = library.articles.summaries(found.numbers)
    expected = [story.id for story in stories if in_view(story, view) and test(story)]
    assert sorted(row.id for row in rows) == sorted(expected), text
    assert found.problems == () or "linksto:nowhere" in text
    updates = [row.updated for row in rows]
    assert updates == sorted(updates, reverse=True)


def in_view(story: Story, view: View) -> bool:
    spiked = story.status is Status.SPIKED
    return spiked if view is View.SPIKED else not spiked and (view is View.ALL or story.pinned)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters() | st.sampled_from('"*-() :^{}abOR東Ə'), max_size=30))
def test_any_text_is_answered(desk: tuple[Library, list[Story]], text: str) -> None:
    library, _ = desk
    found = library.search.find(text, grouping=Grouping.SECTION)
    library.search.hits(text, found.numbers[:5])
    library.search.by_headline(text)


def test_a_query_nested_as_deep_as_may_be_is_answered(desk: tuple[Library, list[Story]]) -> None:
    library, stories = desk
    nested = "ferry"
    for depth in range(20):
        joint = ("strike", "OR harbour", "-quay", "words:>0", "OR tag:eu")[depth % 5]
        nested = f"({nested} {joint})"
        numbers = library.search.find(nested).numbers
        assert len(numbers) <= len(stories)
    words = " OR ".join(f"word{n}" for n in range(63))
    assert list(library.search.find(f"ferry OR {words}").numbers) == list(
        library.search.find('"ferry"').numbers
    )


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("view", list(View))
def test_every_order_is_that_of_its_articles(
    desk: tuple[Library, list[Story]], view: View, order: Order
) -> None:
    library, _ = desk
    rows = library.articles.summaries(library.search.find(view=view, order=order).numbers)
    back = library.search.find(view=view, order=order, reverse=True).numbers
    keys = [_key(row, library, order) for row in rows]
    natural = sorted(keys, reverse=order is not Order.HEADLINE)
    assert keys == natural
    if order is not Order.PUBLISHED:
        assert list(back) == [row.number for row in rows][::-1]


def _key(row: ArticleSummary, library: Library, order: Order) -> object:
    article = library.articles.get(row.id)
    return {
        Order.UPDATED: row.updated,
        Order.CREATED: article.created,
        Order.PUBLISHED: article.published or "",
        Order.HEADLINE: row.headline.casefold(),
        Order.LENGTH: row.words,
    }[order]


@pytest.mark.parametrize("grouping", [Grouping.STATUS, Grouping.SECTION])
def test_groups_keep_the_order_inside_them(
    desk: tuple[Library, list[Story]], grouping: Grouping
) -> None:
    library, _ = desk
    plain = list(library.search.find("-ferry").numbers)
    found = library.search.find("-ferry", grouping=grouping)
    assert sorted(found.numbers) == sorted(plain)
    assert sum(group.count for group in found.groups) == len(plain)
    for group in found.groups:
        numbers = list(found.numbers[group.start : group.start + group.count])
        rows = library.articles.summaries(numbers)
        labels = {row.status if grouping is Grouping.STATUS else row.section for row in rows}
        assert labels == {group.label}
        assert numbers == [number for number in plain if number in set(numbers)]
    labels = [group.label for group in found.groups]
    if grouping is Grouping.SECTION:
        assert labels == ["Local News", "World", ""]


def test_articles_without_a_headline_or_a_date_stand_last_either_way(
    library: Library, add: Add
) -> None:
    add("")
    named = add("Ferry")
    with library.operation("Publish"):
        for status in ("in progress", "submitted", "copy edit", "ready", "published"):
            library.articles.set_status(named.id, Status(status))
    for order in (Order.HEADLINE, Order.PUBLISHED):
        for reverse in (False, True):
            numbers = library.search.find(order=order, reverse=reverse).numbers
            rows = library.articles.summaries(numbers)
            assert [row.headline for row in rows] == ["Ferry", ""]


def test_an_order_is_read_again_when_something_has_changed(
    library: Library, add: Add, tmp_path: Path
) -> None:
    add("Ferry")
    reader = Library.open(library.path, read_only=True)
    assert len(reader.search.find().numbers) == 1
    article = add("Quay")
    assert len(reader.search.find().numbers) == len(library.search.find().numbers) == 2
    with library.operation("Spike"):
        library.articles.spike(article.id)
    assert len(reader.search.find().numbers) == len(library.search.find().numbers) == 1
    reader.close()


def test_an_order_read_inside_an_operation_goes_back_with_it(library: Library, add: Add) -> None:
    add("Ferry")

    def broken_off() -> None:
        with library.operation("Add"):
            library.articles.add(Article(headline="Quay"), Facts())
            assert len(library.search.find().numbers) == 2
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert len(library.search.find().numbers) == 1


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("tag:nobody", "No tag is called “nobody”."),
        ("section:nowhere", "No section is called “nowhere”."),
        ("linksto:nowhere", "No article has the slug “nowhere”."),
        ("status:spiked", "Spiked articles stand in a view of their own."),
    ],
)
def test_names_that_lead_nowhere_are_told(library: Library, query: str, problem: str) -> None:
    assert library.search.find(query).problems == (problem,)
    in_its_view = library.search.find("status:spiked", view=View.SPIKED)
    assert in_its_view.problems == ()


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("spiked", [True, False])
def test_orders_are_read_from_covering_indexes(
    library: Library, order: Order, spiked: bool
) -> None:
    statements: list[str] = []
    library._connection.sqlite.set_trace_callback(statements.append)
    library.search.find(view=View.SPIKED if spiked else View.ALL, order=order)
    library._connection.sqlite.set_trace_callback(None)
    asked = next(sql for sql in statements if sql.startswith("WITH found"))
    plan = [row["detail"] for row in library._connection.rows(f"EXPLAIN QUERY PLAN {asked}")]
    assert any("articles USING COVERING INDEX" in detail for detail in plan)
    assert not any("TEMP B-TREE" in detail for detail in plan)


@pytest.mark.parametrize(
    ("body", "query", "hit"),
    [
        ("First one. The ferry sails at dawn. Last one.", "ferry", "The |ferry| sails at dawn."),
        ("One.\n\nThe Café is open\n\nTwo.", "cafe", "The |Café| is open"),
        ("No end to the ferr", "ferr", "No end to the |ferr|"),
        ("今日は晴れ。東京都の天気です。以上。", "東京", "|東京|都の天気です。"),
        ("Herr Müller kam. Er ging.", "mueller", "Herr |Müller| kam."),
        ("Talks go on", "talks resume", "|Talks| go on"),
    ],
)
def test_a_hit_stands_in_its_sentence(
    library: Library, add: Add, body: str, query: str, hit: str
) -> None:
    add("A headline", body)
    numbers = library.search.numbers()
    found = library.search.hits(query, numbers)[numbers[0]]
    assert f"{found.before}|{found.match}|{found.after}" == hit


def test_a_hit_in_a_long_sentence_is_cut_at_words(library: Library, add: Add) -> None:
    add("", "word " * 100 + "ferry " + "more " * 100)
    numbers = library.search.numbers("ferry")
    hit = library.search.hits("ferry", numbers)[numbers[0]]
    line = hit.before + hit.match + hit.after
    assert 60 < len(line) <= 125
    assert hit.before.startswith("…word") and hit.after.endswith("more…")


def test_what_answers_by_its_headline_alone_shows_that(library: Library, add: Add) -> None:
    add("Ferry talks", "Nothing here", standfirst="A strike ends.")
    (number,) = library.search.numbers("ferry")
    assert library.search.hits("ferry", [number])[number].match == "Ferry"
    assert library.search.hits("strike", [number])[number].before == "A "
    assert library.search.hits("status:draft", [number]) == {}
    assert library.search.hits("-quay", [number]) == {}


@pytest.mark.parametrize("left", [1, 0])
def test_articles_deleted_while_a_list_is_divided_are_left_out(
    library: Library, add: Add, left: int
) -> None:
    articles = [add("Ferry", section="World"), add("Quay")]
    orders = Orders(library._connection)
    numbers = orders.numbers(View.ALL, Order.UPDATED)
    with library.operation("Delete for ever"):
        for article in articles[left:]:
            library.articles.spike(article.id)
            library.articles.delete_for_ever(article.id)
    kept, groups = orders.divided(numbers, Grouping.SECTION)
    assert (len(kept), sum(group.count for group in groups)) == (left, left)
