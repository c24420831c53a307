"""The definitions of a body that its other lines cite: link addresses, footnotes, abbreviations;
which of them go along when a section becomes an article of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from editor.text.blocks import Kind, scan
from editor.text.section_text import SectionText
from editor.text.spans import label

_NOTE = re.compile(r" {0,3}\[(\^[^\s\[\]^]{1,100})\]:")
_CITED = re.compile(r"\[([^\[\]\n]{1,300})\]")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Definition:
    """What the lines from `first` up to, not with, `last` define; an abbreviation defines a
    word, everything else something that stands in brackets."""

    name: str
    first: int
    last: int
    is_word: bool = False


class Definitions:
    """The definitions of one body, and where they are cited."""

    def __init__(self, body: SectionText) -> None:
        self._lines = body.lines
        self._all = tuple(_definitions(body))
        self._defining = {line for one in self._all for line in range(one.first, one.last)}

    def cited_inside(self, first: int, last: int) -> list[str]:
        """The lines of those that stand elsewhere and are cited from `first` to `last`."""
        inside = set(range(first, last))
        return self._cited_by(inside, [one for one in self._all if one.first not in inside])

    def cited_outside(self, first: int, last: int) -> list[str]:
        """The lines of those that stand from `first` to `last` and are cited elsewhere."""
        inside = set(range(first, last))
        outside = set(range(len(self._lines))) - inside
        return self._cited_by(outside, [one for one in self._all if one.first in inside])

    def _cited_by(self, lines: set[int], definitions: list[_Definition]) -> list[str]:
        if not definitions:
            return []
        text = "\n".join(self._lines[line] for line in sorted(lines - self._defining))
        brackets = {label(found[1]) for found in _CITED.finditer(text)}
        words = set(_WORDS.findall(text)) if any(one.is_word for one in definitions) else set()
        return [
            line
            for one in definitions
            if one.name in (words if one.is_word else brackets)
            for line in self._lines[one.first : one.last]
        ]


def _definitions(body: SectionText) -> Iterator[_Definition]:
    for block in scan(body.text):
        if block.kind is Kind.LINK_DEFINITION:
            yield _Definition(label(block.name), block.line, block.end_line)
        elif block.kind is Kind.ABBREVIATION:
            yield _Definition(block.name, block.line, block.end_line, is_word=True)
        elif block.kind is Kind.TEXT:
            yield from _notes(body, block.line, block.end_line)


def _notes(body: SectionText, first: int, last: int) -> Iterator[_Definition]:
    starts = [line for line in range(first, last) if _NOTE.match(body.lines[line])]
    for start, following in pairwise([*starts, last]):
        found = _NOTE.match(body.lines[start])
        if found:
            yield _Definition(label(found[1]), start, _note_end(body, start, following))


def _note_end(body: SectionText, start: int, following: int) -> int:
    """A note goes on over its own lines, and over indented ones behind blank lines."""
    end = following
    line = following
    while line < len(body.lines):
        text = body.lines[line]
        if text.strip() and not text.startswith(("    ", "\t")):
            break
        line += 1
        end = line if text.strip() else end
    return end
