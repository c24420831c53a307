"""Deltas: whatever changes, the text comes back; small changes make small deltas."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.deltas import applied, common_end, common_start, delta, kept_share

LINES = (
    "",
    "a",
    "The ferry sails again.",
    "The ferry sails.",
    "x\r",
    "\u2028z",
    "\0",
    "\U0001f6a2",
)
texts = st.lists(st.sampled_from(LINES) | st.text(max_size=9), max_size=30).map("\n".join)


@given(texts, texts)
def test_a_delta_makes_the_other_text(before: str, after: str) -> None:
    assert applied(before, delta(before, after)) == after


@given(texts, texts)
def test_shared_ends_are_as_long_as_can_be(one: str, other: str) -> None:
    start = common_start(one, other)
    assert one[:start] == other[:start]
    assert one[start : start + 1] != other[start : start + 1] or start == min(len(one), len(other))
    end = common_end(one, other, min(len(one), len(other)))
    assert one[len(one) - end :] == other[len(other) - end :]


def test_changed_words_far_apart_and_a_moved_paragraph_cost_little() -> None:
    paragraphs = [f"Paragraph {number} of the report from the quay. " * 8 for number in range(150)]
    changed = [*paragraphs[:5], *paragraphs[6:60], paragraphs[5], *paragraphs[60:]]
    changed[0] = changed[0].replace("report", "letter", 1)
    changed[120] = changed[120].replace("quay", "harbour", 1)
    before, after = ("".join(f"{one}\n\n" for one in text) for text in (paragraphs, changed))
    written = delta(before, after)
    assert len(written) < 200
    assert applied(before, written) == after


@pytest.mark.parametrize(
    "written", ["", "{}", "[[0,99]]", "[[-1,2]]", "[[0]]", "[null]", "[[0,1.5]]", "[[1,2]"]
)
def test_what_is_no_delta_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        applied("short", written)


def test_how_much_of_a_text_stays_is_told() -> None:
    before = "One sentence stays. " * 10
    assert kept_share(before, delta(before, before)) == 1
    assert kept_share(before, delta(before, "")) == 0
    assert 0.4 < kept_share(before, delta(before, before[:100])) < 0.6
    assert json.loads(delta("", "new")) == ["new"]
