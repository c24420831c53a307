"""The `TK` markers of a body, which stand for what is still to come, each with its sentence;
listing them and going there is left to the editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.text.sentences import sentence_at

_MARKER = re.compile(r"\bTK(?:TK)*\b")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`++).{1,4000}?(?<!`)\1(?!`)")
_LONGEST_LINE = 20_000
_LIST_MARKS = re.compile(r"^(?:[#>\s]|[-*+]\s|\d{1,3}[.)]\s)+")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker from `start` to `end` in code points of the body, and the sentence it is in."""

    start: int
    end: int
    sentence: str


def markers(body: str) -> tuple[Marker, ...]:
    """Every marker outside code, in order. Linear time; a body without any costs one search."""
    if "TK" not in body:
        return ()
    found: list[Marker] = []
    fence, at = "", 0
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif "TK" in line:
            found.extend(_in_line(line, at))
        at += len(line) + 1
    return tuple(found)


def _in_line(line: str, at: int) -> Iterator[Marker]:
    code = [found.span() for found in _CODE.finditer(line)] if "`" in line else []
    for found in _MARKER.finditer(line):
        if any(start <= found.start() < end for start, end in code):
            continue
        yield Marker(at + found.start(), at + found.end(), _sentence(line, found.start()))


def _sentence(line: str, position: int) -> str:
    start, end = 0, len(line)
    if len(line) <= _LONGEST_LINE:
        start, end = sentence_at(line, position)
    return _LIST_MARKS.sub("", line[start:end][:_LONGEST_LINE])
