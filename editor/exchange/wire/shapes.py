"""How copy is laid out (spaced, tight, hard-wrapped), and wrapped lines put together again."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from editor.exchange.wire.captions import is_caption
from editor.exchange.wire.dates import is_time
from editor.exchange.wire.labels import is_label, opens_with_label
from editor.exchange.wire.marks import bullet, is_rule, number_mark
from editor.exchange.wire.normalise import Line
from editor.exchange.wire.patterns import is_sign_off, sign_off_behind
from editor.exchange.wire.sentences import UNSPACED, ends_sentence, is_url

WIDEST = 100
"""Columns; copy with many longer lines is not wrapped by hand."""
LINES_LOOKED_AT = 2000
"""Lines that tell the shape; copy does not change it further down."""


class Shape(StrEnum):
    """How the paragraphs of a piece of copy are kept apart."""

    SPACED = "spaced"
    TIGHT = "tight"
    WRAPPED = "wrapped"


def shape_of(lines: tuple[Line, ...]) -> Shape:
    """The shape of the copy: wrapped where lines break at a common width in mid-sentence."""
    lines = lines[:LINES_LOOKED_AT]
    width = _width(lines)
    if width and _breaks_at(lines, width):
        return Shape.WRAPPED
    gaps = sum(line.gap > 0 for line in lines[1:])
    return Shape.SPACED if gaps * 3 >= len(lines) - 1 else Shape.TIGHT


def unwrapped(lines: tuple[Line, ...], shape: Shape) -> tuple[Line, ...]:
    """The lines with those joined that were one before wrapping; a word broken by a soft hyphen is
    whole again in any shape."""
    width = _width(lines[:LINES_LOOKED_AT]) if shape is Shape.WRAPPED else 0
    joined: list[Line] = []
    parts: list[str] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index and not line.gap else None
        last = index + 1 == len(lines) or lines[index + 1].gap > 0
        if before and (before.soft or (width and _goes_on(before, line, width, last=last))):
            parts.append(_joint(before, line) + line.text)
            continue
        _finish(joined, parts)
        joined.append(line)
        parts = [line.text]
    _finish(joined, parts)
    return tuple(part for line in joined for part in _without_sign_off(line))


def _without_sign_off(line: Line) -> tuple[Line, ...]:
    """The line, in two where a sign-off ends the last paragraph instead of following it."""
    if not (at := sign_off_behind(line.text)):
        return (line,)
    above, below = line.text[:at].rstrip(), line.text[at:]
    return replace(line, text=above, soft=False), replace(line, text=below, gap=0, joined=True)


def _finish(joined: list[Line], parts: list[str]) -> None:
    if len(parts) > 1:
        joined[-1] = replace(joined[-1], text="".join(parts))


def columns(text: str) -> int:
    """How wide the text stands in a fixed-width face."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in text
    )


def _width(lines: tuple[Line, ...]) -> int:
    """The column the copy was wrapped at, or 0 where it can't have been."""
    wordy = [line for line in lines if " " in line.text or UNSPACED.search(line.text)]
    too_wide = sum(len(line.text) > WIDEST for line in wordy)
    if not wordy or too_wide * 20 > len(wordy):
        return 0
    widths = sorted(
        columns(line.text) + line.indent
        for line, following in pairwise(lines)
        if not following.gap and len(line.text) <= WIDEST and _could_go_on(line, following)
    )
    if not widths:
        return 0
    while len(widths) > 8 and widths[-1] > widths[-2] * 1.2:
        widths.pop()
    wider = sum(columns(line.text) > widths[-1] * 1.2 for line in wordy)
    return 0 if wider * 20 > len(wordy) else widths[-1]


def _breaks_at(lines: tuple[Line, ...], width: int) -> bool:
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if not following.gap and _could_go_on(line, following)
    ]
    open_ended = [pair for pair in pairs if not ends_sentence(pair[0].text)]
    broken = [pair for pair in open_ended if _full(*pair, width)]
    if width < 25 or not broken:
        return False
    lower = sum(following.text[0].islower() for _, following in broken)
    if lower and lower * 3 >= len(broken) and (width >= 40 or lower * 3 >= len(open_ended)):
        return True
    ended_short = sum(
        ends_sentence(line.text) and not _full(line, following, width) for line, following in pairs
    )
    uncased = not any(line.text.lower() != line.text.upper() for line, _ in pairs)
    if uncased:
        return len(broken) * 2 > len(open_ended) + ended_short
    only_full = len(broken) == len(open_ended) and width >= 40
    return only_full and (lower > 0 or _blocks_end(lines))


def _blocks_end(lines: tuple[Line, ...]) -> bool:
    """Whether each block of two lines or more ends as a sentence or a sign-off does."""
    lasts = [
        line
        for line, above, below in zip(lines[1:], lines[:-1], (*lines[2:], None), strict=True)
        if not line.gap and (below is None or below.gap) and _could_go_on(above, line)
    ]
    return bool(lasts) and all(
        ends_sentence(line.text) or line.text.endswith(")") for line in lasts
    )


def _could_go_on(line: Line, following: Line) -> bool:
    """Whether nothing about the two lines forbids that the second continues the first."""
    if bullet(following.text) or number_mark(following.text) or is_rule(following.text):
        return False
    if is_label(line.text) or opens_with_label(following.text) or is_rule(line.text):
        return False
    if line.text[-1] in ")]" and is_caption(line.text):
        return False
    return not (is_url(following.text) or is_url(line.text) or is_time(line.text))


def _goes_on(line: Line, following: Line, width: int, *, last: bool) -> bool:
    if not _could_go_on(line, following) or _starts_afresh(line, following, width, last=last):
        return False
    if following.indent >= line.indent + 2 and not (bullet(line.text) or number_mark(line.text)):
        return _continues_lower(line, following)
    half_full = columns(line.text) + line.indent >= width // 2
    return (half_full and _continues_lower(line, following)) or _full(line, following, width)


def _starts_afresh(line: Line, following: Line, width: int, *, last: bool) -> bool:
    """Whether a short line below a finished sentence is a part of its own: it has no full stop
    itself and more lines below it, or it is an agency's initials. `last` says that it ends its
    block."""
    if not ends_sentence(line.text) or len(following.text) > width // 2:
        return False
    return is_sign_off(following.text) or not (last or ends_sentence(following.text))


def _continues_lower(line: Line, following: Line) -> bool:
    return following.text[0].islower() and not ends_sentence(line.text)


def _full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    if UNSPACED.match(following.text):
        return columns(line.text) + line.indent + 4 > width
    first = following.text.split(maxsplit=1)[0]
    return columns(line.text) + line.indent + 1 + columns(first) > width


def _joint(line: Line, following: Line) -> str:
    """What stands between two joined lines: nothing in a broken or hyphenated word, nor between
    characters of a script without spaces."""
    if line.soft:
        return ""
    if UNSPACED.match(line.text[-1]) and UNSPACED.match(following.text[0]):
        return ""
    hyphenated = line.text.endswith("-") and line.text[-2:-1].isalpha()
    return "" if hyphenated and following.text[0].islower() else " "
