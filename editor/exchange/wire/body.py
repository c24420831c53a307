"""The body of wire copy: headings among the paragraphs; what stands apart in other ways is left to
`set_apart`."""

from __future__ import annotations

from collections.abc import Sequence

from editor.exchange.wire import patterns
from editor.exchange.wire.dates import is_date, is_time, is_year, starts_with_time
from editor.exchange.wire.kinds import Guess, Kind
from editor.exchange.wire.marks import dressed
from editor.exchange.wire.sentences import (
    DASHES,
    QUOTES,
    breaks_off,
    ends_question,
    ends_sentence,
    fully_quoted,
    has_letters,
    headline_like,
    is_capitals,
)
from editor.exchange.wire.set_apart import dashed_question, read_set_apart
from editor.exchange.wire.titles import is_score
from editor.exchange.wire.units import Unit, prefix_of
from editor.exchange.wire.values import is_hashtags

HEADING_WORDS, HEADING_CHARACTERS = 10, 75
LONGEST_RUN = 3
"""More short lines in a row are verse, a table or names, not headings."""
_FURNITURE = frozenset(
    ("advertisement", "skip advertisement", "article continues below", "story continues below",
     "share", "comments", "continue reading", "anzeige", "publicité", "publicidad", "реклама")
)  # fmt: skip
_CLOSING = {"“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“”", "「": "」", "『": "』"}
PARAGRAPH = Guess(Kind.PARAGRAPH, 0.9, "Running text")


def read_body(
    units: Sequence[Unit], start: int, end: int, known: dict[int, Guess], speakers: frozenset[str]
) -> dict[int, Guess]:
    """What the units from `start` up to `end` are; `known` are already understood."""
    return _Body(units, start, end, known, speakers).read()


class _Body:
    """The units of the body, and what is understood of them so far."""

    def __init__(
        self, units: Sequence[Unit], start: int, end: int, known: dict[int, Guess],
        speakers: frozenset[str],
    ) -> None:  # fmt: skip
        self.units, self.start, self.end = units, start, end
        self.known = known
        self.speakers = speakers
        self.guesses = read_set_apart(units, start, end, known)

    def read(self) -> dict[int, Guess]:
        for index in range(self.end - 1, self.start - 1, -1):
            if index not in self.known and index not in self.guesses:
                self.guesses[index] = self._heading(index) or PARAGRAPH
        return self._without_long_runs()

    def _heading(self, index: int) -> Guess | None:
        unit = self.units[index]
        if is_time(unit.text) and self._body_follows(index):
            return Guess(Kind.HEADING, 0.9, "A time alone on a line, followed by an entry")
        dated = is_date(unit.text) or is_year(unit.text)
        if dated and self._body_follows(index) and not _ended_by_stop(unit):
            return Guess(Kind.HEADING, 0.85, "A date alone on a line, followed by an entry")
        if dashed_question(self.units, index, self.end) or self._timed(index):
            return Guess(Kind.HEADING, 0.75, "A question or a time opens the line, with text below")
        inner = dressed(unit.text)
        if inner and headline_like(inner, words=14, characters=100) and self._body_follows(index):
            return Guess(Kind.HEADING, 0.93, "A short line set off by signs on both sides")
        if not self._heading_like(unit) or not self._body_follows(index):
            return None
        if not self._ended_before(index):
            return None
        return Guess(Kind.HEADING, self._confidence(index), self._why(index))

    def _timed(self, index: int) -> bool:
        """Whether a time and a few words open an entry of a live report."""
        unit = self.units[index]
        return (
            starts_with_time(unit.text) and self._heading_like(unit) and self._body_follows(index)
        )

    def _heading_like(self, unit: Unit) -> bool:
        text = unit.text
        if not headline_like(text, words=HEADING_WORDS, characters=HEADING_CHARACTERS):
            return False
        if text.strip(" .-").casefold() in _FURNITURE or is_hashtags(text):
            return False
        if (unit.mark and not unit.numbered) or text[0] in DASHES:
            return False
        if ends_sentence(text) and not ends_question(text):
            return False
        if (
            is_score(text)
            or patterns.is_byline(text)
            or patterns.is_question_or_answer(text)
            or "  " in text
        ):
            return False
        if breaks_off(text, words=7 if unit.gap else 5):
            return False
        if text[:1] in QUOTES + "‘'" and not fully_quoted(text):
            return any(mark in text[1:] for mark in _CLOSING.get(text[0], text[0]))
        prefix = prefix_of(text)
        return not (prefix and (prefix in self.speakers or (is_capitals(prefix) and len(prefix) > 1
                                and not text.isupper() and self._interview())))  # fmt: skip

    def _interview(self) -> bool:
        return len(self.speakers) > 0

    def _ended_before(self, index: int) -> bool:
        """Whether the copy above has come to an end, so that a heading may stand here."""
        for at in range(index - 1, -1, -1):
            guess = self.known.get(at) or self.guesses.get(at)
            unit = self.units[at]
            if guess is None:
                return unit.ended or (not unit.prose and self._heading_like(unit))
            if guess.kind in (Kind.END_MARK, Kind.LABEL):
                continue
            if guess.kind in (Kind.PARAGRAPH, Kind.DATELINE):
                return unit.ended
            return guess.kind is not Kind.HEADLINE or self._one_of_several(index)
        return False

    def _one_of_several(self, index: int) -> bool:
        """Whether a question or a numbered line is the first of a row of such headings."""
        unit = self.units[index]
        later = [self.units[at] for at, guess in self.guesses.items() if at > index
                 and guess.kind is Kind.HEADING]  # fmt: skip
        if unit.numbered:
            return any(each.numbered for each in later)
        return ends_question(unit.text) and any(ends_question(each.text) for each in later)

    def _body_follows(self, index: int) -> bool:
        """Whether running text comes next, perhaps below another heading."""
        for at in range(index + 1, self.end):
            guess = self.known.get(at) or self.guesses.get(at)
            unit = self.units[at]
            if guess is None:
                return unit.prose
            if guess.kind in (Kind.CAPTION, Kind.INLINE_RELATED, Kind.LABEL):
                continue
            if guess.kind is Kind.PARAGRAPH:
                if is_score(unit.text) and has_letters(unit.text):
                    return True
                return unit.prose or unit.ended or (unit.text.endswith(":") and unit.words > 3)
            return guess.kind in (Kind.HEADING, Kind.LIST, Kind.PULL_QUOTE, Kind.BLOCK_QUOTE)
        return False

    def _confidence(self, index: int) -> float:
        unit = self.units[index]
        sure = 0.9 if unit.words <= 7 else 0.8
        return sure if unit.gap or not ends_question(unit.text) else sure - 0.1

    def _why(self, index: int) -> str:
        if ends_question(self.units[index].text):
            return "A short question on a line of its own, followed by text"
        following = 0
        for at in range(index + 1, self.end):
            guess = self.guesses.get(at)
            if guess is None or guess.kind is not Kind.PARAGRAPH:
                break
            following += 1
        counted = {0: "more of the story", 1: "one paragraph"}.get(
            following, f"{following} paragraphs"
        )
        return f"A short line without a full stop, followed by {counted}"

    def _without_long_runs(self) -> dict[int, Guess]:
        """Headings in long unbroken runs are no headings: verse, names, results."""
        index = self.start
        while index < self.end:
            at = index
            while at < self.end and self._plain_heading(at):
                at += 1
            if at - index > 1 and self._no_headings(index, at):
                for inside in range(index, at):
                    self.guesses[inside] = Guess(
                        Kind.PARAGRAPH, 0.6, "One of many short lines in a row"
                    )
            index = max(at, index + 1)
        return self.guesses

    def _no_headings(self, start: int, end: int) -> bool:
        """Whether short lines in a row are rather verse, a table or names."""
        return end - start > LONGEST_RUN or self._all_names(start, end) or self._verse(start, end)

    def _verse(self, start: int, end: int) -> bool:
        """Whether the lines stand close together in a block of their own, and are long for
        headings."""
        lines = self.units[start:end]
        close = lines[0].gap > 0 and not any(each.gap for each in lines[1:])
        apart = end < len(self.units) and self.units[end].gap > 0
        return close and apart and sum(each.words for each in lines) >= 5 * len(lines)

    def _all_names(self, start: int, end: int) -> bool:
        """Whether every line is a name, as below a letter."""
        return all(patterns.is_bare_name(each.text) for each in self.units[start:end])

    def _plain_heading(self, index: int) -> bool:
        guess = self.guesses.get(index)
        return (
            bool(guess and guess.kind is Kind.HEADING) and dressed(self.units[index].text) is None
        )


def _ended_by_stop(unit: Unit) -> bool:
    """Whether a date ends as a sentence does, not as `9:40 p.m.` does."""
    return unit.ended and not unit.text.casefold().endswith((" a.m.", " p.m."))
