"""Stretches of time as people type them in a search (2026-03, 7d, monday, 2025..2026) as moments of
the library's clock; what happened then is left to search."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from db.times import stamp

Stretch = tuple[str | None, str | None]
"""From one moment up to, but not including, another, as the library stores them; None: no end."""

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_AGE = re.compile(r"(\d{1,4})([hdwmy])")
_RANGE = re.compile(r"(.*?)\.\.(.*)")
_SIDE = re.compile(r"(>=|<=|>|<)(.+)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_AGO = {"today": 0, "yesterday": 1}


def stretch(text: str, now: datetime) -> Stretch | None:
    """The time that `text` names; None where it names none. `now` is any moment with a zone;
    days begin where the writer is."""
    text = text.strip().lower()
    if side := _SIDE.fullmatch(text):
        return _one_side(side[1], _days(side[2], now))
    if (ends := _RANGE.fullmatch(text)) and (ends[1] or ends[2]):
        return _from_to(ends[1], ends[2], now)
    if age := _AGE.fullmatch(text):
        return _stamped(_ago(int(age[1]), age[2], now)), None
    days = _days(text, now)
    return None if days is None else (_beginning(days[0]), _beginning(days[1]))


def since(text: str, now: datetime) -> Stretch | None:
    """From the beginning of what `text` names on."""
    found = stretch(text, now)
    return None if found is None or found[0] is None else (found[0], None)


def until(text: str, now: datetime) -> Stretch | None:
    """All that was before what `text` names begins."""
    found = stretch(text, now)
    return None if found is None or found[0] is None else (None, found[0])


def _one_side(sign: str, days: tuple[date, date] | None) -> Stretch | None:
    if days is None:
        return None
    first, end = days
    return {
        ">": (_beginning(end), None),
        ">=": (_beginning(first), None),
        "<": (None, _beginning(first)),
        "<=": (None, _beginning(end)),
    }[sign]


def _from_to(first: str, last: str, now: datetime) -> Stretch | None:
    from_days, to_days = _days(first, now), _days(last, now)
    if (first and from_days is None) or (last and to_days is None):
        return None
    return (
        _beginning(from_days[0]) if from_days else None,
        _beginning(to_days[1]) if to_days else None,
    )


def _days(text: str, now: datetime) -> tuple[date, date] | None:
    """The first day of what `text` names and the day after its last."""
    today = now.astimezone().date()
    try:
        if found := _DAY.fullmatch(text):
            day = date(*map(int, found.groups()))
        elif found := _MONTH.fullmatch(text):
            first = date(int(found[1]), int(found[2]), 1)
            return first, (first + timedelta(days=31)).replace(day=1)
        elif _YEAR.fullmatch(text):
            return date(int(text), 1, 1), date(int(text) + 1, 1, 1)
        elif text in _DAYS_AGO:
            day = today - timedelta(days=_DAYS_AGO[text])
        elif text in _WEEKDAYS:
            day = today - timedelta(days=(today.weekday() - _WEEKDAYS.index(text)) % 7)
        else:
            return None
        return day, day + timedelta(days=1)
    except (ValueError, OverflowError):  # There is no such day.
        return None


def _ago(count: int, unit: str, now: datetime) -> datetime | None:
    days = {"h": 1 / 24, "d": 1, "w": 7, "m": 30.4375, "y": 365.25}[unit] * count
    try:
        return now - timedelta(days=days)
    except OverflowError:
        return None


def _beginning(day: date) -> str | None:
    try:
        return _stamped(datetime(day.year, day.month, day.day).astimezone())
    except (ValueError, OverflowError):  # Before the first day or after the last that there is.
        return None


def _stamped(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment.astimezone(UTC))
