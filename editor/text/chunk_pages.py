"""One chunk of a body as HTML, with marks where the numbers of notes and the anchors of headings
come, and what it was looked up for it; putting the whole page together is `engine`'s."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element

from editor.text.blocks import Block, Kind
from editor.text.crosslinks import LinkTarget
from editor.text.direction import Way
from editor.text.elements import serialised
from editor.text.inline_html import InlineWriter, Notes
from editor.text.page import PageWriter
from editor.text.raw_html import Piece, joined
from editor.text.tree import READY_MARK, TreeMaker

V = TypeVar("V")

MARK = "\x05"
"""Begins the mark of a value told later; no body has this character."""

MARKS = re.compile(r"\x05([anr])(\d+):(\d+)\x06")
"""A mark: what it is for (an anchor, a note's number or the id of a reference to it), the number
of its chunk, and which of its kind it is in there."""


class Asked(dict[str, V]):
    """A dictionary that remembers in `keys_asked` what it was asked for, found or not."""

    def __init__(self, values: Mapping[str, V] | None = None) -> None:
        super().__init__(values or {})
        self.keys_asked: set[str] = set()

    # An empty one is asked too.
    def __bool__(self) -> bool:
        return True

    def __contains__(self, key: object) -> bool:
        self.keys_asked.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: V | None = None) -> V | None:  # type: ignore[override]
        self.keys_asked.add(key)
        return super().get(key, default)


@dataclass(slots=True)
class Definitions:
    """What any chunk may look up: link references, abbreviations, notes and other articles."""

    references: Asked[tuple[str, str]] = field(default_factory=Asked)
    abbreviations: dict[str, str] = field(default_factory=dict)
    notes: Asked[str] = field(default_factory=Asked)
    targets: Asked[LinkTarget] = field(default_factory=Asked)

    def forget_asked(self) -> None:
        """From now on, remember afresh what is asked for."""
        for asked in (self.references, self.notes, self.targets):
            asked.keys_asked = set()


@dataclass(frozen=True, slots=True)
class Looks:
    """What was looked up, whether it was there or not."""

    references: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chunk's HTML before it is sanitised. `referred` are the notes it refers to, in order;
    `notes` those it holds, label and source, and `kept` the elements their source has marks of.
    `has_tail` says that something stands behind an element where nothing should."""

    html: str
    looks: Looks
    referred: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    kept: Mapping[int, Element] = field(default_factory=dict)
    has_tail: bool = False


class _MarkedNotes(Notes):
    """Gives marks instead of numbers: which is the first note is not known in a chunk."""

    def __init__(self, number: int, known: Asked[str]) -> None:
        super().__init__(())
        self._number = number
        self._asked = known
        self.referred: list[str] = []

    def __contains__(self, label: object) -> bool:
        return label in self._asked

    def refer(self, label: str) -> tuple[str, str]:
        place = f"{self._number}:{len(self.referred)}\x06"
        self.referred.append(label)
        return f"{MARK}n{place}", f"{MARK}r{place}"


class ChunkWriter:
    """Draws chunks one after the other with the definitions there are at the time."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self._maker = TreeMaker()

    def draw(
        self,
        number: int,
        blocks: Sequence[Block],
        html: Sequence[Sequence[Piece]],
        verdicts: Iterator[bool],
        way: Way,
    ) -> Drawn:
        """A chunk with a number of its own. `html` has the pieces of its HTML blocks, `verdicts`
        says of each tag in them whether it stands."""
        self.definitions.forget_asked()
        raw = (joined(pieces, verdicts) for pieces in html)
        root = self._maker.make(blocks, raw, _anchors(number, blocks))
        notes = _MarkedNotes(number, self.definitions.notes)
        PageWriter(self._inline(notes), way, self._maker).set_words(root)
        return Drawn(
            html="".join(serialised(root)),
            looks=self._looks(),
            referred=tuple(notes.referred),
            notes=self._maker.notes,
            kept=self._kept(),
            has_tail=any(child.tail and child.tail.strip() for child in root),
        )

    def draw_notes(
        self,
        notes: Notes,
        texts: Mapping[str, str],
        kept: Iterable[Mapping[int, Element]],
        way: Way,
    ) -> Drawn:
        """The notes at the end of the page, when all that refers to them has been numbered."""
        self.definitions.forget_asked()
        self._maker.ready.clear()
        for elements in kept:
            # Setting an element puts it into a tree, and it may be set again.
            self._maker.ready.update(deepcopy(dict(elements)))
        root = Element("div")
        section = PageWriter(self._inline(notes), way, self._maker).notes(notes, texts)
        if section is not None:
            root.append(section)
        return Drawn("".join(serialised(root)), self._looks())

    def _inline(self, notes: Notes) -> InlineWriter:
        return InlineWriter(
            targets=self.definitions.targets,
            references=self.definitions.references,
            abbreviations=self.definitions.abbreviations,
            notes=notes,
        )

    def _looks(self) -> Looks:
        asked = self.definitions
        return Looks(
            frozenset(asked.references.keys_asked),
            frozenset(asked.notes.keys_asked),
            frozenset(asked.targets.keys_asked),
        )

    def _kept(self) -> dict[int, Element]:
        """Elements made beforehand whose marks have gone into the source of a note."""
        ready = self._maker.ready
        texts = [text for _, text in self._maker.notes if "\x02" in text]
        marks = {int(found[1]) for text in texts for found in READY_MARK.finditer(text)}
        return {number: ready[number] for number in marks & ready.keys()}


def _anchors(number: int, blocks: Iterable[Block]) -> Iterator[str]:
    headings = (block for block in blocks if block.kind is Kind.HEADING)
    for place, _ in enumerate(headings):
        yield f"{MARK}a{number}:{place}\x06"
