from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text import search
from editor.text.quotations import quotations
from editor.text.search import BadQuery, Query


def replaced(text, query, template):
    """The text with every find replaced, one by one and as one, which is the same."""
    places = search.replacements(text, query, template)
    new = text
    for place in reversed(places):
        new = new[: place.start] + place.instead + new[place.end :]
    one = search.joined(text, places)
    assert new == (text if one is None else text[: one.start] + one.instead + text[one.end :])
    return new


@pytest.mark.parametrize(
    ("query", "template", "before", "after"),
    [
        (Query("boat"), "ship", "Boat, boats", "ship, ships"),
        (Query("boat", case=True), "ship", "Boat, boats", "Boat, ships"),
        (Query("boat", whole_word=True), "ship", "Boat, boats", "ship, boats"),
        (Query("a.c"), "x", "abc a.c", "abc x"),
        (Query("it's"), "it is", "it’s it's", "it is it is"),
        (Query("14 boats"), "x", "14\u00a0boats", "x"),
        (Query(r"(\w+), (\w+)", expression=True), r"\2 $1", "Renn, Ada", "Ada Renn"),
        (Query(r"(?P<who>\w+)", expression=True), r"<${who}|\g<who>|$&|$$>", "A", "<A|A|A|$>"),
        (Query(r"\.\n\n(\w)", expression=True), r".\n\1", "One.\n\nTwo.", "One.\nTwo."),
        (Query("^- ", expression=True), "* ", "- a\n- b", "* a\n* b"),
        (Query("x(y)?", expression=True), "[$1]", "x", "[]"),
        (Query("$1"), "$2", "$1", "$2"),
        (Query("boat", keep_case=True), "ship", "BOAT Boat boat", "SHIP Ship ship"),
        (Query("port", keep_case=True), "Port Calder", "port PORT", "Port Calder PORT CALDER"),
        (Query("boat", spare="en"), "ship", "boat “a boat”\n> boat\nboat",
         "ship “a boat”\n> boat\nship"),
        (Query("boat", spare="de"), "ship", "boat „a boat“ boat", "ship „a boat“ ship"),
        (Query("boat", spare="en"), "ship", "“boat, two boat\n\nboat", "“boat, two boat\n\nship"),
        (Query("boat", start=5, end=14), "ship", "boat boat boat boat", "boat ship ship boat"),
    ],
)  # fmt: skip
def test_a_query_finds_and_replaces_what_it_says(query, template, before, after):
    assert replaced(before, query, template) == after


@pytest.mark.parametrize(
    ("text", "language", "quoted"),
    [
        ("a “b” c “d", "en", ["“b”", "“d"]),
        ("the ’90s ‘don’t’ x", "en", ["‘don’t’"]),
        ("the ‘90s and on", "en", []),
        ("«\u202foui\u202f» non", "fr", ["«\u202foui\u202f»"]),
        ("”ja” nej ”jo”", "sv", ["”ja”", "”jo”"]),
        ("„ja“ nein „doch“", "de", ["„ja“", "„doch“"]),
        ('"yes" no 5" tall', "en", ['"yes"', '" tall']),
        ("> quoted\nnot", "en", ["> quoted"]),
    ],
)
def test_quotations_are_known_by_the_marks_of_the_language(text, language, quoted):
    found = [text[a:b] for a, b in quotations(text, language)]
    assert [one for one in found if not one.startswith('" tall')] == [
        one for one in quoted if not one.startswith('" tall')
    ]


def test_one_find_is_replaced_as_all_are():
    text, query = "boat BOAT", Query("(b)oat", expression=True, keep_case=True)
    for place in search.replacements(text, query, "$1ig"):
        assert search.replacement_at(text, query, "$1ig", place.start) == place
    assert search.replacement_at(text, query, "$1ig", 2) is None


def test_a_bad_expression_an_endless_one_and_a_missing_group_are_told_in_words():
    with pytest.raises(BadQuery, match="Not a valid expression"):
        search.find_all("boat", Query("(boat", expression=True))
    with pytest.raises(BadQuery, match="takes too long"):
        search.find_all("a" * 5_000 + "b", Query("(a|aa)+$", expression=True))
    for template in (r"\7", "$7", "${who}"):
        with pytest.raises(BadQuery, match="isn’t there"):
            search.replacements("boat", Query("boat", expression=True), template)


@given(st.text(alphabet="ab “”\"'\n>😀", max_size=40), st.sampled_from(["a", "b ", "“", "😀"]),
       st.sampled_from(["", "en", "fr", "sv"]))  # fmt: skip
def test_replacing_there_and_back_restores_the_copy(text, words, spare):
    query = Query(words, case=True, spare=spare)
    there = replaced(text, query, "§")
    assert replaced(there, Query("§", case=True), words) == text


@given(
    st.text(alphabet="ab “”\"'’‘«»\n>", max_size=60),
    st.sampled_from(["en", "fr", "de", "sv", "he"]),
)
def test_quotations_stand_in_order_and_never_overlap(text, language):
    found = quotations(text, language)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(st.text(alphabet="ab .*+?()[]{}|^$\\", max_size=20), st.text(alphabet="ab .*(", max_size=4))
def test_what_is_no_expression_is_looked_for_letter_by_letter(text, words):
    spans = search.find_all(text, Query(words, case=True))
    assert spans == [found.span() for found in re.finditer(re.escape(words), text) if words]
