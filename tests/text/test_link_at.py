"""The link at a place in a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.crosslinks import Found, link_at

LINE = "See [[ferry-vote#costs|the vote]], [tides](https://h.example/t) and https://b.example/."


@pytest.mark.parametrize(
    ("word", "link"),
    [
        ("See", None),
        ("ferry", Found(4, 33, "ferry-vote", "costs", "the vote")),
        ("the vote", Found(4, 33, "ferry-vote", "costs", "the vote")),
        ("tides", "https://h.example/t"),
        ("h.example", "https://h.example/t"),
        ("and", None),
        ("b.example", "https://b.example/"),
    ],
)
def test_each_place_has_the_link_it_stands_in(word, link):
    assert link_at(LINE, LINE.index(word)) == link


def test_code_has_no_links():
    assert link_at("`[[ferry-vote]]`", 5) is None


@given(
    st.lists(st.sampled_from(["[[a]]", "[[b|c]]", "`", "word ", "[", "]", "\\"])).map("".join),
    st.integers(0, 60),
)
def test_a_cross_link_at_a_place_is_one_of_those_found(line, column):
    link = link_at(line, column)
    if isinstance(link, Found):
        assert link.start <= column < link.end
        assert line[link.start : link.end].startswith("[[")
