"""HTML typed into copy, cut down to tags that are known, plain and in pairs, so that what a writer
left open cannot swallow the paragraphs after it; the allow-list of attributes is `sanitise`'s."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from editor.text.html_names import (
    ALLOWED,
    DROPPED,
    TAG,
    VOID,
    WITH_THEIR_CONTENT,
    is_markup,
)

DEPTH_LIMIT = 32
"""Tags open at once; deeper ones are dropped."""

_ID = re.compile(r"\s(?:id|name)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]*)", re.IGNORECASE)
_PIECE = re.compile(rf"<!--|{TAG.pattern}|<")
# HTML closes these by itself where the next one starts.
_SELF_CLOSING = frozenset(
    {"caption", "col", "colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead"}
    | {"tr"}
)


def paired(tags: Sequence[tuple[str, bool]]) -> list[bool]:
    """For each `(name, is closing)` in order, whether it has its partner and may stand."""
    kept = [False] * len(tags)
    open_tags: list[int] = []
    counts: dict[str, int] = {}
    for number, (name, closing) in enumerate(tags):
        if name in VOID or name in _SELF_CLOSING:
            kept[number] = True
        elif not closing:
            if len(open_tags) < DEPTH_LIMIT:
                open_tags.append(number)
                counts[name] = counts.get(name, 0) + 1
        elif counts.get(name):
            while open_tags:
                opener = open_tags.pop()
                counts[tags[opener][0]] -= 1
                if tags[opener][0] == name:
                    kept[opener] = kept[number] = True
                    break
    return kept


def holds(name: str) -> bool:
    """Whether an element has to be closed, so that what comes before that stands inside it."""
    return name not in VOID and name not in _SELF_CLOSING


def safe_tag(tag: str) -> str:
    """A tag as written without its id: the anchors of a page are its headings'."""
    return _ID.sub("", tag)


def safe_blocks(blocks: Sequence[str]) -> list[str]:
    """The HTML blocks of one body, in order, with only known tags in pairs.

    Scripts and styles go with their content, other unknown elements' words stay, and anything
    in angle brackets that is no HTML is set as text. Tags may pair across blocks.
    """
    pieces = [pieces_of(block) for block in blocks]
    verdicts = iter(paired([tag for block in pieces for tag in tags_of(block)]))
    return [joined(block, verdicts) for block in pieces]


Piece = str | tuple[str, bool, str]
"""Safe HTML, or a tag as (name, is closing, as written), of which it is still to be told whether
it has its partner."""


def tags_of(pieces: Iterable[Piece]) -> list[tuple[str, bool]]:
    """Name and direction of the tags among the pieces, as `paired` wants them."""
    return [piece[:2] for piece in pieces if isinstance(piece, tuple)]


def joined(pieces: Iterable[Piece], verdicts: Iterator[bool]) -> str:
    """The pieces as HTML, with those tags that stand; a verdict is taken for each tag."""
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif next(verdicts):
            parts.append(piece[2])
    return "".join(parts)


def pieces_of(text: str) -> list[Piece]:
    """An HTML block as safe HTML and the tags between."""
    pieces: list[Piece] = []
    never: set[str] = set()
    position = 0
    while found := _PIECE.search(text, position):
        pieces.append(_as_text(text[position : found.start()]))
        position = found.end()
        name = (found["name"] or "").lower()
        if name == "h1":
            name = "h2"
        if found[0] == "<!--" or (name in WITH_THEIR_CONTENT and not found["closing"]):
            end = _end_of_hidden(text, position, name, never)
            if end is not None:
                position = end
            elif not name:
                pieces.append("&lt;!--")
        elif found[0] == "<" or not is_markup(name):
            pieces.append(html.escape(found[0]))
        elif name in ALLOWED and name not in DROPPED:
            rest = safe_tag(found["rest"])
            pieces.append((name, bool(found["closing"]), f"<{found['closing']}{name}{rest}>"))
    pieces.append(_as_text(text[position:]))
    return pieces


def _end_of_hidden(text: str, position: int, name: str, never: set[str]) -> int | None:
    """Where a comment, script or style ends; None, and not asked again, if it does not."""
    if name in never:
        return None
    wanted = rf"</{name}[^<>]*>" if name else "-->"
    found = re.compile(wanted, re.IGNORECASE).search(text, position)
    if not found:
        never.add(name)
        return None
    return found.end()


def _as_text(text: str) -> str:
    return text.replace(">", "&gt;")
