"""Headlines taken for one another: only where an editor would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.likeness import THE_SAME, Headline, distance


def likeness(one: str, other: str) -> str:
    return Headline(one).likeness(other)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Ferry crews end strike", "FERRY CREWS: end strike!", THE_SAME),
        ("Portcalder talks", "Port-Calder talks", "the same but for blanks and hyphens"),
        ("Ferry crews end strike", "Ferry crew end strike", "one letter differs"),
        ("Harbour inquiry reports at last", "Harbor inquiry report at last", "2 letters differ"),
        ("Ferry crews end strike at Calder", "Ferry crews end strike",
         "the same with more words"),
        ("Ferry crews end strike", "Ferry crews end strike at last",
         "the same with fewer words"),
        ("Crews end ferry strike", "Ferry crews end strike", "the same words in another order"),
    ],
)  # fmt: skip
def test_headlines_an_editor_takes_for_one_match(one: str, other: str, how: str) -> None:
    assert likeness(one, other) == how


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour talks, day 2", "Harbour talks, day 3"),
        ("Harbour talks: day two", "Harbour talks: day one"),
        ("Talks", "Talks resume"),
        ("Rain", "Ruin"),
        ("Premier offers to go", "Premier offers to stay"),
        ("The war", "The war in the north, a timeline of a whole year"),
        ("", ""),
        ("…", "Talks"),
    ],
)
def test_headlines_of_two_stories_do_not(one: str, other: str) -> None:
    assert likeness(one, other) == ""


@given(st.text(), st.text())
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert bool(likeness(one, other)) == bool(likeness(other, one))


@given(st.text("abc ", max_size=12), st.text("abc ", max_size=12), st.integers(0, 4))
def test_the_distance_is_that_of_the_whole_table(one: str, other: str, most: int) -> None:
    table = [
        [i + j if i * j == 0 else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
    assert distance(one, other, most) == min(table[-1][-1], most + 1)
