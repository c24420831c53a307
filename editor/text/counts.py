"""Counting: words, characters and reading time of plain text in any script; taking the markup
out is left to `plain`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import regex  # type: ignore[import-untyped, unused-ignore]

WORDS_PER_MINUTE = 230
"""An adult's silent reading of newspaper prose."""

# Scripts written without spaces count one word a character; a mark over a Thai letter is no
# word of its own. Armenian writes its question and stress marks inside the word, Persian a
# zero-width non-joiner, Hebrew its gershayim; a hyphen, point or comma between letters or
# figures ("well-known", "30,000", "U.S") does not end one.
_WORD = regex.compile(
    r"(?V1)[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}&&[\p{L}\p{N}]]"
    r"|(?:[\p{L}\p{N}--[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]]"
    r"[\p{M}\u00ad\u200c\u200d]*+"
    r"(?:['’ʼ.,:·_‐‑\-\u055a-\u055c\u055e\u055f״׳](?=[\p{L}\p{N}]))?+)++"
)
# The same rule for Latin letters and ordinary punctuation: the standard library's engine is
# four times as fast.
_LATIN_WORD = re.compile(r"[^\W_]+(?:['’.,:·_\-][^\W_]+)*")
_BEYOND_LATIN = re.compile(r"[^\x00-\xac\xae-\u02af\u2012-\u2044]")
_MARK = regex.compile(r"\p{M}+")


@dataclass(frozen=True, slots=True)
class Counts:
    """`characters` are letters, figures, marks of punctuation and spaces, without line breaks;
    a letter with its accents is one. `minutes` is the reading time, rounded up."""

    words: int = 0
    characters: int = 0
    minutes: int = 0


def count(plain: str) -> Counts:
    """The counts of a plain text, in time proportional to its length."""
    words = count_words(plain)
    return Counts(words, _characters(plain), minutes_of(words))


def minutes_of(words: int) -> int:
    """How long so many words take to read, rounded up."""
    return math.ceil(words / WORDS_PER_MINUTE)


def count_words(plain: str) -> int:
    """How many words a plain text has: one a character in Chinese, Japanese and Thai."""
    pattern = _WORD if _BEYOND_LATIN.search(plain) else _LATIN_WORD
    return sum(1 for _ in pattern.finditer(plain))


def _characters(plain: str) -> int:
    breaks = plain.count("\n") + plain.count("\r")
    if plain.isascii():
        return len(plain) - breaks
    return len(plain) - breaks - sum(len(found[0]) for found in _MARK.finditer(plain))
