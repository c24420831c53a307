"""Lines without end are broken, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text import long_lines
from editor.text.long_lines import LONGEST, broken


def test_an_ordinary_text_is_given_back_as_it_is() -> None:
    text = "One ferry a day.\n" * 100_000
    assert broken(text) is text


@pytest.mark.timeout(60)  # Square time would be hours.
@pytest.mark.parametrize("unit", ["word ", "a", " ", "あ", "\U0001f6a2 x"])
def test_of_ten_megabytes_on_one_line_every_word_is_kept(unit: str) -> None:
    text = f"Before.\n\n{(unit * 10_000_000)[:10_000_000]}\nAfter."
    result = broken(text)
    assert max(map(len, result.split("\n"))) <= 1_001
    assert result.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert result.startswith("Before.\n\n") and result.endswith("\nAfter.")


def test_words_are_parted_only_where_there_is_no_space() -> None:
    result = broken("word " * (LONGEST // 5 + 1))
    assert result.split() == ["word"] * (LONGEST // 5 + 1)


@given(st.text(alphabet="ab \n\u0301あ", max_size=200))
def test_a_line_end_only_ever_takes_the_place_of_a_space(text: str) -> None:
    before = long_lines.LONGEST, long_lines._BROKEN_TO
    long_lines.LONGEST, long_lines._BROKEN_TO = 12, 5
    try:
        result = broken(text)
    finally:
        long_lines.LONGEST, long_lines._BROKEN_TO = before
    assert "".join(result.split()) == "".join(text.split())
    assert broken(text) == text or max(map(len, text.split("\n"))) > 12
