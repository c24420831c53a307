"""How the days of a history are called."""

from __future__ import annotations

from datetime import date

import pytest

from editor.app.models.history import day_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 4), "Today"),
        (date(2026, 3, 3), "Yesterday"),
        (date(2026, 3, 1), "Sunday 1 March"),
        (date(2025, 3, 1), "Saturday 1 March 2025"),
    ],
)
def test_days_are_named_as_they_are_spoken_of(day, words):
    assert day_words(day, date(2026, 3, 4)) == words
