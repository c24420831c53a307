"""Which way copy runs, left to right or right to left; setting it on the page is left to
`render` and the exporters."""

from __future__ import annotations

import unicodedata
from typing import Literal

Way = Literal["ltr", "rtl"]

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ji", "khw", "ks", "mzn", "nqo", "pnb"}
    | {"prs", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(["arab", "hebr", "nkoo", "syrc", "thaa", "adlm"])
_SAMPLE = 2000


def resolve(direction: str, language: str, text: str) -> Way:
    """The direction of an article: its own if set, else its language's.

    An article still marked English whose letters mostly run right to left goes by its letters;
    one marked Persian runs left to right only without a single Persian letter, since English
    names are common in it. Only the text's start is read.
    """
    if direction in ("ltr", "rtl"):
        return "ltr" if direction == "ltr" else "rtl"
    by_language = _of_language(language)
    ways = [way for char in text[:_SAMPLE] if (way := _way(char))]
    right_to_left = sum(1 for way in ways if way == "rtl")
    if by_language == "rtl":
        return "ltr" if ways and not right_to_left else "rtl"
    return "rtl" if right_to_left * 2 > len(ways) else "ltr"


def first_strong(text: str) -> Way | None:
    """The direction of the first letter that has one; None for figures and signs alone."""
    if text.isascii():
        return "ltr" if any(char.isalpha() for char in text) else None
    return next((way for char in text if (way := _way(char))), None)


def _of_language(language: str) -> Way:
    parts = language.lower().replace("_", "-").split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def _way(char: str) -> Way | None:
    kind = unicodedata.bidirectional(char)
    if kind == "L":
        return "ltr"
    return "rtl" if kind in ("R", "AL") else None
