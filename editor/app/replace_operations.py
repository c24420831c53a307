"""Finding and replacing in many articles at once: what is found where, the chosen finds replaced as
one operation, and the texts brought back by its undo; how it is chosen is left to the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from db.errors import Invalid, NotFound
from db.progress import Progress, untold
from db.records import Article, Status
from db.texts import ArticleTexts
from editor.app.outcome import Outcome
from editor.app.text_operations import TextOperations
from editor.app.text_undo import TextBack, TextStep
from editor.later import later

if TYPE_CHECKING:
    from editor.text import replacing as matching
    from editor.text import search
    from editor.text.replacing import Find, Replacer
    from editor.text.search import Query
else:
    # Searching texts loads the regex package, which a list of articles can do without.
    matching = later("editor.text.replacing")
    search = later("editor.text.search")

BODY = "body"
REPLACED_FIELDS = ("headline", "standfirst", BODY, "kicker", "byline")
"""The fields that can be looked through, in the order their finds are told."""

_AT_ONCE = 50
"""Articles read together."""
_NAMED = 40
"""Characters of the words that the name of the operation shows."""

CHANGED_SINCE = "changed since it was looked through"
GONE = "no longer in the library"
ON_THE_SPIKE = "on the spike"
ALREADY_SO = "says so already"


@dataclass(frozen=True, slots=True)
class Replacing:
    """What is looked for, in which fields, and what is put there instead; with
    `spare_quotations` what is quoted is left alone."""

    query: Query
    template: str
    fields: tuple[str, ...] = REPLACED_FIELDS
    spare_quotations: bool = False

    @property
    def name(self) -> str:
        """What the operation is called."""
        if not self.template:
            return f"Take out {_quoted(self.query.text)}"
        return f"Replace {_quoted(self.query.text)} with {_quoted(self.template)}"

    @property
    def name_before(self) -> str:
        """What the texts before it are kept as in the history."""
        return f"Before {self._doing}"

    @property
    def name_after(self) -> str:
        """What the texts after it are kept as, when it is undone."""
        return f"After {self._doing}"

    @property
    def _doing(self) -> str:
        if not self.template:
            return f"taking out {_quoted(self.query.text)}"
        return f"replacing {_quoted(self.query.text)} with {_quoted(self.template)}"

    @property
    def means_addresses(self) -> bool:
        """Whether it looks like part of an address is looked for; else those are best left."""
        return any(sign in self.query.text for sign in ("/", ".", "[[", "]("))

    def replacer(self) -> Replacer:
        """Raises BadQuery."""
        return matching.Replacer(self.query, self.template, spare=self.spare_quotations)


@dataclass(frozen=True, slots=True)
class FoundIn:
    """The finds in one article as it is at `version`, field by field."""

    article: str
    number: int
    version: int
    headline: str
    status: Status
    finds: tuple[tuple[str, Find], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What was found in the first `looked` of some articles; `trouble` is why no more can be."""

    found: tuple[FoundIn, ...]
    looked: int
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The finds to replace in one article, by field and number, if it is still at `version`."""

    article: str
    number: int
    version: int
    finds: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Line:
    """An article as a line of a report; `why` it was left out, or empty."""

    article: str
    headline: str
    count: int
    published: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of a replacement: the articles changed, with how many finds in each, and those
    left as they were."""

    changed: tuple[Line, ...] = ()
    left: tuple[Line, ...] = ()

    @property
    def count(self) -> int:
        """How many finds were replaced."""
        return sum(line.count for line in self.changed)

    @property
    def published(self) -> int:
        """How many of the changed articles readers have already."""
        return sum(line.published for line in self.changed)


class ReplaceOperations(TextOperations):
    """Replacing across a library. Spiked articles are neither found nor changed."""

    def find_across(
        self, replacing: Replacing, numbers: Sequence[int], *, seconds: float = inf
    ) -> Batch:
        """What is found in the articles of these numbers, in order, until `seconds` have passed;
        `looked` of them have been gone through then, at least one if there is any. What can't be
        looked for is told in the batch."""
        found: list[FoundIn] = []
        looked, end = 0, monotonic() + seconds
        try:
            replacer = replacing.replacer()
            while looked < len(numbers):
                some = numbers[looked : looked + _AT_ONCE]
                for texts in self.library.texts.numbered(some):
                    found.extend(_found_in(texts, replacing, replacer))
                looked += len(some)
                if monotonic() >= end:
                    break
        except search.BadQuery as error:
            return Batch(tuple(found), looked, str(error))
        return Batch(tuple(found), looked)

    def replace_across(
        self,
        replacing: Replacing,
        chosen: Sequence[Chosen],
        *,
        held: Mapping[str, str] | None = None,
        progress: Progress = untold,
    ) -> Outcome[Replaced]:
        """Replace the chosen finds, all in one operation. The text before is kept in the history
        of each article.

        An article that has been changed since it was looked through is left as it is, and so are
        those `held`, by id with the reason. `progress` counts articles; what it raises calls
        everything off. Raises Invalid where the query or template is at fault.
        """
        changed: list[Line] = []
        left: list[Line] = []
        backs: list[TextBack] = []

        def work() -> Replaced:
            replacer = replacing.replacer()
            # In the order of the rows, as the index of words likes to be written.
            for done, one in enumerate(sorted(chosen, key=lambda one: one.number)):
                progress(done, len(chosen))
                why = (held or {}).get(one.article, "")
                stored, why = self._to_change(one, why)
                fields = {} if why else _replaced_fields(stored, one, replacer)
                if fields:
                    backs.append(self._rewrite(stored, fields, replacing.name_before))
                    headline = str(fields.get("headline", stored.headline))
                    changed.append(_line(stored, one, headline))
                else:
                    left.append(_line(stored, one, stored.headline, why or ALREADY_SO))
            return Replaced(tuple(changed), tuple(left))

        try:
            outcome = self._do_on_texts(replacing.name, work)
        except search.BadQuery as error:
            raise Invalid(str(error)) from error
        step = TextStep(replacing.name, replacing.name_after, tuple(backs)) if backs else None
        return Outcome(outcome.value, outcome.changes, step, outcome.name)

    def _to_change(self, one: Chosen, why: str) -> tuple[Article, str]:
        """The article as it is stored, and why it can't be changed."""
        try:
            stored = self.library.articles.get(one.article)
        except NotFound:
            return Article(id=one.article), why or GONE
        if stored.status is Status.SPIKED:
            why = why or ON_THE_SPIKE
        elif stored.version != one.version:
            why = why or CHANGED_SINCE
        return stored, why


def _found_in(texts: ArticleTexts, replacing: Replacing, replacer: Replacer) -> tuple[FoundIn, ...]:
    """One article with its finds, or none."""
    try:
        finds = [
            (field, find)
            for field in REPLACED_FIELDS
            if field in replacing.fields
            for find in replacer.finds(getattr(texts, field), texts.language)
        ]
    except search.BadQuery as error:
        called = texts.headline or "one without a headline"
        raise search.BadQuery(f"{error} It was at the article “{called}”.") from error
    if not finds:
        return ()
    return (
        FoundIn(texts.id, texts.number, texts.version, texts.headline, texts.status, tuple(finds)),
    )


def _replaced_fields(stored: Article, one: Chosen, replacer: Replacer) -> dict[str, object]:
    """The fields that differ once the chosen finds are replaced, by name."""
    fields: dict[str, object] = {}
    for field, numbers in one.finds.items():
        before = str(getattr(stored, field))
        after = replacer.replaced(before, numbers, stored.language)
        if field != BODY and after != before:
            after = matching.on_one_line(after)
        if after != before:
            fields[field] = after
    return fields


def _line(article: Article, one: Chosen, headline: str, why: str = "") -> Line:
    return Line(
        article.id,
        headline,
        sum(map(len, one.finds.values())),
        article.status is Status.PUBLISHED,
        why,
    )


def _quoted(words: str) -> str:
    one_line = " ".join(words.split()) or words
    return f"“{one_line if len(one_line) <= _NAMED else one_line[: _NAMED - 1] + '…'}”"
