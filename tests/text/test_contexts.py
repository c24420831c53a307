"""The sentence around a link: its words without markup, the link's own words apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.contexts import CLOSE, OPEN, Context, link_contexts
from editor.text.crosslinks import find

HEADLINE = "Ferry crews end strike"


def context(body: str, place: int = 0) -> Context:
    return link_contexts(body, {place: HEADLINE})[place]


def test_a_link_stands_in_its_sentence_and_no_other() -> None:
    body = "Talks failed. Crews met [[ferry|the council]] on Monday. Nobody spoke."
    assert context(body) == Context("Crews met ", "the council", " on Monday.")


def test_a_link_without_words_shows_the_headline_given() -> None:
    assert context("See [[ferry]] for more.") == Context("See ", HEADLINE, " for more.")
    assert link_contexts("See [[ferry]].", {0: ""})[0].words == "ferry"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The **crews** met *[[f|them]]* at [the port](https://p.example/).",
         Context("The crews met ", "them", " at the port.")),
        ("- one\n- two [[f|them]] here\n- three", Context("two ", "them", " here")),
        ("> Quoted [[f|them]]\n> in two lines.", Context("Quoted ", "them", " in two lines.")),
        ("## About [[f|them]]\n\nText.", Context("About ", "them", "")),
        ("About [[f|them]]\n-----\n\nText.", Context("About ", "them", "")),
        ("| a | b |\n|---|---|\n| see [[f\\|them]] | two |", Context("see ", "them", " two")),
        ("A code `[[f|no]]` and [[f|them]].", Context("A code [[f|no]] and ", "them", ".")),
    ],
)  # fmt: skip
def test_markup_around_a_link_is_left_out(body: str, expected: Context) -> None:
    assert context(body) == expected


def test_each_link_is_told_by_its_place_and_missing_ones_are_left_out() -> None:
    body = "One [[a|first]] and [[b|second]].\n\nThen [[c|third]]."
    found = link_contexts(body, {1: "", 2: "", 7: ""})
    assert {place: said.words for place, said in found.items()} == {1: "second", 2: "third"}
    assert found[1].before == "One first and "


def test_a_long_sentence_is_cut_at_words() -> None:
    said = context(f"{'many words ' * 40}[[f|here]]{' and more' * 40}.")
    assert said.before.startswith("…") and said.after.endswith("…")
    assert len(said.before) <= 121 and len(said.after) <= 121
    assert said.before[1:].split()[0] in ("many", "words")


@given(st.lists(st.sampled_from(
    ["word", " ", "\n", "\n\n", ". ", "**", "`", "[[a|b c]]", "[[d]]", "[x](y)", "> ", "- ", "|",
     "# ", OPEN, CLOSE, "<b>", "\\"]), max_size=30))  # fmt: skip
def test_every_link_of_any_text_has_its_words(pieces: list[str]) -> None:
    body = "".join(pieces)
    links = find(body)
    found = link_contexts(body, dict.fromkeys(range(len(links)), HEADLINE))
    assert sorted(found) == list(range(len(links)))
    for place, link in enumerate(links):
        assert found[place].words == (link.words or HEADLINE)
        assert not {OPEN, CLOSE} & set("".join((found[place].before, found[place].after)))
