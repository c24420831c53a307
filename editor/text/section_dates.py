"""Sections that carry dates: their entries with the days they are about, days of the week that
disagree with their dates, and moving entries that are over to a section of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from editor.text.blocks import LIST_ITEM, TABLE_RULE, Block, Kind, scan
from editor.text.date_words import date_words
from editor.text.dates import FoundDate, find_dates
from editor.text.edits import Edit
from editor.text.section_text import SectionText, marked, without_gap

_AT_THE_START = 4
"""Characters, of marks, that may stand before the date a paragraph begins with."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A list item or paragraph about a day, on the lines from `line` up to, not with, `end_line`;
    a section whose heading has a date is one, with `section` its number."""

    line: int
    end_line: int
    text: str
    dated: FoundDate
    section: int | None = None

    @property
    def about(self) -> str:
        """What is on that day: the words without the date they begin with."""
        before, _date, after = self.text.partition(" ".join(self.dated.text.split()))
        rest = after.lstrip(" *_:,.–—-")
        return rest if rest and not before.strip(" *_") else self.text

    def is_past(self, today: date) -> bool:
        """Its last day is over."""
        return self.dated.last < today


@dataclass(frozen=True, slots=True)
class SectionDates:
    """What dates say of one section, without those below it: its entries, of which those of dated
    sections directly below are some, and the dates with a wrong day, each with its line."""

    entries: tuple[Entry, ...] = ()
    wrong_days: tuple[tuple[int, FoundDate], ...] = ()

    def past(self, today: date) -> int:
        """How many entries are over."""
        return sum(entry.is_past(today) for entry in self.entries)


class DatedSections:
    """The dates of all sections of one body, read against the day the copy was filed."""

    def __init__(self, text: str, language: str, reference: date) -> None:
        self._text = text
        self._language = language
        self._reference = reference
        self.body = SectionText(text)

    def all(self) -> tuple[SectionDates, ...]:
        """For every section in order."""
        return tuple(self.of(number) for number in range(len(self.body.headings)))

    def of(self, section: int) -> SectionDates:
        """For one section. What stands in one called Earlier is known to be over."""
        if self.body.headings[section].words == date_words(self._language).earlier_title:
            return SectionDates()
        first = self.body.headings[section].line
        last = self._own_end(section)
        entries = [*self._entries(section), *self._dated_below(section)]
        return SectionDates(tuple(entries), tuple(self._wrong_days(first, last)))

    def move_past(self, section: int, today: date) -> Edit | None:
        """Move what is over in a section to one called Earlier after it, which is made where
        there is none. None where nothing is over."""
        past = [entry for entry in self.of(section).entries if entry.is_past(today)]
        if not past:
            return None
        body = self.body
        heading = body.headings[section]
        earlier = self._earlier_after(section)
        end = heading.end_line if earlier is None else body.headings[earlier].end_line
        staying = self._without(past, heading.line, heading.end_line)
        moved = self._together(past)
        title = date_words(self._language).earlier_title
        there = (
            [marked(title, heading.level), ""]
            if earlier is None
            else [*without_gap(body.lines[heading.end_line : end])[0], ""]
        )
        kept, gap = without_gap(staying)
        lines = [*kept, "", *there, *moved, *(gap or ([""] if end < len(body.lines) else []))]
        edit = body.replace(heading.line, end, lines)
        return edit if self._keeps_headings(edit, earlier is None) else None

    def _without(self, entries: Sequence[Entry], first: int, last: int) -> list[str]:
        """The lines from `first` to `last` but those of the entries, which leave no second blank
        line behind."""
        gone = {line for entry in entries for line in range(entry.line, entry.end_line)}
        staying: list[str] = []
        after_entry = False
        for number in range(first, last):
            line = self.body.lines[number]
            doubled = after_entry and not line.strip() and not staying[-1].strip()
            if number in gone:
                after_entry = True
            elif not doubled:
                staying.append(line)
                after_entry = after_entry and not line.strip()
        return staying

    def _together(self, entries: Sequence[Entry]) -> list[str]:
        """The lines of the entries, items of a list close together."""
        lines: list[str] = []
        before: list[str] = []
        for entry in entries:
            own, _gap = without_gap(self.body.lines[entry.line : entry.end_line])
            if before and not (_is_item(own[0]) and _is_item(before[0])):
                lines.append("")
            lines += own
            before = own
        return lines

    def _keeps_headings(self, edit: Edit, one_more: bool) -> bool:
        """Every heading is one still, in whatever order."""
        before = sorted(words for _level, words in self.body.shape)
        after = sorted(words for _level, words in SectionText(edit.apply(self._text)).shape)
        added = [date_words(self._language).earlier_title] if one_more else []
        return after == sorted([*before, *added])

    def _earlier_after(self, section: int) -> int | None:
        inside = self.body.below(section)
        if inside.stop >= len(self.body.headings):
            return None
        following = self.body.headings[inside.stop]
        title = date_words(self._language).earlier_title
        same = following.level == self.body.headings[section].level and following.words == title
        return inside.stop if same else None

    def _own_end(self, section: int) -> int:
        headings = self.body.headings
        return headings[section + 1].line if section + 1 < len(headings) else len(self.body.lines)

    def _found(self, text: str) -> tuple[FoundDate, ...]:
        return find_dates(text, self._language, self._reference)

    def _wrong_days(self, first: int, last: int) -> Iterator[tuple[int, FoundDate]]:
        text = "\n".join(self.body.lines[first:last])
        for found in self._found(text):
            if found.day_is_wrong:
                yield first + text.count("\n", 0, found.start), found

    def _dated_below(self, section: int) -> Iterator[Entry]:
        """The sections directly below whose heading has a date."""
        inside = self.body.below(section)
        end = self.body.headings[section].text_line
        for number in inside[1:]:
            heading = self.body.headings[number]
            if heading.line < end:
                continue
            end = heading.end_line
            if found := self._found(heading.words):
                yield Entry(heading.line, heading.end_line, heading.words, found[0], number)

    def _entries(self, section: int) -> Iterator[Entry]:
        first, last = self.body.headings[section].text_line, self._own_end(section)
        for start, end in self._parts(first, last):
            text = "\n".join(self.body.lines[start:end])
            found = self._found(text)
            item = LIST_ITEM.match(text)
            if found and (item or found[0].start <= _AT_THE_START):
                words = text[item.end() :] if item else text
                yield Entry(start, end, " ".join(words.split()), found[0])

    def _parts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The paragraphs and the items of outermost lists, each with all its lines."""
        start: int | None = None
        end = first
        for block in self._texts(first, last):
            for line in range(block.line, block.end_line):
                text = self.body.lines[line]
                new = _is_item(text) or (line == block.line and not text.startswith((" ", "\t")))
                if new and start is not None:
                    yield start, end
                if new or start is None:
                    start = line
                end = line + 1
        if start is not None:
            yield start, end

    def _texts(self, first: int, last: int) -> Sequence[Block]:
        begin = bisect_left(self._text_lines, first)
        return self._text_blocks[begin : bisect_left(self._text_lines, last)]

    @cached_property
    def _text_blocks(self) -> list[Block]:
        return [
            block
            for block in scan(self._text)
            if block.kind is Kind.TEXT and not _is_table(block.lines)
        ]

    @cached_property
    def _text_lines(self) -> list[int]:
        return [block.line for block in self._text_blocks]


def _is_item(line: str) -> bool:
    found = LIST_ITEM.match(line)
    return bool(found and len(found["indent"]) < 2)


def _is_table(lines: Sequence[str]) -> bool:
    return any("|" in line and TABLE_RULE.match(line) for line in lines)
