"""The sections of a body: headings, their anchors, their lines and their words; how they are
shown is left to the outline dock and the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.text.blocks import Block, Kind, heading_words, scan
from editor.text.counts import count_words
from editor.text.plain import plain_of


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, to the next heading that is not deeper.

    `level` is the heading's own (1 to 6), `depth` how many sections hold this one. `line` and
    `end_line` (the line after the last) count from 0. `anchor` is the heading's id on the page.
    `own_words` end at the next heading of any level; `words` are those and its subsections';
    both count the heading.
    """

    level: int
    text: str
    line: int
    end_line: int
    anchor: str
    words: int
    own_words: int
    depth: int


def outline(body: str) -> tuple[Section, ...]:
    """The sections of a body, in order. Headings inside quotes, lists and code make none."""
    return sections_of(scan(body))


def sections_of(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The sections of a scanned body."""
    places = [place for place, block in enumerate(blocks) if block.kind is Kind.HEADING]
    own = [
        count_words(plain_of(blocks[start:end])) for start, end in pairwise([*places, len(blocks)])
    ]
    headings = [blocks[place] for place in places]
    last_line = blocks[-1].end_line if blocks else 0
    ends, depths = nesting([heading.level for heading in headings])
    totals = [0]
    for words in own:
        totals.append(totals[-1] + words)
    return tuple(
        Section(
            level=heading.level,
            text=heading_words(heading.text),
            line=heading.line,
            end_line=headings[end].line if end < len(headings) else last_line,
            anchor=heading.name,
            words=totals[end] - totals[number],
            own_words=own[number],
            depth=depths[number],
        )
        for number, (heading, end) in enumerate(zip(headings, ends, strict=True))
    )


def section_at(sections: Sequence[Section], line: int) -> int | None:
    """The index of the innermost section a line is in; None above the first heading."""
    place = bisect_right([section.line for section in sections], line) - 1
    return place if place >= 0 else None


def nesting(levels: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each heading, the index of the first later one that is not deeper, and its depth."""
    ends, depths = [len(levels)] * len(levels), [0] * len(levels)
    open_sections: list[int] = []
    for number, level in enumerate(levels):
        while open_sections and levels[open_sections[-1]] >= level:
            ends[open_sections.pop()] = number
        depths[number] = len(open_sections)
        open_sections.append(number)
    return ends, depths
