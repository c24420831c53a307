"""What the window and the command line ask of a library; nothing here writes to it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.library import Library
from db.records import (
    Article,
    ArticleSummary,
    Backlink,
    JournalEntry,
    Picture,
    Related,
    Revision,
    Tag,
    TagKind,
)
from editor.app import arrivals
from editor.exchange.package import Package
from editor.text import crosslinks
from editor.text.crosslinks import LinkTarget
from editor.text.pictures import SCHEME, hash_of


class Questions:
    """Reads of one library.

    `versions` is what this object, and whoever shares the mapping, last saw of each article: an
    article read with `article` counts as seen, and a save expects that version to be the stored
    one. A reader and a writer over two connections share one mapping.
    """

    def __init__(self, library: Library, versions: dict[str, int] | None = None) -> None:
        self.library = library
        self._versions = {} if versions is None else versions

    def article(self, article_id: str) -> Article:
        """The article, from now on seen at this version. Raises NotFound."""
        return self._seen(self.library.articles.get(article_id))

    def _seen(self, article: Article) -> Article:
        self._versions[article.id] = article.version
        return article

    def stored(self, article_id: str) -> Article:
        """The article as it is stored; not counted as seen. Raises NotFound."""
        return self.library.articles.get(article_id)

    def is_altered(self, article_id: str) -> bool:
        """Whether the stored text isn't the one that was last saved: another program has changed
        it, or the disk."""
        return self.library.articles.is_altered(article_id)

    def by_slug(self, slug: str) -> Article:
        """The article with this slug, present or past; not counted as seen. Raises NotFound."""
        return self.library.articles.by_slug(slug)

    def summary_by_slug(self, slug: str) -> ArticleSummary | None:
        """The article a slug leads to, now or as an alias, as a row of a list; None for none."""
        found = self.library.articles.resolve((slug,)).get(slug)
        return None if found is None else self.library.articles.summary(found[0])

    def summaries(self, numbers: Sequence[int]) -> tuple[ArticleSummary, ...]:
        return self.library.articles.summaries(numbers)

    def summary(self, article_id: str) -> ArticleSummary:
        """The article as a row of a list. Raises NotFound."""
        return self.library.articles.summary(article_id)

    def search(
        self, query: str = "", *, spiked: bool = False, limit: int | None = None
    ) -> array[int]:
        """Numbers of the articles that match, newest first; any text is a safe query."""
        return self.library.search.numbers(query, spiked=spiked, limit=limit)

    def by_headline(self, text: str, limit: int = 20) -> tuple[ArticleSummary, ...]:
        return self.library.search.by_headline(text, limit)

    def tags_of(self, article_id: str) -> tuple[Tag, ...]:
        return self.library.tags.of(article_id)

    def sections(self) -> tuple[str, ...]:
        """The sections of the library, by the tags that name them."""
        return self.library.tags.labels(TagKind.SECTION)

    def all_tags(self) -> tuple[Tag, ...]:
        return self.library.tags.all()

    def related(self, article_id: str) -> tuple[Related, ...]:
        return self.library.links.related(article_id)

    def backlinks(self, article_id: str) -> tuple[Backlink, ...]:
        return self.library.links.backlinks(article_id)

    def waiting_for(self, headline: str) -> tuple[tuple[str, Related], ...]:
        """(article id, related story) wherever this headline stands as an unresolved title."""
        return self.library.links.unresolved(headline) if headline else ()

    def revisions(self, article_id: str) -> tuple[Revision, ...]:
        """Newest first."""
        return self.library.revisions.of(article_id)

    def journal_pending(self) -> tuple[JournalEntry, ...]:
        return self.library.journal.pending()

    def link_targets(self, slugs: Iterable[str]) -> dict[str, LinkTarget]:
        """Each of these slugs that leads to an article, with where it leads; broken ones absent.
        What a body calls `picture:HASH` leads to a picture of the library."""
        asked = tuple(slugs)
        named = {hash_of(name): name for name in asked if name.startswith(SCHEME)}
        articles = self.library.articles.resolve(slug for slug in asked if slug not in named)
        return {
            **{
                asked: LinkTarget(slug, headline) for asked, (_, slug, headline) in articles.items()
            },
            **{
                named[name]: arrivals.picture_target(picture)
                for name, picture in self.library.pictures.known(named).items()
            },
        }

    def picture(self, picture: str) -> Picture:
        """The picture of that hash, without its bytes. Raises NotFound."""
        return self.library.pictures.get(picture)

    def picture_file(self, picture: str) -> tuple[str, bytes]:
        """A picture's media type and bytes. Raises NotFound."""
        pictures = self.library.pictures
        return pictures.get(picture).media_type, pictures.content(picture)

    def unused_pictures(self) -> tuple[Picture, ...]:
        """Pictures that no article shows, nor any version of one. Reads every version."""
        return self.library.pictures.unused()

    def package(self, article_id: str) -> Package:
        """The article with its tags, related stories, link targets, pictures and source, on its
        way out. Raises NotFound."""
        article = self.library.articles.get(article_id)
        cited = {found.slug for found in crosslinks.find(article.body)}
        return replace(
            arrivals.package_of(self.library, article), targets=self.link_targets(sorted(cited))
        )
