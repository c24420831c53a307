"""A working headline from a lede, for the window to offer where copy has none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.exchange.wire.sentences import CLOSERS, SENTENCE_ENDS

LONGEST = 90
SHORTEST_CLAUSE = 25
_ASIDE = re.compile(r",\s[^,]{2,60},\s(?=[a-z])")
_ATTRIBUTION = re.compile(
    r",\s(?:the |a |an )?[^,]{0,50}\b(?:said|says|announced|according to)\b.*$"
)
_ARTICLE = re.compile(r"^(?:The|A|An)\s+(?=\S)")
_SENTENCE = re.compile(r"[.!?։。؟।]['\"”»)]*\s")
_LOOSE_ENDS = frozenset((
    "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "with", "and", "or", "but",
    "that", "which", "who", "as", "from", "after", "before", "into", "than", "is", "was", "are",
    "were", "has", "have", "had", "its", "their", "his", "her", "le", "la", "les", "de", "des",
    "du", "et", "der", "die", "das", "und", "el", "los", "y",
))  # fmt: skip


def suggested_headline(paragraphs: Sequence[str]) -> str:
    """A headline of at most 90 characters made from the first paragraph; empty if there is none."""
    lede = next((text for text in paragraphs if text.strip()), "")[:600].strip()
    if end := _SENTENCE.search(lede, 20):
        lede = lede[: end.start()]
    lede = lede.rstrip(CLOSERS).rstrip(SENTENCE_ENDS)
    whole = _ASIDE.sub(" ", _ATTRIBUTION.sub("", lede), count=1)
    short = whole if len(whole) <= LONGEST else _first_clause(whole)
    short = _ARTICLE.sub("", short).strip(' ,;:–—-"“”«»')
    return short[:1].upper() + short[1:]


def _first_clause(text: str) -> str:
    """As much of the text as makes sense by itself and is short enough."""
    room = text[:LONGEST]
    cut = max(room.rfind(mark) for mark in (", ", "; ", ": ", " – ", " — ", "，", "、"))
    if cut >= SHORTEST_CLAUSE:
        return room[:cut]
    words = room.rsplit(" ", 1)[0].split(" ") if " " in room else [room]
    while len(words) > 3 and words[-1].casefold().strip(",;:") in _LOOSE_ENDS:
        words.pop()
    return " ".join(words)
