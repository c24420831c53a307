"""What the find bar looks for: a query made into a pattern, and the places it is found at; a bad
or endless expression is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_SECONDS = 0.4


class BadQuery(Exception):
    """The query can't be looked for; `str(error)` says why, in plain words."""


@dataclass(frozen=True, slots=True)
class Query:
    """What the writer typed, and how it is meant."""

    text: str
    case: bool = False
    whole_word: bool = False
    expression: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the text, in code points; `instead` is what a replacement would put there."""

    start: int
    end: int
    instead: str = ""


def find_all(text: str, query: Query, replacement: str = "") -> tuple[Found, ...]:
    """Every place of `query` in `text` that isn't empty, in order. Raises BadQuery."""
    if not query.text:
        return ()
    pattern = _pattern(query)
    try:
        return tuple(_places(pattern, text, query, replacement))
    except TimeoutError as error:
        raise BadQuery(
            "This expression takes too long on this article. Make it simpler."
        ) from error


def _pattern(query: Query) -> regex.Pattern[str]:
    # Not needed before the first search, so not before the first paint.
    import regex

    words = query.text if query.expression else regex.escape(query.text)
    if query.whole_word:
        words = rf"(?<!\w)(?:{words})(?!\w)"
    flags = regex.MULTILINE if query.case else regex.MULTILINE | regex.IGNORECASE
    try:
        return regex.compile(words, flags)
    except regex.error as error:
        where = "" if error.pos is None else f", at character {error.pos + 1}"
        raise BadQuery(f"Not a valid expression: {error.msg}{where}.") from error


def _places(
    pattern: regex.Pattern[str], text: str, query: Query, replacement: str
) -> Iterator[Found]:
    for match in pattern.finditer(text, timeout=_SECONDS):
        if match.end() > match.start():
            yield Found(match.start(), match.end(), _instead(match, query, replacement))


def _instead(match: regex.Match[str], query: Query, replacement: str) -> str:
    r"""The replacement; in an expression `\1` stands for the first group, `\n` for a new line."""
    if not query.expression or "\\" not in replacement:
        return replacement
    import regex

    try:
        return str(match.expand(replacement))
    except (regex.error, IndexError) as error:
        raise BadQuery(f"The replacement can’t be used: {error}.") from error
