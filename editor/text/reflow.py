"""Paragraphs without end, set in lines of some sentences each: what a page shows stays the same,
and an editor that lays text out by the line has less to lay out at every key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from editor.text.blocks import Kind, normalised, scan
from editor.text.plain import plain_text
from editor.text.sentences import sentences

LONGEST = 20_000
"""Characters of a line beyond which keys are felt to wait."""

_LEAST = 400
"""Characters of a line that is broken off."""
_MOST_UNBALANCED = 5_000
"""A bracket that is still open then is no mark any more."""
_PROSE = re.compile(r" {0,3}[^\W\d_]|[ ]{0,3}[“”‘’«»„‹›\"'(¿¡]")
_MARKS = re.compile(r"[\[\](){}<>`]")
_PAIRS = {"[": "]", "(": ")", "{": "}", "<": ">"}


def reflowed(text: str) -> str:
    """The text with its longest lines of prose broken between sentences, where a blank stands.

    The text itself where that would change a word of it, or where nothing can be broken.
    """
    text = normalised(text)
    lines = text.split("\n")
    for block in scan(text):
        if block.kind is Kind.TEXT:
            for number, line in enumerate(block.lines, block.line):
                if len(line) > LONGEST:
                    lines[number] = _broken(line)
    new = "\n".join(lines)
    return new if plain_text(new).split() == plain_text(text).split() else text


def _broken(line: str) -> str:
    if not _PROSE.match(line) or "|" in line:
        return line
    parts, begun = [], 0
    for end, start in _between_sentences(line):
        length = end - begun
        if length < _LEAST or not _PROSE.match(line, start):
            continue
        if _is_balanced(line[begun:end]) or length > _MOST_UNBALANCED:
            parts.append(line[begun:end])
            begun = start
    return "\n".join((*parts, line[begun:]))


def _between_sentences(line: str) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and the next begins, if blanks are all there is between."""
    found = sentences(line)
    for (_, end), (start, _) in pairwise(found):
        if end < start and not line[end:start].strip(" \t"):
            yield end, start


def _is_balanced(text: str) -> bool:
    """Whether no link, code or tag is still open at the end of a text."""
    counts = dict.fromkeys("[](){}<>`", 0)
    for mark in _MARKS.findall(text):
        counts[mark] += 1
    pairs = all(counts[one] == counts[other] for one, other in _PAIRS.items())
    return pairs and counts["`"] % 2 == 0
