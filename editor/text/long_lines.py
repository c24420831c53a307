"""Lines longer than any window can show, broken where Markdown makes no difference of it; telling
the writer is left to others."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST = 1_000_000
"""Characters; a longer line is broken."""

_BROKEN_TO = 1_000


def broken(text: str) -> str:
    """`text` with its overlong lines broken into lines of about a thousand characters: at a space,
    which the line end takes the place of, and only where there is none within a word. A text
    without such lines is given back as it is."""
    if len(text) <= LONGEST:
        return text
    lines = text.split("\n")
    if all(len(line) <= LONGEST for line in lines):
        return text
    return "\n".join(
        piece for line in lines for piece in (_pieces(line) if len(line) > LONGEST else (line,))
    )


def _pieces(line: str) -> Iterator[str]:
    at = 0
    while len(line) - at > _BROKEN_TO:
        space = line.rfind(" ", at + 1, at + _BROKEN_TO + 1)
        end = space if space > 0 else at + _BROKEN_TO
        yield line[at:end]
        at = end + (space > 0)
    yield line[at:]
