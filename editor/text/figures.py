"""Words, characters and headings of a stretch of a body, added up for the whole; what counts as a
word is told by `counts`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.text.blocks import Block, Kind, heading_words
from editor.text.counts import WORDS_PER_MINUTE, Counts, count
from editor.text.outline import Section, nesting
from editor.text.plain import plain_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with `line` counted from the stretch's first, and the words below it, itself
    included, up to the next one in the stretch. `wanted` is the anchor it asks for."""

    level: int
    text: str
    line: int
    wanted: str
    words: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a stretch has; `lead` are the words before its first heading."""

    words: int = 0
    characters: int = 0
    lead: int = 0
    headings: tuple[Heading, ...] = ()


def figures_of(blocks: Sequence[Block]) -> Figures:
    """The figures of some blocks of a scan."""
    counted = [count(plain_of((block,))) for block in blocks]
    places = [place for place, block in enumerate(blocks) if block.kind is Kind.HEADING]
    words = [one.words for one in counted]
    lines = _offsets(blocks)
    return Figures(
        words=sum(words),
        characters=sum(one.characters for one in counted),
        lead=sum(words[: places[0] if places else len(words)]),
        headings=tuple(
            Heading(
                level=blocks[place].level,
                text=heading_words(blocks[place].text),
                line=lines[place],
                wanted=blocks[place].name,
                words=sum(words[place:end]),
            )
            for place, end in zip(places, [*places[1:], len(blocks)], strict=False)
        ),
    )


def _offsets(blocks: Iterable[Block]) -> list[int]:
    lines, line = [], 0
    for block in blocks:
        lines.append(line)
        line += len(block.lines)
    return lines


def counts_of(words: int, characters: int) -> Counts:
    """The counts of a whole body, from the sums of its stretches'."""
    return Counts(words, characters, math.ceil(words / WORDS_PER_MINUTE))


def sections_of(
    stretches: Iterable[tuple[Figures, int]], anchors: Sequence[str], last_line: int
) -> tuple[Section, ...]:
    """The outline of a body, from its stretches, each with its first line, in order."""
    headings: list[tuple[Heading, int]] = []
    own: list[int] = []
    for figures, start in stretches:
        if own:
            own[-1] += figures.lead
        for heading in figures.headings:
            headings.append((heading, start + heading.line))
            own.append(heading.words)
    ends, depths = nesting([heading.level for heading, _ in headings])
    totals = [0]
    for words in own:
        totals.append(totals[-1] + words)
    return tuple(
        Section(
            heading.level,
            heading.text,
            line,
            headings[end][1] if end < len(headings) else last_line,
            anchors[number],
            totals[end] - totals[number],
            own[number],
            depths[number],
        )
        for number, ((heading, line), end) in enumerate(zip(headings, ends, strict=True))
    )
