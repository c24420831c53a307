"""What a picker finds for what was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.ui.ranking import best, fit

COMMANDS = ["Edit: Paste", "Edit: Paste as plain text", "File: Paste wire copy", "View: Focus mode"]


def ranked(typed):
    return best(typed, COMMANDS, str)


def test_nothing_typed_keeps_the_order():
    assert ranked("") == COMMANDS


def test_the_starts_of_words_find_in_their_order():
    assert ranked("pa wi") == ["File: Paste wire copy"]
    assert ranked("wire paste") == []


def test_a_shorter_fit_comes_before_a_longer_one():
    assert ranked("paste")[:2] == ["Edit: Paste", "File: Paste wire copy"]


def test_letters_in_order_find_when_nothing_better_does():
    assert ranked("vfm") == ["View: Focus mode"]


def test_capitals_do_not_matter():
    assert fit("FOCUS", "View: Focus mode") == fit("focus", "View: Focus mode")


@given(st.text(max_size=30))
def test_everything_is_found_by_its_own_words(words):
    assert fit(words, words) is not None


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_what_is_within_is_found(before, typed, after):
    assert fit(typed, before + typed + after) is not None
