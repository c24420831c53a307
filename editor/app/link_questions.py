"""What the window and the command line ask about links: offers while one is typed, backlinks and
mentions with their sentences, reports, and what belongs together; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from db.link_records import (
    BacklinkLine,
    BrokenLink,
    LinkOffer,
    LinkPlace,
    Mention,
    OfferedBy,
    RelatedSuggestion,
    WaitingMatch,
)
from db.names import unaccented
from db.records import ArticleSummary, Related, Status
from editor.app.questions import Questions
from editor.later import later
from editor.text import crosslinks
from editor.text.anchors import headings
from editor.text.blocks import heading_words
from editor.text.plain import plain_text

if TYPE_CHECKING:
    from editor.text import contexts, likeness, mentions
    from editor.text.contexts import Context
else:
    # These load when somebody looks around an article, not with the library.
    contexts = later("editor.text.contexts")
    likeness = later("editor.text.likeness")
    mentions = later("editor.text.mentions")

_AT_ONCE = 50
_MOST_READ = 500
"""Bodies read for one list of mentions; beyond, the names are everywhere."""


class LinkQuestions(Questions):
    """Reads of the links of one library."""

    def link_offers(self, text: str, limit: int = 8, beside: str = "") -> tuple[LinkOffer, ...]:
        """What may be meant by the beginning of a link typed in the article `beside`.

        Before a `#` stands an article's slug or headline, behind it the beginning of a section's
        heading or anchor: its sections are offered then.
        """
        named, mark, section = text.partition("#")
        if mark:
            article = self._meant(named.strip())
            return tuple(self._sections(article, section, limit)) if article is not None else ()
        found = self.library.search.by_headline(named, limit + 1, loosely=False)
        offers = [LinkOffer(one, None, self._by(one, named)) for one in found if one.id != beside]
        return tuple(offers[:limit])

    def _by(self, summary: ArticleSummary, text: str) -> OfferedBy:
        """Which of its names an article was found by; the headline, where that is one."""
        words = unaccented(text).split()
        headline = unaccented(summary.headline)
        if all(word in headline for word in words):
            return OfferedBy.HEADLINE
        slugs = self.library.articles.slug_aliases(summary.id)
        ways = ((OfferedBy.SLUG, (summary.slug,)), (OfferedBy.ALIAS, slugs))
        for by, names in ways:
            if any(all(word in name for word in words) for name in names):
                return by
        return OfferedBy.HEADLINE

    def _meant(self, text: str) -> ArticleSummary | None:
        found = self.library.articles.resolve((text,)).get(text)
        if found is not None:
            return self.library.articles.summary(found[0])
        called = self.library.search.by_headline(text, 1, loosely=False) if text else ()
        return next(iter(called), None)

    def _sections(self, article: ArticleSummary, text: str, limit: int) -> Iterator[LinkOffer]:
        sought = unaccented(text)
        body = self.library.articles.get(article.id).body
        ranked = [
            (_place(sought, heading.name, words), words, heading.name)
            for heading in headings(body)
            if (words := heading_words(heading.text))
        ]
        fitting = sorted((one for one in ranked if one[0] < _NOWHERE), key=lambda one: one[0])
        for _, words, anchor in fitting[:limit]:
            yield LinkOffer(article, anchor, OfferedBy.SECTION, words)

    def backlink_count(self, article_id: str) -> int:
        """How many links to an article `backlinks_with_context` has in all."""
        return self.library.backlinks.count(article_id)

    def backlinks_with_context(
        self, article_id: str, limit: int = 20, offset: int = 0
    ) -> tuple[BacklinkLine, ...]:
        """The links to an article from others, newest updated first, a line for each: those in a
        text with the sentence around them, those beside it with their title."""
        headline = self.library.articles.summary(article_id).headline
        places = self.library.backlinks.page(article_id, limit, offset)
        wanted: dict[str, dict[int, str]] = {}
        for place in places:
            if place.position is not None:
                wanted.setdefault(place.source.id, {})[place.position] = headline
        sentences = {
            source: contexts.link_contexts(self.library.articles.get(source).body, positions)
            for source, positions in wanted.items()
        }
        return tuple(_line(place, sentences) for place in places)

    def who_links(
        self, article_ids: Sequence[str], limit: int | None = None
    ) -> tuple[ArticleSummary, ...]:
        """The unspiked articles that would be left pointing at nothing if these went: those that
        link to one of them, in their text or beside it; newest updated first."""
        return self.library.backlinks.who_links(article_ids, limit)

    def who_links_count(self, article_ids: Sequence[str]) -> int:
        """How many articles `who_links` has without a limit."""
        return self.library.backlinks.count_of_sources(article_ids)

    def mentions(self, article_id: str, limit: int = 50) -> tuple[Mention, ...]:
        """Where others name an article without linking to it, newest first: of each the first
        place. Those that have a link to it anywhere in their text are left out.

        It is named by its headline, by its slugs in words, and where it is called like a tag by
        the tag's names. Raises NotFound.
        """
        found: list[Mention] = []
        names = self.library.mentions.names(article_id)
        slug = self.library.articles.summary(article_id).slug
        for offset in range(0, _MOST_READ if names else 0, _AT_ONCE):
            read = self.library.mentions.candidates(article_id, names, _AT_ONCE, offset)
            sources = {one.id: one for one in self.summaries([number for number, *_ in read])}
            for _number, source, version, body in read:
                if (naming := next(mentions.namings(body, names), None)) and source in sources:
                    said = naming.context
                    found.append(
                        Mention(sources[source], said.before, said.words, said.after,
                                naming.start, naming.end, version, article_id, slug)
                    )  # fmt: skip
            if len(read) < _AT_ONCE or len(found) >= limit:
                break
        return tuple(found[:limit])

    def mentioned_in(
        self, body: str, beside: str = "", limit: int = 20
    ) -> tuple[ArticleSummary, ...]:
        """The articles whose headline, of two words or more, stands in a text; newest first,
        without the article `beside` and those the text has a link to."""
        text = unaccented(plain_text(body))
        headlines = self.library.mentions.headlines(mentions.first_words(text), beside)
        named = set(mentions.mentioned(text, (one for _, one in headlines)))
        linked = self._linked_in(body)
        numbers = [number for number, headline in headlines if headline in named]
        found = [one for one in self.summaries(numbers[: limit * 2]) if one.id not in linked]
        return tuple(found[:limit])

    def _linked_in(self, body: str) -> frozenset[str]:
        slugs = {link.slug for link in crosslinks.find(body)}
        return frozenset(found[0] for found in self.library.articles.resolve(slugs).values())

    def orphans(
        self, *, published: bool = False, limit: int | None = None, offset: int = 0
    ) -> tuple[ArticleSummary, ...]:
        """Articles that no other links to and that link to none, newest updated first; with
        `published` only the published ones."""
        return self.library.link_reports.orphans(published=published, limit=limit, offset=offset)

    def broken_links(self, limit: int | None = None, offset: int = 0) -> tuple[BrokenLink, ...]:
        """Cross-links to a slug that no article has, newest updated source first."""
        return self.library.link_reports.broken(limit=limit, offset=offset)

    def waiting_titles(
        self, limit: int | None = None, offset: int = 0
    ) -> tuple[tuple[ArticleSummary, Related], ...]:
        """Related stories that are only a title yet, with the article each stands beside."""
        return self.library.link_reports.waiting(limit=limit, offset=offset)

    def loose_counts(self) -> dict[str, int]:
        """How many links are `broken` and titles `waiting`."""
        return self.library.link_reports.counts()

    def related_suggestions(self, article_id: str, limit: int = 8) -> tuple[RelatedSuggestion, ...]:
        """The articles that belong beside this one most, with the reason. Raises NotFound."""
        return self.library.relatedness.suggestions(article_id, limit)

    def matches_for(self, article_id: str) -> tuple[WaitingMatch, ...]:
        """Related titles waiting beside other articles that may be this one, the surest first:
        the same headline, then one that differs by little. Raises NotFound."""
        article = self.library.articles.get(article_id)
        if article.status is Status.SPIKED:
            return ()
        headline = likeness.Headline(article.headline)
        alike = {
            related_id: how
            for related_id, title in self.library.link_reports.waiting_folded()
            if (how := headline.likeness(title))
        }
        found = [
            WaitingMatch(beside, related, article.id, alike[related.id])
            for beside, related in self.library.link_reports.waiting_called(alike)
            if beside.id != article.id
        ]
        return tuple(sorted(found, key=lambda match: match.how != likeness.THE_SAME))

    def near_offers(self, article_id: str) -> tuple[str, ...]:
        """What to tell the writer where the headline is much like titles that wait."""
        near = {
            one.beside.id for one in self.matches_for(article_id) if one.how != likeness.THE_SAME
        }
        if not near:
            return ()
        if len(near) == 1:
            return ("One story waits for a headline much like this among its related stories.",)
        return (
            f"{len(near)} stories wait for a headline much like this among their related ones.",
        )


_NOWHERE = 3


def _place(sought: str, anchor: str, words: str) -> int:
    """How well a section fits what is typed of it: 0 best, _NOWHERE not at all."""
    heading = unaccented(words)
    if heading.startswith(sought) or anchor.startswith(sought):
        return 0
    if f" {sought}" in heading or f"-{sought}" in anchor:
        return 1
    return 2 if sought in heading or sought in anchor else _NOWHERE


def _line(place: LinkPlace, sentences: dict[str, dict[int, Context]]) -> BacklinkLine:
    said = None
    if place.position is not None:
        said = sentences[place.source.id].get(place.position)
    if said is None:
        return BacklinkLine(place.source, place.where, "", place.title, "")
    return BacklinkLine(place.source, place.where, said.before, said.words, said.after)
