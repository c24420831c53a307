"""Texts cut into what a comparison looks at: paragraphs, and the words of one; nothing is left
out, so that the pieces joined are the text."""

from __future__ import annotations

import re
from itertools import pairwise

import regex  # type: ignore[import-untyped, unused-ignore]

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_WORD = regex.compile(
    r"\s++"
    # Scripts written without spaces: a letter is as good as a word.
    r"|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*+"
    r"|[\p{L}\p{M}\p{N}_]++(?:['’][\p{L}\p{M}\p{N}_]++)*+"
    r"|.",
    regex.DOTALL,
)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each with the blank lines after it."""
    cuts = [0, *(match.end() for match in _BLANK_LINES.finditer(text)), len(text)]
    return tuple(text[start:end] for start, end in pairwise(cuts) if end > start)


def words(text: str) -> tuple[str, ...]:
    """The words, marks and spaces of a text."""
    return tuple(_WORD.findall(text))
