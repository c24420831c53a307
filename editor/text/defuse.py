"""Takes the fuse out of copy that would cost Python-Markdown quadratic time or its stack: quotes
and lists nested beyond reason are set as typed; reading inside a paragraph is `inline`'s, which
is linear as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

NESTING_LIMIT = 10
"""Quotes and lists opened on one line; the marks after these are words."""

INDENT_LIMIT = 48
"""Spaces before a line's words: twelve levels of lists."""

_MARK = re.compile(r"[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))")


def defuse(lines: Iterable[str]) -> list[str]:
    """The lines with nesting beyond the limits taken literally; ordinary copy comes back equal.

    Every word and mark stays: an excess mark gets a backslash, an excess indent is shortened.
    Linear in the text.
    """
    return [_defused(line) for line in lines]


def _defused(line: str) -> str:
    if not line or line[0].isalpha():
        return line
    if line.startswith(" " * INDENT_LIMIT) or "\t" in line[:INDENT_LIMIT]:
        words = line.lstrip(" \t")
        indent = len(line[: len(line) - len(words)].expandtabs(4))
        line = " " * min(indent, INDENT_LIMIT) + words
    position = 0
    for _ in range(NESTING_LIMIT):
        found = _MARK.match(line, position)
        if not found:
            return line
        position = found.end()
    excess = _MARK.match(line, position)
    if not excess:
        return line
    return f"{line[: excess.end() - 1]}\\{line[excess.end() - 1 :]}"
