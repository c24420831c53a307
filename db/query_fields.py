"""The fields of the search language, such as `tag:` and `words:`: how the value of each is read,
and what it wants where it can't be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from db import query_dates
from db.folding import sought
from db.names import tidy
from db.query_parts import Between, Filter, Not, Part, Words
from db.records import Status, TagKind


def says(text: str) -> bool:
    """Whether there is a letter or a digit in it to be looked for."""
    return any(letter.isalnum() for letter in sought(text))


@dataclass(frozen=True, slots=True)
class Field:
    """A name before a colon: how its value is read (None: it can't be), and what it wants."""

    read: Callable[[str, bool, datetime], Part | None]
    wants: str


def _named(field: str) -> Callable[[str, bool, datetime], Part | None]:
    return lambda value, _whole, _now: Filter(field, tidy(value))


def _in_column(column: str) -> Callable[[str, bool, datetime], Part | None]:
    def read_words(value: str, whole: bool, _now: datetime) -> Part | None:
        return Words(value, whole, begun=not whole, column=column) if says(value) else None

    return read_words


def _one_of(field: str, *values: str) -> Callable[[str, bool, datetime], Part | None]:
    """One of some values, or the beginning of just one; hyphens may stand for spaces."""

    def read_value(value: str, _whole: bool, _now: datetime) -> Part | None:
        plain = tidy(value.replace("-", " ")).casefold()
        close = [one for one in values if one.replace(" ", "") == plain.replace(" ", "")]
        close = close or [one for one in values if one.startswith(plain)]
        return Filter(field, close[0]) if len(close) == 1 else None

    return read_value


def _yes_or_no(field: str) -> Callable[[str, bool, datetime], Part | None]:
    def read_value(value: str, _whole: bool, _now: datetime) -> Part | None:
        known = {"yes": True, "true": True, "no": False, "false": False}
        answer = known.get(value.strip().casefold())
        if answer is None:
            return None
        return Filter(field, "yes") if answer else Not(Filter(field, "yes"))

    return read_value


def _is(value: str, _whole: bool, _now: datetime) -> Part | None:
    return Filter("pinned", "yes") if value.strip().casefold() == "pinned" else None


def _when(
    column: str, how: Callable[[str, datetime], query_dates.Stretch | None]
) -> Callable[[str, bool, datetime], Part | None]:
    def read_time(value: str, _whole: bool, now: datetime) -> Part | None:
        found = how(value, now)
        return None if found is None else Between(column, *found)

    return read_time


_LENGTH = re.compile(r"(>=|<=|>|<|=)?(\d{1,9})")
_LENGTHS = re.compile(r"(\d{1,9})?\.\.(\d{1,9})?")


def _length(value: str, _whole: bool, _now: datetime) -> Part | None:
    value = "".join(value.split()).replace(",", "")
    if found := _LENGTH.fullmatch(value):
        number = int(found[2])
        low, high = {
            ">": (number + 1, None),
            ">=": (number, None),
            "<": (None, number),
            "<=": (None, number + 1),
        }.get(found[1], (number, number + 1))
        return Between("words", low, high)
    if (found := _LENGTHS.fullmatch(value)) and (found[1] or found[2]):
        low = int(found[1]) if found[1] else None
        return Between("words", low, int(found[2]) + 1 if found[2] else None)
    return None


_DATE = "a date, such as 2026-03-01, 2026-03, 2026, yesterday or 7d"
_STRETCH = "a time, such as 7d, 2026-03, monday or 2025..2026"

FIELDS: dict[str, Field] = {
    "tag": Field(_named("tag"), 'a tag, such as tag:Harbour or tag:"Port Calder"'),
    "kind": Field(
        _one_of("kind", *(kind.value for kind in TagKind)),
        "a kind of tag: " + ", ".join(kind.value for kind in TagKind),
    ),
    "status": Field(
        _one_of("status", *(status.value for status in Status)),
        "a status: " + ", ".join(status.value for status in Status),
    ),
    "section": Field(_named("section"), "a section, such as section:World"),
    "by": Field(_in_column("byline"), "a name from the byline, such as by:Torvik"),
    "headline": Field(_in_column("headline"), "a word of the headline, such as headline:ferry"),
    "before": Field(_when("updated", query_dates.until), _DATE),
    "after": Field(_when("updated", query_dates.since), _DATE),
    "updated": Field(_when("updated", query_dates.stretch), _STRETCH),
    "created": Field(_when("created", query_dates.stretch), _STRETCH),
    "published": Field(_when("published", query_dates.stretch), _STRETCH),
    "links": Field(
        _one_of("links", "broken", "none", "waiting"),
        "broken, none or waiting (related stories that aren't here yet)",
    ),
    "linksto": Field(_named("linksto"), "the slug of an article, such as linksto:ferry-talks"),
    "words": Field(_length, "a number, such as words:>800, words:<200 or words:300..500"),
    "pinned": Field(_yes_or_no("pinned"), "yes or no"),
    "is": Field(_is, "pinned: is:pinned"),
}
"""The fields of the language, by name."""
