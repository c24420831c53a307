"""Letters that a search takes for one another, which SQLite's own tokenizer keeps apart: the index
and what is looked for go through the same door here; looking is left to search.

Accents of Latin letters and case are left to the tokenizer. Whoever changes what becomes of a text
adds a migration step that builds the index anew: the old words are taken out of it by this too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_BORDER = "\ue000"
"""A word nobody types, between a text and the other spellings of its words."""

_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
    "ə": "a", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ŀ": "l", "ς": "σ", "ё": "е", "ѐ": "е",
    "ѝ": "и",
    "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ٱ": "ا",
}  # fmt: skip
_OTHER_SPELLINGS = str.maketrans(
    {"ə": "e", "ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj"}
)
_SPELT_OTHERWISE = re.compile("[əäöüåøđƏÄÖÜÅØĐ]")
# From its beginning, so that a text in one run of letters is not gone through for each of them.
_WORD_SPELT_OTHERWISE = re.compile(rf"\b\w*{_SPELT_OTHERWISE.pattern}\w*")
_OWN_LETTERS = "йїўґѓќ"
"""Cyrillic letters that only look like others with a mark on them."""

_IGNORED = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u200c-\u200f\u2060\ufeff"
)
"""Marks over and under letters, Hebrew points, Arabic vowel signs and lengthening, and characters
that nobody sees."""

_IS_IGNORED = re.compile(f"[{_IGNORED}]")
_LOOKED_THROUGH = (
    (0xC0, 0x250), (0x259, 0x25A), (0x370, 0x400), (0x400, 0x530), (0x590, 0x600), (0x600, 0x700),
    (0x1E00, 0x2000), (0xF900, 0xFB00), (0xFB00, 0xFE00), (0xFE70, 0xFF00), (0xFF01, 0xFFDD),
)  # fmt: skip
_COMPATIBLE = 0xF900

UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
)
"""Characters of scripts that run on without spaces, or set suffixes to their words as Korean does,
for a set in a regular expression: each is a word of its own in the index."""

_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")


def indexed(text: str) -> str:
    """`text` as it is put into the index, with other spellings of its words behind it (Müller
    also as Mueller, Əliyev also as Eliyev). Linear time; text in ASCII is left as it is."""
    if text.isascii():
        return text
    spellings = " ".join(spelling for _, spelling in other_spellings(text))
    if not spellings:
        return sought(text)
    return f"{sought(text)} {_BORDER} {sought(spellings)}"


def sought(text: str) -> str:
    """`text` as it is looked for in the index."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    table, pattern = _replaced()
    text = pattern.sub(lambda found: table.get(found[0], ""), text)
    return _UNSPACED_RUN.sub(_spaced, text)


def with_places(text: str) -> tuple[str, list[int] | None]:
    """`text` in small letters with all that searching doesn't tell apart made alike, to be
    compared in Python; and for each of its characters the place in `text` it comes from, None
    where the places are the same. Characters without spaces stay together."""
    if text.isascii():
        return text.lower(), None
    letters = [*map(_letter, text)]
    alike = "".join(letters)
    if len(alike) == len(text) and all(letters):
        return alike, None
    return alike, [place for place, letter in enumerate(letters) for _ in letter]


def spelt_otherwise(text: str) -> tuple[str, ...]:
    """`text` as those write it who spell its letters otherwise (Müller as Mueller), if any do."""
    if text.isascii():
        return ()
    plain = unicodedata.normalize("NFC", text)
    if not _SPELT_OTHERWISE.search(plain):
        return ()
    return (plain.lower().translate(_OTHER_SPELLINGS),)


def _spaced(run: re.Match[str]) -> str:
    return f" {' '.join(run[0])} "


def other_spellings(text: str) -> Iterator[tuple[str, str]]:
    """Words of `text` that some write otherwise, in small letters, each once with that spelling."""
    composed = unicodedata.normalize("NFC", text)
    if not _SPELT_OTHERWISE.search(composed):
        return
    for word in dict.fromkeys(_WORD_SPELT_OTHERWISE.findall(composed)):
        small = word.lower()
        yield small, small.translate(_OTHER_SPELLINGS)


@cache
def _letter(letter: str) -> str:
    """One character as it is compared: a few letters, one, or none at all."""
    if letter.isascii():
        return letter.lower()
    if _IS_IGNORED.match(letter):
        return ""
    if ord(letter) >= _COMPATIBLE and not _UNSPACED_RUN.match(letter):
        whole = unicodedata.normalize("NFKC", letter)
        if whole != letter:
            return "".join(map(_letter, whole))
    small = letter.lower() if len(letter.lower()) == 1 else letter.lower()[0]
    if small in _LETTERS:
        return _LETTERS[small]
    if small in _OWN_LETTERS or _UNSPACED_RUN.match(small):
        return small
    if unicodedata.decimal(small, None) is not None:
        return str(unicodedata.decimal(small))
    apart = unicodedata.normalize("NFD", small)
    if all(map(_IS_IGNORED.match, apart[1:])):
        return _LETTERS.get(apart[0], apart[0])
    return small


@cache
def _replaced() -> tuple[dict[str, str], re.Pattern[str]]:
    """What becomes of the characters that the tokenizer would not take for the ones they are
    compared as, and where they stand."""
    table = {
        letter: alike
        for first, end in _LOOKED_THROUGH
        for letter in map(chr, range(first, end))
        if (alike := _letter(letter)) != letter and not _is_left_to_the_tokenizer(letter, alike)
    }
    letters = "".join(letter for letter, alike in table.items() if alike)
    return table, re.compile(f"[{re.escape(letters)}{_IGNORED}]")


def _is_left_to_the_tokenizer(letter: str, alike: str) -> bool:
    """It knows case, and marks on the letters of ASCII."""
    base = unicodedata.normalize("NFD", letter)[0]
    return alike == letter.lower() or (base.isascii() and len(alike) == 1 and alike.isascii())
