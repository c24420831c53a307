"""Wire copy in: `read` takes plain copy apart into a Reading that a person can check and change,
and `to_package` makes an article of it; what stores it is left to the application."""

from __future__ import annotations

from editor.exchange.wire.pieces import CHANGEABLE, Kind, Piece, Reading
from editor.exchange.wire.reader import looks_like_wire, read
from editor.exchange.wire.results import to_json, to_package
from editor.exchange.wire.story import StoryDateline, WireStory
from editor.exchange.wire.values import Title

__all__ = [
    "CHANGEABLE",
    "Kind",
    "Piece",
    "Reading",
    "StoryDateline",
    "Title",
    "WireStory",
    "looks_like_wire",
    "read",
    "to_json",
    "to_package",
]
