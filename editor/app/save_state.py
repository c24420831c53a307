"""What is told of saving; always true, so it is set by `saving` alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SaveKind(StrEnum):
    """How the text in the window stands to the text in the library."""

    EMPTY = "empty"
    """No article is open."""
    WRITING = "writing"
    """There is text not yet saved."""
    SAVING = "saving"
    SAVED = "saved"
    """The library has all there is."""
    FAILED = "failed"
    """The last save failed; it is tried again, the text is kept in the journal if that works."""
    STALE = "stale"
    """Somebody else has saved a newer version; nothing is saved until the writer chooses."""
    READ_ONLY = "read only"


@dataclass(frozen=True, slots=True)
class SaveState:
    """`at` is when the library last got all there was (UTC); `message` says why saving fails."""

    kind: SaveKind = SaveKind.EMPTY
    at: datetime | None = None
    message: str = ""
