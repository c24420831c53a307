"""The top of wire copy, read downwards: embargo, advisories, slugline, headline, standfirst,
byline, dateline. A sentence is never promoted to a headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.exchange.wire import datelines, patterns
from editor.exchange.wire.captions import is_caption
from editor.exchange.wire.dates import is_date, is_time, starts_with_date, starts_with_time
from editor.exchange.wire.kinds import Guess, Kind
from editor.exchange.wire.labels import (
    caption_label,
    field_label,
    is_body_label,
    is_end_mark,
    is_label,
    read_label,
    tag_label,
)
from editor.exchange.wire.marks import dressed
from editor.exchange.wire.places import DESKS
from editor.exchange.wire.sentences import (
    ends_sentence,
    has_letters,
    headline_like,
)
from editor.exchange.wire.titles import is_score
from editor.exchange.wire.units import Unit

HEADLINE_WORDS, HEADLINE_CHARACTERS = 20, 150
STANDFIRST_WORDS = 50
_KICKERS = frozenset((
    "explainer", "explained", "feature", "interview", "profile", "exclusive", "long read", "column",
    "factbox", "timeline", "q&a", "breaking news", "live", "review", "obituary", "investigation",
))  # fmt: skip


@dataclass(slots=True)
class Head:
    """What the first units are. `cuts` tells where a unit is two pieces: how many characters the
    first has, which its guess is for; what remains is of the kind in `rests`."""

    guesses: dict[int, Guess] = field(default_factory=dict)
    cuts: dict[int, int] = field(default_factory=dict)
    rests: dict[int, Guess] = field(default_factory=dict)
    end: int = 0

    def has(self, kind: Kind) -> bool:
        return any(guess.kind is kind for guess in (*self.guesses.values(), *self.rests.values()))


def read_head(units: Sequence[Unit], end: int) -> Head:
    """What the units before `end` are that stand above the body, and where the body starts."""
    return _Walk(units, end).read()


class _Walk:
    """A walk from the first unit downwards, until the first paragraph of the story."""

    def __init__(self, units: Sequence[Unit], end: int) -> None:
        self.units = units
        self.stop = end
        self.head = Head()

    def read(self) -> Head:
        index = 0
        while index < self.stop and index < 30:
            guess = self._above_headline(index) or self._headline(index) or self._below(index)
            if guess is None:
                break
            self.head.guesses.setdefault(index, guess)
            index += 1
        self.head.end = index
        self._dateline(index)
        return self.head

    def _above_headline(self, index: int) -> Guess | None:
        text = self.units[index].text
        if labelled := field_label(text):
            return Guess(labelled[0], 0.97, f"Labelled as the {labelled[0].value}")
        if patterns.is_embargo(text):
            return Guess(Kind.EMBARGO, 0.97, "Says when the copy may be used")
        if self._is_note(index):
            return Guess(Kind.EDITOR_NOTE, 0.93, "Speaks to editors, not to readers")
        labelled_tags = tag_label(text)
        if labelled_tags and labelled_tags.rest and not self.units[index].prose:
            return Guess(Kind.TAG, 0.9, "Labelled as keywords, above the story")
        if is_body_label(text):
            return Guess(Kind.LABEL, 0.9, "Says that the text of the story follows")
        if self._is_slugline(index):
            return Guess(
                Kind.SLUGLINE, 0.9, "Capitals joined by dashes or strokes, as desks name stories"
            )
        if self._is_desk(index):
            return Guess(Kind.TAG, 0.8, "The name of a desk or a kind of story above the headline")
        return None

    def _is_note(self, index: int) -> bool:
        text = self.units[index].text
        cut = patterns.note_prefix(text)
        if cut and not self.head.has(Kind.HEADLINE) and self._headline_follows_note(index, cut):
            self.head.cuts[index] = cut
            self.head.rests[index] = Guess(Kind.HEADLINE, 0.85, "Stands behind the advisory word")
            return True
        if self._is_mail_header(index) or self._is_contact(index):
            return True
        return patterns.is_note(text) or (bool(cut) and not self.head.has(Kind.HEADLINE))

    def _is_contact(self, index: int) -> bool:
        """Whether the line says, above the headline, whom to ask: `Contact:` and the rest of its
        block."""
        if not self.head.has(Kind.HEADLINE) and patterns.is_contact(self.units[index].text):
            return True
        top = index
        while top > 0 and self.units[top].gap == 0 and index - top < 6:
            top -= 1
        if self.head.has(Kind.HEADLINE) or not patterns.is_contact(self.units[top].text):
            return False
        return any(each.gap for each in self.units[top + 1 : top + 9])

    def _is_mail_header(self, index: int) -> bool:
        """Whether the line is one of several `From:`, `To:`, `Subject:` at the very top."""
        if not patterns.is_mail_header(self.units[index].text):
            return False
        return sum(patterns.is_mail_header(each.text) for each in self.units[: index + 6]) >= 2

    def _headline_follows_note(self, index: int, cut: int) -> bool:
        """Whether what stands behind the advisory word is the headline itself."""
        rest = self.units[index].text[cut:]
        if patterns.is_note(rest) or not headline_like(rest, words=20, characters=150):
            return False
        following = self._next_of_substance(index + 1)
        return following is None or not self._could_be_headline(following)

    def _next_of_substance(self, index: int) -> int | None:
        while index < self.stop and index < 30:
            text = self.units[index].text
            if not (
                patterns.is_note(text) or patterns.is_embargo(text) or patterns.is_slugline(text)
            ):
                return index
            index += 1
        return None

    def _more_head(self, index: int) -> bool:
        """Whether something of a story stands below, so that this line is no story by itself."""
        return index + 1 < self.stop and not self.head.has(Kind.HEADLINE)

    def _is_slugline(self, index: int) -> bool:
        """`AAA-BBB/CCC`, or a desk's name in capitals and a catchword above the headline."""
        text = self.units[index].text
        if not self._more_head(index):
            return False
        desk, _, catchword = text.partition(" ")
        if desk.isupper() and desk.casefold() in DESKS and 0 < len(catchword.split()) <= 2:
            return self._could_be_headline(index) and self._could_be_headline(index + 1)
        return patterns.is_slugline(text)

    def _is_desk(self, index: int) -> bool:
        text = self.units[index].text.strip("#*[]: ").casefold()
        if self.head.has(Kind.HEADLINE) or not (text in DESKS or text in _KICKERS):
            return False
        return index + 1 < self.stop and self._could_be_headline(index + 1)

    def _headline(self, index: int) -> Guess | None:
        if self.head.has(Kind.HEADLINE):
            return None
        if self.head.has(Kind.STANDFIRST) or not self._could_be_headline(index):
            return None
        below = self.units[index + 1 : index + 25]
        if not any(each.prose for each in below):
            return None
        if below[0].prose and below[0].text[0].islower():
            return None
        return Guess(
            Kind.HEADLINE, 0.9, "The first line, short and without a full stop, with copy below it"
        )

    def _could_be_headline(self, index: int) -> bool:
        unit = self.units[index]
        text = dressed(unit.text) or unit.text
        if unit.mark and not re.match(r"\d", unit.text):
            return False
        whole = text.replace("; ", ", ")
        if not headline_like(whole, words=HEADLINE_WORDS, characters=HEADLINE_CHARACTERS):
            return False
        if patterns.is_byline(text) or is_time(text) or is_date(text) or is_label(text):
            return False
        if is_end_mark(text):
            return False
        if patterns.is_question_or_answer(text) or read_label(text) or tag_label(text):
            return False
        if starts_with_time(text) and self._timed_entries() > 1:
            return False
        return not (
            datelines.stands_alone(text) or caption_label(text) or patterns.is_sign_off(text)
        )

    def _timed_entries(self) -> int:
        """How many short lines open with a time of day, as in a live report."""
        return sum(not each.prose and starts_with_time(each.text) for each in self.units)

    def _below(self, index: int) -> Guess | None:
        """Byline, standfirst, dateline and summary between headline and body."""
        return (
            self._filed_line(index) or self._byline(index) or self._caption(index)
            or self._standfirst(index) or self._summary(index)
        )  # fmt: skip

    def _byline(self, index: int) -> Guess | None:
        text = self.units[index].text
        if patterns.is_byline(text):
            return Guess(Kind.BYLINE, 0.95, "Starts with a word such as By, then a name")
        above = self.head.guesses.get(index - 1)
        if above and above.kind is Kind.BYLINE and patterns.is_role(text) and self._more(index):
            return Guess(Kind.BYLINE, 0.8, "A newsroom role or agency below the byline")
        if not self.head.has(Kind.HEADLINE) or self.head.has(Kind.BYLINE) or not self._more(index):
            return None
        if patterns.is_bare_name(text) and self._body_next(index):
            return Guess(Kind.BYLINE, 0.7, "A name alone between the headline and the story")
        return None

    def _more(self, index: int) -> bool:
        return index + 1 < self.stop

    def _body_next(self, index: int) -> bool:
        return any(each.prose for each in self.units[index + 1 : index + 3])

    def _filed_line(self, index: int) -> Guess | None:
        text = self.units[index].text
        if not self._more(index):
            return None
        if datelines.stands_alone(text):
            return Guess(Kind.DATELINE, 0.88, "A place in capitals with a date or an agency")
        above = self.head.guesses.get(index - 1)
        if (
            above
            and above.kind is Kind.BYLINE
            and datelines.is_place(text)
            and self._body_next(index)
        ):
            return Guess(
                Kind.DATELINE, 0.75, "A place in capitals between the byline and the story"
            )
        dates = sum(is_date(each.text) for each in self.units)
        dated = is_date(text) and any(each.isdigit() for each in text)
        if dated and dates == 1 and not text.endswith("."):
            return Guess(Kind.DATELINE, 0.7, "A date alone above the story")
        return None

    def _caption(self, index: int) -> Guess | None:
        if self.head.has(Kind.HEADLINE) and is_caption(self.units[index].text):
            return Guess(Kind.CAPTION, 0.9, "Ends with a picture credit, below the headline")
        return None

    def _standfirst(self, index: int) -> Guess | None:
        if not self.head.has(Kind.HEADLINE) or self.head.has(Kind.STANDFIRST):
            return None
        unit = self.units[index]
        if unit.mark or unit.words > STANDFIRST_WORDS or not self._more(index) or unit.rule:
            return None
        figures = not has_letters(unit.text) and patterns.is_byline(self.units[index + 1].text)
        if self._looks_elsewhere(unit) and not figures:
            return None
        if self._byline_or_dateline_next(index):
            return Guess(
                Kind.STANDFIRST, 0.85, "Stands between the headline and the byline or dateline"
            )
        enough = 4 if self.head.has(Kind.BYLINE) else 3
        plain = not ends_sentence(unit.text) and unit.words >= enough
        short = unit.words <= 30 and headline_like(unit.text, words=30, characters=240)
        if plain and short and self._body_next(index):
            return Guess(Kind.STANDFIRST, 0.75, "A line without a full stop below the headline")
        return None

    def _looks_elsewhere(self, unit: Unit) -> bool:
        text = unit.text
        return bool(
            is_caption(text) or read_label(text) or is_time(text) or is_label(text)
            or patterns.is_question_or_answer(text) or datelines.find(text) or not has_letters(text)
            or starts_with_date(text) or is_score(text)
        )  # fmt: skip

    def _byline_or_dateline_next(self, index: int) -> bool:
        following = self.units[index + 1]
        if patterns.is_byline(following.text) or datelines.stands_alone(following.text):
            return True
        if self.head.has(Kind.BYLINE):
            return False
        return datelines.find(following.text) is not None and following.prose

    def _summary(self, index: int) -> Guess | None:
        """Bulleted key points between the headline and a byline or dateline."""
        if not self.units[index].bulleted or not self.head.has(Kind.HEADLINE):
            return None
        following = next(
            (at for at in range(index, min(self.stop, index + 12)) if not self.units[at].bulleted),
            None,
        )
        if following is None:
            return None
        text = self.units[following].text
        filed = datelines.find(text) or datelines.stands_alone(text)
        if patterns.is_byline(text) or patterns.is_note(text) or filed:
            return Guess(Kind.LIST, 0.85, "Key points between the headline and the story")
        return None

    def _dateline(self, index: int) -> None:
        """The dateline that opens the first paragraph, cut from it."""
        first = next(
            (at for at in range(index, min(self.stop, index + 3)) if self.units[at].prose), None
        )
        if first is None:
            return
        text = self.units[first].text
        later = " ".join(each.text for each in self.units[first + 1 : first + 12])
        found = datelines.find(text, f"{text[60:1500]} {later[:6000]}")
        if found is None or any(
            datelines.find(each.text) for each in self.units[first + 1 : self.stop]
        ):
            return
        self.head.cuts[first] = found.end
        self.head.guesses[first] = Guess(
            Kind.DATELINE, 0.93, "A place, then a dash, opens the first paragraph"
        )
        self.head.rests[first] = Guess(
            Kind.PARAGRAPH, 0.95, "The first paragraph, behind the dateline"
        )
