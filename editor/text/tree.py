"""Blocks as a tree of elements whose words are still source: Python-Markdown finds paragraphs,
lists, quotes, tables, definition lists, admonitions and notes; `page` reads the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from editor.text import elements
from editor.text.blocks import TABLE_RULE, Block, Kind
from editor.text.defuse import defuse
from editor.text.gfm_lists import four_spaced

READY_MARK = re.compile(r"\x02(\d+)\x03")
"""The mark of an element made beforehand, in a source."""

_READY = re.compile(r"(?:^|\n)[ ]{0,3}\x02(\d+)\x03[ ]*(?:\n|$)")
_READY_ANYWHERE = re.compile(r"[ \n]*\x02(\d+)\x03[ ]*\n?")
_NESTED_HEADING = re.compile(r"(?:^|\n)(#{1,6})[ \t]+(\S[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|$)")
_TABLE_CROSS_LINK = re.compile(r"(\[\[[^\[\]|\\]{1,400})\|(?=[^\[\]|]{1,1000}\]\])")
_BAR = re.compile(r"(?<!\\)\|")
_EXCLAIMED = re.compile(
    r"[ \t]*!!! ?(?P<kind>(?:attention|caution|danger|error|hint|important|info|note|tip|warning)"
    r"(?= *$| +\"))?"
)


def notes_by_label(notes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The words of each note by its label; those of a label used twice are kept as a note of
    their own, since no reference can name a label with a space."""
    by_label: dict[str, str] = {}
    for label, words in notes:
        by_label[f"{label} {len(by_label)}" if label in by_label else label] = words
    return by_label


class _EveryFootnote(FootnoteExtension):
    """Keeps every note in the order they come, also those whose label is used twice."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802
        self.found.append((id, text))


class _ReadyProcessor(BlockProcessor):
    """Puts the elements made beforehand where their marks stand."""

    def __init__(
        self, markdown: Markdown, ready: Mapping[int, Element], mark: re.Pattern[str]
    ) -> None:
        super().__init__(markdown.parser)
        self._ready = ready
        self._mark = mark

    def test(self, parent: Element, block: str) -> bool:
        return "\x02" in block and bool(self._mark.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = self._mark.search(block)
        assert found
        if before := block[: found.start()]:
            self.parser.parseBlocks(parent, [before])
        parent.append(self._ready[int(found[1])])
        if after := block[found.end() :]:
            blocks.insert(0, after)


class _ReadyInCodeProcessor(_ReadyProcessor):
    """Keeps marks with an indent from being taken for indented code."""

    def test(self, parent: Element, block: str) -> bool:
        return block.startswith("    ") and super().test(parent, block)


class _NestedHeadingProcessor(BlockProcessor):
    """Headings inside quotes and lists: set as headings, but no sections of the article."""

    def test(self, parent: Element, block: str) -> bool:
        return parent.tag != "div" and bool(_NESTED_HEADING.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = _NESTED_HEADING.search(block)
        assert found
        if before := block[: found.start()]:
            self.parser.parseBlocks(parent, [before])
        heading = SubElement(parent, f"h{max(len(found[1]), 2)}")
        heading.text = found[2]
        if after := block[found.end() :]:
            blocks.insert(0, after)


class TreeMaker:
    """Makes one tree after the other: Python-Markdown is costly to set up."""

    def __init__(self) -> None:
        self.ready: dict[int, Element] = {}
        """The elements made beforehand, by the numbers of their marks."""
        self._numbers = count()
        self._footnotes = _EveryFootnote()
        self._parser = self._block_parser().parser

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """Labels and words of the notes in the blocks of the last tree."""
        return tuple(self._footnotes.found)

    def make(self, blocks: Sequence[Block], html: Iterator[str], anchors: Iterator[str]) -> Element:
        """The tree of some blocks below a root. `html` has what each HTML block becomes, and
        `anchors` the id of each heading, in order."""
        self.ready.clear()
        self._footnotes.found.clear()
        root = Element("div")
        self.fill(root, "\n".join(self._source(blocks, html, anchors)))
        return root

    def fill(self, parent: Element, source: str) -> None:
        """Put what a source with marks says into an element."""
        self._parser.parseChunk(parent, source)

    def _block_parser(self) -> Markdown:
        """Python-Markdown cut down to what it is wanted for."""
        markdown = Markdown(
            extensions=[
                TableExtension(),
                DefListExtension(),
                AdmonitionExtension(),
                SaneListExtension(),
                self._footnotes,
            ]
        )
        processors = markdown.parser.blockprocessors
        for name in ("hashheader", "setextheader", "hr", "reference"):
            processors.deregister(name)
        processors.register(_ReadyProcessor(markdown, self.ready, _READY), "ready", 98)
        # Whatever odd indent a mark is left with, its code is set before the words around it.
        anywhere = _ReadyProcessor(markdown, self.ready, _READY_ANYWHERE)
        processors.register(anywhere, "ready anywhere", 12)
        in_code = _ReadyInCodeProcessor(markdown, self.ready, _READY_ANYWHERE)
        processors.register(in_code, "ready in code", 81)
        processors.register(_NestedHeadingProcessor(markdown.parser), "nested heading", 70)
        return markdown

    def _source(
        self, blocks: Sequence[Block], html: Iterator[str], anchors: Iterator[str]
    ) -> list[str]:
        """The lines Python-Markdown is given, without blank ones at the end."""
        lines: list[str] = []
        for block in blocks:
            if block.kind is Kind.TEXT:
                lines += _set_apart(defuse(block.lines))
            elif (element := _element(block, html, anchors)) is not None:
                number = next(self._numbers)
                mark = f"\x02{number}\x03"
                self.ready[number] = element
                lines += [block.prefix + mark] if block.prefix else ["", mark, ""]
            else:
                lines.append("")
        spaced = four_spaced(lines)
        while spaced and not spaced[-1]:
            spaced.pop()
        return spaced


def _element(block: Block, html: Iterator[str], anchors: Iterator[str]) -> Element | None:
    match block.kind:
        case Kind.HEADING:
            return elements.heading(block, next(anchors))
        case Kind.FENCE | Kind.CODE:
            return elements.code(block)
        case Kind.HTML:
            return elements.raw(next(html) + "\n")
        case Kind.RULE:
            return Element("hr")
    return None


def _set_apart(lines: Sequence[str]) -> list[str]:
    """The lines with a blank one before each table and admonition, as Python-Markdown wants it,
    and no table row wider than its head."""
    out: list[str] = []
    columns = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if "|" in line and "|" in following and "-" in following and TABLE_RULE.match(following):
            columns = len(_cells(line))
            out.append("")
        if "!!!" in line and (found := _EXCLAIMED.match(line)):
            # Three marks of exclamation are an admonition only before one of its kinds.
            out += [""] if found["kind"] else []
            line = line if found["kind"] else line.replace("!!!", r"\!!!", 1)
        out.append(_table_row(line, columns) if columns and "|" in line else line)
    return out


def _cells(row: str) -> list[str]:
    return _BAR.split(row.strip().removeprefix("|").removesuffix("|"))


def _table_row(row: str, columns: int) -> str:
    """A row with its cross-links whole, and what is more than its columns in the last of them."""
    if "[[" in row:
        row = _TABLE_CROSS_LINK.sub(r"\1\\|", row)
    if row.count("|") < columns:
        return row
    cells = _cells(row)
    if len(cells) <= columns:
        return row
    return "|" + "|".join([*cells[: columns - 1], r"\|".join(cells[columns - 1 :])]) + "|"
