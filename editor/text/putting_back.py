"""One paragraph of an earlier text put back into a later one, the rest of it left as it is; what
differs is found by `diff`, where the text goes is left to the application."""

from __future__ import annotations

from collections.abc import Sequence

from editor.text.diff import Change, Paragraph
from editor.text.pieces import paragraphs

_IN_PLACE = (Change.SAME, Change.CHANGED)


def put_back(before: str, after: str, rows: Sequence[Paragraph], row: Paragraph) -> str:
    """`after` with what `row` tells undone; `rows` is `diff(before, after)`, all of it.

    A changed paragraph gets its former words, a removed one comes back, an added one goes, a
    moved one returns to its place. Every other paragraph keeps its words and its order.
    """
    old = [piece.rstrip() for piece in paragraphs(before)]
    new = list(paragraphs(after))
    if row.change is Change.SAME:
        return after
    if row.change is Change.CHANGED and row.after_at is not None and row.before_at is not None:
        piece = new[row.after_at]
        new[row.after_at] = old[row.before_at] + piece[len(piece.rstrip()) :]
        return "".join(new)
    place = len(new) if row.before_at is None else _place(rows, row.before_at)
    if row.before_at is not None:
        new.insert(place, old[row.before_at])
    if row.after_at is not None:
        del new[row.after_at + (place <= row.after_at)]
    return _joined(new, after)


def _place(rows: Sequence[Paragraph], before_at: int) -> int:
    """Where in the later text a paragraph of the earlier one would stand: behind the nearest one
    before it that kept its place."""
    return max(
        (
            row.after_at + 1
            for row in rows
            if row.change in _IN_PLACE
            and row.before_at is not None
            and row.after_at is not None
            and row.before_at < before_at
        ),
        default=0,
    )


def _joined(pieces: Sequence[str], after: str) -> str:
    """The pieces with a blank line between any two, ending as `after` does."""
    end = after[len(after.rstrip("\n")) :]
    whole = [piece if piece.endswith("\n\n") else piece.rstrip() + "\n\n" for piece in pieces[:-1]]
    last = [piece.rstrip() + end for piece in pieces[-1:]]
    return "".join((*whole, *last))
