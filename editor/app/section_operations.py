"""Operations that sections of an article take part in; each can be undone as one."""

from __future__ import annotations

from db.records import Article, Reason
from editor.app.facts import facts_of
from editor.app.outcome import Outcome, Performer
from editor.text.slugs import slugify


class SectionOperations(Performer):
    """What becomes of a section beyond its own article. Raises NotFound."""

    def split_off(self, article_id: str, headline: str, body: str) -> Outcome[Article]:
        """Make an article of a section. It has the tags, byline, language, direction and section
        of the one it comes from, whose text is left to its editor."""

        def work() -> Article:
            origin = self.library.articles.get(article_id)
            made = self.library.articles.add(
                Article(
                    headline=headline,
                    slug=slugify(headline),
                    byline=origin.byline,
                    language=origin.language,
                    direction=origin.direction,
                    section=origin.section,
                    body=body,
                ),
                facts_of(body),
                reason=Reason.NEW,
            )
            tags = [tag.id for tag in self.library.tags.of(article_id)]
            self.library.tags.set_for(made.id, tags)
            return self._seen(made)

        return self._do(f"Split off “{headline}”", work)
