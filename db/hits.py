"""The sentence around the first hit of a query in an article, cut from the original text; which
articles have one is left to search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from db.connection import Connection
from db.folding import UNSPACED, other_spellings, spelt_otherwise, with_places
from db.query_parts import Part, Words, words_of
from db.records import Hit

_AT_ONCE = 200
_WINDOW, _OVERLAP = 20_000, 300
"""Characters looked through at a time, and how many twice: a hit may stand on the border."""
_LENGTH, _BEFORE = 120, 40
_REACH = 400

_REST_OF_WORD = f"[^\\W_{UNSPACED}]*"
_END_OF_WORD = f"(?![^\\W_{UNSPACED}])"
_TOKEN = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
_SENTENCE_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+|[。！？]|\n+")
_COLUMNS = ("body", "standfirst", "byline", "headline")


class Hits:
    """Looks hits up in the plain texts of one library."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, part: Part | None, numbers: Sequence[int]) -> dict[int, Hit]:
        """The first hit in each of these articles that has one: in the body, or else the
        standfirst, the byline, the headline."""
        wanted = [
            (words, pattern)
            for words in words_of(part)
            for way in (words.text, *spelt_otherwise(words.text))
            if (pattern := _pattern(way, begun=words.begun))
        ]
        found: dict[int, Hit] = {}
        for start in range(0, len(numbers) if wanted else 0, _AT_ONCE):
            some = tuple(numbers[start : start + _AT_ONCE])
            marks = ", ".join("?" * len(some))
            for row in self._connection.rows(
                f"SELECT * FROM plain_texts WHERE number IN ({marks})", some
            ):
                hit = _first(wanted, {name: row[name] for name in _COLUMNS})
                if hit is not None:
                    found[row["number"]] = hit
        return found


def _first(wanted: Sequence[tuple[Words, str]], texts: dict[str, str]) -> Hit | None:
    for column, text in texts.items():
        patterns = [pattern for words, pattern in wanted if words.column in ("", column)]
        if patterns and (place := first_place(text, patterns)):
            return _cut(text, *place)
    return None


def first_place(text: str, patterns: Iterable[str]) -> tuple[int, int] | None:
    """Where the first of some patterns is found in `text`, letters being taken for one another
    as the index takes them."""
    pattern = re.compile("|".join(patterns))
    for start in range(0, max(len(text), 1), _WINDOW):
        window = text[start : start + _WINDOW + _OVERLAP]
        place = _in_letters(window, pattern) or _in_spellings(window, pattern)
        if place:
            return start + place[0], start + place[1]
    return None


def _in_letters(text: str, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    alike, places = with_places(text)
    found = pattern.search(alike)
    if not found:
        return None
    if places is None:
        return found.span()
    return places[found.start()], places[found.end() - 1] + 1


def _in_spellings(text: str, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """A word that is spelt the other way in the query: Müller for Mueller."""
    for word, spelling in other_spellings(text):
        if pattern.fullmatch(with_places(spelling)[0]):
            start = text.lower().find(word)
            return (start, start + len(word)) if start >= 0 else None
    return None


def _pattern(text: str, *, begun: bool) -> str:
    """Words as a regular expression over text made alike by `with_places`."""
    tokens = _TOKEN.findall(with_places(text)[0])
    if not tokens:
        return ""
    joined = re.escape(tokens[0])
    for before, token in pairwise(tokens):
        together = _is_unspaced(before) or _is_unspaced(token)
        joined += ("[\\W_]*" if together else "[\\W_]+") + re.escape(token)
    start = "" if _is_unspaced(tokens[0]) else f"(?<![^\\W_{UNSPACED}])"
    if _is_unspaced(tokens[-1]):
        return f"{start}{joined}"
    return f"{start}{joined}" + (_REST_OF_WORD if begun else _END_OF_WORD)


def _is_unspaced(token: str) -> bool:
    return bool(re.match(f"[{UNSPACED}]", token))


def _cut(text: str, start: int, end: int) -> Hit:
    """The sentence around `text[start:end]`, shortened at words where it is long."""
    first = max((stop.end() for stop in _ends(text, max(0, start - _REACH), start)), default=None)
    last = next((stop.end() for stop in _ends(text, end, end + _REACH)), len(text))
    before = text[max(0, start - _REACH) if first is None else first : start]
    after = text[end : min(last, end + _REACH)]
    match = text[start:end]
    room = max(_LENGTH - len(match), 0)
    before = _last_words(_one_line(before), max(_BEFORE, room - len(_one_line(after))))
    after = _first_words(_one_line(after).rstrip(), room - len(before))
    return Hit(before.lstrip(), _one_line(match), after)


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _SENTENCE_END.finditer(text, start, min(end, len(text)))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _last_words(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    kept = text[-length:]
    border = kept.find(" ")
    return "…" + (kept[border + 1 :] if 0 <= border < length // 2 else kept)


def _first_words(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    kept = text[: max(length, 0)]
    border = kept.rfind(" ")
    return (kept[:border] if border > length // 2 else kept) + "…"
