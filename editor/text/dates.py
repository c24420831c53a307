"""Dates in copy, read against the day it was filed: written out, in figures, or as a day of the
week; in English and the language of the copy. What is done about them is left to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from editor.text.date_words import WORDS, DateWords, date_words


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date from code point `start` to `end`, the first and the last day it means. `said_day`
    is the day of the week that stands with it (0 is Monday), None where none does."""

    start: int
    end: int
    text: str
    first: date
    last: date
    said_day: int | None = None

    @property
    def day_is_wrong(self) -> bool:
        """The day of the week that stands with the date isn't the one it has."""
        return self.said_day is not None and self.said_day != self.first.weekday()


def find_dates(text: str, language: str, reference: date) -> tuple[FoundDate, ...]:
    """Every date in a text, in order. `reference` is the day the copy was filed: a date without
    a year is the nearest one, from four months before to eight after; a day of the week is the
    first from that day on, "next Tuesday" the first after it, "last Tuesday" the last before."""
    found: list[FoundDate] = []
    for code in dict.fromkeys((language.split("-")[0].lower(), "en")):
        if code in WORDS:
            found += _in_language(text, code, language, reference)
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(_apart(found))


def reference_date(dateline: str, language: str, created: str, today: date) -> date:
    """The day copy was filed: the dateline's, or the one it was made on, or today."""
    try:
        made = date.fromisoformat(created[:10])
    except ValueError:
        made = today
    filed = find_dates(dateline, language, made)
    return filed[0].first if filed else made


def day_name(day: int, language: str) -> str:
    """`Tuesday`, in the language of the copy; days count from Monday, 0."""
    return date_words(language).day_names[day]


def _apart(found: Iterable[FoundDate]) -> Iterator[FoundDate]:
    end = 0
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def _in_language(text: str, code: str, language: str, reference: date) -> Iterator[FoundDate]:
    reader = _reader(code)
    for match in reader.pattern.finditer(text):
        days = reader.days(match, language, reference)
        if days is not None:
            said = reader.day_of(match["day"]) if match["day"] else None
            yield FoundDate(match.start(), match.end(), match[0], *days, said)


@cache
def _reader(code: str) -> _Reader:
    return _Reader(WORDS[code])


class _Reader:
    """The dates of one language: one pattern, and what its matches mean."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self._months = _numbered(words.months, words)
        self._all_days = {**_numbered(words.days, words), **_numbered(words.short_days, words)}
        self.pattern = re.compile(_pattern(words))

    def day_of(self, name: str) -> int:
        return self._all_days[name]

    def days(
        self, match: re.Match[str], language: str, reference: date
    ) -> tuple[date, date] | None:
        """First and last day of a match; None where there is no such day."""
        part = match.groupdict()
        try:
            if part["iso"]:
                day = date.fromisoformat(part["iso"])
                return day, day
            if part["near"]:
                day = reference + timedelta(self._words.near[part["near"].lower()])
                return day, day
            if part["weekday"]:
                day = self._weekday(part, reference)
                return day, day
            if part["month"] or part["month_first"]:
                return self._written(part, reference)
            return _in_figures(part, language, reference)
        except (ValueError, OverflowError):
            return None

    def _written(self, part: dict[str, str | None], reference: date) -> tuple[date, date]:
        first = part["number"] or part["number_after"] or ""
        last = part["to"] or part["to_after"] or first
        month = self._months[(part["month"] or part["month_first"] or "").rstrip(".")] + 1
        year = part["year"] or part["year_after"]
        begin = _dated(year, month, int(first), reference)
        return begin, begin.replace(day=max(int(last), begin.day))

    def _weekday(self, part: dict[str, str | None], reference: date) -> date:
        wanted = self._all_days[part["weekday"] or ""]
        ahead = (wanted - reference.weekday()) % 7
        if part["earlier_before"] or part["earlier_after"]:
            return reference - timedelta((7 - ahead) % 7 or 7)
        if part["later_before"] or part["later_after"]:
            ahead = ahead or 7
        return reference + timedelta(ahead)


def _in_figures(
    part: dict[str, str | None], language: str, reference: date
) -> tuple[date, date] | None:
    """12.1.2026 and 12/1/2026; where either number may be the month, the language decides."""
    one, two = int(part["one"] or 0), int(part["two"] or 0)
    american = language in ("en-US", "en-us") and part["stop"] == "/"
    if language == "en" and part["stop"] == "/" and one <= 12 and two <= 12 and one != two:
        return None
    day, month = (two, one) if american or (two > 12 >= one) else (one, two)
    found = _dated(part["long_year"], month, day, reference)
    return found, found


def _dated(year: str | None, month: int, day: int, reference: date) -> date:
    if year:
        return date(int(year), month, day)
    candidates = []
    for one in (reference.year - 1, reference.year, reference.year + 1):
        try:
            candidates.append(date(one, month, day))
        except ValueError:  # 29 February in another year
            continue
    # Copy looks ahead: up to eight months after the reference, four before.
    middle = reference + timedelta(60)
    return min(candidates, key=lambda one: abs((one - middle).days))


def _numbered(entries: tuple[tuple[str, ...], ...], words: DateWords) -> dict[str, int]:
    return {
        form: number
        for number, entry in enumerate(entries)
        for name in entry
        for form in _cases(name, words)
    }


def _cases(name: str, words: DateWords) -> tuple[str, ...]:
    """A name as it is printed: in capitals too, and at the start of a sentence."""
    return (name, name.upper(), name.capitalize()) if words.lower_case else (name, name.upper())


def _any_of(entries: Iterable[Iterable[str]], words: DateWords) -> str:
    forms = {form for entry in entries for name in entry for form in _cases(name, words)}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
_TO = r"\s*(?:[–—-]|to|and|au|et|bis|und|al?|y|إلى)\s*"
_ISO = r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\w)"
_FIGURES = (
    r"(?P<one>\d{1,2})(?P<stop>[./])(?P<two>\d{1,2})(?P=stop)"
    r"(?P<long_year>[12]\d{3})(?!\w|[./-]\d)"
)


def _pattern(words: DateWords) -> str:
    near = "|".join(re.escape(word) for word in (*words.near, *map(str.capitalize, words.near)))
    any_day = _any_of((*words.days, *words.short_days), words)
    beside = rf"(?:(?P<day>{any_day})\.?,?\s+(?:the\s+|le\s+|den\s+|el\s+)?)?"
    dated = rf"{beside}(?:{_ISO}|{_FIGURES}|{_day_then_month(words)}|{_month_then_day(words)})"
    return rf"(?<![\w./-])(?:{dated}|{_day_of_week(words)}|(?P<near>{near})(?!\w))"


def _day_then_month(words: DateWords) -> str:
    return (
        rf"(?P<number>\d{{1,2}}){_ORDINAL}(?:{_TO}(?P<to>\d{{1,2}}){_ORDINAL})?"
        rf"\s+(?:of\s+|de\s+)?(?P<month>{_month(words)}){_year('year')}"
    )


def _month_then_day(words: DateWords) -> str:
    if not words.month_first:
        return "(?P<month_first>(?!))(?P<number_after>)(?P<to_after>)(?P<year_after>)"
    return (
        rf"(?P<month_first>{_month(words)})\s+(?P<number_after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
        rf"(?:{_TO}(?P<to_after>\d{{1,2}})(?!\d))?{_year('year_after')}"
    )


def _day_of_week(words: DateWords) -> str:
    return (
        rf"(?:(?:(?P<later_before>{words.later})|(?P<earlier_before>{words.earlier}))\s+)?"
        rf"(?P<weekday>{_any_of(words.days, words)})(?!\w)"
        rf"(?:\s+(?:(?P<later_after>{words.later})|(?P<earlier_after>{words.earlier}))(?!\w))?"
    )


def _month(words: DateWords) -> str:
    return rf"(?:{_any_of(words.months, words)})(?!\w)\.?"


def _year(group: str) -> str:
    return rf"(?:,?\s+(?:de\s+|del\s+)?(?P<{group}>[12]\d{{3}})(?!\w))?"
