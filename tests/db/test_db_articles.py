"""Articles: slugs that always lead somewhere, saves that lose nothing, statuses that move as
the table says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import IllegalMove, Invalid, NotFound, SlugTaken, Stale
from db.library import Library
from db.records import (
    INDEFINITE,
    STATUS_MOVES,
    STORY_FIELDS,
    Article,
    Dateline,
    Direction,
    Facts,
    Status,
)

from .conftest import Add, Clock


def save(
    library: Library, article: Article, facts: Facts | None = None, **fields: object
) -> Article:
    with library.operation("Save"):
        return library.articles.save(article.id, article.version, fields, facts)


def move(library: Library, article: Article, *statuses: Status) -> Article:
    for status in statuses:
        with library.operation("Set status"):
            article = library.articles.set_status(article.id, status)
    return article


def test_a_new_article_comes_back_as_it_was_given(library: Library) -> None:
    given_article = Article(
        headline="Northland opens its port", standfirst="After nine years.", kicker="Trade",
        slug="northland-opens-port", slugline="NORTHLAND-PORT", byline="By Ana Torvik",
        dateline=Dateline("PORT CALDER", "March 2", "NNA"), language="ar", direction=Direction.RTL,
        section="World", body="It *opened*.", ednote="Check the year.", notes="Call Ana.",
        target_words=400, embargo="2026-03-03T06:00+01:00",
    )  # fmt: skip
    with library.operation("Add"):
        stored = library.articles.add(given_article, Facts("It opened.", 2), source=b"\xff raw")
    assert stored == library.articles.get(stored.id)
    assert stored.version == 1
    assert stored.created == stored.updated == "2026-03-02T09:30:00.000Z"
    for name in ("headline", "standfirst", "kicker", "byline", "dateline", "body", *STORY_FIELDS):
        assert getattr(stored, name) == getattr(given_article, name)
    assert library.articles.source(stored.id) == b"\xff raw"


def test_an_article_without_a_slug_gets_one_nobody_has(add: Add) -> None:
    assert [add("").slug for _ in range(3)] == ["untitled", "untitled-2", "untitled-3"]


def test_a_slug_that_is_an_alias_is_not_given_to_a_new_article(library: Library, add: Add) -> None:
    save(library, add(slug="ferry"), slug="ferry-talks")
    assert add(slug="ferry").slug == "ferry-2"


def test_a_changed_slug_leaves_the_old_one_leading_here(library: Library, add: Add) -> None:
    article = save(library, save(library, add(slug="one"), slug="two"), slug="three")
    assert library.articles.slug_aliases(article.id) == ("one", "two")
    assert {library.articles.by_slug(slug).id for slug in ("one", "two", "three")} == {article.id}
    assert library.articles.resolve(["one", "nowhere"]) == {"one": (article.id, "three", "")}


def test_taking_an_own_old_slug_back_makes_it_the_present_one(library: Library, add: Add) -> None:
    article = save(library, save(library, add(slug="one"), slug="two"), slug="one")
    assert article.slug == "one"
    assert library.articles.slug_aliases(article.id) == ("two",)


@pytest.mark.parametrize("taken", ["ferry", "old-ferry"])
def test_another_articles_slug_or_alias_is_refused(library: Library, add: Add, taken: str) -> None:
    owner = save(library, add("Ferry leaves", slug="old-ferry"), slug="ferry")
    other = add("Second")
    with pytest.raises(SlugTaken, match="Ferry leaves") as refused:
        save(library, other, slug=taken)
    assert (refused.value.slug, refused.value.owner) == (taken, owner.id)
    assert library.articles.get(other.id) == other


def test_an_undo_never_makes_a_slug_lead_to_two_articles(library: Library, add: Add) -> None:
    first, second = add(slug="south"), add(slug="other")
    with library.operation("Move the slug") as operation:
        library.articles.save(first.id, 1, {"slug": "north"}, None)
    assert operation.undo is not None
    undone = library.undo(operation.undo)
    save(library, save(library, second, slug="north"), slug="north-again")
    assert undone.undo is not None
    with pytest.raises(Invalid, match="later changes"):
        library.undo(undone.undo)
    assert library.articles.by_slug("north").id == second.id
    assert library.articles.get(first.id).slug == "south"


def test_a_stale_save_writes_nothing_and_says_the_stored_version(
    library: Library, add: Add
) -> None:
    article = add("First")
    newer = save(library, article, headline="Second")
    with pytest.raises(Stale) as refused:
        save(library, article, headline="Third")
    assert (refused.value.article_id, refused.value.stored_version) == (article.id, 2)
    assert library.articles.get(article.id) == newer


def test_a_second_program_sees_a_save_and_is_stale_itself(library: Library, add: Add) -> None:
    article = add("First")
    other = Library.open(library.path)
    save(other, article, headline="Theirs")
    with pytest.raises(Stale):
        save(library, article, headline="Mine")
    assert library.articles.get(article.id).headline == "Theirs"
    other.close()


def test_a_save_that_changes_nothing_keeps_the_version(library: Library, add: Add) -> None:
    article = add("First", "Body")
    assert save(library, article, Facts("Body", 1), headline="First", body="Body") == article


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "No such field"},
        {"status": "draft"},
        {"slug": "two words"},
        {"slug": ""},
        {"slug": "Capital"},
        {"slug": "a]]b"},
        {"slugline": "X" * 25},
        {"embargo": "tomorrow"},
        {"embargo": "2026-03-03T06:00"},
        {"direction": "up"},
        {"target_words": -1},
        {"target_words": "many"},
        {"headline": 7},
        {"dateline": "PORT CALDER"},
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(
    library: Library, add: Add, fields: dict[str, object]
) -> None:
    article = add("First")
    with pytest.raises(Invalid):
        save(library, article, **fields)
    assert library.articles.get(article.id) == article


def test_the_indefinite_embargo_and_the_longest_slugline_are_kept(
    library: Library, add: Add
) -> None:
    article = save(library, add(), embargo=INDEFINITE, slugline="X" * 24, target_words=None)
    assert (article.embargo, len(article.slugline)) == (INDEFINITE, 24)


def test_an_unknown_article_is_not_found(library: Library) -> None:
    with pytest.raises(NotFound):
        library.articles.get("nobody")
    with pytest.raises(NotFound):
        library.articles.by_slug("nowhere")
    with pytest.raises(NotFound):
        library.articles.summary("nobody")


def test_the_same_article_is_not_added_twice(library: Library, add: Add) -> None:
    article = add("First")
    with pytest.raises(Invalid, match="already"):
        add("Second", id=article.id)


def test_every_move_of_the_table_and_no_other_is_legal(library: Library, add: Add) -> None:
    for start, allowed in STATUS_MOVES.items():
        for end in STATUS_MOVES:
            article = add(status=start)
            if end in allowed or end is start:
                assert move(library, article, end).status is end
            else:
                with pytest.raises(IllegalMove, match="Move it to"):
                    move(library, article, end)


@pytest.mark.parametrize("start", list(STATUS_MOVES))
def test_a_spiked_article_is_restored_to_exactly_where_it_was(
    library: Library, add: Add, start: Status
) -> None:
    article = add(status=start)
    with library.operation("Spike") as operation:
        spiked = library.articles.spike(article.id)
    assert (spiked.status, spiked.spiked_from) == (Status.SPIKED, start)
    assert operation.changes.lists
    with pytest.raises(IllegalMove, match="restored"):
        move(library, spiked, Status.DRAFT)
    with library.operation("Restore"):
        restored = library.articles.restore(article.id)
    assert (restored.status, restored.spiked_from) == (start, None)
    with pytest.raises(IllegalMove), library.operation("Restore"):
        library.articles.restore(article.id)


def test_publishing_again_keeps_the_first_time(library: Library, add: Add, clock: Clock) -> None:
    article = move(library, add(status=Status.READY), Status.PUBLISHED)
    first = article.published
    assert first == "2026-03-02T09:30:01Z"
    clock.forward(hours=1)
    assert move(library, article, Status.HOLD, Status.PUBLISHED).published == first


def test_a_changed_body_sends_a_ready_article_back_to_copy_edit(library: Library, add: Add) -> None:
    ready = add("First", "Body", status=Status.READY)
    still = save(library, ready, headline="Second")
    assert still.status is Status.READY
    assert save(library, still, Facts("New", 1), body="New").status is Status.COPY_EDIT


def test_lists_are_newest_first_and_say_when_rows_move(
    library: Library, add: Add, clock: Clock
) -> None:
    first, second = add("First"), add("Second")
    assert library.articles.all_ids() == (second.id, first.id)
    clock.forward(seconds=1)
    with library.operation("Save the newest") as operation:
        library.articles.save(second.id, 1, {"headline": "Newest"}, None)
    assert (operation.changes.articles, operation.changes.lists) == ({second.id}, False)
    clock.forward(seconds=1)
    with library.operation("Save the older") as operation:
        library.articles.save(first.id, 1, {"headline": "Newer"}, None)
    assert operation.changes.lists
    assert library.articles.all_ids() == (first.id, second.id)


def test_summaries_come_in_the_order_asked_without_those_that_are_gone(
    library: Library, add: Add
) -> None:
    add("First", "Some opening words"), add("Second", standfirst="A standfirst")
    newest, oldest = library.search.numbers()
    found = library.articles.summaries([oldest, 999, newest])
    assert [(row.headline, row.excerpt) for row in found] == [
        ("First", "Some opening words"),
        ("Second", "A standfirst"),
    ]
    assert found[0] == library.articles.summary(found[0].id)


def test_an_operation_that_fails_leaves_nothing(library: Library, add: Add) -> None:
    article = add("First")
    with pytest.raises(ZeroDivisionError), library.operation("Fail"):
        library.articles.save(article.id, 1, {"headline": "Second"}, None)
        library.articles.add(Article(), Facts())
        raise ZeroDivisionError
    assert library.articles.get(article.id) == article
    assert library.counts()["articles"] == 1
    with library.operation("Nothing") as operation:
        pass
    assert (operation.undo, bool(operation.changes)) == (None, False)


any_text = st.text(max_size=60)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(headline=any_text, body=any_text, note=any_text)
def test_any_text_is_kept_to_the_character(
    library: Library, headline: str, body: str, note: str
) -> None:
    with library.operation("Add") as operation:
        article = library.articles.add(
            Article(headline=headline, body=body, notes=note), Facts(body)
        )
    kept = library.articles.get(article.id)
    assert (kept.headline, kept.body, kept.notes) == (headline, body, note)
    assert operation.undo is not None
    undone = library.undo(operation.undo)
    assert undone.undo is not None
    library.undo(undone.undo)
    again = library.articles.get(article.id)
    assert (again.headline, again.body, again.notes) == (headline, body, note)


def test_half_a_character_from_an_editor_never_stops_a_save(library: Library, add: Add) -> None:
    article = save(
        library, add("First"), Facts("a\ud800b"), body="a\ud800b", headline="\ud83d\ude00"
    )
    assert (article.body, article.headline) == ("a�b", "😀")
