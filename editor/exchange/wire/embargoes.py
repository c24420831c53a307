"""When an embargo ends: the day, time and zone that an embargo line names, where all are sure; that
copy is held without an end where they aren't is left to the caller."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LONGEST = 1000
"""Characters of embargo lines that are looked at."""
LONGEST_AGO = timedelta(days=30)
"""How long past a day may be that is named without its year."""

_MONTHS = (
    "january jan janvier janv januar jänner enero ene gennaio janeiro",
    "february feb février févr februar febrero febbraio fevereiro",
    "march mar mars märz marzo março",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio maio",
    "june jun juin juni junio giugno junho",
    "july jul juillet juil juli julio luglio julho",
    "august aug août agosto",
    "september sep sept septembre septiembre settembre setembro",
    "october oct octobre oktober octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec décembre déc dezember diciembre dic dicembre dezembro",
)
_MONTH_NUMBERS = {name: at for at, names in enumerate(_MONTHS, 1) for name in names.split()}
_DAYS = (
    "monday mon lundi montag lunes", "tuesday tue tues mardi dienstag martes",
    "wednesday wed mercredi mittwoch miércoles", "thursday thu thurs jeudi donnerstag jueves",
    "friday fri vendredi freitag viernes", "saturday sat samedi samstag sábado",
    "sunday sun dimanche sonntag domingo",
)  # fmt: skip
_WEEKDAYS = {name: at for at, names in enumerate(_DAYS) for name in names.split()}
# Abbreviations that mean one thing only: CST and IST, which don't, are left out.
_HOURS_FROM_UTC = {
    "gmt": 0, "utc": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "est": -5,
    "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "hkt": 8, "sgt": 8,
    "jst": 9, "aest": 10, "aedt": 11,
}  # fmt: skip
_REGIONS = {"et": "America/New_York", "pt": "America/Los_Angeles"}

_ZONE_NAMES = "|".join(sorted((*_HOURS_FROM_UTC, *_REGIONS), key=len, reverse=True))
_ZONE = re.compile(
    rf"(?<![^\W\d_])(?P<name>{_ZONE_NAMES})(?:\s?(?P<offset>[+−-]\d{{1,2}})(?::?(?P<minutes>\d\d))?)?"
    r"(?!\w)"
)
_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_HOURS = rf"\s*(?:hrs|hours|h\b|uhr|{_ZONE_NAMES})"
_YEAR = rf"(?:,?\s+(?:de\s+)?(?P<year>20\d\d)\b(?!{_HOURS}))?"
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?{_MONTH}{_YEAR}"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR}"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
)
_TIME = re.compile(
    r"\b(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?\s*(?P<half>[ap])\.?\s?m\b"
    r"|(?P<hour24>\d{1,2})[:.h](?P<minute24>\d\d)(?![\d.])"
    rf"|(?P<together>\d{{4}})(?={_HOURS})|(?P<noon>noon)\b)"
)
_WEEKDAY = re.compile(r"\b(?:" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\b")
_MIDNIGHT = re.compile(r"\b(?:midnight|minuit|mitternacht|medianoche|24[:.]?00)\b")


def embargo_end(lines: Sequence[str], today: date | None = None) -> datetime | None:
    """The end of the embargo, with its zone, or None where day, month, time or zone are not sure.

    `today` tells the year where the copy names none: the coming such day, or one of the last weeks.
    A weekday that doesn't fit the date, two dates, two times, a midnight: nothing is sure then.
    """
    text = "\n".join(lines)[:LONGEST].casefold()
    dates = [found for pattern in _DATES for found in pattern.finditer(text)]
    if len(dates) != 1 or _MIDNIGHT.search(text):
        return None
    rest = f"{text[: dates[0].start()]} / {text[dates[0].end() :]}"
    times, zones = list(_TIME.finditer(rest)), list(_ZONE.finditer(rest))
    if len(times) != 1 or len(zones) != 1:
        return None
    weekdays = {_WEEKDAYS[found[0]] for found in _WEEKDAY.finditer(rest)}
    day = _day(dates[0], weekdays, today)
    clock = _clock(times[0])
    return _at(day, clock, zones[0]) if day and clock else None


def _day(found: re.Match[str], weekdays: set[int], today: date | None) -> date | None:
    fitting = [day for day in _days(found, today) if not weekdays or {day.weekday()} == weekdays]
    return fitting[0] if fitting else None


def _days(found: re.Match[str], today: date | None) -> Iterator[date]:
    """The day in the year the copy names, or in the year it must mean."""
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month]
    if found["year"]:
        years: Sequence[int] = (int(found["year"]),)
    else:
        years = range(today.year - 1, today.year + 2) if today else ()
    for year in years:
        try:
            day = date(year, number, int(found["day"]))
        except ValueError:
            continue
        if found["year"] or (today and day >= today - LONGEST_AGO):
            yield day
            return


def _clock(found: re.Match[str]) -> tuple[int, int] | None:
    """Hour and minute of a time of day, or None where there is no such time."""
    if found["noon"]:
        return 12, 0
    if together := found["together"]:
        hour, minute = int(together[:2]), int(together[2:])
    else:
        hour = int(found["hour"] or found["hour24"])
        minute = int(found["minute"] or found["minute24"] or 0)
    if half := found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _at(day: date, clock: tuple[int, int], zone: re.Match[str]) -> datetime | None:
    name = zone["name"]
    plain = datetime(day.year, day.month, day.day, *clock)
    if name in _REGIONS:
        try:
            return plain.replace(tzinfo=ZoneInfo(_REGIONS[name]))
        except ZoneInfoNotFoundError:
            return None
    hours, minutes = _HOURS_FROM_UTC[name], 0
    if offset := zone["offset"]:
        # Only the offset from Greenwich can be told in figures.
        if hours:
            return None
        hours = int(offset.replace("−", "-"))
        minutes = int(zone["minutes"] or 0) * (-1 if offset[0] in "-−" else 1)
    if abs(hours) > 14 or abs(minutes) > 59:
        return None
    return plain.replace(tzinfo=timezone(timedelta(hours=hours, minutes=minutes)))
