"""What a reader of one picture format gives, and the complaint of a file that isn't whole."""

from __future__ import annotations

from dataclasses import dataclass


class Broken(Exception):
    """The bytes are not a whole picture of their format."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A picture without what was only said of it. `width` and `height` are pixels as stored;
    `orientation` is the Exif number (1 to 8) that says how they are seen."""

    content: bytes
    width: int
    height: int
    orientation: int = 1
