"""Labels that may name one thing, each pair with its reason."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.near_labels import near_labels


def reasons(*labels: str) -> list[str]:
    return [near.reason for near in near_labels([(label, label) for label in labels])]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("strike action", "strike-action", "“strike action” and “strike-action” differ only in"
         " hyphens or spaces."),
        ("Fishing rights", "Fishingrights", "“Fishing rights” and “Fishingrights” differ only in"
         " hyphens or spaces."),
        ("São Vento", "Sao Vento", "“São Vento” and “Sao Vento” differ only in accents."),
        ("Møller", "Moller", "“Møller” and “Moller” differ only in accents."),
        ("Ferry", "Ferries", "“Ferry” and “Ferries” are singular and plural of one."),
        ("Women", "Woman", "“Women” and “Woman” are singular and plural of one."),
        ("EU", "European Union (EU)", "“EU” may be short for “European Union (EU)”."),
        ("N.R.A.", "Northland Rail Authority", "“N.R.A.” may be short for “Northland Rail"
         " Authority”."),
        ("MOT", "Ministry of Transport", "“MOT” may be short for “Ministry of Transport”."),
        ("Ridge Council (RC)", "Ridge Council", "“Ridge Council (RC)” is “Ridge Council” with"
         " something in brackets."),
        ("Lena Voss", "Voss, Lena", "“Lena Voss” and “Voss, Lena” are the same words in another"
         " order."),
        ("Port Calder Council", "Port Calder Councl", "“Port Calder Council” and “Port Calder"
         " Councl” differ in a letter or two."),
        ("Organisation", "Organization", "“Organisation” and “Organization” differ in a letter or"
         " two."),
    ],
)  # fmt: skip
def test_near_labels_are_told_with_the_reason(one: str, other: str, reason: str) -> None:
    assert reasons(one, other) == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Election 2024", "Election 2025"),
        ("Mercury (planet)", "Mercury (metal)"),
        ("South Esteria", "North Esteria"),
        ("Gambia", "Zambia"),
        ("Mali", "Male"),
        ("Bus", "Bu"),
        ("Trade", "Ferries"),
    ],
)
def test_labels_that_only_look_alike_are_let_be(one: str, other: str) -> None:
    assert reasons(one, other) == []


def test_an_alias_counts_and_a_tag_is_no_pair_with_itself() -> None:
    names = [("union", "European Union"), ("ferry", "Ferry"), ("union", "EU"), ("boats", "Ferries")]
    assert [(near.one, near.other) for near in near_labels(names)] == [("ferry", "boats")]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_labels_are_read_and_each_pair_is_told_once(labels: list[str]) -> None:
    pairs = [
        frozenset((near.one, near.other)) for near in near_labels([(one, one) for one in labels])
    ]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 for pair in pairs)


@given(st.text(alphabet="abcdefghij", min_size=5, max_size=14), st.data())
def test_one_slip_in_a_long_word_is_found(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    slipped = data.draw(
        st.sampled_from((word[:at] + word[at + 1 :], word[:at] + "k" + word[at:],
                         word[:at] + "k" + word[at + 1 :]))
    )  # fmt: skip
    if slipped != word:
        assert len(near_labels([("one", word), ("other", slipped)])) == 1


def test_five_thousand_labels_are_compared_in_a_second() -> None:
    dice = random.Random(7)
    parts = ("ka", "ri", "no", "ter", "min", "sta", "el", "or", "an", "port", "land", "burg", "cal")
    words = ["".join(dice.choices(parts, k=dice.randint(2, 4))) for _ in range(2_500)]
    names = [(str(n), " ".join(dice.choices(words, k=dice.randint(1, 3)))) for n in range(5_000)]
    begun = time.process_time()
    near_labels(names)
    assert time.process_time() - begun < 1
