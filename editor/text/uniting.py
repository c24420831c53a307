"""Several texts put together as one, each but the first under a heading of its own; what becomes
of their articles is left to the caller."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.text.blocks import Kind, scan
from editor.text.section_text import SectionText, marked, without_gap

_LEVEL = 2
"""Of the headings the texts stand under."""

_NOTE = re.compile(r"\[\^([^\s\[\]^]{1,100})\]")


@dataclass(frozen=True, slots=True)
class Part:
    """A text, and what stands above it."""

    headline: str
    standfirst: str
    body: str


def united(parts: Sequence[Part]) -> str:
    """The texts in order, below one another. The first begins as it does; each other one has its
    headline as a heading and its standfirst as its first paragraph, its own headings a level
    deeper. No word is lost, and a footnote stays with the text that cites it."""
    taken: set[str] = set()
    pieces: list[str] = []
    for number, part in enumerate(parts):
        body = _with_notes_of_its_own(part.body, taken)
        taken |= set(_notes(body))
        pieces += _first(body) if number == 0 else _under_a_heading(part, body)
    return "\n\n".join(filter(None, pieces))


def _first(body: str) -> Iterator[str]:
    yield _trimmed(body.split("\n"))


def _under_a_heading(part: Part, body: str) -> Iterator[str]:
    if headline := " ".join(part.headline.split()):
        yield marked(headline, _LEVEL)
    yield part.standfirst.strip()
    yield _trimmed(SectionText(body).deeper(1))


def _trimmed(lines: Sequence[str]) -> str:
    """Without the blank lines around; the first line keeps what it is set in by."""
    kept, _ = without_gap(lines)
    while kept and not kept[0].strip():
        del kept[0]
    return "\n".join(kept)


def _with_notes_of_its_own(body: str, taken: set[str]) -> str:
    """The body with those of its footnotes renamed whose names are taken."""
    own = list(_notes(body))
    if taken.isdisjoint(own):
        return body
    names = dict(_renamed(own, taken))

    def renamed(found: re.Match[str]) -> str:
        return f"[^{names.get(found[1], found[1])}]"

    lines = body.split("\n")
    for line in _lines_of_prose(body):
        lines[line] = _NOTE.sub(renamed, lines[line])
    return "\n".join(lines)


def _renamed(own: Iterable[str], taken: set[str]) -> Iterator[tuple[str, str]]:
    used = taken | set(own)
    for name in own:
        if name in taken:
            number = 2
            while f"{name}-{number}" in used:
                number += 1
            used.add(f"{name}-{number}")
            yield name, f"{name}-{number}"


def _notes(body: str) -> Iterator[str]:
    """The names of the footnotes of a body, each once."""
    lines = body.split("\n")
    found = (name for line in _lines_of_prose(body) for name in _NOTE.findall(lines[line]))
    return iter(dict.fromkeys(found))


def _lines_of_prose(body: str) -> Iterator[int]:
    """The lines that are not code."""
    count = body.count("\n") + 1
    for block in scan(body):
        if block.kind not in (Kind.FENCE, Kind.CODE):
            yield from range(block.line, min(block.end_line, count))
