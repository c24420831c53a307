"""Articles found by their whole headline."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.library import Library
from db.names import loosely
from tests.db.conftest import Add


@pytest.fixture
def stored(library: Library, add: Add) -> Library:
    for number, headline in enumerate(
        ("Ferry talks resume", "Ferry talks", "“Ferry” talks: resume!", "Straße frei", "Ağdam")
    ):
        add(headline, slug=f"story-{number}")
    return library


@pytest.mark.parametrize(
    ("headline", "slugs"),
    [
        ("ferry TALKS — resume", ["story-2", "story-0"]),
        ("Ferry talks", ["story-1"]),
        ("Talks resume", []),
        ("Ferry talks resume at last", []),
        ("STRASSE FREI", ["story-3"]),
        ("Agdam", []),
        ("?!", []),
        ("", []),
    ],
)
def test_a_whole_headline_is_found_whatever_its_case_and_punctuation(
    stored: Library, headline: str, slugs: list[str]
) -> None:
    assert [one.slug for one in stored.search.of_headline(headline)] == slugs


def test_a_spiked_namesake_is_left_out(stored: Library) -> None:
    (found,) = stored.search.of_headline("Ferry talks")
    with stored.operation("Spike"):
        stored.articles.spike(found.id)
    assert stored.search.of_headline("Ferry talks") == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
    st.sampled_from(("", "“", "(", "… ")),
)
def test_any_headline_is_its_own_namesake(
    library: Library, add: Add, headline: str, mark: str
) -> None:
    article = add(headline)
    found = [one.id for one in library.search.of_headline(f"{mark}{headline.upper().lower()}")]
    same = loosely(headline.upper().lower()) == loosely(headline) != ""
    if same and headline[0].isalnum():
        assert article.id in found
