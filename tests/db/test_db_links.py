"""Links: related stories keep their order, cross-links follow their article through every slug."""

from __future__ import annotations

import pytest

from db.errors import Invalid, NotFound
from db.library import Library
from db.records import Article, Facts, OutgoingLink, Related, RelatedKind

from .conftest import Add


def relate(library: Library, article_id: str, *stories: Related) -> tuple[Related, ...]:
    with library.operation("Relate"):
        library.links.set_related(article_id, stories)
    return library.links.related(article_id)


def rename(library: Library, article_id: str, slug: str):
    version = library.articles.get(article_id).version
    with library.operation("Rename") as operation:
        library.articles.save(article_id, version, {"slug": slug}, None)
    return operation


def targets(library: Library, article_id: str) -> list[str | None]:
    return [link.target for link in library.links.cross_links(article_id)]


def test_related_stories_keep_their_order_kinds_and_ids(library: Library, add: Add) -> None:
    article, target = add("First"), add("Ferry leaves", slug="ferry")
    first = relate(
        library,
        article.id,
        Related("Old words", RelatedKind.BACKGROUND, article=target.id),
        Related("The port's own page", RelatedKind.SOURCE, url="https://port.example/"),
        Related("Harbour talks: “day two”", RelatedKind.EARLIER),
    )
    assert [(story.title, story.slug, story.url) for story in first] == [
        ("Ferry leaves", "ferry", None),
        ("The port's own page", None, "https://port.example/"),
        ("Harbour talks: “day two”", None, None),
    ]
    assert relate(library, article.id, *reversed(first)) == tuple(reversed(first))
    assert relate(library, article.id, first[2]) == (first[2],)


def test_a_related_story_shows_the_present_headline(library: Library, add: Add) -> None:
    article, target = add("First"), add("Ferry leaves")
    relate(library, article.id, Related("", article=target.id))
    with library.operation("Save"):
        library.articles.save(target.id, 1, {"headline": "Ferry returns"}, None)
    assert library.links.related(article.id)[0].title == "Ferry returns"


@pytest.mark.parametrize("story", [Related(""), Related("  ", url=" ")])
def test_a_related_story_without_anything_is_refused(
    library: Library, add: Add, story: Related
) -> None:
    with pytest.raises(Invalid):
        relate(library, add().id, story)


def test_related_stories_that_cannot_be_are_refused(library: Library, add: Add) -> None:
    article = add()
    with pytest.raises(Invalid, match="itself"):
        relate(library, article.id, Related("Me", article=article.id))
    with pytest.raises(NotFound):
        relate(library, article.id, Related("Gone", article="nobody"))
    with pytest.raises(NotFound):
        relate(library, "nobody", Related("Here"))
    (kept,) = relate(library, article.id, Related("Twice"))
    with pytest.raises(Invalid, match="twice"):
        relate(library, article.id, kept, kept)


def test_a_list_copied_to_another_article_takes_nothing_from_the_first(
    library: Library, add: Add
) -> None:
    first, second = add(), add()
    (story,) = relate(library, first.id, Related("Harbour talks"))
    (copied,) = relate(library, second.id, story)
    assert library.links.related(first.id) == (story,)
    assert copied.id != story.id


def test_cross_links_are_kept_by_id_in_the_order_of_the_text(library: Library, add: Add) -> None:
    target = add(slug="ferry")
    article = add("", "text", "ferry", "nowhere", "ferry")
    assert targets(library, article.id) == [target.id, None, target.id]


def test_a_cross_link_resolves_when_its_article_arrives(library: Library, add: Add) -> None:
    article = add("", "text", "ferry")
    with library.operation("Add") as operation:
        library.articles.save(article.id, 1, {"headline": "First"}, None)
    assert targets(library, article.id) == [None]
    target = add(slug="ferry")
    assert targets(library, article.id) == [target.id]
    assert operation.undo is None


def test_a_cross_link_resolves_when_an_article_takes_the_slug(library: Library, add: Add) -> None:
    article, target = add("", "text", "ferry"), add(slug="boat")
    operation = rename(library, target.id, "ferry")
    assert targets(library, article.id) == [target.id]
    assert operation.changes.articles == {article.id, target.id}
    undone = library.undo(operation.undo)
    assert targets(library, article.id) == [None]
    library.undo(undone.undo)
    assert targets(library, article.id) == [target.id]


def test_a_cross_link_follows_its_article_through_every_slug(library: Library, add: Add) -> None:
    target = add(slug="one")
    article = add("", "text", "one")
    for slug in ("two", "three"):
        rename(library, target.id, slug)
    assert targets(library, article.id) == [target.id]
    by_alias = add("", "text", "two")
    assert targets(library, by_alias.id) == [target.id]


def test_a_saved_body_replaces_its_links(library: Library, add: Add) -> None:
    article = add("", "text", "ferry")
    facts = Facts("new", 1, (OutgoingLink("port", "quay", "here"),), ("https://port.example/",))
    with library.operation("Save"):
        library.articles.save(article.id, 1, {"body": "new"}, facts)
    (link,) = library.links.cross_links(article.id)
    assert (link.slug, link.section, link.words) == ("port", "quay", "here")
    assert library.links.web_links(article.id) == ("https://port.example/",)


def test_backlinks_name_each_source_and_where_it_points_from(library: Library, add: Add) -> None:
    target = add(slug="ferry")
    both = add("Both", "text", "ferry", "ferry")
    beside = add("Beside")
    spiked = add("Spiked", "text", "ferry")
    relate(library, both.id, Related("", RelatedKind.TIMELINE, article=target.id))
    relate(library, beside.id, Related("", RelatedKind.EARLIER, article=target.id))
    with library.operation("Spike"):
        library.articles.spike(spiked.id)
    found = [(link.source.headline, link.where) for link in library.links.backlinks(target.id)]
    assert found == [("Beside", "earlier"), ("Both", "body"), ("Both", "timeline")]


def test_an_unresolved_title_is_found_whatever_its_case_and_punctuation(
    library: Library, add: Add
) -> None:
    article, other = add(), add()
    (story,) = relate(library, article.id, Related("Harbour talks: “day two”"))
    relate(library, other.id, Related("Harbour talks day two", url="https://port.example/"))
    assert library.links.unresolved("HARBOUR TALKS — Day Two!") == ((article.id, story),)
    assert library.links.unresolved("Harbour talks") == ()
    assert library.links.unresolved("…") == ()


def test_a_related_story_whose_article_goes_becomes_a_title(library: Library, add: Add) -> None:
    article = add()
    with library.operation("Add") as operation:
        target = library.articles.add(Article(headline="Ferry leaves"), Facts())
    relate(library, article.id, Related("Ferry leaves", article=target.id))
    library.undo(operation.undo)
    (story,) = library.links.related(article.id)
    assert (story.title, story.unresolved) == ("Ferry leaves", True)
