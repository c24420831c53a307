"""Dates in copy, read against the day it was filed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.date_words import WORDS
from editor.text.dates import find_dates, reference_date

FILED = date(2026, 1, 12)  # a Monday


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "12 February", "2026-02-12"),
        ("en", "February 12, 2027", "2027-02-12"),
        ("en", "the 3rd of March", "2026-03-03"),
        ("en", "MARCH 3", "2026-03-03"),
        ("en", "20 December", "2025-12-20"),
        ("en", "2026-02-28", "2026-02-28"),
        ("en", "13/1/2026", "2026-01-13"),
        ("en-US", "2/3/2026", "2026-02-03"),
        ("en-GB", "2/3/2026", "2026-03-02"),
        ("en", "Tuesday", "2026-01-13"),
        ("en", "Monday", "2026-01-12"),
        ("en", "next Monday", "2026-01-19"),
        ("en", "last Monday", "2026-01-05"),
        ("en", "last Sunday", "2026-01-11"),
        ("en", "Tomorrow", "2026-01-13"),
        ("fr", "le 1er février", "2026-02-01"),
        ("fr", "mardi prochain", "2026-01-13"),
        ("fr", "vendredi dernier", "2026-01-09"),
        ("fr-FR", "12/01/2026", "2026-01-12"),
        ("fr", "Tuesday 13 January", "2026-01-13"),
        ("de", "am 1. Februar", "2026-02-01"),
        ("de", "nächsten Dienstag", "2026-01-13"),
        ("de", "12.1.2026", "2026-01-12"),
        ("es", "1 de febrero de 2026", "2026-02-01"),
        ("es", "el próximo martes", "2026-01-13"),
        ("ar", "13 يناير 2026", "2026-01-13"),
        ("ar", "١٢ كانون الثاني", "2026-01-12"),
        ("ar", "الثلاثاء المقبل", "2026-01-13"),
    ],
)
def test_a_date_means_a_day(language, text, day):
    assert [str(found.first) for found in find_dates(f"Then: {text}.", language, FILED)] == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "30 February 2026"),
        ("en", "they may 5"),
        ("en", "the sun sat on the wed"),
        ("en", "2/3/2026"),
        ("en", "version 1.2.2026.4"),
        ("en", "99 January"),
        ("de", "Mo Di"),
    ],
)
def test_what_is_no_date_is_left_alone(language, text):
    assert find_dates(text, language, FILED) == ()


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "Tuesday 13 January 2026", False),
        ("en", "Tuesday, 12 January", True),
        ("en", "Tue 12 Jan", True),
        ("fr", "mercredi 13 janvier 2026", True),
        ("de", "Dienstag, den 13. Januar 2026", False),
        ("es", "lunes 13 de enero de 2026", True),
        ("ar", "الأربعاء 13 يناير 2026", True),
    ],
)
def test_a_day_of_the_week_is_held_against_its_date(language, text, wrong):
    assert [found.day_is_wrong for found in find_dates(text, language, FILED)] == [wrong]


def test_a_stretch_of_days_has_a_first_and_a_last():
    (found,) = find_dates("on 12–14 February", "en", FILED)
    assert (found.first, found.last) == (date(2026, 2, 12), date(2026, 2, 14))


def test_the_dateline_says_when_the_copy_was_filed():
    today = date(2026, 6, 1)
    assert reference_date("Jan 2", "en", "2026-01-04T10:00:00Z", today) == date(2026, 1, 2)
    assert reference_date("", "en", "2026-01-04T10:00:00Z", today) == date(2026, 1, 4)
    assert reference_date("", "en", "", today) == today


@given(
    st.text(alphabet="0123456789./- MondayJaDec,\n", max_size=40),
    st.sampled_from([*WORDS, "xx", ""]),
)
def test_any_text_is_read_and_dates_never_overlap(text, language):
    found = find_dates(text, language, FILED)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(text[one.start : one.end] == one.text and one.first <= one.last for one in found)
