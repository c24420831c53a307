"""The tree a query is read into: words, filters, and how they are put together; reading one is left
to `query`, answering it to `query_answers`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias


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


def words_of(part: Part | None) -> Iterator[Words]:
    """The words a query wants, in order, without those it doesn't want."""
    match part:
        case Words():
            yield part
        case Every() | Either():
            for one in part.parts:
                yield from words_of(one)


def perhaps_begun(part: Part) -> tuple[Part, bool]:
    """`part` with the last of its wanted words perhaps unfinished, and whether there was one."""
    match part:
        case Words(column=""):
            return replace(part, begun=not part.whole), True
        case Every() | Either():
            parts = list(part.parts)
            for place in reversed(range(len(parts))):
                parts[place], found = perhaps_begun(parts[place])
                if found:
                    return replace(part, parts=tuple(parts)), True
    return part, False
