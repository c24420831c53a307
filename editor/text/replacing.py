"""Finds in one of many texts as lines to choose from, and the text with the chosen ones replaced;
which texts there are, and what becomes of them, is left to the caller."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from editor.text.search import (
    ENDLESS,
    SECONDS,
    BadQuery,
    Query,
    compiled,
    joined,
    replacements,
)
from editor.text.sentences import sentence_at

_REACH = 300
"""Characters looked at to each side of a find for where its sentence begins and ends."""
_BEFORE, _AFTER, _WORDS = 60, 90, 80
"""Characters shown of a sentence before and after a find, and of the find itself."""
_BLANKS = re.compile(r"\s+")
_LAST_RUN = re.compile(r"\S+$")
_OPEN_TARGET = re.compile(r"\]\([^)]*$")


@dataclass(frozen=True, slots=True)
class Find:
    """One find, the `number`-th of its text, on a `line`, both from 0; `before` and `after` are
    what its sentence says around it. All words are as they are shown: on one line, and cut.
    `in_address` is true of one in the address of a link, which leads elsewhere if it changes."""

    number: int
    line: int
    before: str
    words: str
    after: str
    instead: str
    in_address: bool = False


class Replacer:
    """One query with what is put instead, for any number of texts. Raises BadQuery.

    With `spare`, quotations are left alone, as the language of each text sets them.
    """

    def __init__(self, query: Query, template: str, *, spare: bool = False) -> None:
        self._pattern = compiled(query)
        self._query = query
        self._template = template
        self._spare = spare

    def finds(self, text: str, language: str = "en") -> tuple[Find, ...]:
        """Every find in a text. Raises BadQuery."""
        if not self._may_be_in(text):
            return ()
        found, line, reached = [], 0, 0
        for number, place in enumerate(replacements(text, self._in(language), self._template)):
            line += text.count("\n", reached, place.start)
            reached = place.start
            before, after = _around(text, place.start, place.end)
            words = _cut_off(text[place.start : place.end], _WORDS)
            instead = _cut_off(place.instead, _WORDS)
            address = _is_in_address(text, place.start)
            found.append(Find(number, line, before, words, after, instead, address))
        return tuple(found)

    def replaced(self, text: str, chosen: Container[int], language: str = "en") -> str:
        """The text with those of its finds replaced whose numbers are among `chosen`. Raises
        BadQuery."""
        places = replacements(text, self._in(language), self._template)
        one = joined(text, [place for n, place in enumerate(places) if n in chosen])
        return text if one is None else f"{text[: one.start]}{one.instead}{text[one.end :]}"

    def _in(self, language: str) -> Query:
        return replace(self._query, spare=language if self._spare else "")

    def _may_be_in(self, text: str) -> bool:
        """Most texts have no find at all, which is soon known."""
        if not self._query.text:
            return False
        try:
            return self._pattern.search(text, concurrent=True, timeout=SECONDS) is not None
        except TimeoutError as error:
            raise BadQuery(ENDLESS) from error


def _is_in_address(text: str, start: int) -> bool:
    """Whether a place is in a web address, or in the slug a cross-link leads to."""
    before = text[max(text.rfind("\n", 0, start) + 1, start - _REACH) : start]
    link = before[before.rfind("[[") :] if "[[" in before else ""
    if link and "|" not in link and "]]" not in link:
        return True
    run = _LAST_RUN.search(before)
    return run is not None and ("://" in run[0] or _OPEN_TARGET.search(run[0]) is not None)


def on_one_line(text: str) -> str:
    """A text without line breaks, as a headline has none."""
    return " ".join(text.splitlines())


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What the sentence of a find says before and after it, cut at the far ends."""
    first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    last = text.find("\n", end, end + _REACH)
    stretch = text[first : end + _REACH if last < 0 else last]
    begin, stop = sentence_at(stretch, start - first)
    before = _BLANKS.sub(" ", stretch[begin : start - first]).lstrip()
    after = _BLANKS.sub(" ", stretch[end - first : max(stop, end - first)]).rstrip()
    if len(before) > _BEFORE:
        before = f"…{before[-_BEFORE:].lstrip()}"
    return before, _cut(after, _AFTER)


def _cut_off(words: str, length: int) -> str:
    return _cut(_BLANKS.sub(" ", words[: length * 2]), length)


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[:length].rstrip()}…"
