"""A body in chunks that can be rendered each by itself, and cut anew around an edit; the page made
of them is `engine`'s."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.text.blocks import LIST_ITEM, Block, Kind, Scanner, normalised

# Python-Markdown reads from blank line to blank line, but a list, a quote or a definition list
# goes on where the last one ended, and definitions are invisible to it.
_JOINS = re.compile(r"[ \t>:]|\[\^[^\]]*\]:")
_MEANING = re.compile(r" {0,3}: {1,3}")
_DEFINITIONS = frozenset({Kind.LINK_DEFINITION, Kind.ABBREVIATION})
_APART = 2
"""Chunks before an edit that may depend on it: a line that begins with a colon joins the paragraph
before it, and that one the definition list before it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Neighbouring blocks that are rendered together, `count` lines of them. `vain` are the ends
    that were looked for below and do not come: such a line would change these blocks."""

    blocks: tuple[Block, ...]
    count: int
    vain: frozenset[str]


class _AsWanted:
    """Anchors as the headings want them; which is the second of its name is told later."""

    def claim(self, name: str) -> str:
        return name


def cuts_from(lines: Sequence[str], index: int = 0) -> Iterator[Cut]:
    """The chunks from a line on which a chunk starts. Ends between two of them are final once the
    one after the next is there."""
    scanner = Scanner(lines, index, _AsWanted())
    blocks: list[Block] = []
    vain: set[str] = set()
    for block in scanner.blocks():
        if _starts_chunk(blocks, block, scanner):
            yield _cut(blocks, vain)
            blocks, vain = [], set()
        blocks.append(block)
        if block.kind is Kind.BLANK:
            # What the scanner has looked for by now, it has looked for in these blocks.
            vain |= scanner.vain
            scanner.vain.clear()
    yield _cut(blocks, vain | scanner.vain)


def _cut(blocks: Sequence[Block], vain: Iterable[str]) -> Cut:
    return Cut(tuple(blocks), sum(len(block.lines) for block in blocks), frozenset(vain))


def _starts_chunk(before: Sequence[Block], block: Block, scanner: Scanner) -> bool:
    """Whether a block after others can be rendered without them, and they without it."""
    if not before or before[-1].kind is not Kind.BLANK or block.kind is Kind.BLANK:
        return False
    if all(one.kind is Kind.BLANK for one in before) or block.kind in _DEFINITIONS:
        return False
    first = block.lines[0]
    if _JOINS.match(first):
        return False
    if block.kind is Kind.FENCE:
        # A fence does not end a list: what is indented behind it still belongs there.
        return not block.prefix and not scanner.in_container
    if block.kind is Kind.TEXT:
        return not LIST_ITEM.match(first)
    return True


def _joins_definitions(cut: Cut) -> bool:
    """Whether a chunk may go on with a definition list that ends before it: where its first
    paragraph, up to a blank line, says what a term means, or any begins with a colon."""
    is_first = True
    for block in cut.blocks:
        if block.kind is Kind.BLANK:
            is_first = False
        elif block.kind is Kind.TEXT:
            if block.lines[0].startswith(":"):
                return True
            # A table is set apart, and may make a paragraph of a line further down.
            if (is_first or "|" in block.lines[-1]) and any(map(_MEANING.match, block.lines)):
                return True
    return False


def _joined(cuts: Sequence[Cut]) -> Cut:
    if len(cuts) == 1:
        return cuts[0]
    return _cut(
        [block for cut in cuts for block in cut.blocks], frozenset().union(*(c.vain for c in cuts))
    )


def _final(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """The chunks, those that go on with a definition list joined to the one before."""
    held: list[Cut] = []
    for cut in cuts:
        if held and not _joins_definitions(cut):
            yield _joined(held)
            held = []
        held.append(cut)
    yield _joined(held)


@dataclass(frozen=True, slots=True)
class Splice:
    """Chunks `first` up to, not including, `last` make way for `cuts`."""

    first: int
    last: int
    cuts: tuple[Cut, ...]


class Chunks:
    """The lines of one body and where its chunks start."""

    def __init__(self, body: str = "") -> None:
        for _ in self.read(body):
            pass

    def read(self, body: str) -> Iterator[Cut]:
        """Take another body, chunk by chunk as they are asked for; until the last one has been,
        these are the chunks of the body before."""
        lines = normalised(body).split("\n")
        cuts = []
        for cut in _final(cuts_from(lines)):
            cuts.append(cut)
            yield cut
        self.lines, self._cuts, self._starts = lines, cuts, _starts(cuts)

    @property
    def cuts(self) -> Sequence[Cut]:
        return self._cuts

    @property
    def starts(self) -> Sequence[int]:
        """The first line of each chunk."""
        return self._starts

    def edit(self, first: int, removed: int, lines: Sequence[str]) -> Splice:
        """Put `lines` in place of `removed` lines from line `first` on; the chunks that change.

        Reads from a little before the edit until a chunk starts where one started before. Raises
        ValueError for lines there are not.
        """
        if not 0 <= first <= first + removed <= len(self.lines) or not (
            removed < len(self.lines) or lines
        ):
            raise ValueError(f"no lines {first} to {first + removed} of {len(self.lines)}")
        new = normalised("\n".join(lines)).split("\n") if lines else []
        start = self._first_touched(first, new)
        self.lines[first : first + removed] = new
        splice = self._cut_anew(start, first + len(new), len(new) - removed)
        return self._put(splice, len(new) - removed)

    def _first_touched(self, line: int, new: Sequence[str]) -> int:
        """The chunk from which on the body is to be read again."""
        place = max(bisect_right(self._starts, line) - 1 - _APART, 0)
        if not any("```" in text or "~~~" in text or "-->" in text or "</" in text for text in new):
            return place
        for number in range(place):
            if self._cuts[number].vain:
                return max(number - _APART, 0)
        return place

    def _cut_anew(self, first: int, until: int, shift: int) -> Splice:
        cuts: list[Cut] = []
        line = self._starts[first]
        for cut in _final(cuts_from(self.lines, line)):
            if line >= until and cuts:
                old = bisect_left(self._starts, line - shift)
                if old < len(self._starts) and self._starts[old] == line - shift:
                    return Splice(first, old, tuple(cuts))
            cuts.append(cut)
            line += cut.count
        return Splice(first, len(self._cuts), tuple(cuts))

    def _put(self, splice: Splice, shift: int) -> Splice:
        """Take the chunks over, and leave those out of the splice that are as they were."""
        old = self._cuts[splice.first : splice.last]
        cuts = list(splice.cuts)
        most = min(len(old), len(cuts))
        same = 0
        while same < most and old[same] == cuts[same]:
            same += 1
        same_end = 0
        while same_end < most - same and old[-1 - same_end] == cuts[-1 - same_end]:
            same_end += 1
        first, last = splice.first + same, splice.last - same_end
        cuts = cuts[same : len(cuts) - same_end]
        line = self._starts[first - 1] + self._cuts[first - 1].count if first else 0
        starts = _starts(cuts, line)
        if shift:
            self._starts[last:] = [start + shift for start in self._starts[last:]]
        self._cuts[first:last] = cuts
        self._starts[first:last] = starts
        return Splice(first, last, tuple(cuts))


def _starts(cuts: Iterable[Cut], line: int = 0) -> list[int]:
    starts = []
    for cut in cuts:
        starts.append(line)
        line += cut.count
    return starts
