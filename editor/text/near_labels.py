"""Labels that may name one thing: the same but for case, accents, hyphens, number, the order of
words or a slip of the pen, or one short for the other; which of them do is left to the writer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from editor.text.label_folding import WORD, plain_letters, singular

T = TypeVar("T")

ONE_SLIP, TWO_SLIPS = 5, 10
"""From so many letters on a word may have one slip, or two."""

_LONGEST_WORD = 40
_LONGEST_ACRONYM = 8
_LARGEST_GROUP = 50
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "for", "in", "of", "on", "the", "to",
     "de", "del", "der", "des", "du", "la", "le", "und", "y")
)  # fmt: skip
_IN_BRACKETS = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Near:
    """Two of the things named, by their keys, and in a sentence why they may be one."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    text: str
    words: tuple[str, ...]
    outside: str = ""
    """What stands before a bracket at the end."""
    inside: str = ""

    @classmethod
    def of(cls, key: str, text: str) -> _Name:
        found = _IN_BRACKETS.match(text)
        outside, inside = found.groups() if found else ("", "")
        return cls(key, text, _words(text), outside, inside)


def near_labels(names: Iterable[tuple[str, str]]) -> tuple[Near, ...]:
    """Pairs among (key, name) that may be one; a key may have several names, and is no pair with
    itself. Each pair once, with its surest reason, in the order of the names.

    Time grows with the names and their pairs, not with the square of the names.
    """
    known = [name for name in (_Name.of(key, text) for key, text in names) if name.words]
    found: dict[frozenset[str], Near] = {}
    for pairs, reason in _KINDS:
        for one, other in pairs(known):
            pair = frozenset((one.key, other.key))
            if len(pair) == 2 and pair not in found:
                found[pair] = Near(one.key, other.key, reason(one, other))
    order = {name.key: place for place, name in reversed(list(enumerate(known)))}
    return tuple(sorted(found.values(), key=lambda near: (order[near.one], order[near.other])))


_Pairs = Iterator[tuple[_Name, _Name]]


def _same_letters(names: Sequence[_Name]) -> _Pairs:
    return _with_the_same(names, lambda name: "".join(WORD.findall(name.text)).casefold())


def _same_plain_letters(names: Sequence[_Name]) -> _Pairs:
    return _with_the_same(names, lambda name: "".join(name.words))


def _same_number(names: Sequence[_Name]) -> _Pairs:
    return _with_the_same(names, lambda name: "".join(map(singular, name.words)))


def _same_words(names: Sequence[_Name]) -> _Pairs:
    return _with_the_same(
        names, lambda name: " ".join(sorted(name.words)) if len(name.words) > 1 else ""
    )


def _same_outside_brackets(names: Sequence[_Name]) -> _Pairs:
    """Two that have brackets are told apart by them."""
    whole = {" ".join(name.words): name for name in names if not name.inside}
    for name in names:
        other = whole.get(" ".join(_words(name.outside)))
        if name.outside and other is not None:
            yield name, other


def _acronyms(names: Sequence[_Name]) -> _Pairs:
    """Short names in capitals, and those they stand in brackets after or are the initials of."""
    short = {
        letters: name
        for name in names
        if (letters := name.text.replace(".", "")).isupper()
        and letters.isalpha()
        and 2 <= len(letters) <= _LONGEST_ACRONYM
    }
    for name in names:
        for letters in {name.inside.replace(".", ""), *_initials(name.outside or name.text)}:
            if letters in short:
                yield short[letters], name


def _one_word_slipped(names: Sequence[_Name]) -> _Pairs:
    called: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
    for name in names:
        called[name.words].append(name)
    slips = _slips({word for name in names for word in name.words})
    for name in names:
        for place, word in enumerate(name.words):
            for slip in slips.get(word, ()):
                for other in called.get((*name.words[:place], slip, *name.words[place + 1 :]), ()):
                    yield name, other


_KINDS: tuple[tuple[Callable[[Sequence[_Name]], _Pairs], Callable[[_Name, _Name], str]], ...] = (
    (_same_letters, lambda a, b: f"“{a.text}” and “{b.text}” differ only in hyphens or spaces."),
    (_same_plain_letters, lambda a, b: f"“{a.text}” and “{b.text}” differ only in accents."),
    (_same_number, lambda a, b: f"“{a.text}” and “{b.text}” are singular and plural of one."),
    (_same_outside_brackets, lambda a, b: f"“{a.text}” is “{b.text}” with something in brackets."),
    (_acronyms, lambda a, b: f"“{a.text}” may be short for “{b.text}”."),
    (_same_words, lambda a, b: f"“{a.text}” and “{b.text}” are the same words in another order."),
    (_one_word_slipped, lambda a, b: f"“{a.text}” and “{b.text}” differ in a letter or two."),
)
"""How names may be the same, the surest first, and how that is said."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(plain_letters(word) for word in WORD.findall(text))


def _with_the_same(names: Sequence[_Name], what: Callable[[_Name], str]) -> _Pairs:
    groups: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        if key := what(name):
            groups[key].append(name)
    for group in groups.values():
        yield from _pairs(group[:_LARGEST_GROUP])


def _pairs(group: Sequence[T]) -> Iterator[tuple[T, T]]:
    for place, one in enumerate(group):
        for other in group[place + 1 :]:
            yield one, other


def _initials(text: str) -> tuple[str, ...]:
    """The first letters of the words, with the small words and without."""
    words = WORD.findall(text)
    if len(words) < 2:
        return ()
    longer = [word for word in words if word.casefold() not in _SMALL_WORDS]
    return tuple("".join(word[0] for word in some).upper() for some in (words, longer))


def _slips(words: Iterable[str]) -> dict[str, list[str]]:
    """For each word those that a slip makes of it: they have a spelling in common once a letter
    or two are left out."""
    first: dict[str, str] = {}
    later: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if ONE_SLIP - 1 <= len(word) <= _LONGEST_WORD and word.isalpha():
            for spelling in _left_out(word, twice=len(word) >= TWO_SLIPS - 1):
                if first.setdefault(spelling, word) is not word:
                    later[spelling].append(word)
    found: dict[str, list[str]] = defaultdict(list)
    for spelling, others in later.items():
        for one, other in _pairs((first[spelling], *others[:_LARGEST_GROUP])):
            if other not in found[one] and _is_slip(one, other):
                found[one].append(other)
                found[other].append(one)
    return found


def _left_out(word: str, *, twice: bool) -> set[str]:
    """The word, and what it is with one letter left out or with two; never the first one."""
    places = range(1, len(word))
    found = {word, *(word[:at] + word[at + 1 :] for at in places)}
    if twice:
        found.update(word[:a] + word[a + 1 : b] + word[b + 1 :] for a, b in combinations(places, 2))
    return found


def _is_slip(one: str, other: str) -> bool:
    """A first letter is seldom missed: words that differ in it are two."""
    longer = max(len(one), len(other))
    allowed = 0 if longer < ONE_SLIP else 1 if longer < TWO_SLIPS else 2
    return one[0] == other[0] and _distance(one, other, allowed) <= allowed


def _distance(one: str, other: str, limit: int) -> int:
    """Letters put in, left out, changed or swapped with the next; anything over `limit` counts as
    one more than that."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = before, row, [i] + [0] * len(other)
        for j, wanted in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], above[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return row[-1]
