"""Which stretches of one Markdown line are markers, bold, links and so on, for the highlighter;
a reading for the eye, quick and forgiving, the rendering itself is left to the text layer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a stretch of the source is."""

    TEXT = "text"
    MARKER = "marker"
    CODE = "code"
    LINK = "link"
    ADDRESS = "address"
    CROSSLINK = "crosslink"
    QUOTE = "quote"
    HTML = "html"
    TK = "tk"


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch is drawn; `level` is the heading level, 0 for none."""

    role: Role = Role.TEXT
    bold: bool = False
    italic: bool = False
    struck: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """`length` code points from `start` drawn in one look."""

    start: int
    length: int
    look: Look


class Fence(IntEnum):
    """Whether a line ends inside a fenced block, and which fence closes it."""

    NONE = 0
    BACKTICKS = 1
    TILDES = 2


# Beyond this a line is one pasted paragraph of a size nobody reads for its markers.
_LONGEST_LINE = 50_000

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTE = re.compile(r"\s{0,3}(?:>[ \t]?)+")
_LIST = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*)$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:[ \t]*")
_INDENTED = re.compile(r"(?: {4}|\t)")
_INLINE = re.compile(
    r"""(?P<escape>\\[\\`*_{}\[\]()#+.!~>|-])
      | (?P<ticks>`+)(?P<code>.{1,2000}?)(?<!`)(?P=ticks)(?!`)
      | (?P<cross>\[\[[^\[\]\n]{1,400}\]\])
      | (?P<note>\[\^[^\]\n]{1,80}\])
      | (?P<bang>!?)\[(?P<words>[^\[\]\n]{0,600})\](?P<target>\([^()\n]{0,800}\)|\[[^\]\n]{0,200}\])
      | (?P<angle><(?:https?://|mailto:)[^>\s]{1,800}>)
      | (?P<bare>\bhttps?://[^\s<>]{1,800}[^\s<>.,;:!?'")\]])
      | (?P<html></?[A-Za-z][^<>\n]{0,300}>|<!--.{0,2000}?-->)
      | (?P<bold>\*\*(?=\S)(?P<strong>.{1,2000}?)(?<=\S)\*\*(?!\*)
          |__(?=\S)(?P<strong_>.{1,2000}?)(?<=\S)__(?!\w))
      | (?P<italic>\*(?=[^\s*])(?P<em>[^*\n]{1,2000}?)(?<=\S)\*(?!\*)
          |(?<!\w)_(?=[^\s_])(?P<em_>[^_\n]{1,2000}?)(?<=\S)_(?!\w))
      | (?P<strike>~~(?=\S)(?P<gone>.{1,2000}?)(?<=\S)~~)
      | (?P<tk>\bTK(?:TK)*\b)
    """,
    re.VERBOSE,
)

# What one of those begins with, or has in it: most lines of prose have none.
_INLINE_SIGNS = re.compile(r"[\\`\[<*_~]")


_FENCE_SIGNS = ("```", "~~~")


def fence_after(line: str, before: Fence) -> Fence:
    """The fence state at the end of `line`; cheap, it runs for every line of a document."""
    start = line[:6].lstrip(" ")
    if before is Fence.NONE:
        if not start.startswith(_FENCE_SIGNS):
            return before
        if start.startswith("```") and "`" not in line.lstrip(" `"):
            return Fence.BACKTICKS
        return Fence.TILDES if start.startswith("~~~") else Fence.NONE
    mark = "`" if before is Fence.BACKTICKS else "~"
    closes = start.startswith(mark * 3) and not line.strip().strip(mark)
    return Fence.NONE if closes else before


def spans(line: str, before: Fence) -> Iterator[Span]:
    """The stretches of `line` that are not plain text, in an order where later ones win."""
    if len(line) > _LONGEST_LINE:
        return
    if before is not Fence.NONE or fence_after(line, before) is not Fence.NONE:
        yield Span(0, len(line), Look(Role.CODE))
        return
    if _RULE.match(line):
        yield Span(0, len(line), Look(Role.MARKER))
        return
    heading = _HEADING.match(line)
    if heading:
        yield from _heading(line, heading)
        return
    yield from _paragraph(line)


def _heading(line: str, heading: re.Match[str]) -> Iterator[Span]:
    level = len(heading.group(1))
    look = Look(level=level, bold=True)
    yield Span(0, len(line), look)
    yield Span(0, heading.end(), Look(Role.MARKER, level=level))
    closing = _CLOSING_HASHES.search(line, heading.end())
    end = closing.start() if closing else len(line)
    yield from _inline(line, heading.end(), end, look)
    if closing:
        yield Span(end, len(line) - end, Look(Role.MARKER, level=level))


def _paragraph(line: str) -> Iterator[Span]:
    start, look = 0, Look()
    quote = _QUOTE.match(line)
    if quote:
        start, look = quote.end(), Look(Role.QUOTE)
        yield Span(start, len(line) - start, look)
        yield Span(0, start, Look(Role.MARKER))
    item = _LIST.match(line, start)
    if item:
        yield Span(start, item.end() - start, Look(Role.MARKER))
        start = item.end()
    elif start == 0 and _INDENTED.match(line):
        yield Span(0, len(line), Look(Role.CODE))
        return
    definition = _DEFINITION.match(line) if start == 0 else None
    if definition:
        yield Span(0, definition.end(), Look(Role.MARKER))
        yield Span(definition.end(), len(line) - definition.end(), Look(Role.ADDRESS))
        return
    yield from _inline(line, start, len(line), look)


def _inline(line: str, start: int, end: int, look: Look) -> Iterator[Span]:
    if not (_INLINE_SIGNS.search(line, start, end) or "://" in line or "TK" in line):
        return
    for match in _INLINE.finditer(line, start, end):
        handler = _HANDLERS[match.lastgroup or ""]
        yield from handler(line, match, look)


def _with(look: Look, role: Role) -> Look:
    return Look(role, look.bold, look.italic, look.struck, look.level)


def _marked(line: str, match: re.Match[str], inner: int, look: Look) -> Iterator[Span]:
    """A stretch with `inner` marker characters before and after it, which may hold others."""
    begin, end = match.start() + inner, match.end() - inner
    marker = Look(Role.MARKER, level=look.level)
    yield Span(match.start(), inner, marker)
    yield Span(begin, end - begin, look)
    yield from _inline(line, begin, end, look)
    yield Span(end, inner, marker)


def _bold(line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield from _marked(line, match, 2, Look(look.role, True, look.italic, look.struck, look.level))


def _italic(line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield from _marked(line, match, 1, Look(look.role, look.bold, True, look.struck, look.level))


def _strike(line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield from _marked(line, match, 2, Look(look.role, look.bold, look.italic, True, look.level))


def _escape(_line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield Span(match.start(), 1, Look(Role.MARKER, level=look.level))


def _code(_line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield Span(match.start(), match.end() - match.start(), _with(look, Role.CODE))


def _cross(_line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    """`[[slug#section|words]]`: the words, or without any the slug, are what the eye reads."""
    marker = _with(look, Role.MARKER)
    begin, end = match.start(), match.end()
    bar = match.group("cross").find("|")
    read_from = begin + (bar + 1 if bar >= 0 else 2)
    yield Span(begin, read_from - begin, marker)
    yield Span(read_from, end - 2 - read_from, _with(look, Role.CROSSLINK))
    yield Span(end - 2, 2, marker)


def _link(line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    marker = _with(look, Role.MARKER)
    begin, end = match.span("words")
    yield Span(match.start(), begin - match.start(), marker)
    yield Span(begin, end - begin, _with(look, Role.LINK))
    yield from (s for s in _inline(line, begin, end, _with(look, Role.LINK)))
    yield Span(end, 1, marker)
    yield Span(end + 1, match.end() - end - 1, _with(look, Role.ADDRESS))


def _address(_line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield Span(match.start(), match.end() - match.start(), _with(look, Role.LINK))


def _html(_line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield Span(match.start(), match.end() - match.start(), _with(look, Role.HTML))


def _note(_line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield Span(match.start(), match.end() - match.start(), _with(look, Role.MARKER))


def _tk(_line: str, match: re.Match[str], look: Look) -> Iterator[Span]:
    yield Span(match.start(), match.end() - match.start(), _with(look, Role.TK))


# `lastgroup` is the last group to close, which is each alternative's outermost one.
_HANDLERS = {
    "escape": _escape,
    "code": _code,
    "ticks": _code,
    "cross": _cross,
    "note": _note,
    "target": _link,
    "angle": _address,
    "bare": _address,
    "html": _html,
    "bold": _bold,
    "italic": _italic,
    "strike": _strike,
    "tk": _tk,
}
