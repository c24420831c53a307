"""What a writer types into the search line, read as a tree of words and filters; which articles
answer it is left to `query_answers`.

Any text is a query: what can't be read as the language has it is looked for as words, and a
problem says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from db import query_dates
from db.folding import sought
from db.names import storable, tidy
from db.records import Status, TagKind

MOST_PARTS = 64
"""Words and filters of one query."""
LONGEST = 2_000
"""Characters of one query."""
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand together, in one column or ("") any; with `begun` the last of them may be
    the beginning of a word. `whole` where it was typed in quotation marks."""

    text: str
    whole: bool = False
    begun: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """What an article has to have besides words: a tag, a status …, by the field's name."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Between:
    """A time or a number of words of the article: from `low` up to, but not, `high`."""

    column: str
    low: str | int | None
    high: str | int | None


@dataclass(frozen=True, slots=True)
class Not:
    """None of this."""

    part: Part


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of these."""

    parts: tuple[Part, ...]


Part: TypeAlias = Words | Filter | Between | Not | Every | Either


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read; `part` is None where it asks for nothing, which is everything.
    `problems` are sentences for the writer."""

    part: Part | None
    problems: tuple[str, ...] = ()


def read(text: str, now: datetime) -> Query:
    """Read a query; never raises. `now` is any moment with a zone, for `updated:7d`."""
    text = storable(text).replace("\0", " ")
    reading = _Reading(text[:LONGEST], now)
    part = reading.everything()
    if len(text) > LONGEST:
        reading.problems.insert(0, f"Only the first {LONGEST:,} characters are looked for.")
    problems = tuple(dict.fromkeys(reading.problems))
    return Query(None if part is None else _begun(part)[0], problems)


def words_of(part: Part | None) -> Iterator[Words]:
    """The words a query wants, in order, without those it doesn't want."""
    match part:
        case Words():
            yield part
        case Every() | Either():
            for one in part.parts:
                yield from words_of(one)


def _begun(part: Part) -> tuple[Part, bool]:
    """`part` with the last of its wanted words perhaps unfinished, and whether there was one."""
    match part:
        case Words(column=""):
            return replace(part, begun=not part.whole), True
        case Every() | Either():
            parts = list(part.parts)
            for place in reversed(range(len(parts))):
                parts[place], found = _begun(parts[place])
                if found:
                    return replace(part, parts=tuple(parts)), True
    return part, False


# Fields


@dataclass(frozen=True, slots=True)
class _Field:
    """A name before a colon: how its value is read (None: it can't be), and what it wants."""

    read: Callable[[str, bool, datetime], Part | None]
    wants: str


def _named(field: str) -> Callable[[str, bool, datetime], Part | None]:
    return lambda value, _whole, _now: Filter(field, tidy(value))


def _in_column(column: str) -> Callable[[str, bool, datetime], Part | None]:
    def read_words(value: str, whole: bool, _now: datetime) -> Part | None:
        return Words(value, whole, begun=not whole, column=column) if _says(value) else None

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

FIELDS: dict[str, _Field] = {
    "tag": _Field(_named("tag"), 'a tag, such as tag:Harbour or tag:"Port Calder"'),
    "kind": _Field(
        _one_of("kind", *(kind.value for kind in TagKind)),
        "a kind of tag: " + ", ".join(kind.value for kind in TagKind),
    ),
    "status": _Field(
        _one_of("status", *(status.value for status in Status)),
        "a status: " + ", ".join(status.value for status in Status),
    ),
    "section": _Field(_named("section"), "a section, such as section:World"),
    "by": _Field(_in_column("byline"), "a name from the byline, such as by:Torvik"),
    "headline": _Field(_in_column("headline"), "a word of the headline, such as headline:ferry"),
    "before": _Field(_when("updated", query_dates.until), _DATE),
    "after": _Field(_when("updated", query_dates.since), _DATE),
    "updated": _Field(_when("updated", query_dates.stretch), _STRETCH),
    "created": _Field(_when("created", query_dates.stretch), _STRETCH),
    "published": _Field(_when("published", query_dates.stretch), _STRETCH),
    "links": _Field(
        _one_of("links", "broken", "none", "waiting"),
        "broken, none or waiting (related stories that aren't here yet)",
    ),
    "linksto": _Field(_named("linksto"), "the slug of an article, such as linksto:ferry-talks"),
    "words": _Field(_length, "a number, such as words:>800, words:<200 or words:300..500"),
    "pinned": _Field(_yes_or_no("pinned"), "yes or no"),
    "is": _Field(_is, "pinned: is:pinned"),
}
"""The fields of the language, by name."""


# Reading

_NAME = re.compile(r"([A-Za-z]+):")
_VALUE = re.compile(r"[^\s()\"“”„]*")
_WORD = re.compile(r"[^\s()\"“”„]+")
_CLOSING = {'"': '"', "“": "”", "„": "“”", "”": "”"}
_OR, _AND, _NOT = "OR", "AND", "NOT"


class _Reading:
    """One reading of one text, from the left."""

    def __init__(self, text: str, now: datetime) -> None:
        self._text = text
        self._now = now
        self._at = 0
        self._depth = 0
        self._parts = 0
        self.problems: list[str] = []

    def everything(self) -> Part | None:
        parts: list[Part] = []
        while not self._ended():
            part = self._sequence()
            if part is not None:
                parts.append(part)
            if self._take(")"):
                self.problems.append("A “)” stands where nothing was opened.")
        return _of(parts, Every)

    def _sequence(self) -> Part | None:
        """Parts up to the end or a closing bracket; OR joins its two neighbours."""
        parts: list[Part] = []
        waiting = False
        while not self._ended() and not self._stands(")"):
            if self._keyword(_OR):
                waiting = self._may_join(parts, waiting)
                continue
            if self._keyword(_AND):
                continue
            part = self._one()
            if part is None:
                continue
            parts.append(Either((parts.pop(), part)) if waiting else part)
            waiting = False
        if waiting:
            self.problems.append("OR wants something on both sides of it.")
        return _of(parts, Every)

    def _may_join(self, parts: list[Part], waiting: bool) -> bool:
        if waiting or not parts:
            self.problems.append("OR wants something on both sides of it.")
        return bool(parts)

    def _one(self) -> Part | None:
        unwanted = False
        while self._minus() or self._keyword(_NOT):
            unwanted = not unwanted
        part = self._bracket() if self._stands("(") else self._leaf()
        if part is None or self._is_too_much(part):
            return None
        return Not(part) if unwanted else part

    def _minus(self) -> bool:
        after = self._text[self._at + 1 : self._at + 2]
        return bool(after.strip()) and self._take("-")

    def _is_too_much(self, part: Part) -> bool:
        self._parts += not isinstance(part, Every | Either | Not)
        if self._parts <= MOST_PARTS:
            return False
        self.problems.append(f"Only the first {MOST_PARTS} words are looked for.")
        return True

    def _bracket(self) -> Part | None:
        self._take("(")
        self._depth += 1
        if self._depth > _DEEPEST:
            return None  # What is inside still counts, without a bracket of its own.
        part = self._sequence()
        self._depth -= 1
        if not self._take(")"):
            self.problems.append("A “(” has no “)”.")
        return part

    def _leaf(self) -> Part | None:
        field = _NAME.match(self._text, self._at)
        if field and field[1].lower() in FIELDS:
            self._at = field.end()
            return self._filter(field[1].lower())
        text, whole = self._words(_WORD)
        return Words(text, whole) if _says(text) else None

    def _filter(self, name: str) -> Part | None:
        value, whole = self._words(_VALUE)
        field = FIELDS[name]
        part = field.read(value, whole, self._now) if value.strip() else None
        if part is None:
            self.problems.append(f"“{name}:” wants {field.wants}.")
            return Words(f"{name} {value}") if _says(value) else None
        return part

    def _words(self, pattern: re.Pattern[str]) -> tuple[str, bool]:
        """What is quoted here, or else a word; whether it was in closed quotation marks."""
        opening = self._text[self._at : self._at + 1]
        if opening not in _CLOSING or not opening:
            found = pattern.match(self._text, self._at)
            self._at = found.end() if found else self._at + 1
            return (found[0] if found else ""), False
        start = self._at + 1
        ends = (self._text.find(mark, start) for mark in _CLOSING[opening] + '"')
        end = min((place for place in ends if place >= 0), default=-1)
        self._at = len(self._text) if end < 0 else end + 1
        return self._text[start : None if end < 0 else end], end >= 0

    def _keyword(self, word: str) -> bool:
        self._skip()
        end = self._at + len(word)
        if self._text[self._at : end] != word or not _ends_word(self._text[end : end + 1]):
            return False
        self._at = end
        return True

    def _stands(self, mark: str) -> bool:
        self._skip()
        return self._text[self._at : self._at + 1] == mark

    def _take(self, mark: str) -> bool:
        if not self._stands(mark):
            return False
        self._at += 1
        return True

    def _ended(self) -> bool:
        self._skip()
        return self._at >= len(self._text)

    def _skip(self) -> None:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1


def _of(parts: list[Part], kind: type[Every]) -> Part | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return kind(tuple(parts))


def _ends_word(after: str) -> bool:
    return not after or after.isspace() or after in "()"


def _says(text: str) -> bool:
    """Whether there is a letter or a digit in it to be looked for."""
    return any(letter.isalnum() for letter in sought(text))
