"""Searching: every edit is found at once, and any text may be typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.library import Library
from db.records import Article, Facts

from .conftest import Add


def found(library: Library, query: str, *, spiked: bool = False) -> list[str]:
    numbers = library.search.numbers(query, spiked=spiked)
    return [row.headline for row in library.articles.summaries(numbers)]


@pytest.fixture
def stories(library: Library, add: Add) -> None:
    add("Ferry talks resume", "The quay was empty on Monday", byline="By Ana Torvik")
    add("Café owners protest", "Ferries brought no one to São Vento", standfirst="A long strike")
    add("Harbour budget", "Talks about the ferry budget resume; ferry talks did not")


@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("", ["Harbour budget", "Café owners protest", "Ferry talks resume"]),
        ("ferry", ["Harbour budget", "Ferry talks resume"]),
        ("FERR", ["Harbour budget", "Café owners protest", "Ferry talks resume"]),
        ("cafe", ["Café owners protest"]),
        ("CAFÉ own", ["Café owners protest"]),
        ("sao vento", ["Café owners protest"]),
        ("ferr talks", []),
        ("ferry talks", ["Harbour budget", "Ferry talks resume"]),
        ('"talks resume"', ["Ferry talks resume"]),
        ('"talks res', ["Ferry talks resume"]),
        ('"talks res"', []),
        ("talks -budget", ["Ferry talks resume"]),
        ("-budget", ["Café owners protest", "Ferry talks resume"]),
        ('talks -"ferry budget"', ["Ferry talks resume"]),
        ("torvik", ["Ferry talks resume"]),
        ("strike", ["Café owners protest"]),
        ("nowhere", []),
    ],
)
@pytest.mark.usefixtures("stories")
def test_a_query_finds(library: Library, query: str, headlines: list[str]) -> None:
    assert found(library, query) == headlines


@pytest.mark.parametrize(
    "query",
    ['"', '""', "*", "-", "--", '-"', "NEAR(", "NEAR(a b, 2)", "a AND", "OR", "NOT a", "headline:x",
     "(", ")", "^", "{a b}:", "a*b", "+", "'; DROP TABLE articles; --", "a\0b", "\ud800", "–",
     "[[x]]"],
)  # fmt: skip
@pytest.mark.usefixtures("stories")
def test_hostile_text_is_only_text(library: Library, query: str) -> None:
    library.search.numbers(query)
    library.search.by_headline(query)
    library.tags.complete(query)
    assert library.counts()["articles"] == 3


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters() | st.sampled_from('"*-() :^{}ab'), max_size=25))
def test_any_text_may_be_searched_for(library: Library, query: str) -> None:
    assert len(library.search.numbers(query)) == 0
    assert library.search.by_headline(query) == ()


def test_every_edit_is_found_and_the_old_words_are_not(library: Library, add: Add) -> None:
    article = add("Ferry talks", "The quay was empty")
    for version, body in enumerate(("A crowd came", "The quay was empty", ""), start=1):
        with library.operation("Save"):
            library.articles.save(article.id, version, {"body": body}, Facts(body))
        assert bool(found(library, "crowd")) == ("crowd" in body)
        assert bool(found(library, "quay")) == ("quay" in body)
    with library.operation("Save"):
        library.articles.save(article.id, 4, {"headline": "Strike", "byline": "Ana"}, None)
    assert (found(library, "ferry"), found(library, "strike ana")) == ([], ["Strike"])
    assert library.check() == ()


def test_adding_undone_and_redone_leaves_the_index_right(library: Library) -> None:
    with library.operation("Add") as operation:
        library.articles.add(Article(headline="Ferry"), Facts("quay"))
    assert operation.undo is not None
    undone = library.undo(operation.undo)
    assert (found(library, "quay"), library.check()) == ([], ())
    assert undone.undo is not None
    library.undo(undone.undo)
    assert (found(library, "quay"), library.check()) == (["Ferry"], ())


@pytest.mark.usefixtures("stories")
def test_spiked_articles_are_found_among_the_spiked_only(library: Library) -> None:
    article = library.articles.summaries(library.search.numbers("torvik"))[0]
    with library.operation("Spike"):
        library.articles.spike(article.id)
    assert (found(library, "torvik"), found(library, "torvik", spiked=True)) == (
        [], ["Ferry talks resume"],
    )  # fmt: skip
    assert found(library, "", spiked=True) == ["Ferry talks resume"]


@pytest.mark.usefixtures("stories")
def test_a_limit_keeps_the_newest(library: Library) -> None:
    assert len(library.search.numbers("", limit=2)) == 2
    assert library.search.numbers("", limit=1) == library.search.numbers()[:1]


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        ("", ["Harbour budget", "Café owners protest"]),
        ("CAFE", ["Café owners protest"]),
        ("talks", ["Ferry talks resume"]),
        ("untitled-3", ["Harbour budget"]),
        ("o", ["Café owners protest", "Harbour budget"]),
    ],
)
@pytest.mark.usefixtures("stories")
def test_headlines_and_slugs_are_found_by_any_part(
    library: Library, text: str, headlines: list[str]
) -> None:
    assert [row.headline for row in library.search.by_headline(text, 2)] == headlines
