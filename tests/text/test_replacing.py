"""Finds of many texts as lines to choose from, and the chosen ones replaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.replacing import Replacer, on_one_line
from editor.text.search import BadQuery, Query, find_all, replacements

COPY = st.text(alphabet="aAbB .“”\n-é", max_size=80)
QUERIES = st.sampled_from(
    [
        Query("a"),
        Query("a", case=True, keep_case=True),
        Query("ab", whole_word=True),
        Query(r"(a+)(b?)", expression=True),
        Query("b a"),
    ]
)


def test_a_find_tells_its_sentence_and_what_it_becomes() -> None:
    text = "It rained. The harbour board\nsaid nothing.\n\nIn port, the Harbour master slept."
    first, second = Replacer(Query("harbour", keep_case=True), "dock").finds(text)
    assert (first.before, first.words, first.after) == ("The ", "harbour", " board")
    assert (second.line, second.words, second.instead) == (3, "Harbour", "Dock")
    assert (second.before, second.after) == ("In port, the ", " master slept.")


def test_long_sentences_are_cut_around_the_find() -> None:
    text = f"{'aye ' * 200}harbour{' nay' * 200}"
    (find,) = Replacer(Query("harbour"), "").finds(text)
    assert find.before.startswith("…") and len(find.before) < 70
    assert find.after.endswith("…") and len(find.after) < 100


@given(COPY, QUERIES, st.sampled_from(["", "x", "Ab", r"\g<0>!"]))
def test_every_find_is_told_in_order(text: str, query: Query, template: str) -> None:
    finds = Replacer(query, template).finds(text)
    assert [find.number for find in finds] == list(range(len(find_all(text, query))))
    assert [find.line for find in finds] == [
        text[:start].count("\n") for start, _ in find_all(text, query)
    ]


@given(COPY, QUERIES, st.sampled_from(["", "x", "aa"]), st.sets(st.integers(0, 20)), st.booleans())
def test_only_the_chosen_finds_are_replaced(
    text: str, query: Query, template: str, chosen: set[int], spare: bool
) -> None:
    within = Query(query.text, query.case, query.whole_word, query.expression, query.keep_case,
                   "en" if spare else "")  # fmt: skip
    expected = list(text)
    for number, place in reversed(list(enumerate(replacements(text, within, template)))):
        if number in chosen:
            expected[place.start : place.end] = place.instead
    assert Replacer(query, template, spare=spare).replaced(text, chosen) == "".join(expected)


def test_what_is_quoted_is_spared_as_the_texts_language_quotes() -> None:
    replacer = Replacer(Query("Hafen"), "Kai", spare=True)
    assert replacer.finds("Er sagte: „Hafen“.", "de") == ()
    assert len(replacer.finds("Er sagte: „Hafen“.", "en")) == 1


def test_a_bad_expression_is_told_before_anything_is_looked_through() -> None:
    with pytest.raises(BadQuery, match="Not a valid expression"):
        Replacer(Query("(", expression=True), "")


def test_nothing_is_found_where_nothing_is_looked_for() -> None:
    assert Replacer(Query(""), "x").finds("some copy") == ()


@given(st.text(max_size=30))
def test_a_line_has_no_breaks(text: str) -> None:
    assert len(on_one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "in_address"),
    [
        ("See [the ridge](https://a.example/ridge-talks).", [False, True]),
        ("See https://a.example/ridge and ridge.", [True, False]),
        ("[[ridge-talks|the ridge talks]] and [[ridge-talks]]", [True, False, True]),
        ("![The ridge](picture:ridge) (ridge)", [False, True, False]),
        ("[ridge] (ridge)", [False, False]),
    ],
)
def test_finds_in_addresses_are_told_apart(text: str, in_address: list[bool]) -> None:
    finds = Replacer(Query("ridge"), "pass").finds(text)
    assert [find.in_address for find in finds] == in_address
