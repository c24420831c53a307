"""Revisions: what was written can be found again, and old copies thin out by age."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import NotFound
from db.library import Library
from db.records import Article, Facts, Reason, Related, Status
from db.revisions import Kept, surplus

from .conftest import Add, Clock


def save(
    library: Library,
    article: Article,
    body: str,
    reason: Reason = Reason.AUTOSAVE,
    name: str | None = None,
) -> Article:
    with library.operation("Save"):
        return library.articles.save(
            article.id, article.version, {"body": body}, Facts(body), reason=reason, name=name
        )


def bodies(library: Library, article: Article) -> list[str]:
    return [revision.article.body for revision in library.revisions.of(article.id)]


def test_the_first_revision_is_the_article_before_the_first_edit(
    library: Library, add: Add
) -> None:
    article = add("First", "as it came")
    save(library, article, "edited")
    first = library.revisions.of(article.id)[-1]
    assert (first.number, first.reason, first.article) == (1, Reason.NEW, article)


def test_autosaves_keep_at_most_one_revision_a_minute(
    library: Library, add: Add, clock: Clock
) -> None:
    article = add("", "0")
    for second in range(1, 181):
        clock.forward(seconds=1)
        article = save(library, article, str(second))
    assert bodies(library, article) == ["180", "120", "60", "0"]


def test_a_text_that_stood_is_kept_before_it_is_overwritten(
    library: Library, add: Add, clock: Clock
) -> None:
    article = add("", "came")
    clock.forward(seconds=5)
    article = save(library, article, "last words of the day")
    clock.forward(hours=14)
    article = save(library, article, "next morning")
    assert bodies(library, article) == ["next morning", "last words of the day", "came"]


def test_a_named_version_is_always_kept_even_of_an_unchanged_text(
    library: Library, add: Add
) -> None:
    article = add("", "text")
    save(library, article, "text", name="Before the lawyers")
    newest = library.revisions.of(article.id)[0]
    assert (newest.reason, newest.name) == (Reason.NAMED, "Before the lawyers")
    assert library.articles.get(article.id) == article


def test_a_revision_remembers_tags_and_related_stories(library: Library, add: Add) -> None:
    article = add("", "text")
    with library.operation("Dress"):
        tags = [library.tags.ensure(label).id for label in ("Trade", "Ferries")]
        library.tags.set_for(article.id, tags)
        library.links.set_related(article.id, [Related("Harbour talks")])
    save(library, article, "new", Reason.NAMED)
    newest = library.revisions.of(article.id)[0]
    assert (newest.tags, newest.related) == (("Trade", "Ferries"), (Related("Harbour talks"),))


def test_overwriting_in_a_conflict_keeps_the_other_text(library: Library, add: Add) -> None:
    article = add("", "came")
    theirs = save(library, article, "theirs")
    save(library, theirs, "mine", Reason.CONFLICT)
    kept = {revision.reason: revision.article.body for revision in library.revisions.of(article.id)}
    assert kept[Reason.CONFLICT] == "theirs"


def test_publishing_is_kept_as_published(library: Library, add: Add) -> None:
    article = add("", "text", status=Status.READY)
    with library.operation("Publish"):
        library.articles.set_status(article.id, Status.PUBLISHED)
    assert library.revisions.of(article.id)[0].reason is Reason.PUBLISHED


def test_a_revision_that_is_gone_is_not_found(library: Library, add: Add) -> None:
    article = add()
    assert library.revisions.get(article.id, 1).article == article
    with pytest.raises(NotFound):
        library.revisions.get(article.id, 2)


def test_a_month_of_saves_thins_out_but_never_the_named_ones(
    library: Library, add: Add, clock: Clock
) -> None:
    article = add("", "came")
    for hour in range(24 * 20):
        clock.forward(hours=2)
        name = "milestone" if hour % 100 == 0 else None
        article = save(library, article, str(hour), name=name)
    kept = library.revisions.of(article.id)
    assert len(kept) < 75
    assert [one.article.body for one in kept if one.name] == ["400", "300", "200", "100", "0"]
    assert kept[-1].article.body == "came"
    assert kept[0].article.body == str(24 * 20 - 1)


NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ages = st.lists(st.tuples(st.integers(0, 60 * 24 * 3600), st.booleans()), min_size=1, max_size=80)


@settings(deadline=None, max_examples=60)
@given(ages)
def test_thinning_keeps_the_first_the_newest_the_lasting_and_one_of_each_stretch(
    given_ages: list[tuple[int, bool]],
) -> None:
    ordered = sorted(given_ages, reverse=True)
    kept = [
        Kept(number, NOW - timedelta(seconds=age), lasting)
        for number, (age, lasting) in enumerate(ordered, start=1)
    ]
    dropped = surplus(kept, NOW)
    left = [one for one in kept if one.number not in dropped]
    assert kept[0] in left
    assert kept[-1] in left
    assert all(one in left for one in kept if one.lasting)
    assert surplus(left, NOW) == frozenset()
    for one in kept:
        age = NOW - one.time
        near = timedelta(minutes=1) if age <= timedelta(minutes=10) else timedelta(weeks=1)
        assert any(abs(other.time - one.time) < near for other in left)


def test_a_damaged_time_keeps_nobody_from_saving(library: Library, add: Add, clock: Clock) -> None:
    article = add("", "0")
    for text in ("1", "2"):
        clock.forward(minutes=2)
        article = save(library, article, text)
    library._connection.sqlite.execute(
        "UPDATE revisions SET time = '2026-03-02T09:g4:00.000Z' WHERE number IN (2, 3)"
    )
    clock.forward(days=400)
    article = save(library, article, "3")
    kept = [row[0] for row in library._connection.rows("SELECT number FROM revisions")]
    assert kept == [1, 2, 3, 4]
    timeline = library.revisions.timeline(article.id)
    assert timeline[1].time == timeline[2].time == timeline[0].time
    assert any("damaged" in fault for fault in library.check())
