"""The lines of a body as blocks: headings, code, HTML, rules, definitions and running text, read
in linear time; the outline, the plain text, the cross-links and the page are all made from these,
so they agree on what is a heading and what is code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from editor.text.html_names import BLOCK, DROPPED, WITH_THEIR_CONTENT
from editor.text.inline import EVERY_NOTE, parse
from editor.text.slugs import UniqueNames, slugify
from editor.text.spans import label, plain


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    FENCE = "fence"
    CODE = "code"
    HTML = "html"
    RULE = "rule"
    LINK_DEFINITION = "link definition"
    ABBREVIATION = "abbreviation"
    TEXT = "text"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines of one kind: `lines` as typed, the first of them line `line` (from 0).

    `text` is a heading's source without its marks, a fence's or code block's code, or a
    definition's value. `name` is a heading's anchor, a fence's language or a definition's label.
    `prefix` is what stands before a fence inside a quote or a list item. Where a block stands is
    no part of what it is: equal blocks may stand on different lines.
    """

    kind: Kind
    line: int = field(compare=False)
    lines: tuple[str, ...]
    text: str = ""
    name: str = ""
    level: int = 0
    prefix: str = ""
    title: str = ""
    classes: str = ""

    @property
    def end_line(self) -> int:
        """The line after the last."""
        return self.line + len(self.lines)


LIST_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+|$)")
_FENCE = re.compile(
    r"(?P<prefix>(?:[ ]{0,3}>[ ]?)*+[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)"
    r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>.*)$"
)
_QUOTE_MARKS = re.compile(r"(?:[ ]{0,3}>[ ]?)*")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)$")
_ATX_END = re.compile(r"(?<![\\#])(?<=[ \t])#+$")
_SETEXT = re.compile(r"(={2,}|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_HTML = re.compile(r" {0,3}<(?:(?P<comment>!--)|/?(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>]|$))")
_LINK_DEFINITION = re.compile(
    r" {0,3}\[(?P<label>[^\[\]^][^\[\]]{0,300})\]:[ \t]*(?P<target><[^<>]*>|\S+)"
    r"(?:[ \t]+(?:\"(?P<double>.*)\"|'(?P<single>.*)'|\((?P<round>.*)\)))?[ \t]*$"
)
# "[Minister]: Yes." in a transcript is somebody speaking, not the address of a link.
_ADDRESS = re.compile(r"<.*>$|[A-Za-z][A-Za-z0-9+.-]+:\S|/|#|\.\.?/|[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
_ABBREVIATION = re.compile(r"\*\[(?P<label>[^\[\]\\]{1,100})\]:[ \t]*(?P<title>\S.*)$")
_CONTAINER = re.compile(r"[ ]{0,3}(?:\[\^[^\]]{1,100}\]:|:[ \t]|!!!)")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?((?:[ \t]*[.#][A-Za-z][\w.-]*)+)[ \t]*\}$")
_HTML_STARTS = BLOCK | DROPPED | WITH_THEIR_CONTENT
_WHOLE = frozenset({"pre", "script", "style", "textarea"})


def normalised(body: str) -> str:
    """A body with line feeds as its only line ends and no other control characters, code point
    for code point: offsets into it are offsets into the body."""
    if not _CONTROL.search(body):
        return body
    return _CONTROL.sub(" ", body.replace("\r\n", " \n").replace("\r", "\n"))


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def scan(body: str) -> tuple[Block, ...]:
    """Every line of a body, in blocks, in order; any string is read, in linear time."""
    return tuple(Scanner(normalised(body).split("\n")).blocks())


def split_attributes(text: str) -> tuple[str, str, str]:
    """A text without the `{#id .class}` at its end, the id and the classes ("" for none)."""
    found = _ATTRIBUTES.search(text[-400:])
    if not found:
        return text, "", ""
    marks = found[1].split()
    names = [mark[1:] for mark in marks if mark[0] == "#"]
    classes = " ".join(mark[1:] for mark in marks if mark[0] == ".")
    return text[: len(text) - len(found[0])], names[0] if names else "", classes


def heading_words(source: str) -> str:
    """What a heading says, on one line, without its marks and notes."""
    return " ".join(plain(parse(source, notes=EVERY_NOTE)).split())


class _Names(Protocol):
    def claim(self, name: str) -> str: ...


class Scanner:
    """One body being read, from a line on: which is next, what the lines before it have opened,
    and in `vain` the ends of code, comments and elements that were looked for and do not come."""

    def __init__(self, lines: Sequence[str], index: int = 0, names: _Names | None = None) -> None:
        self.lines = lines
        self.names = names or UniqueNames()
        self.index = index
        self.vain: set[str] = set()
        self.in_container = False
        self.after_blank = True
        self.unclosed: dict[tuple[str, int], tuple[int, int]] = {}
        self.never: set[str] = set()

    def blocks(self) -> Iterator[Block]:
        start = 0
        text_from: int | None = None
        while self.index < len(self.lines):
            start = self.index
            block = self.next_block(in_text=text_from is not None)
            if block is None:
                text_from = start if text_from is None else text_from
                self.after_blank = False
                self.index += 1
                continue
            if text_from is not None:
                yield Block(Kind.TEXT, text_from, tuple(self.lines[text_from:start]))
                text_from = None
            self.after_blank = block.kind is not Kind.FENCE or not block.prefix
            self.index = block.end_line
            yield block
        if text_from is not None:
            yield Block(Kind.TEXT, text_from, tuple(self.lines[text_from:]))

    def next_block(self, *, in_text: bool) -> Block | None:
        """The block that starts at the present line; None where it is running text."""
        line = self.lines[self.index]
        bare = line.lstrip(" \t")
        if not bare:
            return self.block(Kind.BLANK)
        first, indent = bare[0], len(line) - len(bare)
        if (first in "`~" or "```" in bare or "~~~" in bare) and (fence := self.fence(line)):
            return fence
        if line[:4] == "    " or line[0] == "\t":
            return self.indented_code() if self.after_blank and not self.in_container else None
        if LIST_ITEM.match(line) and not (first in "-*" and _RULE.match(line)):
            self.in_container = True
            return None
        if self.in_container and indent and self.lines:
            return None
        special = self.special(line, first, in_text)
        if special is None and (self.after_blank or _CONTAINER.match(line)):
            self.in_container = bool(_CONTAINER.match(line))
        elif special is not None:
            self.in_container = False
        return special

    def special(self, line: str, first: str, in_text: bool) -> Block | None:
        """A heading, a rule, HTML or a definition."""
        if first == "#":
            return self.atx(line)
        if first == "<":
            return self.html(line)
        if first in "-*_" and _RULE.match(line):
            return self.block(Kind.RULE)
        if in_text:
            return None
        if first in "[*" and (definition := self.definition(line)):
            return definition
        return self.setext(line, first)

    def block(self, kind: Kind, count: int = 1, **facts: str) -> Block:
        lines = tuple(self.lines[self.index : self.index + count])
        return Block(kind, self.index, lines, **facts)  # type: ignore[arg-type]

    def atx(self, line: str) -> Block | None:
        found = _ATX.match(line)
        return (
            self.heading(_ATX_END.sub("", found[2].rstrip()), len(found[1]), 1) if found else None
        )

    def setext(self, line: str, first: str) -> Block | None:
        following = self.lines[self.index + 1] if self.index + 1 < len(self.lines) else ""
        if first in ">|:" or not following or not (found := _SETEXT.match(following)):
            return None
        return self.heading(line.strip(), 1 if found[1][0] == "=" else 2, 2)

    def heading(self, source: str, level: int, count: int) -> Block | None:
        text, wanted, classes = split_attributes(source.strip())
        words = heading_words(text)
        if not words:
            return None
        name = self.names.claim(wanted or slugify(words, fallback="section"))
        lines = tuple(self.lines[self.index : self.index + count])
        return Block(Kind.HEADING, self.index, lines, text.strip(), name, level, classes=classes)

    def definition(self, line: str) -> Block | None:
        if found := _ABBREVIATION.match(line):
            return self.block(Kind.ABBREVIATION, name=found["label"].strip(), text=found["title"])
        found = _LINK_DEFINITION.match(line)
        if not found or not _ADDRESS.match(found["target"]):
            return None
        title = found["double"] or found["single"] or found["round"] or ""
        target = found["target"].removeprefix("<").removesuffix(">")
        return self.block(
            Kind.LINK_DEFINITION, name=label(found["label"]), text=target, title=title
        )

    def indented_code(self) -> Block:
        end = self.index
        for number in range(self.index, len(self.lines)):
            line = self.lines[number]
            if line.startswith(("    ", "\t")):
                end = number + 1 if line.strip() else end
            elif line.strip():
                break
        lines = self.lines[self.index : end]
        code = "\n".join(line[1:] if line.startswith("\t") else line[4:] for line in lines)
        return self.block(Kind.CODE, end - self.index, text=code + "\n")

    def html(self, line: str) -> Block | None:
        found = _HTML.match(line)
        if not found:
            return None
        name = (found["name"] or "").lower()
        end: int | None = None
        if found["comment"]:
            end = self.line_with("-->")
            if end is None:
                return None
        elif name in _WHOLE and line.lstrip()[1] != "/":
            end = self.line_with(f"</{name}")
        elif name not in _HTML_STARTS:
            return None
        end = self.blank_line() if end is None else end + 1
        text = "\n".join(self.lines[self.index : end])
        return self.block(Kind.HTML, end - self.index, text=text)

    def line_with(self, wanted: str) -> int | None:
        if wanted not in self.never:
            for number in range(self.index, len(self.lines)):
                if wanted in self.lines[number].lower():
                    return number
            self.never.add(wanted)
        self.vain.add(wanted)
        return None

    def blank_line(self) -> int:
        for number in range(self.index, len(self.lines)):
            if not self.lines[number].strip():
                return number
        return len(self.lines)

    def fence(self, line: str) -> Block | None:
        """A fenced code block; one that is never closed is no fence, and its lines are text."""
        found = _FENCE.match(line)
        if not found:
            return None
        close = self.closing_fence(found)
        if close is None:
            return None
        prefix = found["prefix"]
        indent = len(prefix) - len(_QUOTE_MARKS.match(prefix)[0])  # type: ignore[index]
        code = [self.code_line(inside, indent) for inside in self.lines[self.index + 1 : close]]
        return self.block(
            Kind.FENCE,
            close + 1 - self.index,
            text="".join(f"{inside}\n" for inside in code),
            name=found["info"].split(" ")[0].strip("{}.\t"),
            prefix=prefix,
        )

    def closing_fence(self, opening: re.Match[str]) -> int | None:
        char, length = opening["fence"][0], len(opening["fence"])
        quotes = opening["prefix"].count(">")
        shortest, until = self.unclosed.get((char, quotes), (0, 0))
        if shortest and length >= shortest and self.index < until:
            self.vain.add(char * 3)
            return None
        number = self.index + 1
        while number < len(self.lines):
            if not quotes and char not in self.lines[number]:
                number += 1
                continue
            marks = _QUOTE_MARKS.match(self.lines[number])
            inside = self.lines[number][marks.end() if quotes and marks else 0 :].strip()
            if quotes and (not marks or marks[0].count(">") < quotes):
                break
            if len(inside) >= length and not inside.strip(char):
                return number
            number += 1
        self.unclosed[char, quotes] = (length, number)
        self.vain.add(char * 3)
        return None

    def code_line(self, line: str, indent: int) -> str:
        marks = _QUOTE_MARKS.match(line)
        inside = line[marks.end() :] if marks and ">" in marks[0] and self.quoted() else line
        blanks = len(inside) - len(inside.lstrip(" "))
        return inside[min(indent, blanks) :]

    def quoted(self) -> bool:
        return self.lines[self.index].lstrip().startswith(">")


TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LEAF_START = re.compile(
    r"[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t]|:[ \t]|\[\^[^\]]{1,100}\]:|\{:?[ \t]*[.#]|!!![ \t])"
)


def leaves(block: Block) -> Iterator[tuple[int, str]]:
    """The paragraphs, list items, quoted lines and table rows of a text block: how far into the
    block each starts, in code points, and its lines as typed."""
    text = "\n".join(block.lines)
    starts = [0]
    table = any("-" in line and "|" in line and TABLE_RULE.match(line) for line in block.lines)
    offset = 0
    quoted = False
    for line in block.lines:
        in_quote = line.lstrip(" ").startswith(">")
        starts_leaf = bool(_LEAF_START.match(line)) and not (in_quote and quoted)
        if offset and (table or starts_leaf):
            starts.append(offset)
        quoted = in_quote
        offset += len(line) + 1
    starts.append(len(text) + 1)
    for start, end in pairwise(starts):
        yield start, text[start : end - 1]
