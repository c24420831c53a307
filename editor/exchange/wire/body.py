"""The body of wire copy: headings, pull quotes, captions, links to other stories, lists and block
quotes among the paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from editor.exchange.wire import patterns
from editor.exchange.wire.dates import is_date, is_time, starts_with_time
from editor.exchange.wire.kinds import Guess, Kind
from editor.exchange.wire.labels import (
    is_end_mark,
    pull_quote_label,
    read_label,
    related_label,
)
from editor.exchange.wire.marks import dressed
from editor.exchange.wire.sentences import (
    DASHES,
    QUOTES,
    ends_question,
    ends_sentence,
    fully_quoted,
    headline_like,
    is_capitals,
)
from editor.exchange.wire.titles import is_score
from editor.exchange.wire.units import Unit, prefix_of

HEADING_WORDS, HEADING_CHARACTERS = 10, 75
LONGEST_RUN = 3
"""More short lines in a row are verse, a table or names, not headings."""
_FURNITURE = frozenset(
    ("advertisement", "skip advertisement", "article continues below", "story continues below",
     "share", "comments", "continue reading", "anzeige", "publicité", "publicidad", "реклама")
)  # fmt: skip
MOST_CANDIDATES = 50
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
        self.guesses: dict[int, Guess] = {}
        self.quoted = _repeated_quotes(units[start:end])
        self.numbered = sum(
            each.numbered and self._lone_number(index)
            for index, each in enumerate(units[start:end], start)
        )

    def read(self) -> dict[int, Guess]:
        for index in range(self.start, self.end):
            if index in self.known or index in self.guesses:
                continue
            guess = self._set_apart(index)
            if guess:
                self.guesses[index] = guess
        for index in range(self.end - 1, self.start - 1, -1):
            if index not in self.known and index not in self.guesses:
                self.guesses[index] = self._heading(index) or PARAGRAPH
        return self._without_long_runs()

    def _set_apart(self, index: int) -> Guess | None:
        unit = self.units[index]
        return (
            self._end_mark(unit)
            or self._inline_related(index)
            or self._pull_quote(index)
            or self._caption(unit)
            or self._block_quote(unit)
            or self._list(index)
            or self._underlined(index)
        )

    def _end_mark(self, unit: Unit) -> Guess | None:
        if unit.rule or not is_end_mark(unit.text):
            return None
        return Guess(Kind.END_MARK, 0.85, "A sign that the story ends, with notes below it")

    def _inline_related(self, index: int) -> Guess | None:
        text = self.units[index].bare.strip()
        labelled = read_label(text)
        if labelled and (
            headline_like(labelled.rest.strip("]) "), words=25, characters=200)
            or "http" in labelled.rest
        ):
            if index + 1 < self.end and self.units[index + 1].url:
                self.guesses[index + 1] = Guess(
                    Kind.INLINE_RELATED, 0.9, "The web address of the story named above it"
                )
            return Guess(
                Kind.INLINE_RELATED,
                0.95,
                "A word that sends readers to another story, then its headline",
            )
        label = related_label(text)
        if label and not label.rest:
            return self._labelled_block(index)
        return None

    def _labelled_block(self, index: int) -> Guess | None:
        """`Related stories` in mid-story and the headlines below it."""
        at = index + 1
        while at < self.end and at - index <= 10 and self._linked(at):
            at += 1
        if at == index + 1:
            return None
        for inside in range(index + 1, at):
            self.guesses[inside] = Guess(
                Kind.INLINE_RELATED, 0.85, "Stands below a label that says related stories follow"
            )
        return Guess(Kind.LABEL, 0.9, "Says that related stories follow")

    def _linked(self, index: int) -> bool:
        unit = self.units[index]
        if unit.url:
            return True
        near = unit.gap == 0 or unit.bulleted or self.units[index - 1].gap == unit.gap == 0
        url_below = index + 1 < self.end and self.units[index + 1].url
        follows_prose = index + 1 < self.end and self.units[index + 1].prose
        fits = headline_like(unit.bare, words=20, characters=150)
        return fits and (
            near or url_below or not follows_prose or self.units[index - 1].text.endswith(":")
        )

    def _pull_quote(self, index: int) -> Guess | None:
        unit = self.units[index]
        if pull_quote_label(unit.text):
            label = pull_quote_label(unit.text)
            if label and label.rest:
                return Guess(Kind.PULL_QUOTE, 0.95, "Labelled as a pull quote")
            if index + 1 < self.end:
                self.guesses[index + 1] = Guess(Kind.PULL_QUOTE, 0.92, "Labelled as a pull quote")
                return Guess(Kind.LABEL, 0.92, "Says that a pull quote follows")
        if patterns.quote_and_name(unit.text):
            return Guess(
                Kind.PULL_QUOTE, 0.88, "A quotation alone, with a dash and a name behind it"
            )
        if self._attributed(index):
            self.guesses[index + 1] = Guess(
                Kind.PULL_QUOTE, 0.88, "Names who said the quotation above"
            )
            return Guess(
                Kind.PULL_QUOTE, 0.88, "A quotation alone, with a dash and a name below it"
            )
        if unit.text in self.quoted:
            return Guess(
                Kind.PULL_QUOTE, 0.8, "A quotation alone that the story says elsewhere too"
            )
        return None

    def _attributed(self, index: int) -> bool:
        unit = self.units[index]
        if index + 1 >= self.end or not fully_quoted(unit.text) or unit.mark:
            return False
        following = self.units[index + 1]
        if not patterns.is_attribution(following.text):
            return False
        return index + 2 >= self.end or not self.units[index + 2].bulleted

    def _caption(self, unit: Unit) -> Guess | None:
        if patterns.is_caption(unit.text):
            return Guess(
                Kind.CAPTION, 0.92, "Ends with a picture credit, or is labelled as a caption"
            )
        return None

    def _block_quote(self, unit: Unit) -> Guess | None:
        if unit.text.startswith("> ") and len(unit.text) > 2:
            return Guess(Kind.BLOCK_QUOTE, 0.85, "Set off with > as a quotation")
        return None

    def _list(self, index: int) -> Guess | None:
        unit = self.units[index]
        if (
            self._dashed_question(index)
            or not unit.mark
            or self._spoken(index)
            or dressed(unit.text)
            or self._lone_dash(index)
        ):
            return None
        if unit.numbered and self._lone_number(index) and (self.numbered > 1 or unit.ended):
            return None
        return Guess(Kind.LIST, 0.88, "Starts with a bullet or a number")

    def _spoken(self, index: int) -> bool:
        """Whether a dash opens direct speech, as in French, Spanish or Russian copy."""
        unit = self.units[index]
        return unit.mark.strip() in ("—", "–") and unit.ended

    def _dashed_question(self, index: int) -> bool:
        """Whether a dash opens an interviewer's question, with running text around it."""
        unit = self.units[index]
        if not unit.bulleted or not ends_question(unit.text) or unit.words > HEADING_WORDS:
            return False
        below = self.units[index + 1 : min(self.end, index + 2)]
        return bool(below) and below[0].prose and not below[0].bulleted

    def _lone_dash(self, index: int) -> bool:
        """Whether a long dash opens one line only, so that it is no list."""
        if self.units[index].mark.strip() not in ("—", "–"):
            return False
        beside = self.units[max(self.start, index - 1) : min(self.end, index + 2)]
        return sum(each.bulleted for each in beside) < 2

    def _lone_number(self, index: int) -> bool:
        """Whether a numbered line stands alone above running text, as in a listicle."""
        unit = self.units[index]
        if not unit.numbered or unit.words > HEADING_WORDS + 1:
            return False
        following = self.units[index + 1] if index + 1 < self.end else None
        return following is not None and not following.numbered and following.prose

    def _underlined(self, index: int) -> Guess | None:
        unit = self.units[index]
        below = self.units[index + 1] if index + 1 < self.end else None
        if below is None or not below.rule or below.gap or unit.rule:
            return None
        if len(below.text) < 3 or not headline_like(unit.text, words=14, characters=100):
            return None
        self.guesses[index + 1] = Guess(Kind.LABEL, 0.9, "A line drawn below a heading")
        return Guess(Kind.HEADING, 0.95, "A short line underlined with signs")

    def _heading(self, index: int) -> Guess | None:
        unit = self.units[index]
        if is_time(unit.text) and self._body_follows(index):
            return Guess(Kind.HEADING, 0.9, "A time alone on a line, followed by an entry")
        if is_date(unit.text) and self._body_follows(index) and not unit.ended:
            return Guess(Kind.HEADING, 0.85, "A date alone on a line, followed by an entry")
        if self._dashed_question(index) or self._timed(index):
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
        if text.strip(" .-").casefold() in _FURNITURE:
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
        if text[:1] in QUOTES + "‘'" and not fully_quoted(text):
            return text[0] in text[1:]
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
            return guess.kind is not Kind.HEADLINE
        return False

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
            if at - index > LONGEST_RUN or (at - index > 1 and self._all_names(index, at)):
                for inside in range(index, at):
                    self.guesses[inside] = Guess(
                        Kind.PARAGRAPH, 0.6, "One of many short lines in a row"
                    )
            index = max(at, index + 1)
        return self.guesses

    def _all_names(self, start: int, end: int) -> bool:
        """Whether every line is a name, as below a letter."""
        return all(patterns.is_bare_name(each.text) for each in self.units[start:end])

    def _plain_heading(self, index: int) -> bool:
        guess = self.guesses.get(index)
        return (
            bool(guess and guess.kind is Kind.HEADING) and dressed(self.units[index].text) is None
        )


def _repeated_quotes(units: Sequence[Unit]) -> frozenset[str]:
    """Quotations alone on a line whose words the running text has too."""
    alone = [each for each in units if 4 <= each.words <= 60 and fully_quoted(each.text)]
    if not alone or len(alone) > MOST_CANDIDATES:
        return frozenset()
    running = "\n".join(each.text for each in units if not fully_quoted(each.text))
    return frozenset(each.text for each in alone if each.text.strip("\"“”'‘’«»„ .,!?") in running)
