"""What the spelling process does: words in, the wrong ones or suggestions out. Knows neither Qt
nor the library; how the process is started and fed is left to `background`."""

from __future__ import annotations

import signal
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editor.text.words import stems

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from editor.app.dictionaries import Dictionary

SECONDS_TO_CHECK = 10.0
SECONDS_TO_SUGGEST = 15.0
"""A big dictionary takes seconds to read on a busy machine, and a long word to puzzle out."""

MOST_SUGGESTIONS = 7

_SAMPLE = 64 * 1024
_LEAST_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """Words to judge with these dictionaries; `generation` comes back with the reply."""

    generation: int
    dictionaries: tuple[Dictionary, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckReply:
    """`wrong`: the words no dictionary knows; `unreadable`: codes of dictionaries that can't be
    read."""

    generation: int
    wrong: frozenset[str]
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestRequest:
    """A wrong word to find the right one for."""

    generation: int
    dictionaries: tuple[Dictionary, ...]
    word: str


@dataclass(frozen=True, slots=True)
class SuggestReply:
    """Suggestions, the likeliest first."""

    generation: int
    word: str
    suggestions: tuple[str, ...]


Request = CheckRequest | SuggestRequest


def time_limit(request: Request) -> float:
    """Seconds after which an answer has gone wrong."""
    return SECONDS_TO_SUGGEST if isinstance(request, SuggestRequest) else SECONDS_TO_CHECK


class Speller:
    """One dictionary. Raises OSError where its files can't be read."""

    def __init__(self, dictionary: Dictionary) -> None:
        # The engine is a C++ library of a megabyte that this process alone needs.
        from hunspell import Hunspell

        # Paths are given to it in this encoding, whatever the system says.
        self._engine: Any = Hunspell(
            dictionary.code, hunspell_data_dir=str(dictionary.folder), system_encoding="utf-8"
        )
        self._scripts = _scripts(dictionary.folder / f"{dictionary.code}.dic", self._encoding)

    @property
    def _encoding(self) -> str:
        return str(self._engine._dic_encoding)

    def reads(self, word: str) -> bool:
        """Whether the word is in a script the dictionary is written in."""
        return script_of(word) in self._scripts

    def knows(self, word: str) -> bool:
        """Whether the word, or what is left of it without an elision, is in the dictionary."""
        try:
            return any(bool(self._engine.spell(form)) for form in stems(word))
        except UnicodeEncodeError:
            return False

    def suggestions(self, word: str) -> tuple[str, ...]:
        try:
            return tuple(self._engine.suggest(word))
        except UnicodeEncodeError:
            return ()


class SpellChecker:
    """Answers requests one after the other; a dictionary is read when it is first asked for."""

    def __init__(self) -> None:
        self._spellers: dict[Dictionary, Speller | None] = {}

    def answer(self, request: Request) -> CheckReply | SuggestReply:
        spellers = [speller for one in request.dictionaries if (speller := self._speller(one))]
        if isinstance(request, SuggestRequest):
            return SuggestReply(request.generation, request.word, _suggest(spellers, request.word))
        return CheckReply(
            request.generation,
            frozenset(word for word in request.words if is_wrong(spellers, word)),
            tuple(one.code for one in request.dictionaries if self._speller(one) is None),
        )

    def _speller(self, dictionary: Dictionary) -> Speller | None:
        if dictionary not in self._spellers:
            try:
                self._spellers[dictionary] = Speller(dictionary)
            except OSError:
                self._spellers[dictionary] = None
        return self._spellers[dictionary]


def is_wrong(spellers: list[Speller], word: str) -> bool:
    """Whether there are dictionaries for the word's script and none of them knows it."""
    judges = [speller for speller in spellers if speller.reads(word)]
    return bool(judges) and not any(speller.knows(word) for speller in judges)


def _suggest(spellers: list[Speller], word: str) -> tuple[str, ...]:
    """The best of each dictionary in turn, so that the second language is heard too."""
    lists = [speller.suggestions(word) for speller in spellers if speller.reads(word)]
    longest = max(map(len, lists), default=0)
    turns = (one[place] for place in range(longest) for one in lists if place < len(one))
    return tuple(dict.fromkeys(turns))[:MOST_SUGGESTIONS]


def script_of(word: str) -> str:
    """The script of the first letter: `LATIN`, `ARMENIAN`, `ARABIC`; empty for no letter."""
    for letter in word:
        if letter.isalpha():
            return unicodedata.name(letter, "").partition(" ")[0]
    return ""


def _scripts(file: Path, encoding: str) -> frozenset[str]:
    """The scripts of a dictionary's words, from a stretch of them; a few strangers don't count."""
    with file.open("rb") as opened:
        opened.readline()
        sample = opened.read(_SAMPLE).decode(encoding, "ignore")
    found = Counter(script_of(line.partition("/")[0]) for line in sample.splitlines())
    del found[""]
    least = _LEAST_SHARE * found.total()
    return frozenset(script for script, count in found.items() if count >= least)


def run(connection: Connection) -> None:
    """The whole life of the process: says it is ready, answers requests, ends with its parent."""
    # Ctrl+C in a terminal reaches the whole group; the window decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    checker = SpellChecker()
    connection.send("ready")
    try:
        while True:
            connection.send(checker.answer(connection.recv()))
    except (EOFError, OSError):
        return
