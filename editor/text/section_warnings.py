"""What is noticed about sections and said quietly beside them: nothing below a heading, a level
left out, the same heading twice, a heading without words, a day that disagrees with its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from editor.text.blocks import Kind, scan
from editor.text.date_words import date_words
from editor.text.dates import FoundDate, day_name
from editor.text.section_dates import DatedSections, SectionDates
from editor.text.section_text import SectionText

_WORDLESS = re.compile(r" {0,3}#{1,6}[ \t]*#*[ \t]*$")


class Remark(StrEnum):
    """What is wrong with a section."""

    EMPTY = "Empty"
    WORDLESS = "No words"
    SKIPPED = "Level skipped"
    DUPLICATE = "Duplicate"
    WRONG_DAY = "Wrong day"


@dataclass(frozen=True, slots=True)
class SectionWarning:
    """A remark on a section, in a sentence, and the line to look at."""

    remark: Remark
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class SectionNotes:
    """What is to be said beside one section."""

    warnings: tuple[SectionWarning, ...] = ()
    dates: SectionDates = field(default_factory=SectionDates)


def section_notes(text: str, language: str, reference: date) -> tuple[SectionNotes, ...]:
    """The notes of every section of a body, in order; see `find_dates` for `reference`. Never
    raises; linear in the length of the body."""
    dated = DatedSections(text, language, reference)
    structure = [list(warnings) for warnings in structure_warnings(dated.body)]
    notes = []
    for warnings, dates in zip(structure, dated.all(), strict=True):
        warnings += [
            SectionWarning(Remark.WRONG_DAY, _wrong_day(found, language), line)
            for line, found in dates.wrong_days
        ]
        notes.append(SectionNotes(tuple(warnings), dates))
    return tuple(notes)


def structure_warnings(body: SectionText) -> tuple[tuple[SectionWarning, ...], ...]:
    """What the headings themselves give cause to, for every section."""
    found: list[list[SectionWarning]] = [[] for _heading in body.headings]
    for number, warning in (*_empty(body), *_skipped(body), *_duplicates(body), *_wordless(body)):
        found[number].append(warning)
    return tuple(map(tuple, found))


def _wrong_day(found: FoundDate, language: str) -> str:
    day = day_name(found.first.weekday(), language)
    said = day_name(found.said_day or 0, language)
    month = date_words(language).months[found.first.month - 1][0]
    return f"{found.first.day} {month} {found.first.year} is {day}, not {said}."


def _empty(body: SectionText) -> Iterator[tuple[int, SectionWarning]]:
    for number, heading in enumerate(body.headings):
        below = body.lines[heading.text_line : heading.end_line]
        if not any(line.strip() for line in below):
            words = "Nothing stands below this heading."
            yield number, SectionWarning(Remark.EMPTY, words, heading.line)


def _skipped(body: SectionText) -> Iterator[tuple[int, SectionWarning]]:
    before = 1  # the headline
    for number, heading in enumerate(body.headings):
        if heading.level > before + 1:
            words = f"Level {heading.level} follows level {before}: one is left out."
            if heading.level > before + 2:
                words = f"Level {heading.level} follows level {before}: some are left out."
            yield number, SectionWarning(Remark.SKIPPED, words, heading.line)
        before = heading.level


def _duplicates(body: SectionText) -> Iterator[tuple[int, SectionWarning]]:
    """The same heading twice below the same headings; two towns may each have a Background."""
    path: list[tuple[int, str]] = []
    seen: set[tuple[str, ...]] = set()
    for number, heading in enumerate(body.headings):
        while path and path[-1][0] >= heading.level:
            path.pop()
        path.append((heading.level, " ".join(heading.words.casefold().split())))
        names = tuple(name for _level, name in path)
        if names in seen:
            words = "Another section has the same heading."
            yield number, SectionWarning(Remark.DUPLICATE, words, heading.line)
        seen.add(names)


def _wordless(body: SectionText) -> Iterator[tuple[int, SectionWarning]]:
    for block in scan(body.text):
        if block.kind is not Kind.TEXT:
            continue
        for line, text in enumerate(block.lines, block.line):
            section = body.section_at(line) if _WORDLESS.match(text) else None
            if section is not None:
                words = f"A heading on line {line + 1} has no words."
                yield section, SectionWarning(Remark.WORDLESS, words, line)
