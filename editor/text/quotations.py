"""Where a body quotes: between the quotation marks of its language, or straight ones, and in
block quotes; what is spared there is the caller's matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.text.typography import NARROW, quotes_of

_ENGLISH = {"“": "”", "«": "»", '"': '"'}
_BLOCK_QUOTE = re.compile(r" {0,3}>")
_APOSTROPHES = "'’"


def quotations(body: str, language: str) -> list[tuple[int, int]]:
    """From where to where each quotation goes, its marks included, in order, none in another.

    A quotation nobody closed goes to the end of its line, as one does that goes on in the next
    paragraph. Linear time.
    """
    pairs = _pairs(language)
    marks = re.compile("|".join(map(re.escape, [*pairs, *pairs.values()])))
    found: list[tuple[int, int]] = []
    at = 0
    for line in body.split("\n"):
        if _BLOCK_QUOTE.match(line):
            found.append((at, at + len(line)))
        else:
            found.extend((at + a, at + b) for a, b in _in_line(line, pairs, marks))
        at += len(line) + 1
    return found


def _pairs(language: str) -> dict[str, str]:
    """Opening marks with their closing ones: the language's own, and those every desk uses."""
    pairs = dict(_ENGLISH)
    quotes = quotes_of(language)
    if quotes is not None:
        for opening, closing in (
            (quotes.inner_opening, quotes.inner_closing),
            (quotes.opening.strip(NARROW), quotes.closing.strip(NARROW)),
        ):
            # A mark that closes here may open elsewhere: “ ends a German quotation.
            pairs.pop(closing, None)
            if opening not in _APOSTROPHES:
                pairs[opening] = closing
    return pairs


def _in_line(line: str, pairs: dict[str, str], marks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start, closing = -1, ""
    for mark in marks.finditer(line):
        if start < 0:
            if mark[0] in pairs and not _is_inside_word(line, mark.start()):
                start, closing = mark.start(), pairs[mark[0]]
        elif mark[0] == closing and not _is_apostrophe(line, mark):
            yield start, mark.end()
            start = -1
    # An opening apostrophe that is never closed was one left out at the beginning of a word.
    if start >= 0 and line[start] != "‘":
        yield start, len(line)


def _is_inside_word(line: str, at: int) -> bool:
    return 0 < at < len(line) - 1 and line[at - 1].isalnum() and line[at + 1].isalnum()


def _is_apostrophe(line: str, mark: re.Match[str]) -> bool:
    return mark[0] in _APOSTROPHES and line[mark.end() : mark.end() + 1].isalpha()
