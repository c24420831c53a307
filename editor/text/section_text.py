"""A body cut at its headings, for edits that move whole sections: which lines a section has, the
blank lines that end it, its headings at another level; edits are left to `section_edits`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.text.blocks import Kind, heading_words, normalised, scan, split_attributes
from editor.text.edits import Edit

HIGHEST, DEEPEST = 1, 6
"""The levels of headings."""

_ATX = re.compile(r"(?P<indent> {0,3})(?P<marks>#{1,6})(?P<gap>[ \t]+)(?P<rest>.*)$")
_CLOSING = re.compile(r"(?P<gap>[ \t]+)(?P<marks>#+)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the lines it rules: it stands on line `line` (from 0), its own text begins
    on `text_line`, and the section with all below it ends before `end_line`."""

    level: int
    words: str
    line: int
    text_line: int
    end_line: int

    @property
    def underlined(self) -> bool:
        """Set as a line of words above a line of `=` or `-`."""
        return self.text_line - self.line == 2

    def holds(self, other: Heading) -> bool:
        """Whether the other is this one or stands below it."""
        return self.line <= other.line < self.end_line


class SectionText:
    """The lines of one body, as typed, and its headings in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        plain = normalised(text)
        self._starts = [0, *(place + 1 for place, sign in enumerate(plain) if sign == "\n")]
        ends = [*(start - 1 for start in self._starts[1:]), len(text)]
        self.lines = [
            text[start:end].removesuffix("\r")
            for start, end in zip(self._starts, ends, strict=True)
        ]
        self.headings = tuple(_headings(text, len(self.lines)))
        self.shape = [(heading.level, heading.words) for heading in self.headings]
        """Level and words of every heading, in order."""

    def below(self, section: int) -> range:
        """The numbers of a section's heading and of those below it."""
        end_line = self.headings[section].end_line
        last = section + 1
        while last < len(self.headings) and self.headings[last].line < end_line:
            last += 1
        return range(section, last)

    def source(self, section: int) -> str | None:
        """What is typed in a section's heading, None where there is no such section."""
        if not 0 <= section < len(self.headings):
            return None
        heading = self.headings[section]
        return source_of(self.lines[heading.line : heading.text_line])

    def start(self, line: int) -> int:
        """Where a line begins, in code points; the end of the text for the line after the last."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def section_at(self, line: int) -> int | None:
        """The number of the innermost section a line stands in; None above the first heading."""
        place = bisect_right([heading.line for heading in self.headings], line) - 1
        return place if place >= 0 else None

    def replace(self, first: int, last: int, lines: Sequence[str], select: int = 0) -> Edit:
        """An edit that puts other lines in the place of those from `first` up to, not with,
        `last`; the cursor is then `select` code points behind their beginning."""
        start = self.start(first)
        new = "\n".join(lines)
        if last < len(self.lines):
            end = self.start(last)
            new += "\n" if lines else ""
        else:
            end = len(self.text)
            if not lines and start:  # the line end before goes with the last line
                start -= 1
        place = start + min(max(select, 0), len(new))
        return Edit(start, end, new, place, place)

    def relevelled(self, section: int, shift: int) -> list[str]:
        """The lines of a section with every heading `shift` levels deeper, between 1 and 6."""
        heading = self.headings[section]
        return self._relevelled(self.below(section), heading.line, heading.end_line, shift)

    def deeper(self, shift: int) -> list[str]:
        """All lines with every heading `shift` levels deeper, between 1 and 6."""
        return self._relevelled(range(len(self.headings)), 0, len(self.lines), shift)

    def below_heading(self, section: int, shift: int) -> list[str]:
        """The same lines without the heading of the section itself."""
        heading = self.headings[section]
        return self._relevelled(self.below(section)[1:], heading.text_line, heading.end_line, shift)

    def _relevelled(self, sections: range, first: int, last: int, shift: int) -> list[str]:
        lines: list[str] = []
        for number in sections:
            heading = self.headings[number]
            lines += self.lines[first : heading.line]
            present = self.lines[heading.line : heading.text_line]
            lines += _at_level(present, clamped(heading.level + shift))
            first = heading.text_line
        return lines + self.lines[first:last]


def _headings(text: str, line_count: int) -> Iterator[Heading]:
    blocks = [block for block in scan(text) if block.kind is Kind.HEADING]
    ends = [line_count] * len(blocks)
    open_ones: list[int] = []
    for number, block in enumerate(blocks):
        while open_ones and blocks[open_ones[-1]].level >= block.level:
            ends[open_ones.pop()] = block.line
        open_ones.append(number)
    for block, end in zip(blocks, ends, strict=True):
        yield Heading(block.level, heading_words(block.text), block.line, block.end_line, end)


def clamped(level: int) -> int:
    """The nearest level there is."""
    return min(max(level, HIGHEST), DEEPEST)


def without_gap(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines without the blank ones at their end, and those."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    return list(lines[:last]), list(lines[last:])


def source_of(lines: Sequence[str]) -> str:
    """What is typed in a heading, without its marks and attributes, as renaming shows it."""
    return split_attributes(unmarked(lines))[0].strip()


def attributes_of(lines: Sequence[str]) -> str:
    """The `{#id .class}` at the end of a heading, "" for none."""
    words = unmarked(lines)
    return words[len(split_attributes(words)[0]) :].strip()


def unmarked(lines: Sequence[str]) -> str:
    """A heading as the words of a paragraph: without number signs and underline."""
    found = _ATX.match(lines[0]) if len(lines) == 1 else None
    if not found:
        return lines[0].strip()
    return _CLOSING.sub("", " " + found["rest"]).strip()


def marked(words: str, level: int) -> str:
    """Words as a heading with number signs; a number sign at their end stays a character."""
    escaped = re.sub(r"(?<=[ \t])(?=#+[ \t]*$)", r"\\", " " + words)[1:]
    return f"{'#' * level} {escaped}"


def _at_level(lines: Sequence[str], level: int) -> list[str]:
    """A heading at another level: an underlined one stays so as long as there is a line for it."""
    if len(lines) == 2:
        if level > 2:
            return [marked(lines[0].strip(), level)]
        sign = "=" if level == 1 else "-"
        return [lines[0], re.sub("[=-]", sign, lines[1])]
    found = _ATX.match(lines[0])
    if not found:
        return list(lines)
    rest, marks = found["rest"], "#" * level
    closing = _CLOSING.search(rest)
    if closing and closing["marks"] == found["marks"]:
        rest = rest[: closing.start("marks")] + marks
    return [found["indent"] + marks + found["gap"] + rest]
