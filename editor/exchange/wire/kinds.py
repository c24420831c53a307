"""What a piece of wire copy can be, and the piece itself; guessing and assembling are left to
the modules beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of copy is taken for."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    SLUGLINE = "slugline"
    EMBARGO = "embargo"
    EDITOR_NOTE = "editor note"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    PULL_QUOTE = "pull quote"
    BLOCK_QUOTE = "block quote"
    LIST = "list"
    CAPTION = "caption"
    RELATED = "related"
    INLINE_RELATED = "inline related"
    TAG = "tag"
    SIGN_OFF = "sign-off"
    END_MARK = "end mark"
    LABEL = "label"


CHANGEABLE: tuple[tuple[Kind, str, str], ...] = (
    (Kind.PARAGRAPH, "Paragraph", "P"),
    (Kind.HEADING, "Heading", "H"),
    (Kind.RELATED, "Related story", "R"),
    (Kind.TAG, "Tag", "T"),
    (Kind.CAPTION, "Caption", "C"),
    (Kind.PULL_QUOTE, "Pull quote", "Q"),
    (Kind.LIST, "List item", "L"),
    (Kind.HEADLINE, "Headline", "E"),
    (Kind.STANDFIRST, "Standfirst", "S"),
    (Kind.BYLINE, "Byline", "B"),
    (Kind.EDITOR_NOTE, "Note to editors", "N"),
)
"""What a person may turn any piece into: the kind, its name on screen, the key that does it."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What something is taken for, how surely (0 to 1), and why in a journalist's words."""

    kind: Kind
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of copy taken for one thing.

    `line` is the 1-based line of the input it starts on. `text` is complete: labels and list
    marks are still in it, so that changing `kind` loses nothing. `joined` is True where the piece
    goes on from the one before within the same paragraph of copy (after a dateline).
    """

    number: int
    line: int
    text: str
    kind: Kind
    confidence: float
    reason: str
    joined: bool = False
    indent: int = 0
