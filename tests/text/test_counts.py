from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text import counts
from editor.text.counts import Counts, count, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … “”", 0),
        ("The minister’s well-known 30,000 homes", 5),
        ("in the U.S. on 3.5.2024", 5),
        ("Ի՞նչ է սա։ Բարև՛", 4),
        ("قال الوزير إنّ المحادثات", 4),
        ("می‌خواهم بروم", 2),
        ("צה״ל הודיע", 2),
        ("東京で会談", 5),
        ("ที่นี่", 2),
        ("한국 정부는", 2),
        ("e\u0301cole café", 2),
        ("and/or — so", 3),
    ],
)
def test_words_are_counted_as_the_script_writes_them(text, words):
    assert count_words(text) == words


def test_a_letter_with_its_accent_is_one_character_and_line_breaks_are_none():
    assert count("e\u0301a\nb").characters == 3


def test_reading_time_is_rounded_up():
    assert count("word " * 231) == Counts(231, 231 * 5, 2)
    assert count("").minutes == 0


@given(st.text(alphabet="ab'’- .,1é\u00ad…²½·_ʼ", max_size=60))
def test_the_quick_count_agrees_with_the_full_one(text):
    full = sum(1 for _ in counts._WORD.finditer(text))
    assert count_words(text) == full
