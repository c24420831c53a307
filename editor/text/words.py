"""Finds the words of one line of Markdown whose spelling can be judged: prose and no code,
addresses, names of accounts or tags; whether they are right is left to the caller."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple


class Word(NamedTuple):  # Made for every word in view: a third of a dataclass's time.
    """A word as typed, from `start` to `end` in code points of its line; `text` is what to look
    up in a dictionary."""

    start: int
    end: int
    text: str


_start_of, _end_of = itemgetter(0), itemgetter(1)

LONGEST_LINE = 20_000
"""Characters; a longer line is one pasted paragraph, and is not read at every key."""

LONGEST_WORD = 80
"""Characters; what is longer is no word of any dictionary."""

_LONGEST_ACRONYM = 5
_LONGEST_ELISION = 5
_APOSTROPHE = "'"
_FRONT_MATTER = "---"
_FRONT_MATTER_LIMIT = 200

# Marks that belong to the letter before them, in the scripts that have them: `\w` leaves them out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u07a6-\u07b0\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983"
    "\u09bc\u09be-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83"
    "\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d82\u0d83\u0dca-\u0ddf\u1dc0-\u1dff"
)
# Letters of scripts written without spaces: where their words end only a dictionary knows.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# What may stand inside a word: soft hyphens, joiners, and the marks Armenian puts on the
# stressed vowel.
_INSIDE = "\u00ad\u200c\u200d\u055a-\u055f"
_LETTER = rf"(?:(?![{_UNSPACED}])[^\W_]|[{_MARKS}{_INSIDE}])"
_ANY_WORD = rf"(?![{_UNSPACED}])[^\W_]{_LETTER}*+(?:['’ʼ‐‑\-·״׳]{_LETTER}++)*+"

_LAST_LATIN = "\u02ff"
_LATIN_WORD = r"[^\W_](?:[^\W_]|\xad)*+(?:['’\-·](?:[^\W_]|\xad)++)*+"
_TYPOGRAPHY = dict.fromkeys(map(ord, "‘’“”–—…•€′″"))
_DOMAINS = r"\.(?:com|org|net|edu|gov|int|info|io)(?!\w)"
_MARKUP = (
    r"\\[!-/:-@\[-`{-~]",
    r"(?<!`)(?P<ticks>`++).{1,4000}?(?<!`)(?P=ticks)(?!`)",
    r"\[\[[^\[\]|\n]{1,400}(?:\\?\||\]\])",
    r"\[\^[^\]\n]{1,100}\]:?",
    # The address of a link; the title after it is prose again.
    r"\]\([ \t]{0,20}(?:<[^<>\n]{0,2000}>"
    r"|[^\s()]{0,2000}(?:\([^\s()]{0,400}\)[^\s()]{0,400}){0,8})",
    r"\]\[[^\[\]\n]{0,300}\]",
    r"\{:?[ \t]{0,4}[.#\w][^{}\n]{0,300}\}",
    r"<!--.{0,1000}?-->",
    r"</?[A-Za-z][^<>\n]{0,1000}>",
    r"<[A-Za-z][\w+.-]{1,20}:[^<>\s]{0,2000}>",
    r"&(?:\#\w{1,8}|[A-Za-z][A-Za-z0-9]{1,31});",
)
_ADDRESSES = (
    r"(?<!\w)(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|www\.|mailto:)[^\s<>\[\]]{1,2000}+",
    r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}",
    rf"(?<![\w-])[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{0,6}}{_DOMAINS}(?:/[^\s<>\[\]()]{{0,2000}}+)?",
    r"(?<![\w&])[@#]\w[\w.]{0,100}(?<!\.)",
    r"[^\W_]{1,80}+(?:_[^\W_]{1,80}+)+",
)
# A line is read with the fewest alternatives that will do: each costs a try at every character.
_HAS_ADDRESSES = re.compile(rf"[@#_]|://|www\.|mailto:|{_DOMAINS}")
_HAS_MARKUP = re.compile(r"[\\`\[\]{}<&]")


@cache
def _token(markup: bool, addresses: bool, latin: bool) -> re.Pattern[str]:
    """Made when the first such line comes: most texts need two or three of the eight."""
    word = _LATIN_WORD if latin else _ANY_WORD
    left_out = (_MARKUP if markup else ()) + (_ADDRESSES if addresses else ())
    return re.compile("|".join((*left_out, f"(?P<word>{word})")))


_CODE = re.compile(r"(?: {4}|\t)(?!\s*(?:[-*+]|\d{1,9}[.)])\s)")
_DEFINITION = re.compile(r" {0,3}(?:\[(?!\^)[^\[\]\n]{1,300}\]:[ \t]*\S+|\*\[[^\]\n]{1,100}\]:)")
_NOT_LOOKED_UP = {
    **dict.fromkeys(map(ord, "’ʼ"), _APOSTROPHE),
    **dict.fromkeys(map(ord, "‐‑"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u0640\u055b\u055c\u055e\u055f")),
}
_JOINTS = re.compile(r"[-·]")


def words(line: str, *, in_code: bool = False) -> Iterator[Word]:
    """The words of a line, in order, in time proportional to its length.

    `in_code` says that the line stands in a fenced block or in front matter. Any string is read.
    """
    if in_code or len(line) > LONGEST_LINE or _CODE.match(line):
        return
    definition = _DEFINITION.match(line)
    begin = definition.end() if definition else 0
    yield from _found(_token(*_kind_of(line)), line, begin, len(line))


class RunningWords:
    """The words of one line as it is being written: only those an edit touched are looked for
    again. Gives the same as `words`."""

    def __init__(self) -> None:
        self._line = ""
        self._words: list[Word] = []
        self._kind: _Kind | None = None

    def of(self, line: str, *, in_code: bool = False) -> list[Word]:
        """The words of a line; quick where it is the one asked for last or little of it has
        changed. The list is not to be changed."""
        kind = None if in_code else _kind_of_prose(line)
        if kind is None:
            self._words = list(words(line, in_code=in_code))
        elif kind != self._kind:
            self._words = list(_found(_token(*kind), line, 0, len(line)))
        elif line != self._line:
            self._words = self._words_after_edit(_token(*kind), line)
        self._line, self._kind = line, kind
        return self._words

    def _words_after_edit(self, token: re.Pattern[str], line: str) -> list[Word]:
        """In prose no word goes over a blank: those between two blanks are all that can differ."""
        old = self._line
        head = line.rfind(" ", 0, _equal_start(old, line)) + 1
        rest = _equal_end(old[head:], line[head:])
        blank = line.find(" ", len(line) - rest)
        end, by = (len(line) if blank < 0 else blank), len(line) - len(old)
        before = bisect_right(self._words, head, key=_end_of)
        after = bisect_left(self._words, end - by, key=_start_of)
        return [
            *self._words[:before],
            *_found(token, line, head, end),
            *(Word(word[0] + by, word[1] + by, word[2]) for word in self._words[after:]),
        ]


_Kind = tuple[bool, bool, bool]
"""Whether a line has markup, whether addresses, and whether all of it is Latin."""


def _kind_of(line: str) -> _Kind:
    return (
        bool(_HAS_MARKUP.search(line)),
        bool(_HAS_ADDRESSES.search(line)),
        line.isascii() or _is_latin(line),
    )


def _kind_of_prose(line: str) -> _Kind | None:
    """The kind of a line in which there is nothing but words; None of any other."""
    if len(line) > LONGEST_LINE or _CODE.match(line):
        return None
    kind = _kind_of(line)
    return None if kind[0] or kind[1] else kind


def _found(token: re.Pattern[str], line: str, begin: int, end: int) -> Iterator[Word]:
    for found in token.finditer(line, begin, end):
        if found.lastgroup == "word" and len(found[0]) <= LONGEST_WORD:
            text = looked_up(found[0])
            if not is_passed_over(text):
                yield Word(found.start(), found.end(), text)


def _equal_start(one: str, other: str) -> int:
    """How many characters are equal at the beginning, found by halves: a slice is compared in
    less time than a character by a loop."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _equal_end(one: str, other: str) -> int:
    """How many characters are equal at the end."""
    return _equal_start(one[::-1], other[::-1])


def _is_latin(line: str) -> bool:
    """Whether all but the quotation marks and dashes of a line is Latin, without marks apart."""
    return max(line.translate(_TYPOGRAPHY), default="") <= _LAST_LATIN


def looked_up(text: str) -> str:
    """`text` as dictionaries write it: plain apostrophes and hyphens, no soft hyphens, no marks
    of stress inside Armenian words, no stretched Arabic ones."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_NOT_LOOKED_UP))


def parts(text: str) -> tuple[str, ...]:
    """The words a word with hyphens is made of, those that need not be judged left out."""
    return tuple(part for part in _JOINTS.split(text) if part and not is_passed_over(part))


def stems(text: str) -> tuple[str, ...]:
    """The word itself, and what is left of it without `'s` or without `l'`, `d'`, `dell'`."""
    before, apostrophe, after = text.partition(_APOSTROPHE)
    if not apostrophe:
        return (text,)
    if after in ("s", "S"):
        return text, before
    elided = len(before) <= _LONGEST_ELISION and len(after) > 2
    return (text, after) if elided else (text,)


def is_passed_over(text: str) -> bool:
    """Single letters, words with figures, and acronyms up to five letters, also of several."""
    if len(text) < 2:
        return True
    if not text[1].isupper() and text.isalpha():
        return False
    if any(letter.isdigit() for letter in text):
        return True
    stem = stems(text)[-1]
    stem = stem[:-1] if stem.endswith("s") and len(stem) > 2 else stem
    return len(stem) <= _LONGEST_ACRONYM and stem.isupper()


def in_the_manner_of(written: str, suggestion: str) -> str:
    """A suggestion with the curly apostrophe of the word it is put in place of."""
    return suggestion.replace(_APOSTROPHE, "’") if "’" in written else suggestion


def front_matter_lines(first_lines: Iterator[str]) -> int:
    """How many lines of front matter a text begins with; only its first lines are read."""
    if next(first_lines, "").rstrip() != _FRONT_MATTER:
        return 0
    for number, line in enumerate(first_lines, start=2):
        if line.rstrip() in (_FRONT_MATTER, "..."):
            return number
        if number >= _FRONT_MATTER_LIMIT or not line.strip():
            break
    return 0
