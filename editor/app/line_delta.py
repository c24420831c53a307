"""Edits of a text as lines that make way for others: what the window tells the render process
of each key, whatever the length of the text."""

from __future__ import annotations

from typing import NamedTuple


class LineDelta(NamedTuple):
    """`lines`, which hold no line ends, take the place of `removed` lines from `first` on."""

    first: int
    removed: int
    lines: tuple[str, ...]


class TextTold:
    """What the process has been told of the text: everything up to an edit, or nothing."""

    def __init__(self) -> None:
        self.edit_number = -1
        """The edit up to which the process knows the text; -1 where it does not."""
        self._deltas: list[LineDelta] = []

    def take(self, delta: LineDelta | None) -> None:
        if delta is None:
            self.lose()
        elif self.edit_number >= 0:
            self._deltas.append(delta)

    def deltas(self) -> tuple[LineDelta, ...]:
        return tuple(self._deltas)

    def told(self, edit_number: int) -> None:
        self.edit_number = edit_number
        self._deltas.clear()

    def lose(self) -> None:
        self.edit_number = -1
        self._deltas.clear()
