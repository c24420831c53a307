"""Labels found in texts: whole words, in any case and with or without accents."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.label_finding import LabelFinder, LabelFound

FINDER = LabelFinder(
    (
        ("eu", "European Union (EU)"),
        ("eu", "EU"),
        ("it", "IT"),
        ("port", "Port Calder"),
        ("harbour", "Port Calder Harbour"),
        ("vento", "São Vento"),
        ("un", "U.N."),
        ("moller", "Møller"),
        ("city", "北湾市"),
        ("summit", "NRA峰会"),
        ("thai", "เมืองท่า"),
    )
)


def found(text: str) -> dict[str, tuple[str, int]]:
    return {one.key: (one.words, one.count) for one in FINDER.find(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In PORT-CALDER and port\ncalder’s streets", {"port": ("PORT-CALDER", 2)}),
        ("Port Calder Harbour", {"harbour": ("Port Calder Harbour", 1)}),
        ("Port Calderon is a support calder", {}),
        ("Back in port. Calder said so", {}),
        ("it is what IT does", {"it": ("IT", 1)}),
        ("An EU-wide deal, said a milieu", {"eu": ("EU", 1)}),
        ("The European Union (EU) met", {"eu": ("European Union (EU)", 1)}),
        ("SAO VENTO and São Vento", {"vento": ("SAO VENTO", 2)}),
        ("The U.N. and Moller", {"un": ("U.N.", 1), "moller": ("Moller", 1)}),
        ("他在北湾市说，北湾市很好", {"city": ("北湾市", 2)}),
        ("NRA峰会今天", {"summit": ("NRA峰会", 1)}),
        ("ANRA峰会今天", {}),
        ("今天EU会议，MILIEU会议", {"eu": ("EU", 1)}),
        ("ที่เมืองท่าใหม่", {"thai": ("เมืองท่า", 1)}),
    ],
)
def test_labels_are_found_as_whole_words(text: str, expected: dict[str, tuple[str, int]]) -> None:
    assert found(text) == expected


def test_the_most_frequent_come_first_and_then_those_that_stand_first() -> None:
    keys = [one.key for one in FINDER.find("São Vento, IT, Port Calder; Port Calder")]
    assert keys == ["port", "vento", "it"]


WORDS = st.lists(st.sampled_from(("Ferry", "Port", "Calder", "union", "strike")), min_size=1)


@given(WORDS, st.lists(WORDS, max_size=5))
def test_a_label_is_found_wherever_its_words_stand(
    label: list[str], around: list[list[str]]
) -> None:
    text = ". ".join([*map(" ".join, around), " ".join(label)])
    (one,) = LabelFinder([("key", " ".join(label))]).find(text)
    assert one.count >= 1
    assert one.words.casefold() == " ".join(label).casefold()


@given(st.text(), st.lists(st.text(max_size=8), max_size=6))
def test_any_text_and_any_labels_are_read(text: str, labels: list[str]) -> None:
    for one in LabelFinder(enumerate_as_keys(labels)).find(text):
        assert isinstance(one, LabelFound)
        assert one.count > 0


def enumerate_as_keys(labels: list[str]) -> list[tuple[str, str]]:
    return [(str(number), label) for number, label in enumerate(labels)]


def test_thousands_of_labels_in_a_long_article_take_no_longer_than_a_few() -> None:
    text = "The ferries of Port Calder sail at six, says the harbour office. " * 800
    finder = LabelFinder((str(n), f"harbour label {n}") for n in range(5_000))
    begun = time.process_time()
    finder.find(text)
    assert time.process_time() - begun < 0.5
