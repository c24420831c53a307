"""Articles by what they are called: the nearest first, then the most recent."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.library import Library

from .conftest import Add


def called(library: Library, text: str, limit: int = 20) -> list[str]:
    return [row.headline for row in library.search.by_headline(text, limit)]


@pytest.fixture
def stories(library: Library, add: Add) -> None:
    for headline in (
        "Talks about the ferry",
        "Ferry talks resume",
        "A wharfery opens",
        "Ferry crews end strike",
        "Møller’s ferry",
        "Harbour budget",
    ):
        add(headline, slug=headline.lower().replace(" ", "-").replace("ø", "o").replace("’", ""))


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        ("", ["Harbour budget", "Møller’s ferry", "Ferry crews end strike"]),
        ("ferry talks resume", ["Ferry talks resume"]),
        ("ferry", ["Ferry crews end strike", "Ferry talks resume", "Møller’s ferry"]),
        ("ferry t", ["Ferry talks resume", "Talks about the ferry", "Ferry crews end strike"]),
        ("FERRY-TALKS", ["Ferry talks resume"]),
        ("moller", ["Møller’s ferry"]),
        ("Moeller", ["Møller’s ferry"]),
        ("arbou", ["Harbour budget"]),
        ("frytlk", ["Ferry talks resume"]),
        ("hrbr bdgt", ["Harbour budget"]),
        ("xyzzy", []),
        ("[*?]", []),
    ],
)
@pytest.mark.usefixtures("stories")
def test_the_nearest_come_first_then_the_most_recent(
    library: Library, text: str, headlines: list[str]
) -> None:
    assert called(library, text, 3) == headlines


@pytest.mark.usefixtures("stories")
def test_inside_a_word_comes_after_the_beginning_of_one(library: Library) -> None:
    assert called(library, "rf")[0] == "A wharfery opens"
    assert called(library, "fer")[-1] == "A wharfery opens"


def test_an_old_slug_still_leads_there(library: Library, add: Add) -> None:
    article = add("Strike ends", slug="crews-walk-out")
    add("Another")
    with library.operation("Slug"):
        library.articles.save(article.id, 1, {"slug": "strike-ends"}, None)
    assert called(library, "crews-walk") == ["Strike ends"]
    assert called(library, "walk") == ["Strike ends"]


def test_spiked_articles_are_left_out(library: Library, add: Add) -> None:
    article = add("Ferry talks")
    with library.operation("Spike"):
        library.articles.spike(article.id)
    assert called(library, "ferry") == called(library, "frytlk") == called(library, "") == []


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters() | st.sampled_from('"*-[]^?:ab '), max_size=20))
def test_any_text_may_be_typed(library: Library, text: str) -> None:
    assert library.search.by_headline(text) == ()
