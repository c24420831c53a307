"""What is said quietly beside sections, and entries whose day is over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.text.outline import outline
from editor.text.section_dates import DatedSections
from editor.text.section_warnings import Remark, section_notes
from tests.text.copy import bodies
from tests.text.test_section_edits import written

FILED = date(2026, 1, 12)
TODAY = date(2026, 1, 20)

TALKS = """## Upcoming talks

- Monday 12 January: Port Calder
  with the harbour board
- 14 January: Orran

- Wednesday 28 January: Lisvane

*15 January:* the islanders meet.

Nothing was said on 2 January.

## What is next

Nobody knows.
"""


@pytest.mark.parametrize(
    ("body", "remarks"),
    [
        ("## A\n\na\n\n## B\n\nb", [[], []]),
        ("## A\n\n## B\n\nb", [[Remark.EMPTY], []]),
        ("## A\n\n### B\n\nb", [[], []]),
        ("## A\n\n#### B\n\nb\n\n#### C\n\nc", [[], [Remark.SKIPPED], []]),
        ("### A\n\na", [[Remark.SKIPPED]]),
        ("## A\n\na\n\n## a\n\nb", [[], [Remark.DUPLICATE]]),
        ("## A\n\na\n\n### C\n\nc\n\n## B\n\nb\n\n### C\n\nc", [[], [], [], []]),
        ("## A\n\na\n\n##\n\nb", [[Remark.WORDLESS]]),
        ("## A\n\n```\n##\n```", [[]]),
        ("## A\n\nOn Tuesday 12 January they met.", [[Remark.WRONG_DAY]]),
    ],
)
def test_sections_are_remarked_on(body, remarks):
    notes = section_notes(body, "en", FILED)
    assert [[warning.remark for warning in note.warnings] for note in notes] == remarks


def test_a_wrong_day_is_told_with_the_right_one():
    ((note),) = section_notes("## A\n\nOn Tuesday 12 January\nthey met.", "en", FILED)
    (warning,) = note.warnings
    assert warning.line == 2
    assert warning.words == "12 January 2026 is Monday, not Tuesday."


def test_entries_have_days_and_may_be_past():
    dates = section_notes(TALKS, "en", FILED)[0].dates
    assert [entry.text for entry in dates.entries] == [
        "Monday 12 January: Port Calder with the harbour board",
        "14 January: Orran",
        "Wednesday 28 January: Lisvane",
        "*15 January:* the islanders meet.",
    ]
    assert dates.past(TODAY) == 3
    assert dates.past(FILED) == 0


def test_an_entry_says_what_it_is_about_without_its_date():
    entries = section_notes(TALKS, "en", FILED)[0].dates.entries
    assert [entry.about for entry in entries] == [
        "Port Calder with the harbour board",
        "Orran",
        "Lisvane",
        "the islanders meet.",
    ]


def test_what_stands_under_earlier_is_left_there():
    body = "## Earlier\n\n- 2 January: Sennen\n"
    assert section_notes(body, "en", FILED)[0].dates.entries == ()


def test_past_entries_move_to_a_section_of_their_own():
    edit = DatedSections(TALKS, "en", FILED).move_past(0, TODAY)
    assert edit is not None
    after = edit.apply(TALKS)
    assert after == (
        "## Upcoming talks\n\n- Wednesday 28 January: Lisvane\n\nNothing was said on 2 January.\n\n"
        "## Earlier\n\n- Monday 12 January: Port Calder\n  with the harbour board\n"
        "- 14 January: Orran\n\n*15 January:* the islanders meet.\n\n"
        "## What is next\n\nNobody knows.\n"
    )
    later = DatedSections(after, "en", FILED).move_past(0, date(2026, 2, 1))
    assert later is not None
    again = later.apply(after)
    assert again.count("## Earlier") == 1
    assert "islanders meet.\n\n- Wednesday 28 January: Lisvane\n\n## What" in again


def test_dated_sections_below_move_whole():
    body = "## Talks\n\n### 12 January\n\na\n\n### 28 January\n\nb\n"
    dated = DatedSections(body, "en", FILED)
    edit = dated.move_past(0, TODAY)
    assert edit is not None
    assert edit.apply(body) == (
        "## Talks\n\n### 28 January\n\nb\n\n## Earlier\n\n### 12 January\n\na\n"
    )


def test_nothing_past_is_nothing_to_move():
    assert DatedSections(TALKS, "en", FILED).move_past(0, FILED) is None


ENTRIES = st.sampled_from(
    ("- 12 January: a", "- 28 January: b", "  more", "", "*13 January* c", "Words.",
     "### 14 January", "```", "- [ ] x", "1. 13 January", "| 12 January | d |", "|---|---|",
     "## Talks", "## Earlier")
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.data(), st.lists(ENTRIES, max_size=14))
def test_moving_what_is_past_loses_no_line(data, lines):
    body = "\n".join(["## Talks", *lines])
    dated = DatedSections(body, "en", FILED)
    section = data.draw(st.integers(0, len(outline(body)) - 1))
    edit = dated.move_past(section, TODAY)
    if edit is None:
        return
    assert not written(body) - written(edit.apply(body))
    assert sum((written(edit.apply(body)) - written(body)).values()) <= 1


@settings(max_examples=100, deadline=None)
@given(bodies())
def test_every_section_of_any_body_has_notes(body):
    assert len(section_notes(body, "en", FILED)) == len(outline(body))
