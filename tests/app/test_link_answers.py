"""What answers say of web addresses, without any network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.web_link_records import LinkHealth, LinkState
from editor.app.link_answers import MOST_HOPS, Answer, Asking, can_be_asked, follow

URL, NOON = "http://harbour.example/tides", "2026-03-02T12:00:00.000Z"


def asked(*answers: Answer, url: str = URL) -> LinkHealth | Asking:
    """What comes of these answers, one after the other."""
    now: LinkHealth | Asking = Asking(url, url)
    for answer in answers:
        assert isinstance(now, Asking), "the answers are more than were asked for"
        now = follow(now, answer, NOON)
    return now


def state_of(*answers: Answer) -> tuple[LinkState, str | None]:
    health = asked(*answers)
    assert isinstance(health, LinkHealth)
    assert health.message
    return health.state, health.leads_to


def test_a_page_that_is_there_works_at_once():
    assert asked(Answer(200)) == LinkHealth(URL, LinkState.WORKS, NOON, 200, None, "It works.")


@pytest.mark.parametrize("code", [400, 403, 404, 405, 500, 501, 503])
def test_what_head_is_refused_is_asked_again_with_get(code):
    again = asked(Answer(code))
    assert again == Asking(URL, URL, "GET")
    assert state_of(Answer(code), Answer(200)) == (LinkState.WORKS, None)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (404, LinkState.GONE),
        (401, LinkState.REFUSED),
        (403, LinkState.REFUSED),
        (500, LinkState.FAILING),
        (503, LinkState.FAILING),
        (400, LinkState.FAILING),
    ],
)
def test_each_refusal_is_told_for_what_it_is(code, state):
    assert state_of(Answer(code), Answer(code)) == (state, None)


@pytest.mark.parametrize(("code", "state"), [(410, LinkState.GONE), (429, LinkState.REFUSED)])
def test_an_answer_that_is_final_is_not_asked_for_twice(code, state):
    assert state_of(Answer(code)) == (state, None)


def test_a_lasting_redirect_is_offered_as_the_new_address():
    new = "https://harbour.example/tides"
    assert state_of(Answer(301, new), Answer(200)) == (LinkState.MOVED, new)
    assert state_of(Answer(308, "/tables"), Answer(200)) == (
        LinkState.MOVED,
        "http://harbour.example/tables",
    )


def test_a_passing_redirect_leaves_the_address_as_it_is():
    assert state_of(Answer(302, "/today"), Answer(200)) == (
        LinkState.WORKS,
        "http://harbour.example/today",
    )


def test_only_the_lasting_part_of_a_way_is_offered():
    new = "https://harbour.example/tides"
    assert state_of(Answer(301, new), Answer(302, "/login"), Answer(200)) == (LinkState.MOVED, new)


def test_a_redirect_to_nowhere_is_gone():
    assert state_of(Answer(301, "/old"), Answer(404), Answer(404)) == (
        LinkState.GONE,
        "http://harbour.example/old",
    )


def test_going_round_in_circles_ends():
    there, back = Answer(302, "/a"), Answer(302, "/tides")
    assert state_of(there, back, there)[0] is LinkState.FAILING
    steps = [Answer(302, f"/{n}") for n in range(MOST_HOPS + 1)]
    assert state_of(*steps)[0] is LinkState.FAILING


def test_leading_to_no_web_address_is_a_fault():
    for location in ("mailto:desk@harbour.example", "http://[broken", "javascript:1"):
        assert state_of(Answer(302, location))[0] is LinkState.FAILING


def test_no_answer_is_unreachable_and_a_dropped_head_is_asked_again():
    trouble = Answer(trouble="Nobody answered.")
    assert asked(trouble) == Asking(URL, URL, "GET")
    health = asked(trouble, trouble)
    assert health == LinkHealth(URL, LinkState.UNREACHABLE, NOON, message="Nobody answered.")
    lasting = Answer(trouble="There is no such site.", lasting=True)
    assert state_of(lasting) == (LinkState.UNREACHABLE, None)


@pytest.mark.parametrize(
    ("url", "can"),
    [
        (URL, True),
        ("https://münchen.example/a b", True),
        ("ftp://harbour.example/", False),
        ("mailto:a@b.example", False),
        ("http://", False),
        ("http://[1::", False),
        ("", False),
    ],
)
def test_only_web_addresses_with_a_site_are_asked(url, can):
    assert can_be_asked(url) is can


answers = st.builds(
    Answer,
    st.one_of(st.none(), st.integers(100, 999)),
    st.one_of(st.text(max_size=12), st.sampled_from(["/a", "//b.example", URL, "?q"])),
    st.just("Nobody answered."),
    st.booleans(),
)


@given(st.lists(answers, min_size=2 * MOST_HOPS + 4, max_size=2 * MOST_HOPS + 4))
def test_whatever_is_answered_the_asking_ends(some):
    now: LinkHealth | Asking = Asking(URL, URL)
    for answer in some:
        if isinstance(now, Asking):
            now = follow(now, answer, NOON)
    assert isinstance(now, LinkHealth)
    assert now.url == URL
    assert now.message
