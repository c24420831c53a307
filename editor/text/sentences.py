"""Where sentences begin and end in one paragraph, of any script; a reading for lists and for the
eye, not for counting."""

from __future__ import annotations

import re
from bisect import bisect_right

# Full stops of the scripts that have their own; those of East Asia need no space after them.
_END = re.compile(
    r"(?:[.!?…؟।۔։]+[\"'”’»“‘)\]*_]*(?=\s)|[。！？｡]+[”’」』）]*)\s*"
)  # fmt: skip
_NO_END = re.compile(
    r"(?:^|[\s(“\"'«])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|No|vs|etc|e\.g|i\.e"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|M|Mme|Hr|Fr|Sr|Sra)\.$"
)
_LOOK_BACK = 12


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Every sentence from its first sign to its last, in order, blanks between left out."""
    starts = [0]
    for end in _END.finditer(paragraph):
        words = paragraph[max(0, end.start() - _LOOK_BACK) : end.start() + 1]
        if end.end() < len(paragraph) and not _NO_END.search(words):
            starts.append(end.end())
    stops = [*starts[1:], len(paragraph)]
    return [
        (start, start + len(paragraph[start:stop].rstrip()))
        for start, stop in zip(starts, stops, strict=True)
    ]


def sentence_at(paragraph: str, position: int) -> tuple[int, int]:
    """The sentence a position is in; between two sentences, the one before."""
    found = sentences(paragraph)
    place = bisect_right([start for start, _ in found], position) - 1
    return found[max(place, 0)]
