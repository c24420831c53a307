"""The end of wire copy, read from the bottom up: end marks, sign-offs, tags, related stories. It is
strict, for body copy taken as a tag or a related story is the worst of errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editor.exchange.wire import patterns
from editor.exchange.wire.captions import is_caption
from editor.exchange.wire.kinds import Guess, Kind
from editor.exchange.wire.labels import (
    Labelled,
    is_end_mark,
    is_label,
    read_label,
    related_label,
    tag_label,
)
from editor.exchange.wire.marks import is_rule
from editor.exchange.wire.names import is_known, tag_like, tag_strength
from editor.exchange.wire.places import DESKS, TOPICS
from editor.exchange.wire.sentences import (
    count_words,
    ends_question,
    ends_sentence,
    ends_statement,
    has_contact,
)
from editor.exchange.wire.titles import is_title, place_and_title
from editor.exchange.wire.units import Unit
from editor.exchange.wire.values import is_hashtags, tags

Guesses = dict[int, Guess]
MOST_TAGS = 40
_LISTING = ("following", "below", "these", "as follows", "suivants", "folgende", "siguientes")


def read_tail(units: Sequence[Unit], names: str, speakers: frozenset[str]) -> tuple[Guesses, int]:
    """What the last units are, and where the body ends. `names` is the copy's running text, in
    which names may be looked up; `speakers` open lines of an interview."""
    return _Tail(units, names, speakers).read()


class _Tail:
    """A walk from the last unit upwards; `end` is the first unit already understood."""

    def __init__(self, units: Sequence[Unit], names: str, speakers: frozenset[str]) -> None:
        self.units = units
        self.names = names.casefold()
        self.speakers = speakers
        self.guesses: Guesses = {}
        self.end = len(units)
        self.floor = _first_prose(units) + 1

    def read(self) -> tuple[Guesses, int]:
        steps = (
            self._end_mark, self._sign_off, self._labelled_tags, self._hashtags,
            self._bulleted_tags, self._labelled_related, self._bare_tags, self._row_of_tags,
            self._related, self._byline,
        )  # fmt: skip
        while self.end > self.floor and any(step() for step in steps):
            pass
        return self.guesses, self.end

    def _take(self, start: int, guess: Guess) -> bool:
        for index in range(start, self.end):
            self.guesses.setdefault(index, guess)
        self.end = start
        return True

    def _has(self, kind: Kind) -> bool:
        return any(guess.kind is kind for guess in self.guesses.values())

    def _end_mark(self) -> bool:
        text = self.units[self.end - 1].text
        if not (is_end_mark(text) or is_rule(text)):
            return False
        return self._take(self.end - 1, Guess(Kind.END_MARK, 0.97, "A sign that the copy ends"))

    def _sign_off(self) -> bool:
        text = self.units[self.end - 1].text
        if patterns.is_sign_off(text):
            reason = "Says who reported, wrote or edited the story, or who owns it"
            return self._take(self.end - 1, Guess(Kind.SIGN_OFF, 0.95, reason))
        if patterns.is_embargo(text):
            reason = "Says when the copy may be used, below it"
            return self._take(self.end - 1, Guess(Kind.EMBARGO, 0.85, reason))
        if patterns.is_note(text) and not patterns.is_byline(text):
            reason = "A note to editors at the end of the copy"
            return self._take(self.end - 1, Guess(Kind.EDITOR_NOTE, 0.8, reason))
        return False

    def _labelled_tags(self) -> bool:
        last = self.units[self.end - 1]
        labelled = tag_label(last.text)
        if labelled and labelled.rest and not ends_question(last.text):
            if len(labelled.rest) > 600 or _sentence_list(last.text):
                return False
            return self._take(self.end - 1, Guess(Kind.TAG, 0.98, "Labelled as tags"))
        start = self._label_above(tag_label, _could_be_tag)
        if start is None:
            return False
        self.guesses[start] = Guess(Kind.LABEL, 0.97, "Says that tags follow")
        return self._take(
            start, Guess(Kind.TAG, 0.96, "Stands below a label that says tags follow")
        )

    def _labelled_related(self) -> bool:
        start = self._label_above(related_label, self._could_be_related)
        if start is None:
            return False
        self.guesses[start] = Guess(Kind.LABEL, 0.97, "Says that related stories follow")
        reason = "Stands below a label that says related stories follow"
        return self._take(start, Guess(Kind.RELATED, 0.95, reason))

    def _label_above(
        self, label: Callable[[str], Labelled | None], fits: Callable[[Unit], bool]
    ) -> int | None:
        """Where a label alone stands with nothing between it and the end that doesn't fit it."""
        for index in range(self.end - 1, max(self.floor, self.end - MOST_TAGS) - 1, -1):
            found = label(self.units[index].text)
            if found and not found.rest:
                return index if index < self.end - 1 else None
            if found is None and is_label(self.units[index].text):
                return None
            if not fits(self.units[index]):
                return None
        return None

    def _could_be_related(self, unit: Unit) -> bool:
        if unit.url:
            return True
        bare = unit.bare
        if (
            tag_label(bare)
            or len(bare) > 200
            or unit.words > 25
            or (has_contact(bare) and not unit.words > 1)
        ):
            return False
        return not ends_statement(bare)

    def _hashtags(self) -> bool:
        if not is_hashtags(self.units[self.end - 1].text):
            return False
        return self._take(self.end - 1, Guess(Kind.TAG, 0.97, "Hashtags alone on a line"))

    def _bulleted_tags(self) -> bool:
        if self._has(Kind.TAG):
            return False
        start = self._run_of_bullets()
        run = self.units[start : self.end]
        if not run or len(run) > MOST_TAGS or not all(tag_like(each.bare) for each in run):
            return False
        above = self.units[start - 1]
        if related_label(above.text):
            return False
        known = sum(is_known(each.bare) for each in run)
        strength = sum(tag_strength(each.bare, self.names) for each in run) / len(run)
        if strength < 0.5 or (len(run) == 1 and not known) or _introduces(above):
            return False
        if not known and not any(self._fits_the_story(each) for each in run):
            return False
        lone_line = not above.ended and not above.mark and above.words <= 12
        if lone_line and not known and not self._related_lines(start):
            return False
        reason = "Short bulleted names without a full stop, at the end of the copy"
        return self._take(start, Guess(Kind.TAG, 0.7 + 0.25 * min(1.0, strength), reason))

    def _fits_the_story(self, unit: Unit) -> bool:
        """Whether a bulleted item is one word, or words that the story has too: a row of names
        that it hasn't is rather a list of people."""
        return unit.words == 1 or unit.bare.casefold() in self.names

    def _run_of_bullets(self) -> int:
        """Where the last run of bullets starts: same mark, same spacing throughout."""
        start = self.end
        while start > self.floor and self.units[start - 1].bulleted:
            unit = self.units[start - 1]
            if start < self.end and self._breaks(unit, self.units[start], start):
                break
            start -= 1
        return start

    def _breaks(self, upper: Unit, lower: Unit, start: int) -> bool:
        """Whether a run of bullets is really two, by mark or by a wider space between."""
        if upper.mark.strip() != lower.mark.strip():
            return True
        usual = self.units[start + 1].gap if start + 1 < self.end else 0
        return start + 1 < self.end and lower.gap > usual

    def _related_lines(self, end: int) -> bool:
        """Whether two lines or more that could be related stories stand above `end`."""
        return end - 2 >= self.floor and all(
            is_title(self.units[index], self.speakers, tags_follow=True)
            for index in (end - 1, end - 2)
        )

    def _bare_tags(self) -> bool:
        if self._has(Kind.TAG):
            return False
        start = self.end
        while start > self.floor and self._bare_tag(self.units[start - 1]):
            start -= 1
        run = self.units[start : self.end]
        known = sum(is_known(each.text) for each in run)
        below_related = self._related_lines(start)
        if len(run) < 2 or known * 2 + below_related <= len(run):
            return False
        if not (self.units[start - 1].ended or below_related):
            return False
        reason = "Short names without a full stop at the end, most of them known as tags"
        return self._take(start, Guess(Kind.TAG, 0.75, reason))

    def _bare_tag(self, unit: Unit) -> bool:
        known = is_known(unit.text)
        return not unit.mark and (known or unit.words <= 2) and tag_like(unit.text)

    def _row_of_tags(self) -> bool:
        """`World, Armenia, Conflict` as the last line: most of the names are known as tags, a desk
        or a topic among them."""
        last = self.units[self.end - 1]
        row = tags(last.text).texts
        if self._has(Kind.TAG) or last.mark or last.prose or not 2 <= len(row) <= MOST_TAGS:
            return False
        known = [each for each in row if is_known(each)]
        subject = any(each.casefold() in DESKS or each.casefold() in TOPICS for each in row)
        if len(known) * 2 <= len(row) or not subject or not all(map(tag_like, row)):
            return False
        above = self.units[self.end - 2]
        if not above.ended or _introduces(above):
            return False
        reason = "A row of names without a full stop at the end, most of them known as tags"
        return self._take(self.end - 1, Guess(Kind.TAG, 0.75, reason))

    def _byline(self) -> bool:
        """`By Ana Velic` below a story that has no byline above it."""
        last = self.units[self.end - 1]
        if last.words > 10 or not last.text.startswith(("By ", "BY ", "Par ", "Von ", "Por ")):
            return False
        if not patterns.is_byline(last.text) or not self.units[self.end - 2].ended:
            return False
        if any(patterns.is_byline(each.text) for each in self.units[: self.floor]):
            return False
        return self._take(self.end - 1, Guess(Kind.BYLINE, 0.8, "By and a name, below the story"))

    def _related(self) -> bool:
        if self._has(Kind.RELATED) and not read_label(self.units[self.end - 1].text):
            return False
        tags_follow = self._has(Kind.TAG)
        start = self.end
        while start > self.floor and self._fits_run(start - 1, tags_follow):
            start -= 1
        start = self._without_urls_at_top(start)
        run = [each for each in self.units[start : self.end] if not each.url]
        if not run or not self._may_follow(start, run):
            return False
        reason = self._why_related(run, start, tags_follow)
        return bool(reason) and self._take(start, Guess(Kind.RELATED, 0.85, reason))

    def _fits_run(self, index: int, tags_follow: bool) -> bool:
        unit = self.units[index]
        if unit.url:
            return index - 1 >= self.floor
        return is_title(unit, self.speakers, tags_follow=tags_follow)

    def _without_urls_at_top(self, start: int) -> int:
        while start < self.end and self.units[start].url:
            start += 1
        return start

    def _why_related(self, run: Sequence[Unit], start: int, tags_follow: bool) -> str:
        """Why the run is related stories, or nothing where it isn't sure enough."""
        if all(read_label(each.text) for each in run):
            return "Starts with a word that sends readers to another story"
        if any(read_label(each.text) for each in run):
            return "A headline at the end, beside one that sends readers to another story"
        if tags_follow and (len(run) > 1 or run[0].words >= 3):
            return "A headline without a full stop, above the tags"
        if all(_is_pair(each.text) for each in run):
            return ""
        if len(run) >= 2 and sum(each.words >= 3 for each in run) * 2 >= len(run):
            return "One of several headlines without a full stop at the end of the copy"
        if any(each.url for each in self.units[start : self.end]):
            return "A headline with a web address below it, at the end of the copy"
        if self._after_the_story(start):
            return "A headline below the sign-off"
        return "A place, a colon and a headline at the end" if place_and_title(run[0].text) else ""

    def _after_the_story(self, start: int) -> bool:
        above = self.units[start - 1].text
        return is_end_mark(above) or patterns.is_sign_off(above)

    def _may_follow(self, start: int, run: Sequence[Unit]) -> bool:
        """Whether the story above has come to its end, so that something else may follow."""
        above = self.units[start - 1]
        if self._after_the_story(start) or above.rule:
            return True
        if any(read_label(each.text) for each in run):
            return True
        return (above.ended or bool(above.mark) or is_caption(above.text)) and not (
            _introduces(above) or above.text.rstrip().endswith((",", ";"))
        )


def _is_pair(text: str) -> bool:
    """`Owner: Merrow Lines`: two short parts about a colon, in a table as well as in a headline."""
    before, _, after = text.partition(": ")
    return len(before.split()) <= 2 and 0 < len(after.split()) <= 2


def _first_prose(units: Sequence[Unit]) -> int:
    """The first unit that is certainly body copy; past the end where there is none."""
    for index, each in enumerate(units):
        if each.prose and not (patterns.is_note(each.text) or patterns.is_embargo(each.text)):
            return index
    return len(units)


def _could_be_tag(unit: Unit) -> bool:
    """Whether the line may be a tag, or a row of them, below a label that says so."""
    if unit.url or ends_statement(unit.bare) or (unit.prose and ends_sentence(unit.bare)):
        return False
    if unit.words <= 8 and len(unit.bare) <= 80:
        return True
    return "," in unit.bare and len(unit.bare) <= 600 and not _sentence_list(unit.bare)


def _sentence_list(text: str) -> bool:
    """Whether what follows `Topics:` is a sentence, not a list of names."""
    lengths = [count_words(tag) for tag in tags(text).texts]
    usual = sum(lengths) / max(1, len(lengths))
    return max(lengths, default=0) > 7 or (ends_statement(text) and usual > 3)


def _introduces(unit: Unit) -> bool:
    """Whether the line announces a list: then what follows is the list, not tags."""
    text = unit.text.rstrip(" *_")
    if text.endswith((":", "：", "՝")) and not related_label(text):
        return True
    last = text[-90:].casefold()
    return any(word in last for word in _LISTING)
