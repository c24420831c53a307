"""What stands apart from the paragraphs of the body: end marks, links to other stories, pull
quotes, captions, block quotes, lists, underlined headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from editor.exchange.wire import patterns
from editor.exchange.wire.captions import is_caption
from editor.exchange.wire.kinds import Guess, Kind
from editor.exchange.wire.labels import (
    is_end_mark,
    pull_quote_label,
    read_label,
    related_label,
)
from editor.exchange.wire.marks import dressed
from editor.exchange.wire.sentences import (
    ends_question,
    fully_quoted,
    headline_like,
    unbroken_quotation,
)
from editor.exchange.wire.units import Unit

LONGEST_QUESTION = 10
"""Words of a question or a numbered line that may head a part."""
MOST_CANDIDATES = 50


def read_set_apart(
    units: Sequence[Unit], start: int, end: int, known: Mapping[int, Guess]
) -> dict[int, Guess]:
    """What the units from `start` up to `end` are that are no running text and no plain headings;
    `known` are already understood."""
    return _SetApart(units, start, end).read(known)


def dashed_question(units: Sequence[Unit], index: int, end: int) -> bool:
    """Whether a dash opens an interviewer's question, with running text around it."""
    unit = units[index]
    if not unit.bulleted or not ends_question(unit.text) or unit.words > LONGEST_QUESTION:
        return False
    below = units[index + 1 : min(end, index + 2)]
    return bool(below) and below[0].prose and not below[0].bulleted


class _SetApart:
    """The units of the body, and which of them stand apart."""

    def __init__(self, units: Sequence[Unit], start: int, end: int) -> None:
        self.units, self.start, self.end = units, start, end
        self.guesses: dict[int, Guess] = {}
        self.quoted = _repeated_quotes(units[start:end])
        self.numbered = sum(
            each.numbered and self._lone_number(index)
            for index, each in enumerate(units[start:end], start)
        )

    def read(self, known: Mapping[int, Guess]) -> dict[int, Guess]:
        for index in range(self.start, self.end):
            if index in known or index in self.guesses:
                continue
            if guess := self._set_apart(index):
                self.guesses[index] = guess
        return self.guesses

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
        if patterns.names_speaker(following.text) and unit.words >= 3:
            # "We agreed," she said. "We signed." is a paragraph; what follows may be a heading.
            return unbroken_quotation(unit.text)
        if not patterns.is_attribution(following.text):
            return False
        return index + 2 >= self.end or not self.units[index + 2].bulleted

    def _caption(self, unit: Unit) -> Guess | None:
        if is_caption(unit.text):
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
            dashed_question(self.units, index, self.end)
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

    def _lone_dash(self, index: int) -> bool:
        """Whether a long dash opens one line only, so that it is no list."""
        if self.units[index].mark.strip() not in ("—", "–"):
            return False
        beside = self.units[max(self.start, index - 1) : min(self.end, index + 2)]
        return sum(each.bulleted for each in beside) < 2

    def _lone_number(self, index: int) -> bool:
        """Whether a numbered line stands alone above running text, as in a listicle."""
        unit = self.units[index]
        if not unit.numbered or unit.words > LONGEST_QUESTION + 1:
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


def _repeated_quotes(units: Sequence[Unit]) -> frozenset[str]:
    """Quotations alone on a line whose words the running text has too."""
    alone = [each for each in units if 6 <= each.words <= 60 and fully_quoted(each.text)]
    if not alone or len(alone) > MOST_CANDIDATES:
        return frozenset()
    running = "\n".join(each.text for each in units if not fully_quoted(each.text))
    return frozenset(each.text for each in alone if each.text.strip("\"“”'‘’«»„ .,!?") in running)
