"""What a writer types into the search line, read as a tree of words and filters; which articles
answer it is left to `query_answers`.

Any text is a query: what can't be read as the language has it is looked for as words, and a
problem says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from db.names import storable
from db.query_fields import FIELDS, says
from db.query_parts import Either, Every, Not, Part, Words, perhaps_begun

MOST_PARTS = 64
"""Words and filters of one query."""
LONGEST = 2_000
"""Characters of one query."""
_DEEPEST = 16


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
    return Query(None if part is None else perhaps_begun(part)[0], problems)


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
        if self._depth == _DEEPEST:
            return None  # What is inside still counts, without a bracket of its own.
        self._depth += 1
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
        return Words(text, whole) if says(text) else None

    def _filter(self, name: str) -> Part | None:
        value, whole = self._words(_VALUE)
        field = FIELDS[name]
        part = field.read(value, whole, self._now) if value.strip() else None
        if part is None:
            self.problems.append(f"“{name}:” wants {field.wants}.")
            return Words(f"{name} {value}") if says(value) else None
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
