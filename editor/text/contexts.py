"""The sentence around a stretch of a body, as plain words in three parts: before it, itself and
after it; which stretch it is about is left to the caller."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editor.text.blocks import Block, Kind, leaves, scan
from editor.text.crosslinks import find
from editor.text.plain import plain_of
from editor.text.sentences import sentence_at

OPEN, CLOSE = "\ue000", "\ue001"
"""Private signs put round a stretch while its paragraph is read, to find it again afterwards."""

_SIGNS = re.compile(f"[{OPEN}{CLOSE}]")
_AROUND = 120
"""Characters told on either side."""


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence without markup: `words` are what it is about, each part on one line."""

    before: str
    words: str
    after: str


def link_contexts(body: str, headlines: Mapping[int, str]) -> dict[int, Context]:
    """The sentences around some cross-links of a body, each by its place among them. One without
    words of its own shows the headline given for it; one that isn't there is left out."""
    links = find(body)
    wanted = deque(sorted(place for place in headlines if place < len(links)))
    found: dict[int, Context] = {}
    for start, block, text in paragraphs(body) if wanted else ():
        while wanted and links[wanted[0]].start < start + len(text):
            place = wanted.popleft()
            link = links[place]
            words = link.words or headlines[place] or link.slug
            found[place] = around(block, text, link.start - start, link.end - start, words)
    return found


def paragraphs(body: str) -> Iterator[tuple[int, Block, str]]:
    """The paragraphs, list items, table rows and headings of a body with the block each belongs
    to, and where it begins in code points."""
    offset = 0
    for block in scan(body):
        if block.kind in (Kind.TEXT, Kind.HEADING):
            for start, text in leaves(block):
                yield offset + start, block, text
        offset += sum(map(len, block.lines)) + len(block.lines)


def around(block: Block, text: str, start: int, end: int, words: str) -> Context:
    """The sentence around a stretch of one paragraph, with `words` shown for the stretch."""
    shown = " ".join(_SIGNS.sub(" ", words).split())
    before, after = (_SIGNS.sub(" ", part) for part in (text[:start], text[end:]))
    marked = f"{before}{OPEN}{CLOSE}{after}"
    lines = tuple(marked.split("\n"))
    # Headings are read as their first line: the line under one is no words.
    lines = lines[:1] if block.kind is Kind.HEADING else lines
    plain = " ".join(plain_of([Block(Kind.TEXT, 0, lines)]).split())
    place = plain.find(OPEN)
    if place < 0:
        return Context("", shown, "")
    plain = plain.replace(OPEN, "").replace(CLOSE, "")
    first, last = sentence_at(f"{plain[:place]}{shown}{plain[place:]}", place)
    last = max(last - len(shown), place)
    return Context(_end_of(plain[first:place]), shown, _beginning_of(plain[place:last]))


def _end_of(text: str) -> str:
    """The last words of a text, with an ellipsis where some were cut off."""
    if len(text) <= _AROUND:
        return text
    cut = text[-_AROUND:]
    return "…" + (cut.partition(" ")[2] or cut)


def _beginning_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    cut = text[:_AROUND]
    return (cut.rpartition(" ")[0] or cut) + "…"
