"""Operations on the web links of a library: the report of them, how they answered, and a new
address in place of an old one; asking the addresses is left to the link checker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.errors import Invalid
from db.records import Article, ArticleSummary
from db.web_link_records import LinkHealth, LinkView, WebLink
from editor.app.link_answers import can_be_asked
from editor.app.outcome import Outcome
from editor.app.text_operations import TextOperations
from editor.app.text_undo import TextBack, TextStep
from editor.text.addresses import readdress

EVERY_USER = -1


@dataclass(frozen=True, slots=True)
class Readdressed:
    """What became of putting one address in place of another: how many articles have the new one,
    and the headlines of those where the old one stands in a way that could not be changed."""

    changed: int
    left: tuple[str, ...] = ()


class WebLinkOperations(TextOperations):
    """Reports on and changes to web addresses. Spiked articles are left alone."""

    def web_links(
        self, view: LinkView = LinkView.ALL, containing: str = "", limit: int = -1
    ) -> tuple[WebLink, ...]:
        """The addresses of a view, those that need a look first."""
        return self.library.web_links.addresses(view, containing, limit)

    def web_link_counts(self) -> dict[LinkView, int]:
        """How many addresses each view has."""
        return self.library.web_links.counts()

    def web_link_users(self, url: str, limit: int = 50) -> tuple[ArticleSummary, ...]:
        """The articles an address stands in or beside, newest updated first."""
        return self.library.web_links.users(url, limit)

    def web_links_due(self, checked_before: str, limit: int) -> tuple[str, ...]:
        """Addresses not asked since that time, those waiting longest first."""
        return self.library.web_links.due(checked_before, limit)

    def record_link_health(self, answers: Iterable[LinkHealth]) -> Outcome[None]:
        """Keep how addresses answered. There is nothing to undo: it is what was found."""
        return self._do("Check web links", lambda: self.library.web_links.record(answers))

    def readdress(self, old: str, new: str) -> Outcome[Readdressed]:
        """Put the address `new` wherever `old` is linked, in texts and beside stories, as one
        operation; the text before is kept in the history of each article. Raises Invalid for a
        new address that is none."""
        new = new.strip()
        if not can_be_asked(new):
            raise Invalid("A web address begins with http:// or https:// and names a site.")
        backs: list[TextBack] = []

        def work() -> Readdressed:
            changed, left = 0, []
            for user in self.web_link_users(old, EVERY_USER):
                stored = self.library.articles.get(user.id)
                back = self._readdress_body(stored, old, new)
                backs.extend(back)
                beside = self._readdress_related(stored.id, old, new)
                changed += bool(back) or beside
                if not back and old in self.library.links.web_links(stored.id):
                    left.append(stored.headline or stored.slug)
            return Readdressed(changed, tuple(left))

        name = "Change a web address"
        outcome = self._do(name, work)
        if not backs:
            return outcome
        step = TextStep(name, "After a web address was changed", tuple(backs), outcome.undo)
        return replace(outcome, undo=step)

    def _readdress_body(self, stored: Article, old: str, new: str) -> tuple[TextBack, ...]:
        body = readdress(stored.body, old, new)
        if body == stored.body:
            return ()
        return (self._rewrite(stored, {"body": body}, "Before a web address was changed"),)

    def _readdress_related(self, article_id: str, old: str, new: str) -> bool:
        related = self.library.links.related(article_id)
        if all(story.url != old for story in related):
            return False
        self.library.links.set_related(
            article_id,
            [replace(story, url=new) if story.url == old else story for story in related],
        )
        return True
