"""Operations on links between articles: words made a link, titles that waited resolved; each can
be undone as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import Invalid, Stale
from db.link_records import Mention, WaitingMatch
from editor.app.link_questions import LinkQuestions
from editor.app.outcome import Outcome
from editor.app.related_operations import RelatedOperations
from editor.app.text_operations import TextOperations
from editor.app.text_undo import TextBack, TextStep
from editor.later import later

if TYPE_CHECKING:
    from editor.text import mentions
else:
    # Loads with the first mention linked, not with the library.
    mentions = later("editor.text.mentions")


class LinkOperations(LinkQuestions, RelatedOperations, TextOperations):
    """What a writer does to links and related stories."""

    def link_mention(self, mention: Mention) -> Outcome[None]:
        """Make the words of a mention a cross-link, in the stored text of its source.

        The text before and after is kept in its history. The window makes the link in its editor
        instead where the source is open there (see `editor.text.mentions.link_edit`). Raises
        Stale where the source has been stored anew since, NotFound, or Invalid where the words
        can't be made a link.
        """
        words = f"“{' '.join(mention.words.split())}”"

        def work() -> TextBack:
            source = self.library.articles.get(mention.source.id)
            if source.version != mention.version:
                raise Stale(
                    f"“{source.headline or source.slug}” has been changed since it was searched. "
                    "Look for the mentions again.",
                    source.id,
                    source.version,
                )
            slug = self.library.articles.get(mention.target).slug
            edit = mentions.link_edit(source.body, mention.start, mention.end, mention.words, slug)
            if edit is None:
                raise Invalid("These words can't be made a link. Open the article and link them.")
            fields = {"body": edit.apply(source.body)}
            return self._rewrite(source, fields, f"Before linking {words}")

        done = self._do(f"Link {words}", work)
        step = TextStep(done.name, f"After linking {words}", (done.value,))
        return Outcome(None, done.changes, step, done.name)

    def lead_slug(self, slug: str, article_id: str) -> Outcome[None]:
        """Let every broken link to a slug lead to an article; no text is changed for it. Raises
        NotFound, SlugTaken, or Invalid for what is no slug."""
        return self._do(
            f"Lead “{slug}” to an article", lambda: self.library.articles.lead(slug, article_id)
        )

    def resolve_waiting(
        self, matches: Sequence[WaitingMatch], back_link: bool = False
    ) -> Outcome[int]:
        """Point titles that waited at the articles they are, with `back_link` also the other way;
        gives how many. One that has been resolved or removed meanwhile is passed over; one whose
        article stands in the list already goes. Raises NotFound."""

        def work() -> int:
            return sum(self._resolved(match, back_link) for match in matches)

        return self._do("Resolve related stories", work, *{one.beside.id for one in matches})

    def _resolved(self, match: WaitingMatch, back_link: bool) -> bool:
        target = self.library.articles.get(match.target)
        present = self.library.links.related(match.beside.id)
        waiting = next((one for one in present if one.id == match.related.id), None)
        if waiting is None or not waiting.unresolved:
            return False
        is_there = any(one.article == target.id for one in present)
        resolved = replace(waiting, article=target.id, slug=target.slug)
        settled = [resolved if one is waiting else one for one in present]
        self.library.links.set_related(
            match.beside.id, [one for one in settled if one is not resolved or not is_there]
        )
        if back_link:
            self._link_back(target.id, match.beside.id)
        return True
