"""Headings that only their size shows: short lines of their own, set clearly larger than the
running text that follows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from editor.exchange.paste import runs as run_tools
from editor.exchange.paste.model import Block, Kind, Marks

_LARGER = 1.25
_LONGEST = 120
_ENDS = (".", "!", ":", ";", ",", "…")


def find(blocks: Sequence[Block]) -> None:
    """Makes headings of the paragraphs that are; the largest of them come first in rank."""
    usual = _usual_size(blocks)
    if not usual:
        return
    found = [
        block
        for place, block in enumerate(blocks)
        if _is_heading(block, usual) and _is_followed_by_text(blocks, place, usual)
    ]
    sizes = sorted({round(block.runs[0].size, 1) for block in found}, reverse=True)
    for block in found:
        block.kind = Kind.HEADING
        block.level = min(sizes.index(round(block.runs[0].size, 1)) + 1, 6)
        plain = (run._replace(marks=run.marks & ~Marks.BOLD) for run in block.runs)
        block.runs = tuple(run_tools.tidy(plain))


def _usual_size(blocks: Sequence[Block]) -> float:
    """The size most words are set in, in points; 0 where sizes are not known."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        for run in block.runs:
            sizes[run.size] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_heading(block: Block, usual: float) -> bool:
    if block.kind is not Kind.PARAGRAPH or block.path:
        return False
    if any(run.size < usual * _LARGER for run in block.runs):
        return False
    words = run_tools.words(block.runs)
    return len(words) <= _LONGEST and "\n" not in words and not words.endswith(_ENDS)


def _is_followed_by_text(blocks: Sequence[Block], place: int, usual: float) -> bool:
    following = blocks[place + 1 : place + 2]
    return bool(following) and (
        following[0].kind is not Kind.PARAGRAPH
        or any(run.size <= usual for run in following[0].runs)
        or _is_heading(following[0], usual)
    )
