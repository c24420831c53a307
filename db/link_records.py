"""What is told about links, as frozen dataclasses: offers, backlinks, mentions and reports; where
they come from is left to the stores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from db.records import ArticleSummary, Related


class OfferedBy(StrEnum):
    """By which of its names an article is offered."""

    HEADLINE = "headline"
    SLUG = "slug"
    ALIAS = "alias"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class LinkOffer:
    """An article to link to, or a section of it: its anchor and what its heading says."""

    summary: ArticleSummary
    section: str | None
    by: OfferedBy
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """Where another article points here: the `position`th cross-link of its body, or, where that
    is None, the related story called `title` beside it. `where` is `body` or the related kind."""

    source: ArticleSummary
    where: str
    position: int | None
    title: str


@dataclass(frozen=True, slots=True)
class BacklinkLine:
    """A link to an article with the sentence around its words, without markup. `where` is `body`
    or the related kind; a related story has its title for words and nothing around them."""

    source: ArticleSummary
    where: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a body, `start` to `end` in code points, that name the article `target` without a
    link to it. They stand there in `version` of the source, in the sentence told here."""

    source: ArticleSummary
    before: str
    words: str
    after: str
    start: int
    end: int
    version: int
    target: str
    slug: str


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A cross-link of `source` whose slug leads to no article; `words` are None where it has
    none of its own."""

    source: ArticleSummary
    slug: str
    words: str | None


@dataclass(frozen=True, slots=True)
class RelatedSuggestion:
    """An article that may belong beside another: `score` is above 0, higher is nearer, and
    `reason` says why in words."""

    summary: ArticleSummary
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class WaitingMatch:
    """A related story beside `beside`, still only a title, that may be the article `target`;
    `how` says in words how its title matches."""

    beside: ArticleSummary
    related: Related
    target: str
    how: str
