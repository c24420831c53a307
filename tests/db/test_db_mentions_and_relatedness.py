"""What an article is called, where it may be mentioned, and what belongs beside it."""

from __future__ import annotations

import pytest

from db.errors import NotFound
from db.library import Library
from db.records import Related

from .conftest import Add


def relate(library: Library, article_id: str, *targets: str) -> None:
    with library.operation("Relate"):
        library.links.set_related(article_id, [Related("", article=one) for one in targets])


def tag(library: Library, article_id: str, *labels: str) -> None:
    with library.operation("Tag"):
        ids = [library.tags.ensure(label).id for label in labels]
        library.tags.set_for(article_id, ids)


def spike(library: Library, article_id: str) -> None:
    with library.operation("Spike"):
        library.articles.spike(article_id)


def test_an_article_is_called_by_headline_and_slugs(library: Library, add: Add) -> None:
    article = add("Ferry crews end strike", slug="crews-on-strike")
    with library.operation("Save"):
        library.articles.save(article.id, 1, {"slug": "ferry-strike-ends"}, None)
    assert library.mentions.names(article.id) == (
        "Ferry crews end strike",
        "ferry strike ends",
        "crews on strike",
    )


def test_an_article_called_like_a_tag_has_all_its_names(library: Library, add: Add) -> None:
    with library.operation("Tag"):
        library.tags.ensure("Ridge Council (RC)", aliases=("RC", "Council of the Ridge"))
    article = add("Ridge Council (RC)", slug="rc")
    assert set(library.mentions.names(article.id)) == {
        "Ridge Council (RC)", "Ridge Council", "RC", "Council of the Ridge",
    }  # fmt: skip


@pytest.mark.parametrize("headline", ["", "War", "…"])
def test_names_that_are_everywhere_are_left_out(library: Library, add: Add, headline: str) -> None:
    assert library.mentions.names(add(headline, slug="untitled-7").id) == ()


def test_names_of_no_article_are_not_found(library: Library) -> None:
    with pytest.raises(NotFound):
        library.mentions.names("nobody")


def test_candidates_have_the_words_in_their_text_and_no_link(library: Library, add: Add) -> None:
    article = add("Port Calder", "About Port Calder.", slug="calder")
    first = add("First", "In port calder, rain.")
    add("Port Calder here", "Only in its headline.")
    add("Linked", "In Port Calder.", "calder")
    add("Apart", "The port of Calder.")
    second = add("Second", "To PORT-CALDER.")
    spike(library, add("Spiked", "In Port Calder.").id)
    found = library.mentions.candidates(article.id, ["Port Calder"], 10)
    assert [(one[1], one[3]) for one in found] == [
        (second.id, "To PORT-CALDER."),
        (first.id, "In port calder, rain."),
    ]
    assert library.mentions.candidates(article.id, ["Port Calder"], 1, 1) == found[1:]
    assert library.mentions.candidates(article.id, [], 10) == ()
    assert library.mentions.candidates(article.id, ['"', "…"], 10) == ()


def test_rare_tags_weigh_more_than_common_ones(library: Library, add: Add) -> None:
    article = add("One")
    tag(library, article.id, "World", "Orran")
    for _ in range(6):
        tag(library, add("Other").id, "World")
    near = add("Near")
    tag(library, near.id, "Orran")
    best = library.relatedness.suggestions(article.id)[0]
    assert (best.summary.id, best.reason) == (near.id, "shares Orran")
    assert len(library.relatedness.suggestions(article.id, limit=3)) == 3


def test_links_in_common_are_told(library: Library, add: Add) -> None:
    article, other, third = add("One", slug="one"), add("Two", slug="two"), add("Three")
    for _ in range(2):
        add("Source", "text", "one", "two")
    target = add("Target", slug="target")
    relate(library, article.id, target.id)
    relate(library, third.id, target.id)
    reasons = {one.summary.id: one.reason for one in library.relatedness.suggestions(article.id)}
    assert reasons[other.id] == "linked from the same 2 stories"
    assert reasons[third.id] == "links to the same story"
    assert target.id not in reasons


def test_an_article_that_links_here_is_near(library: Library, add: Add) -> None:
    article = add("One", slug="one")
    source = add("Source", "text", "one")
    found = library.relatedness.suggestions(article.id)
    assert [(one.summary.id, one.reason) for one in found] == [(source.id, "links here")]


def test_rare_words_of_the_lede_are_told(library: Library, add: Add) -> None:
    article = add("Strike", "The stevedores of Calder walked out.")
    near = add("Quay", "Nobody asked the stevedores.")
    for _ in range(3):
        add("Other", "It rained in the hills.")
    found = library.relatedness.suggestions(article.id)
    assert [(one.summary.id, one.reason) for one in found] == [(near.id, "also has “stevedores”")]
    assert all(one.score > 0 for one in found)


def test_what_is_related_spiked_or_itself_is_not_suggested(library: Library, add: Add) -> None:
    article, known, spiked, other = add("One"), add("Two"), add("Three"), add("Four")
    for one in (article, known, spiked, other):
        tag(library, one.id, "Orran")
    relate(library, article.id, known.id)
    spike(library, spiked.id)
    assert [one.summary.id for one in library.relatedness.suggestions(article.id)] == [other.id]


def test_an_article_with_nothing_has_no_suggestions(library: Library, add: Add) -> None:
    assert library.relatedness.suggestions(add().id) == ()
    with pytest.raises(NotFound):
        library.relatedness.suggestions("nobody")
