"""The chunks of a page as `engine` keeps them, and the sanitising of those that have to be seen
together because an element opened in one is closed in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from editor.text.blocks import Kind
from editor.text.chunk_pages import MARK, MARKS, Drawn
from editor.text.chunks import Cut
from editor.text.figures import Figures, figures_of
from editor.text.raw_html import Piece, holds, pieces_of, tags_of
from editor.text.sanitise import clean

_GUARD = "<i>\x07</i><p>\x07</p>"
"""Put behind a chunk while it is sanitised: what the chunk leaves open would swallow it."""

_TOGETHER = 32
"""Chunks tried together, one more at a time, before all the rest is taken."""

_ABBREVIATION_LIKE = ("&", "\\", "\t")


@dataclass(slots=True, eq=False)
class Part:
    """A chunk. `stale` is to be drawn again, `dirty` to be sanitised again, `unresolved` to get
    its anchors and numbers put in. A part that `follows` has its HTML in an earlier one; behind one
    that is `deep` an HTML element is open whose end comes later, behind one that is `open` one
    whose end does not come. A `problem` says why it can't be rendered by itself."""

    number: int
    cut: Cut
    pieces: tuple[list[Piece], ...] = ()
    tags: tuple[tuple[str, bool], ...] = ()
    wanted: tuple[str, ...] = ()
    defines: bool = False
    may_hold_notes: bool = False
    verdicts: tuple[bool, ...] = ()
    drawn: Drawn | None = None
    figures: Figures = field(default_factory=Figures)
    anchors: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    marked: tuple[str, ...] = ()
    html: str = ""
    stale: bool = True
    dirty: bool = True
    unresolved: bool = False
    follows: bool = False
    deep: bool = False
    open: bool = False
    problem: str = ""

    def may_say(self, words: Iterable[str]) -> bool:
        """Whether any of the words could stand in the chunk, as typed or in disguise."""
        source = "\n".join("\n".join(block.lines) for block in self.cut.blocks)
        return any(sign in source for sign in (*words, *_ABBREVIATION_LIKE))

    def count(self) -> None:
        """Work the figures out."""
        self.figures = figures_of(self.cut.blocks)

    def value(self, kind: str, place: int) -> str:
        """What a mark of this part stands for."""
        if kind == "a":
            return self.anchors[place]
        return self.numbers[place][0 if kind == "n" else 1]


def part_of(number: int, cut: Cut) -> Part:
    """A chunk to be drawn."""
    part = Part(number, cut)
    html = [block.text for block in cut.blocks if block.kind is Kind.HTML]
    if html:
        part.pieces = tuple(pieces_of(text) for text in html)
        part.tags = tuple(tag for pieces in part.pieces for tag in tags_of(pieces))
    part.wanted = tuple(block.name for block in cut.blocks if block.kind is Kind.HEADING)
    part.may_hold_notes = any(
        "[^" in line and "]:" in line
        for block in cut.blocks
        if block.kind is Kind.TEXT
        for line in block.lines
    )
    part.defines = any(
        block.kind in (Kind.LINK_DEFINITION, Kind.ABBREVIATION) for block in cut.blocks
    )
    return part


def set_depths(parts: Iterable[Part]) -> None:
    """Note after which parts an HTML element is still open; where that changes, parts are dirty."""
    depth = 0
    for part in parts:
        for (name, closing), stands in zip(part.tags, part.verdicts, strict=True):
            if stands and holds(name):
                depth += -1 if closing else 1
        if part.deep != (depth > 0):
            part.deep = depth > 0
            part.dirty = True


class Sanitiser:
    """Sanitises parts, as many together as it takes for them to leave nothing open."""

    def __init__(self, schemes: Sequence[str]) -> None:
        self._schemes = schemes

    def clean(self, parts: Sequence[Part]) -> None:
        """Sanitise what is dirty, with what hangs together with it, as far as it is drawn."""
        done = 0
        for place in [place for place, part in enumerate(parts) if part.dirty]:
            if place < done:
                continue
            while place and parts[place].follows:
                place -= 1
            while True:
                end = self._clean_from(parts, place)
                if end is None:
                    return
                place = done = end
                # The next one may have lost the part it followed: it has to lead now.
                if place == len(parts) or not parts[place].follows:
                    break

    def _clean_from(self, parts: Sequence[Part], first: int) -> int | None:
        """Where the parts end that were sanitised together; None if not all are drawn yet."""
        last = first + 1
        while True:
            while last < len(parts) and parts[last - 1].deep:
                last += 1
            group = parts[first:last]
            if any(part.drawn is None for part in group):
                return None
            source = "".join(part.drawn.html for part in group if part.drawn is not None)
            html = clean(source + _GUARD, self._schemes)
            is_whole = html.endswith(_GUARD)
            if is_whole or last == len(parts):
                break
            last = last + 1 if last - first < _TOGETHER else len(parts)
        html = html[: -len(_GUARD)] if is_whole else clean(source, self._schemes)
        _put(group, source, html)
        group[-1].open = not is_whole
        return last


def _put(group: Sequence[Part], source: str, html: str) -> None:
    """Give the sanitised HTML of some parts to the first of them."""
    for part in group:
        part.dirty = part.open = False
        part.follows = True
        part.marked = ()
        part.html = part.problem = ""
    leader = group[0]
    leader.follows = False
    leader.marked = tuple(MARKS.split(html))
    leader.unresolved = True
    marks = source.count(MARK)
    if html.count(MARK) != marks or len(leader.marked) != 4 * marks + 1:
        leader.problem = "a mark of the engine was lost or doubled"
    elif any(part.drawn is not None and part.drawn.has_tail for part in group):
        leader.problem = "words stand behind an element"


def resolved(marked: Sequence[str], parts: Mapping[int, Part]) -> str:
    """HTML split at its marks, with what they stand for in their place."""
    if len(marked) == 1:
        return marked[0]
    html = [marked[0]]
    for place in range(1, len(marked), 4):
        kind, number, which, literal = marked[place : place + 4]
        html.append(parts[int(number)].value(kind, int(which)))
        html.append(literal)
    return "".join(html)
