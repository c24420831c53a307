"""Emphasis inside a paragraph: pairs the runs of `*`, `_` and `~` as CommonMark does, in linear
time; finding the runs is left to `inline`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from editor.text.spans import Inline, Mark, Span

_OPENERS_LIMIT = 16


@dataclass(slots=True)
class Delimiter:
    """A run of `*`, `_` or `~` that may open or close emphasis."""

    char: str
    count: int
    length: int
    opens: bool
    closes: bool


Item = str | Span | Delimiter


def flanks(char: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run between two characters may open and may close emphasis."""
    left = not after.isspace() and (not _is_sign(after) or before.isspace() or _is_sign(before))
    right = not before.isspace() and (not _is_sign(before) or after.isspace() or _is_sign(after))
    if char != "_":
        return left, right
    return left and (not right or _is_sign(before)), right and (not left or _is_sign(after))


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def resolve(items: Sequence[Item]) -> list[Inline]:
    """Pair the delimiters of a stretch; those without a partner stay as typed."""
    out: list[Item] = []
    # Only the latest openers are kept: emphasis nests a few deep, and a page of stray
    # asterisks is walked once.
    openers: list[int] = []
    for item in items:
        if isinstance(item, Delimiter):
            if item.closes:
                _close(out, openers, item)
            if not item.count:
                continue
            if item.opens:
                openers.append(len(out))
                del openers[:-_OPENERS_LIMIT]
        out.append(item)
    return _joined(out)


def _close(out: list[Item], openers: list[int], closer: Delimiter) -> None:
    while closer.count:
        place = _opener_for(out, openers, closer)
        if place is None:
            return
        opener = out[openers[place]]
        assert isinstance(opener, Delimiter)
        used = 2 if opener.count >= 2 and closer.count >= 2 else 1
        start = openers[place]
        mark = Mark.STRUCK if closer.char == "~" else (Mark.EMPHASIS, Mark.STRONG)[used - 1]
        span = Span(mark, children=_joined(out[start + 1 :]))
        opener.count -= used
        closer.count -= used
        del out[start + 1 :], openers[place + 1 :]
        if not opener.count:
            del out[start:], openers[place:]
        out.append(span)


def _opener_for(out: list[Item], openers: list[int], closer: Delimiter) -> int | None:
    for place in range(len(openers) - 1, -1, -1):
        opener = out[openers[place]]
        if isinstance(opener, Delimiter) and opener.char == closer.char:
            # CommonMark's rule of three: `*a**b*` is one emphasis.
            odd = (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0
            if not odd or (opener.length % 3 == 0 and closer.length % 3 == 0):
                return place
    return None


def _joined(items: Sequence[Item]) -> list[Inline]:
    """Items with delimiters back as text and neighbouring strings made one."""
    nodes: list[Inline] = []
    run: list[str] = []
    for item in items:
        if isinstance(item, Span):
            if run:
                nodes.append("".join(run))
                run = []
            nodes.append(item)
        else:
            run.append(item.char * item.count if isinstance(item, Delimiter) else item)
    if run:
        nodes.append("".join(run))
    return nodes
