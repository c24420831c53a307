"""Find and replace in a text: a query made into a pattern, the places it is found at, and what
is put there instead; a bad or endless expression is told in words. Showing it is the editor's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import regex

from editor.text.quotations import quotations

SECONDS = 1.0
"""How long one search may take."""

ENDLESS = "This expression takes too long on this article. Make it simpler."
# What is typed straight finds what typography has made of it.
_ALIKE = {"'": "['’‘]", '"': '["“”„«»]', " ": "[ \u00a0\u202f]", "-": "[-‑]"}
_IN_TEMPLATE = re.compile(
    r"\\(?:(?P<number>\d{1,2})|g<(?P<name>\w{1,40})>|(?P<sign>[nt\\]))"
    r"|\$(?:(?P<dollar>\d{1,2})|\{(?P<braced>\w{1,40})\}|(?P<whole>[&$]))"
)
_SIGNS = {"n": "\n", "t": "\t", "\\": "\\"}


class BadQuery(Exception):
    """The query can't be looked for; `str(error)` says why, in plain words."""


@dataclass(frozen=True, slots=True)
class Query:
    """What the writer typed, and how it is meant.

    `keep_case` gives replacements the capitals of what they replace; `spare` is the language
    whose quotations are left alone, or nothing; `start` and `end` bound the search, in code
    points.
    """

    text: str
    case: bool = False
    whole_word: bool = False
    expression: bool = False
    keep_case: bool = False
    spare: str = ""
    start: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A find from `start` to `end` in code points, and what is put `instead`."""

    start: int
    end: int
    instead: str


def find_all(text: str, query: Query) -> list[tuple[int, int]]:
    """Every place of `query` in `text` that isn't empty, in order. Raises BadQuery."""
    return [match.span() for match in _matches(text, query)]


def replacements(text: str, query: Query, template: str) -> list[Place]:
    r"""Every find with what is put in its place. In an expression `\1`, `$1`, `${name}` stand for
    groups, `$&` for the find, `\n` for a new line. Raises BadQuery."""
    return [
        Place(match.start(), match.end(), _instead(match, query, template))
        for match in _matches(text, query)
    ]


def replacement_at(text: str, query: Query, template: str, start: int) -> Place | None:
    """The find that begins at a place, with what is put there; None where none does any more.
    Raises BadQuery."""
    within = Query(query.text, query.case, query.whole_word, query.expression, query.keep_case,
                   "", start, query.end)  # fmt: skip
    match = next(_matches(text, within), None)
    if match is None or match.start() != start:
        return None
    return Place(match.start(), match.end(), _instead(match, query, template))


def joined(text: str, places: Iterable[Place]) -> Place | None:
    """All replacements as one: from the first find to the last, with what stands there after."""
    pieces: list[str] = []
    first, at = -1, 0
    for place in places:
        if first < 0:
            first = place.start
        else:
            pieces.append(text[at : place.start])
        pieces.append(place.instead)
        at = place.end
    return Place(first, at, "".join(pieces)) if first >= 0 else None


def in_the_case_of(found: str, instead: str) -> str:
    """`instead` in capitals where `found` is, with a capital first where `found` has one."""
    letters = [sign for sign in found if sign.isalpha()]
    if len(letters) > 1 and found.upper() == found:
        return instead.upper()
    if letters and found[0].isupper():
        return instead[:1].upper() + instead[1:]
    return instead


def _matches(text: str, query: Query) -> Iterator[Any]:
    """The match objects of every find that counts."""
    if not query.text:
        return
    pattern = compiled(query)
    spared = _Spared(quotations(text, query.spare) if query.spare else [])
    end = len(text) if query.end is None else query.end
    try:
        for match in pattern.finditer(text, query.start, end, concurrent=True, timeout=SECONDS):
            if match.end() > match.start() and not spared.holds(*match.span()):
                yield match
    except TimeoutError as error:
        raise BadQuery(ENDLESS) from error


class _Spared:
    """Stretches that are left alone; asked in the order of the text."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._stretches = stretches
        self._next = 0

    def holds(self, start: int, end: int) -> bool:
        """Whether a find touches one of them."""
        while self._next < len(self._stretches) and self._stretches[self._next][1] <= start:
            self._next += 1
        return self._next < len(self._stretches) and self._stretches[self._next][0] < end


def compiled(query: Query) -> regex.Pattern[str]:
    """What of a query says which words are found, wherever they stand. Raises BadQuery."""
    words = query.text if query.expression else _literally(query.text)
    if query.whole_word:
        words = rf"(?<!\w)(?:{words})(?!\w)"
    flags = regex.MULTILINE if query.case else regex.MULTILINE | regex.IGNORECASE
    try:
        return regex.compile(words, flags)
    except regex.error as error:
        where = "" if error.pos is None else f", at character {error.pos + 1}"
        raise BadQuery(f"Not a valid expression: {error.msg}{where}.") from error


def _literally(text: str) -> str:
    return "".join(_ALIKE.get(sign) or regex.escape(sign) for sign in text)


def _instead(match: Any, query: Query, template: str) -> str:
    instead = _expanded(match, template) if query.expression else template
    return in_the_case_of(str(match[0]), instead) if query.keep_case else instead


def _expanded(match: Any, template: str) -> str:
    if "\\" not in template and "$" not in template:
        return template

    def expand(found: re.Match[str]) -> str:
        if found["sign"]:
            return _SIGNS[found["sign"]]
        if found["whole"]:
            return "$" if found["whole"] == "$" else str(match[0])
        name = found["number"] or found["dollar"] or found["name"] or found["braced"]
        group = int(name) if name.isdigit() else name
        try:
            return match[group] or ""
        except IndexError as error:
            raise BadQuery(f"The replacement names a group that isn’t there: {group}.") from error

    return _IN_TEMPLATE.sub(expand, template)
