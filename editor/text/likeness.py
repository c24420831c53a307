"""How nearly two headlines are the same, told in words: only what an editor would take for one
headline counts; what is done with it is left to the caller."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

THE_SAME = "the same headline"

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 300
"""Characters; what is longer is no headline."""

_SHORTEST = 12
"""Characters a headline has to have before another that differs a little is taken for it."""

_LETTERS_TO_ONE = 10
"""One letter in so many may differ."""

_MOST_LETTERS = 4
_WORDS_WITHIN = 4
"""Words a headline has to have before one that has more around it is taken for it."""

_PART_WITHIN = 0.6
"""The part of the longer headline's letters the shorter one has to make up."""


class Headline:
    """One headline to be compared with many others."""

    def __init__(self, text: str) -> None:
        self._words = _WORD.findall(text.casefold())[:_LONGEST]
        self._letters = "".join(self._words)
        self._numbers = _numbers(self._words)

    def likeness(self, other: str) -> str:
        """How another headline matches, in words such as `one letter differs`; empty where it
        doesn't.

        Case and punctuation never count. Numbers have to be the same: day two is not day three.
        """
        words = _WORD.findall(other.casefold())
        if words == self._words:
            return THE_SAME if words else ""
        letters = "".join(words)
        if not letters or not self._letters or len(letters) > _LONGEST:
            return ""
        if letters == self._letters:
            return "the same but for blanks and hyphens"
        if not _have_in_common(self._words, words) or self._numbers != _numbers(words):
            return ""
        return (
            _in_another_order(self._words, words)
            or _within(self._words, words)
            or _nearly(self._words, words)
        )


def _have_in_common(first: list[str], second: list[str]) -> bool:
    """Whether half the words of the shorter are in the longer too; mistyped all over, a headline
    is another."""
    short, long = sorted((first, second), key=len)
    return sum(map(set(long).__contains__, short)) * 2 >= len(short) - 1


def _numbers(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if any(map(str.isdigit, word)))


def _in_another_order(first: list[str], second: list[str]) -> str:
    alike = len(first) > 2 and sorted(first) == sorted(second)
    return "the same words in another order" if alike else ""


def _within(first: list[str], second: list[str]) -> str:
    """One is a run of whole words of the other, and most of it."""
    short, long = sorted((first, second), key=len)
    whole, part = f" {' '.join(long)} ", f" {' '.join(short)} "
    if len(short) < _WORDS_WITHIN or len(part) < _PART_WITHIN * len(whole) or part not in whole:
        return ""
    return "the same with more words" if len(second) < len(first) else "the same with fewer words"


def _nearly(first: list[str], second: list[str]) -> str:
    one, other = " ".join(first), " ".join(second)
    shorter = min(len(one), len(other))
    allowed = min(_MOST_LETTERS, shorter // _LETTERS_TO_ONE)
    if shorter < _SHORTEST or not allowed:
        return ""
    letters = distance(one, other, allowed)
    if letters > allowed:
        return ""
    return "one letter differs" if letters == 1 else f"{letters} letters differ"


def distance(one: str, other: str, most: int) -> int:
    """How many letters have to be put in, taken out or changed to make one text of the other;
    `most` + 1 where it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row = row, [place]
        for index, (above, beside) in enumerate(pairwise(before), 1):
            changed = above + (letter != other[index - 1])
            row.append(min(changed, beside + 1, row[-1] + 1))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
