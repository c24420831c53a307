"""Comparisons lose no word, know moved paragraphs and are quick on long articles."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.alignment import matching
from editor.text.diff import Change, Paragraph, Run, diff, diff_words
from editor.text.pieces import paragraphs, words

WORDS = ("ferry", "harbour", "council", "talks", "quay", "late", "the", "in", "of", "crew")
a_paragraph = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
a_text = st.lists(a_paragraph, max_size=9).map("\n\n".join) | st.text(max_size=60)


def left(row: Paragraph) -> str:
    return "".join(run.text for run in row.runs_before)


def right(row: Paragraph) -> str:
    return "".join(run.text for run in row.runs_after)


@given(a_text)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(paragraphs(text)) == text
    assert "".join(words(text)) == text


@given(st.lists(st.sampled_from(WORDS)), st.lists(st.sampled_from(WORDS)))
def test_a_matching_pairs_the_same_in_order(one: list[str], other: list[str]) -> None:
    pairs = matching(one, other)
    assert all(one[at] == other[place] for at, place in pairs)
    for (a, b), (c, d) in pairwise(pairs):
        assert a < c
        assert b < d


@given(a_text, a_text)
def test_both_texts_can_be_read_from_a_comparison(before: str, after: str) -> None:
    rows = diff(before, after)
    old = {row.before_at: left(row) for row in rows if row.change is not Change.MOVED_HERE}
    new = {row.after_at: right(row) for row in rows if row.change is not Change.MOVED_AWAY}
    old.pop(None, None)
    new.pop(None, None)
    assert [old[at] for at in sorted(old)] == [one.rstrip() for one in paragraphs(before)]
    assert [new[at] for at in sorted(new)] == [one.rstrip() for one in paragraphs(after)]


@given(a_text)
def test_a_text_compared_with_itself_has_not_changed(text: str) -> None:
    assert {row.change for row in diff(text, text)} <= {Change.SAME}


@given(st.text(max_size=40), st.text(max_size=40))
def test_both_lines_can_be_read_from_their_words(before: str, after: str) -> None:
    runs = diff_words(before, after)
    assert "".join(run.text for run in runs if run.change is not Change.ADDED) == before
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == after


def test_a_changed_word_is_shown_inside_its_paragraph() -> None:
    rows = diff(
        "First.\n\nThe ferry sails on Monday at six.\n",
        "First.\n\nThe ferry sails on Friday at six.",
    )
    assert [row.change for row in rows] == [Change.SAME, Change.CHANGED]
    assert rows[1].runs == (
        Run(Change.SAME, "The ferry sails on "),
        Run(Change.REMOVED, "Monday"),
        Run(Change.ADDED, "Friday"),
        Run(Change.SAME, " at six."),
    )


def test_a_moved_paragraph_is_moved_and_not_taken_out_and_put_in() -> None:
    one, two, three = "The crew met.", "The council did not.", "Talks go on in the harbour."
    rows = diff("\n\n".join([one, two, three]), "\n\n".join([three, one, two]))
    assert [(row.change, row.before_at, row.after_at) for row in rows] == [
        (Change.MOVED_HERE, 2, 0),
        (Change.SAME, 0, 1),
        (Change.SAME, 1, 2),
        (Change.MOVED_AWAY, 2, 0),
    ]
    assert (left(rows[0]), right(rows[0])) == ("", three)
    assert (left(rows[3]), right(rows[3])) == (three, "")


def test_a_paragraph_moved_and_changed_is_still_known() -> None:
    moved = "The harbour master said the ferry would sail on Monday."
    rows = diff(
        f"{moved}\n\nOne stays.\n\nTwo stays.", f"One stays.\n\nTwo stays.\n\n{moved[:-7]}Friday."
    )
    here = next(row for row in rows if row.change is Change.MOVED_HERE)
    assert Run(Change.REMOVED, "Monday") in here.runs
    assert right(here).endswith("Friday.")


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert [run.text for run in diff_words("渡轮停航", "渡轮复航")] == ["渡轮", "停", "复", "航"]


@pytest.mark.timeout(40)
def test_a_long_article_is_compared_in_no_time() -> None:
    chance = random.Random(3)
    old = [" ".join(chance.choices(WORDS, k=60)) + f" {n}." for n in range(200)]
    new = [one.replace("ferry", "boat", 1) for one in old]
    new.insert(10, new.pop(150))
    alike = "x\n\n" * 4000
    rows = diff("\n\n".join(old), "\n\n".join(new))
    diff(alike + "a\n\n" + alike, alike + "b\n\nc\n\n" + alike[:-3] + "y")
    diff("word " * 400_000, "word " * 300_000 + "other")
    assert Change.MOVED_HERE in {row.change for row in rows}
