"""The Reading: wire copy cut into pieces, each with a guess a person can change; making guesses
is left to `reader`, assembling a story from them to `story`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from editor.exchange.wire.accounting import unaccounted_words
from editor.exchange.wire.kinds import CHANGEABLE, Kind, Piece
from editor.exchange.wire.story import WireStory, assemble

__all__ = ["CHANGEABLE", "Kind", "Piece", "Reading"]

ONLY_ONE = (Kind.HEADLINE, Kind.STANDFIRST)
"""A story has one of these; choosing another gives the old one back to the body."""


@dataclass(frozen=True)
class Reading:
    """What was made of one file of wire copy.

    `raw` is the input, byte for byte. `encoding` is a codec name; `shape` is `spaced`, `tight` or
    `wrapped`. `plain` is True where the parts could not be proved complete and the copy was read
    as plain paragraphs instead.
    """

    raw: bytes
    encoding: str
    shape: str
    pieces: tuple[Piece, ...]
    plain: bool = False

    @cached_property
    def story(self) -> WireStory:
        """The story the pieces make, assembled afresh for each Reading."""
        return assemble(self.pieces)

    @cached_property
    def unaccounted(self) -> tuple[str, ...]:
        """Words that went in and neither came out nor were a label; empty when all is well."""
        return unaccounted_words((piece.text for piece in self.pieces), self.story)

    def changed(self, piece_number: int, kind: Kind) -> Reading:
        """The same copy with one piece taken for `kind`, as a person decided.

        No word is lost, whatever is changed to what. Raises IndexError for a number no piece has.
        """
        if not 0 <= piece_number < len(self.pieces):
            raise IndexError(f"No piece has the number {piece_number}")
        return replace(
            self, pieces=tuple(_decided(piece, piece_number, kind) for piece in self.pieces)
        )


def _decided(piece: Piece, chosen: int, kind: Kind) -> Piece:
    if piece.number == chosen:
        return replace(piece, kind=kind, confidence=1.0, reason="You chose this")
    if kind in ONLY_ONE and piece.kind is kind:
        return replace(
            piece,
            kind=Kind.PARAGRAPH,
            confidence=1.0,
            reason=f"You chose another {kind.value}, so this one went back to the body",
        )
    return piece
