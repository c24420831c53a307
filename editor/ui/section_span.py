"""Where the section a position is in begins and ends, read from the lines near it: the outline
knows every section, but makes its reader wait in a long text."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextBlock, QTextDocument

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|-{2,})[ \t]*$")


def section_span(document: QTextDocument, position: int) -> tuple[int, int]:
    """From the heading above a position to the next one that is not deeper, in UTF-16 units;
    above the first heading, what stands there."""
    block = first = document.findBlock(position)
    level = 0
    while block.isValid() and not level:
        first, level = block, _level(block)
        block = block.previous()
    after = first.next() if level else first
    while after.isValid() and not 0 < _level(after) <= (level or 6):
        after = after.next()
    end = after.position() - 1 if after.isValid() else document.characterCount() - 1
    return first.position(), max(end, first.position())


def _level(block: QTextBlock) -> int:
    """The level of the heading a line is, 0 for any other line."""
    if block.previous().userState() > 0:
        return 0
    line = block.text()
    if found := _HEADING.match(line):
        return len(found[1])
    if not line.strip():
        return 0
    underline = _UNDERLINE.match(block.next().text())
    return 0 if not underline else 1 if underline[1] else 2
