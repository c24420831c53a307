"""Whether a few words could be a tag, and how surely; what kind of tag is left to `tag_kinds`."""

from __future__ import annotations

import re

from editor.exchange.wire.dates import starts_with_date
from editor.exchange.wire.places import DESKS, PLACES, TOPICS
from editor.exchange.wire.sentences import (
    UNSPACED,
    balanced,
    count_words,
    ends_sentence,
    fully_quoted,
    has_contact,
    has_letters,
)

MOST_WORDS = 6
_WITH_ABBREVIATION = re.compile(
    r"(?P<name>\S.{1,80}?)\s+[(（](?P<abbreviation>[^()（）\s]{2,12})[)）]"
)
_SMALL = frozenset((
    "of", "the", "and", "for", "in", "on", "de", "la", "le", "les", "des", "du", "et", "del",
    "y", "e", "da", "do", "dos", "van", "von", "und", "der", "die", "das", "da", "di", "della",
    "to", "a", "an", "al", "el",
))  # fmt: skip


def abbreviated(text: str) -> tuple[str, str] | None:
    """`European Union (EU)` as the name and the abbreviation, where the second is one."""
    found = _WITH_ABBREVIATION.fullmatch(text)
    if not found:
        return None
    short = found["abbreviation"]
    capitals = sum(each.isupper() for each in short)
    if not has_letters(short):
        return None
    if capitals * 2 < len(short) and any(each.islower() for each in short):
        return None
    return found["name"], short


def is_known(text: str) -> bool:
    """Whether the words are a desk, a place or a topic most desks know, or a name with its
    abbreviation."""
    folded = text.strip("#* ").casefold()
    return folded in DESKS or folded in PLACES or folded in TOPICS or abbreviated(text) is not None


def tag_like(text: str) -> bool:
    """Whether the text has the form of a tag: a few words, no sentence, no figures first."""
    words = count_words(text)
    if not 1 <= words <= MOST_WORDS or len(text) > 60 or not has_letters(text):
        return False
    if ends_sentence(text) and not re.search(r"(?:[A-Z]\.)+$", text):
        return False
    if text[-1] in ",;:-–—…" or ": " in text or " - " in text or " – " in text or ", " in text:
        return False
    if starts_with_date(text) or re.match(r"\d[\d.,]*\s+[a-z]", text):
        return False
    return not (has_contact(text) or fully_quoted(text)) and balanced(text)


def tag_strength(text: str, copy: str) -> float:
    """How surely words of the form of a tag are one, 0 to 1. `copy` is the running text in lower
    case, in which the words may occur."""
    if is_known(text):
        return 1.0
    words = text.split()
    weighty = [word for word in words if word.casefold() not in _SMALL]
    if UNSPACED.search(text):
        return 0.8 if len(text) <= 8 else 0.2
    capital = sum(not word[:1].islower() for word in weighty)
    if len(words) == 1:
        return 0.8
    if weighty and capital == len(weighty):
        return 0.8 if text[0].isupper() or text[0].isdigit() or text.casefold() in copy else 0.5
    if text.casefold() in copy:
        return 0.6
    return 0.4 if len(words) <= 2 else 0.0
