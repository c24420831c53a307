"""How well what was typed fits the words of a choice: pure, so that every picker ranks alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

_WHOLE, _START, _WORDS, _WITHIN, _LETTERS = range(5)


def fit(typed: str, words: str) -> tuple[int, int] | None:
    """A sort key, smaller fits better, or None where it does not fit at all.

    Fits in this order: the same words; a start; starts of words in order; within; letters in order.
    """
    needle, hay = typed.casefold().strip(), words.casefold()
    if not needle:
        return (_WHOLE, 0)
    if needle == hay:
        return (_WHOLE, 0)
    if hay.startswith(needle):
        return (_START, len(hay))
    if _starts_words(needle.split(), hay.split()):
        return (_WORDS, len(hay))
    if needle in hay:
        return (_WITHIN, hay.index(needle))
    spread = _spread(needle.replace(" ", ""), hay)
    return None if spread is None else (_LETTERS, spread)


def best(typed: str, choices: Iterable[T], words: Callable[[T], str]) -> list[T]:
    """The choices that fit, best first; equals stay in their order."""
    fitting = [(key, choice) for choice in choices if (key := fit(typed, words(choice)))]
    return [choice for _, choice in sorted(fitting, key=lambda pair: pair[0])]


def _starts_words(starts: list[str], words: list[str]) -> bool:
    rest = iter(words)
    return all(any(word.startswith(start) for word in rest) for start in starts)


def _spread(letters: str, hay: str) -> int | None:
    """How many characters the letters are spread over, or None if they don't occur in order."""
    first = place = hay.find(letters[0])
    for letter in letters:
        place = hay.find(letter, place)
        if place < 0:
            return None
        place += 1
    return place - first
