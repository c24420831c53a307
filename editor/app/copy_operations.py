"""Operations that make an article of others: a copy of one, several merged; each can be undone as
one. Splitting an article is left to the operations on sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db.errors import Invalid
from db.records import INDEFINITE, Article, Reason, Related, Status
from editor.app.facts import facts_of
from editor.app.outcome import Outcome, Performer
from editor.later import later
from editor.text.slugs import slugify

if TYPE_CHECKING:
    from editor.text import uniting
else:
    # Loads when articles are first made one, not with the library.
    uniting = later("editor.text.uniting")


class CopyOperations(Performer):
    """What becomes of whole articles. Raises NotFound."""

    def duplicate(self, article_id: str) -> Outcome[Article]:
        """A new draft with the text, details, tags and related stories of an article, its headline
        marked. What arrived on the wire stays with the original, as do its history and old slugs;
        an embargo holds for both."""

        def work() -> Article:
            origin = self.library.articles.get(article_id)
            copy = self._add(replace(origin, headline=_marked(origin.headline)))
            self._put_tags(copy.id, [article_id])
            self._put_related(copy.id, [article_id])
            return self._seen(copy)

        return self._do("Duplicate article", work)

    def merge_articles(self, article_ids: Sequence[str]) -> Outcome[Article]:
        """One new draft of several articles, which are spiked.

        The first gives headline and details, and begins the text; the texts of the others follow
        under their headlines. Tags, related stories, bylines and notes are united; the latest
        embargo holds. Everything that led to one of them leads to the new one: it takes over
        their slugs, their places beside other stories, and a pin. Raises Invalid for fewer than
        two, or where one is spiked already.
        """
        ids = list(dict.fromkeys(article_ids))
        if len(ids) < 2:
            raise Invalid("One article alone can't be merged. Select two or more.")

        def work() -> Article:
            parts = [self.library.articles.get(one) for one in ids]
            for part in parts:
                if part.status is Status.SPIKED:
                    called = part.headline or part.slug
                    raise Invalid(f"“{called}” is on the spike. Restore it first, then merge.")
            merged = self._add(_merged(parts))
            self._put_tags(merged.id, ids)
            self._put_related(merged.id, ids)
            self.library.succession.hand_over(ids, merged.id)
            if not self.library.pins.all().isdisjoint(ids):
                self.library.pins.add((merged.id,))
            for one in ids:
                self.library.articles.spike(one)
            return self._seen(self.library.articles.get(merged.id))

        seen = [one for one in ids if one in self._versions]
        return self._do(f"Merge {len(ids)} articles", work, *seen)

    def _add(self, article: Article) -> Article:
        """A draft of its own, with all else as it is given."""
        draft = replace(
            article,
            id="",
            slug=slugify(article.headline),
            status=Status.DRAFT,
            spiked_from=None,
            created="",
            published=None,
            version=0,
        )
        return self.library.articles.add(draft, facts_of(draft.body), reason=Reason.NEW)

    def _put_tags(self, article_id: str, origins: Iterable[str]) -> None:
        tags = [tag.id for one in origins for tag in self.library.tags.of(one)]
        self.library.tags.set_for(article_id, list(dict.fromkeys(tags)))

    def _put_related(self, article_id: str, origins: Sequence[str]) -> None:
        """The related stories of all of them but one another, each once."""
        stories: dict[tuple[object, ...], Related] = {}
        for one in origins:
            for story in self.library.links.related(one):
                if len(origins) == 1 or story.article not in origins:
                    key = (story.article, story.url, "" if story.article else story.title)
                    stories.setdefault(key, replace(story, id=""))
        self.library.links.set_related(article_id, list(stories.values()))


def _marked(headline: str) -> str:
    return f"{headline} (copy)" if headline else ""


def _merged(parts: Sequence[Article]) -> Article:
    """Details of the first; what the others have besides isn't lost."""
    first = parts[0]
    return replace(
        first,
        body=uniting.united(
            [uniting.Part(part.headline, part.standfirst, part.body) for part in parts]
        ),
        byline=_together(parts, lambda part: part.byline, ", "),
        ednote=_together(parts, lambda part: part.ednote, "\n\n"),
        notes=_together(parts, lambda part: part.notes, "\n\n"),
        embargo=_latest(part.embargo for part in parts),
    )


def _together(parts: Iterable[Article], field: Callable[[Article], str], by: str) -> str:
    return by.join(dict.fromkeys(text for part in parts if (text := field(part).strip())))


def _latest(embargoes: Iterable[str | None]) -> str | None:
    """The embargo that ends last; one without an end ends after all others."""
    given = [embargo for embargo in embargoes if embargo]
    return max(given, key=_ends, default=None)


def _ends(embargo: str) -> datetime:
    if embargo == INDEFINITE:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.fromisoformat(embargo)
