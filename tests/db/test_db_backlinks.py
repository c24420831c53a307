"""Backlinks by the page, and the reports of what is loose."""

from __future__ import annotations

from db.library import Library
from db.records import Article, Facts, Related, RelatedKind, Status

from .conftest import Add, Clock


def relate(library: Library, article_id: str, *stories: Related) -> None:
    with library.operation("Relate"):
        library.links.set_related(article_id, stories)


def spike(library: Library, article_id: str) -> None:
    with library.operation("Spike"):
        library.articles.spike(article_id)


def test_each_link_to_an_article_is_a_line_newest_source_first(library: Library, add: Add) -> None:
    target = add("Ferry leaves", slug="ferry")
    both = add("Both", "text", "ferry", "nowhere", "ferry")
    beside = add("Beside")
    spike(library, add("Spiked", "text", "ferry").id)
    relate(library, both.id, Related("", RelatedKind.TIMELINE, article=target.id))
    relate(library, beside.id, Related("", RelatedKind.EARLIER, article=target.id))
    lines = [
        (place.source.headline, place.where, place.position, place.title)
        for place in library.backlinks.page(target.id, 10)
    ]
    assert lines == [
        ("Beside", "earlier", None, "Ferry leaves"),
        ("Both", "body", 0, ""),
        ("Both", "body", 2, ""),
        ("Both", "timeline", None, "Ferry leaves"),
    ]
    assert library.backlinks.count(target.id) == 4
    pages = [library.backlinks.page(target.id, 2, offset) for offset in (0, 2, 4)]
    assert sum(pages, ()) == library.backlinks.page(target.id, 10)


def test_who_links_names_each_source_once_and_none_that_goes_too(
    library: Library, add: Add
) -> None:
    first, second = add(slug="one"), add(slug="two")
    both = add("Both", "text", "one", "two")
    relate(library, first.id, Related("", article=second.id))
    spike(library, add("Spiked", "text", "one").id)
    assert [one.id for one in library.backlinks.who_links([first.id, second.id])] == [both.id]
    assert {one.id for one in library.backlinks.who_links([second.id])} == {both.id, first.id}
    assert library.backlinks.who_links([both.id]) == ()


def test_an_article_only_a_spiked_one_points_at_counts_as_linked(
    library: Library, add: Add
) -> None:
    target, alone = add(slug="ferry"), add("Alone", "text", "alone", slug="alone")
    spike(library, add("Spiked", "text", "ferry").id)
    assert library.backlinks.is_linked(target.id)
    assert not library.backlinks.is_linked(alone.id)


def test_orphans_point_at_nothing_and_nothing_points_at_them(library: Library, add: Add) -> None:
    target = add("Target", slug="target")
    add("Source", "text", "target")
    beside, shown = add("Beside"), add("Shown")
    relate(library, beside.id, Related("", article=shown.id), Related("A title"))
    waiting = add("Only a title")
    relate(library, waiting.id, Related("A title"))
    own = add("Own", "text", "own", slug="own")
    broken = add("Broken", "text", "nowhere", status=Status.PUBLISHED)
    spike(library, add("Spiked").id)
    assert target.id not in {one.id for one in library.link_reports.orphans()}
    orphans = [one.id for one in library.link_reports.orphans()]
    assert orphans == [broken.id, own.id, waiting.id]
    assert [one.id for one in library.link_reports.orphans(limit=1, offset=1)] == [own.id]
    assert [one.id for one in library.link_reports.orphans(published=True)] == [broken.id]


def test_broken_links_are_told_until_an_article_takes_the_slug(library: Library, add: Add) -> None:
    source = add("Source", "text", "ferry", "port")
    broken = library.link_reports.broken()
    assert [(one.source.id, one.slug, one.words) for one in broken] == [
        (source.id, "ferry", None),
        (source.id, "port", None),
    ]
    assert library.link_reports.broken(limit=1, offset=1) == broken[1:]
    add("Ferry", slug="ferry")
    assert [one.slug for one in library.link_reports.broken()] == ["port"]
    spike(library, source.id)
    assert library.link_reports.broken() == ()
    assert [one.slug for one in library.link_reports.broken(spiked=True)] == ["port"]
    assert library.link_reports.counts() == {"broken": 0, "waiting": 0}


def test_waiting_titles_are_told_with_the_article_they_stand_beside(
    library: Library, add: Add
) -> None:
    first, second = add("First"), add("Second")
    relate(library, first.id, Related("Talks open", RelatedKind.EARLIER))
    relate(library, second.id, Related("A page", url="https://port.example/"), Related("Rain"))
    waiting = library.link_reports.waiting()
    assert [(beside.id, story.title) for beside, story in waiting] == [
        (second.id, "Rain"),
        (first.id, "Talks open"),
    ]
    assert waiting[1][1] == library.links.related(first.id)[0]
    assert library.link_reports.waiting(limit=1, offset=1) == waiting[1:]
    assert library.link_reports.counts() == {"broken": 0, "waiting": 2}


def test_a_deleted_article_leaves_broken_links_and_its_title_waiting(
    library: Library, add: Add
) -> None:
    target = add("Ferry leaves", slug="ferry")
    source = add("Source", "text", "ferry")
    relate(library, source.id, Related("", article=target.id))
    spike(library, target.id)
    with library.operation("Delete"):
        library.articles.delete_for_ever(target.id)
    assert [one.slug for one in library.link_reports.broken()] == ["ferry"]
    ((_, story),) = library.link_reports.waiting()
    assert (story.title, story.unresolved) == ("Ferry leaves", True)
    assert library.links.unresolved("ferry leaves") == ((source.id, story),)


def test_an_article_whose_arrival_is_undone_leaves_its_title_waiting(
    library: Library, add: Add, clock: Clock
) -> None:
    source = add("Source")
    with library.operation("Add") as operation:
        target = library.articles.add(Article(headline="Ferry leaves"), Facts())
    relate(library, source.id, Related("", article=target.id))
    library.undo(operation.undo)
    assert [story.title for _, story in library.link_reports.waiting()] == ["Ferry leaves"]
