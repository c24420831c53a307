"""Web links over the library: counted once each, with how they answered."""

from __future__ import annotations

import pytest

from db.records import Facts, Related
from db.web_link_records import LinkHealth, LinkState, LinkView

TIDES, BOATS, TRAINS = (
    "https://harbour.example/tides", "https://harbour.example/boats", "http://rail.example/",
)  # fmt: skip
NOON, EVENING = "2026-03-02T12:00:00.000Z", "2026-03-02T20:00:00.000Z"


@pytest.fixture
def linked(library, add):
    """Stores an article with these web addresses in its body."""

    def linked(headline: str, *urls: str):
        article = add(headline)
        with library.operation("Save"):
            return library.articles.save(
                article.id,
                article.version,
                {"body": " ".join(urls)},
                Facts("", 0, (), tuple(urls)),
            )

    return linked


def record(library, *answers):
    with library.operation("Check"):
        library.web_links.record(answers)


def health(url, state, checked=NOON, **more):
    return LinkHealth(url, state, checked, **more)


def test_each_address_is_there_once_with_how_many_articles_have_it(library, linked):
    linked("Ferries", TIDES, BOATS)
    linked("Fish", TIDES)
    assert [(one.url, one.articles) for one in library.web_links.addresses()] == [
        (BOATS, 1),
        (TIDES, 2),
    ]


def test_addresses_of_related_stories_count_and_those_of_spiked_articles_do_not(
    library, linked, add
):
    article = add("Beside")
    with library.operation("Relate"):
        library.links.set_related(article.id, [Related(title="Rail", url=TRAINS)])
    gone = linked("Spiked", BOATS)
    with library.operation("Spike"):
        library.articles.spike(gone.id)
    assert [one.url for one in library.web_links.addresses()] == [TRAINS]
    assert [user.headline for user in library.web_links.users(TRAINS)] == ["Beside"]
    assert library.web_links.users(BOATS) == ()


def test_the_worst_answers_come_first(library, linked):
    linked("All", TIDES, BOATS, TRAINS)
    record(
        library,
        health(TIDES, LinkState.WORKS, code=200),
        health(TRAINS, LinkState.MOVED, code=301, leads_to="https://rail.example/"),
        health(BOATS, LinkState.GONE, code=404, message="No such page."),
    )
    found = library.web_links.addresses()
    assert [one.url for one in found] == [BOATS, TRAINS, TIDES]
    assert found[1].health == health(
        TRAINS, LinkState.MOVED, code=301, leads_to="https://rail.example/"
    )


def test_views_and_counts_agree(library, linked):
    linked("All", TIDES, BOATS, TRAINS)
    record(library, health(TIDES, LinkState.WORKS), health(BOATS, LinkState.GONE))
    store = library.web_links
    views = {view: [one.url for one in store.addresses(view)] for view in LinkView}
    assert views == {
        LinkView.ALL: [BOATS, TIDES, TRAINS],
        LinkView.ATTENTION: [BOATS],
        LinkView.UNCHECKED: [TRAINS],
    }
    assert store.counts() == {view: len(urls) for view, urls in views.items()}


def test_a_part_of_an_address_finds_it_whatever_its_case(library, linked):
    linked("All", TIDES, BOATS, TRAINS)
    assert [one.url for one in library.web_links.addresses(containing="RAIL")] == [TRAINS]
    assert len(library.web_links.addresses(limit=2)) == 2


def test_what_was_asked_longest_ago_is_due_first(library, linked):
    linked("All", TIDES, BOATS, TRAINS)
    record(library, health(TIDES, LinkState.WORKS, EVENING), health(BOATS, LinkState.WORKS, NOON))
    assert library.web_links.due("2026-03-03", 10) == (TRAINS, BOATS, TIDES)
    assert library.web_links.due(EVENING, 10) == (TRAINS, BOATS)
    assert library.web_links.due("2026-03-03", 1) == (TRAINS,)


def test_a_later_answer_takes_the_place_of_the_one_before(library, linked):
    linked("All", TIDES)
    record(library, health(TIDES, LinkState.GONE))
    record(library, health(TIDES, LinkState.WORKS, EVENING))
    assert library.web_links.addresses()[0].health == health(TIDES, LinkState.WORKS, EVENING)


def test_answers_of_addresses_nobody_has_any_more_are_forgotten(library, linked):
    article = linked("All", TIDES)
    record(library, health(TIDES, LinkState.GONE))
    with library.operation("Save"):
        library.articles.save(
            article.id, article.version, {"body": BOATS}, Facts("", 0, (), (BOATS,))
        )
    record(library, health(BOATS, LinkState.WORKS))
    with library.operation("Save"):
        library.articles.save(
            article.id, article.version + 1, {"body": TIDES}, Facts("", 0, (), (TIDES,))
        )
    assert library.web_links.addresses()[0].health is None
