"""The anchors of a body's sections, and which sections were renamed between two bodies; keeping
old anchors is left to the library, setting them in a page to the export."""

from __future__ import annotations

from difflib import SequenceMatcher

from editor.text.blocks import Block, Kind, heading_words, scan

_MOST_COMPARED = 300
"""Sections between the first and the last that differ; a text changed that much is another."""


def headings(body: str) -> tuple[Block, ...]:
    """The headings of a body in order; `name` is each one's anchor."""
    return tuple(block for block in scan(body) if block.kind is Kind.HEADING)


def renamed(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[tuple[str, str], ...]:
    """(old anchor, new anchor) of the sections that stand where they stood under another name.

    An anchor some section still has is in none of the pairs as the old one.
    """
    present = {heading.name for heading in after}
    known = {heading_words(heading.text) for heading in before}
    return tuple(
        (old.name, new.name)
        for old, new in _pairs(before, after)
        if old.name not in present and (_says(new) == _says(old) or _says(new) not in known)
    )


def _says(heading: Block) -> str:
    return heading_words(heading.text)


def _pairs(before: tuple[Block, ...], after: tuple[Block, ...]) -> list[tuple[Block, Block]]:
    """Headings in the same place: where as many stand between the same neighbours."""
    first, most = 0, min(len(before), len(after))
    while first < most and before[first].name == after[first].name:
        first += 1
    last = 0
    while last < most - first and before[-1 - last].name == after[-1 - last].name:
        last += 1
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    if len(old) == len(new):
        return list(zip(old, new, strict=True))
    if len(old) + len(new) > _MOST_COMPARED:
        return []
    matcher = SequenceMatcher(
        None, [one.name for one in old], [one.name for one in new], autojunk=False
    )
    return [
        pair
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes()
        if tag == "replace" and old_to - old_from == new_to - new_from
        for pair in zip(old[old_from:old_to], new[new_from:new_to], strict=True)
    ]
