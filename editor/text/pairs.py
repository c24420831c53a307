"""Marks that come in pairs while typing: set around a selection, closed at once, typed over and
taken away together; which key was pressed and what is undone are left to the editor."""

from __future__ import annotations

from editor.text.edits import Edit, ordered
from editor.text.typography import Quotes, is_open, is_straight

_AROUND = {
    "(": ")", "[": "]", "{": "}", "*": "*", "_": "_", "`": "`", "~": "~", '"': '"', "'": "'",
    "“": "”", "‘": "’", "«": "»", "„": "“",
}  # fmt: skip
_CLOSED = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(_CLOSED.values())
_MAY_FOLLOW = frozenset(")]}.,;:!?»”’“|*_~")


def around(text: str, start: int, end: int, typed: str, quotes: Quotes | None) -> Edit | None:
    """Set what was typed on both sides of the selection, which stays selected; None where it
    is no such mark or nothing is selected. With `quotes`, straight marks become those."""
    start, end = ordered(start, end)
    words = text[start:end]
    if typed not in _AROUND or not words.strip():
        return None
    opening, closing = typed, _AROUND[typed]
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if quotes is not None and typed in "\"'" and not is_straight(before):
        opening, closing = (
            (quotes.opening, quotes.closing)
            if typed == '"'
            else (quotes.inner_opening, quotes.inner_closing)
        )
    first = start + len(opening)
    return Edit(start, end, opening + words + closing, first, first + len(words))


def closer(before: str, after: str, typed: str) -> str:
    """What belongs behind the cursor once `typed`, a bracket, is put between `before` and
    `after`; empty where it is no bracket or a word follows."""
    if typed not in _CLOSED or before.endswith("\\") or not may_close(after):
        return ""
    return _CLOSED[typed]


def may_close(after: str) -> bool:
    """Whether a pair may be closed before `after`: a mark typed before a word is meant alone."""
    return not after or after[0].isspace() or after[0] in _MAY_FOLLOW


def is_typed_over(before: str, after: str, typed: str) -> bool:
    """Whether `typed` is the bracket that already stands behind the cursor and has its pair
    before it."""
    if typed not in _CLOSERS or not after.startswith(typed):
        return False
    opening = next(key for key, value in _CLOSED.items() if value == typed)
    return before.count(opening) > before.count(typed)


def closing_quote_ahead(before: str, after: str, typed: str, quotes: Quotes | None) -> int:
    """How many code points behind the cursor are the closing mark that `typed`, a straight
    quote, would put there; 0 where it is not."""
    if typed != '"' or is_straight(before):
        return 0
    if quotes is None:
        return int(after.startswith('"') and before.count('"') % 2 == 1)
    quoting = is_open(before, quotes.opening, quotes.closing)
    return len(quotes.closing) if quoting and after.startswith(quotes.closing) else 0


def empty_pair(before: str, after: str, quotes: Quotes | None) -> tuple[int, int]:
    """How many code points before and behind the cursor are a pair with nothing in it, to be
    taken away together; (0, 0) where there is none."""
    pairs = [*_CLOSED.items(), ('"', '"')]
    if quotes is not None:
        pairs.append((quotes.opening, quotes.closing))
    for opening, closing in pairs:
        if before.endswith(opening) and after.startswith(closing):
            return len(opening), len(closing)
    return 0, 0
