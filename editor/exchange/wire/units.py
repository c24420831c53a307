"""A line of copy with how it reads worked out once, for the head, tail and body to judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from editor.exchange.wire.marks import bullet, is_rule, number_mark, without_bullet
from editor.exchange.wire.normalise import Line
from editor.exchange.wire.sentences import (
    count_words,
    ends_sentence,
    finished,
    headline_like,
    is_url,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A line (a whole paragraph, once unwrapped) and how it reads.

    `mark` is its bullet or number, `bare` the text behind a bullet. `ended` tells whether the
    text ends as a sentence does, `prose` whether it is body copy by length or by its end.
    """

    line: int
    text: str
    indent: int
    gap: int
    mark: str
    numbered: bool
    bare: str
    words: int
    ended: bool
    prose: bool
    url: bool
    rule: bool
    joined: bool

    @property
    def bulleted(self) -> bool:
        return bool(self.mark) and not self.numbered

    def headline_like(self, words: int = 15, characters: int = 110) -> bool:
        return not self.mark and headline_like(self.text, words=words, characters=characters)


def unit(line: Line) -> Unit:
    """The line with how it reads worked out."""
    rule = is_rule(line.text)
    numbered = number_mark(line.text)
    mark = "" if rule else numbered or bullet(line.text)
    bare = line.text if numbered or rule else without_bullet(line.text)
    words = count_words(bare)
    ended = ends_sentence(line.text)
    return Unit(
        line=line.number, text=line.text, indent=line.indent, gap=line.gap, mark=mark,
        numbered=bool(numbered), bare=bare, words=words, ended=finished(line.text),
        prose=(ended and words >= 4) or words > 14, url=is_url(bare), rule=rule,
        joined=line.joined,
    )  # fmt: skip


def speakers(units: Sequence[Unit]) -> frozenset[str]:
    """The words before a colon that open two lines or more: speakers of an interview, fields of
    a table."""
    prefixes = Counter(prefix for each in units if (prefix := prefix_of(each.text)))
    return frozenset(prefix for prefix, times in prefixes.items() if times >= 2)


def prefix_of(text: str) -> str:
    """The one to four words before a colon near the start of the text, or nothing."""
    before, colon, after = text[:40].partition(":")
    if not colon or not after.strip() or after[:1].isdigit() or len(before.split()) > 4:
        return ""
    return before.strip(" *_")
