"""The proof that no word is lost: words in, minus words out, must be the labels consumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(rf"(?V1)[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]+|[{_UNSPACED}]")


class Accountable(Protocol):
    """A story that can list what it is made of."""

    @property
    def body(self) -> str: ...
    @property
    def labels(self) -> tuple[str, ...]: ...
    def texts(self) -> tuple[str, ...]: ...
    def body_texts(self) -> tuple[str, ...]: ...


def words(text: str) -> list[str]:
    """The words of a text: runs of letters, marks and digits; a character each where a script
    is written without spaces, so that joining wrapped lines changes nothing."""
    found: list[str] = _WORD.findall(text)
    return found


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in the texts."""
    return Counter(words("\n".join(texts)))


def unaccounted_words(texts: Iterable[str], story: Accountable) -> tuple[str, ...]:
    """Words of `texts` that are neither in the story nor a label, and words the story has too
    many; also words of body pieces that its Markdown lacks. Empty is the proof."""
    went_in = count_words(texts)
    came_out = count_words(story.texts()) + count_words(story.labels)
    missing = went_in - came_out
    surplus = came_out - went_in
    unwritten = count_words(story.body_texts()) - count_words((story.body,))
    return tuple((missing + surplus + unwritten).elements())
