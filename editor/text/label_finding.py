"""Which of thousands of labels occur in a plain text, as whole words; what is done with those found
is left to the caller."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from editor.text.label_folding import plain_letters

SHORT_CAPITALS = 5
"""A label in capitals of at most so many letters is found in capitals only: `IT` is no `it`."""

# Scripts written without spaces: labels in them are found anywhere, as their words have no ends.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903"
    "\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd\u1dc0-\u1dff"
)
_WORD = re.compile(rf"(?:[^\W_{_UNSPACED}]|[{_MARKS}\u200c\u200d\u00ad])+")
_GAP = re.compile(r"[\s\u00a0\-\u2010-\u2015]+")
_SOFT = re.compile("[\u00ad\u200c\u200d]")


@dataclass(frozen=True, slots=True)
class LabelFound:
    """The thing of a label that was found: as it is first written there, and how often."""

    key: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class _Label:
    key: str
    gaps: tuple[str, ...]
    """What stands between its words."""
    tail: str
    """What stands after its last word: a bracket, a full stop."""
    capitals: str = ""
    """What the text must have in exactly these letters."""


class LabelFinder:
    """Many labels, each of a key, to be found in texts; a key may have several."""

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        self._by_words: dict[tuple[str, ...], list[_Label]] = defaultdict(list)
        self._lengths: dict[str, list[int]] = {}
        """How many words the labels have that begin with this one, the longest first."""
        self._unspaced: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, label in labels:
            if _HAS_UNSPACED.search(label):
                self._add_unspaced(key, plain_letters(label.strip()))
            else:
                self._add(key, label)
        for words in sorted(self._by_words, key=len, reverse=True):
            lengths = self._lengths.setdefault(words[0], [])
            if len(words) not in lengths:
                lengths.append(len(words))
        for others in self._unspaced.values():
            others.sort(key=lambda pair: -len(pair[1]))

    def find(self, text: str) -> tuple[LabelFound, ...]:
        """Each key with a label in `text`: the most frequent first, then in the order of the text.

        Where one label begins with another, the longer one counts. Case and accents don't; time
        grows with the text, not with the labels.
        """
        first: dict[str, tuple[int, str]] = {}
        counts: dict[str, int] = defaultdict(int)
        for key, start, end in self._hits(text):
            counts[key] += 1
            if key not in first or start < first[key][0]:
                first[key] = start, " ".join(text[start:end].split())
        found = sorted(first, key=lambda key: (-counts[key], first[key][0]))
        return tuple(LabelFound(key, first[key][1], counts[key]) for key in found)

    def _add(self, key: str, label: str) -> None:
        spans = [match.span() for match in _WORD.finditer(label)]
        if not spans:
            return
        words = tuple(_folded(label[start:end]) for start, end in spans)
        gaps = _gaps(label, spans)
        inner = label[spans[0][0] : spans[-1][1]]
        letters = sum(map(str.isalpha, inner))
        short = len(spans) == 1 and inner.isupper() and letters <= SHORT_CAPITALS
        self._by_words[words].append(
            _Label(key, gaps, label[spans[-1][1] :], inner if short else "")
        )

    def _add_unspaced(self, key: str, label: str) -> None:
        if len(label) > 1:  # A single character stands in too many words.
            self._unspaced[label[:2]].append((key, label))

    def _hits(self, text: str) -> Iterator[tuple[str, int, int]]:
        yield from self._hits_of_words(text)
        if self._unspaced and _HAS_UNSPACED.search(text):
            yield from self._hits_anywhere(text)

    def _hits_of_words(self, text: str) -> Iterator[tuple[str, int, int]]:
        spans = [match.span() for match in _WORD.finditer(text)]
        words = [_folded(text[start:end]) for start, end in spans]
        place = 0
        while place < len(words):
            length = 1
            for count in self._lengths.get(words[place], ()):
                there = spans[place : place + count]
                label = self._label_at(tuple(words[place : place + count]), there, text)
                if label is not None:
                    length, end = count, there[-1][1]
                    end += len(label.tail) if text.startswith(label.tail, end) else 0
                    yield label.key, there[0][0], end
                    break
            place += length

    def _label_at(
        self, words: tuple[str, ...], spans: list[tuple[int, int]], text: str
    ) -> _Label | None:
        for label in self._by_words.get(words, ()):
            if label.capitals:
                if text[slice(*spans[0])] == label.capitals:
                    return label
            elif label.gaps == _gaps(text, spans):
                return label
        return None

    def _hits_anywhere(self, text: str) -> Iterator[tuple[str, int, int]]:
        folded = text.casefold()
        if len(folded) != len(text):  # Places would be others: letters as they are will do.
            folded = text
        place, last = 0, len(folded) - 1
        while place < last:
            length = 1
            for key, label in self._unspaced.get(folded[place : place + 2], ()):
                if folded.startswith(label, place) and _stands_free(text, place, len(label)):
                    length = len(label)
                    yield key, place, place + length
                    break
            place += length


def _folded(word: str) -> str:
    return plain_letters(word if word.isascii() else _SOFT.sub("", word))


def _gaps(text: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    """Spaces and hyphens are one; a full stop ends a name that hasn't got one there."""
    return tuple(_GAP.sub(" ", text[end:start]) for (_, end), (start, _) in pairwise(spans))


def _stands_free(text: str, start: int, length: int) -> bool:
    """Whether the Latin letters at its ends, if it has such, are no middle of a word."""
    end = start + length
    return not (
        (start > 0 and _is_letter(text[start]) and _is_letter(text[start - 1]))
        or (end < len(text) and _is_letter(text[end - 1]) and _is_letter(text[end]))
    )


def _is_letter(character: str) -> bool:
    return character.isalnum() and not _HAS_UNSPACED.match(character)
