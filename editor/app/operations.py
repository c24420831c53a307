"""Everything the window and the command line do to a library, each a named operation that can be
undone as one; how it is stored is left to the stores, when it happens to the caller."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from db.library import Library
from db.records import Article, JournalEntry, Reason, Status
from editor.app import arrivals
from editor.app.backup_operations import BackupOperations
from editor.app.bulk_operations import BulkOperations
from editor.app.copy_operations import CopyOperations
from editor.app.facts import RunningFacts, facts_of
from editor.app.following import UNTITLED, following_slug
from editor.app.history_operations import HistoryOperations
from editor.app.link_operations import LinkOperations
from editor.app.outcome import Outcome, unwatched
from editor.app.picture_operations import PictureOperations
from editor.app.replace_operations import ReplaceOperations
from editor.app.search_operations import SearchOperations
from editor.app.section_operations import SectionOperations
from editor.app.shrinking import BEFORE_IT_WENT, most_goes
from editor.app.spike_operations import SpikeOperations
from editor.app.tag_operations import TagOperations
from editor.app.vocabulary_operations import VocabularyOperations
from editor.app.web_link_operations import WebLinkOperations
from editor.app.word_operations import WordOperations
from editor.exchange.package import Package

__all__ = ["Operations", "Outcome"]


class Operations(
    SearchOperations,
    TagOperations,
    VocabularyOperations,
    LinkOperations,
    WebLinkOperations,
    WordOperations,
    PictureOperations,
    SectionOperations,
    HistoryOperations,
    BackupOperations,
    SpikeOperations,
    ReplaceOperations,
    BulkOperations,
    CopyOperations,
):
    """The operations of one library, used by one thread at a time like the library itself.

    Every write raises LibraryError in plain words, and then has changed nothing.
    """

    def __init__(
        self,
        library: Library,
        versions: dict[str, int] | None = None,
        progress: Callable[[str, int, int], None] = unwatched,
    ) -> None:
        super().__init__(library, versions, progress)
        self._facts = RunningFacts()
        self._ahead: tuple[str, Iterator[None]] = "", iter(())

    def new_article(self, language: str = "en", byline: str = "") -> Outcome[Article]:
        """An empty article, with the writer's byline if there is one."""
        article = Article(slug=UNTITLED, language=language, byline=byline)
        return self._do(
            "New article", lambda: self._seen(self.library.articles.add(article, facts_of("")))
        )

    def save(
        self,
        article_id: str,
        fields: Mapping[str, object],
        *,
        reason: Reason = Reason.AUTOSAVE,
        name: str | None = None,
    ) -> Outcome[Article]:
        """Store what was written. The slug follows the headline (see `following_slug`).

        The stored version must be the one last seen here, otherwise Stale. Text is undone in its
        editor, so the outcome has no undo step. Where most of the body would go, the version
        before is kept under a name, and the notes say so.
        """
        expected = self._versions.get(article_id)
        notes: list[str] = []

        def work() -> Article:
            notes.extend(self._keep_what_goes(article_id, fields))
            return self._saved(article_id, expected, fields, reason=reason, name=name)

        return replace(self._do("Save", work), undo=None, notes=tuple(notes))

    def read_ahead(self, article_id: str, seconds: float) -> bool:
        """Reads on in a stored body for about so long, so that the first save of an edit to it
        need not read it all; whether there is more to read. Raises NotFound."""
        if self._ahead[0] != article_id:
            body = self.library.articles.get(article_id).body
            self._ahead = article_id, self._facts.read_ahead(body)
        end = monotonic() + seconds
        for _step in self._ahead[1]:
            if monotonic() >= end:
                return True
        self._ahead = "", iter(())
        return False

    def _keep_what_goes(self, article_id: str, fields: Mapping[str, object]) -> tuple[str, ...]:
        stored = self.library.articles.get(article_id)
        if not most_goes(stored.body, str(fields.get("body", stored.body))):
            return ()
        self.library.revisions.keep_named(stored, BEFORE_IT_WENT)
        return (
            "Most of the text went in this save. The text before is kept in the history as "
            f"“{BEFORE_IT_WENT}”.",
        )

    def _saved(
        self,
        article_id: str,
        expected: int | None,
        fields: Mapping[str, object],
        *,
        reason: Reason = Reason.AUTOSAVE,
        name: str | None = None,
    ) -> Article:
        stored = self.library.articles.get(article_id)
        followed = following_slug(self.library, stored, fields)
        return self._seen(
            self.library.articles.save(
                article_id,
                stored.version if expected is None else expected,
                {**followed, **fields},
                self._facts.of(str(fields["body"]), stored.body) if "body" in fields else None,
                reason=reason,
                name=name,
                leave_alias=not followed or self._is_linked(article_id),
            )
        )

    def _is_linked(self, article_id: str) -> bool:
        """Working slugs nobody links to are dropped as the headline is typed: no trail of them."""
        return self.library.backlinks.is_linked(article_id)

    def overwrite(self, article_id: str, fields: Mapping[str, object]) -> Outcome[Article]:
        """Save over a newer stored version, whose text is kept as a revision (CONFLICT)."""

        def work() -> Article:
            theirs = self.library.articles.get(article_id)
            return self._saved(article_id, theirs.version, fields, reason=Reason.CONFLICT)

        return replace(self._do("Keep my text", work), undo=None)

    def keep_both(self, article_id: str, fields: Mapping[str, object]) -> Outcome[Article]:
        """Store the writer's text as a new article, with its tags and related stories, beside
        the stored one, which stays as it is."""

        written: dict[str, Any] = dict(fields)

        def work() -> Article:
            theirs = self.package(article_id)
            mine = replace(
                theirs.article,
                **written,
                slug="",
                created="",
                status=Status.DRAFT,
                spiked_from=None,
                published=None,
            )
            return self._seen(arrivals.store(self.library, replace(theirs, article=mine)))

        return self._do("Keep both texts", work)

    def set_fields(self, article_id: str, fields: Mapping[str, object]) -> Outcome[Article]:
        """Set fields of the Story panel. Raises Invalid, SlugTaken, Stale."""
        expected = self._versions.get(article_id)
        what = ", ".join(name.replace("_", " ") for name in fields)
        return self._do(f"Change {what}", lambda: self._saved(article_id, expected, fields))

    def set_status(self, article_id: str, status: Status) -> Outcome[Article]:
        """Raises IllegalMove where the status table has no such move."""
        return self._do(
            f"Set status to {status}",
            lambda: self.library.articles.set_status(article_id, status),
            article_id,
        )

    def spike(self, article_id: str) -> Outcome[Article]:
        return self._do(
            "Spike article", lambda: self.library.articles.spike(article_id), article_id
        )

    def restore(self, article_id: str) -> Outcome[Article]:
        return self._do(
            "Restore article", lambda: self.library.articles.restore(article_id), article_id
        )

    def add_package(self, package: Package) -> Outcome[Article]:
        """Store a package as a new article, with its tags and related stories.

        The notes are the importer's, and say where other stories were waiting for this headline
        or one much like it.
        """
        outcome = self._do(
            f"Import “{_called(package)}”", lambda: arrivals.store(self.library, package)
        )
        article = outcome.value
        return replace(
            outcome, notes=(*package.notes, *self.offers(article), *self.near_offers(article.id))
        )

    def add_packages(self, packages: Sequence[Package]) -> Outcome[tuple[Article, ...]]:
        """Store stories that belong together as one operation, related to one another."""

        def work() -> tuple[Article, ...]:
            articles = tuple(arrivals.store(self.library, package) for package in packages)
            arrivals.settle(
                self.library,
                [
                    (article.id, package)
                    for article, package in zip(articles, packages, strict=True)
                ],
            )
            return articles

        return self._do(f"Import {len(packages)} stories", work)

    def settle_related(self, arrived: Sequence[tuple[str, Package]]) -> Outcome[int]:
        """Resolve the related stories that these articles' packages named by slug and that have
        arrived since; gives how many."""
        return self._do("Relate imported stories", lambda: arrivals.settle(self.library, arrived))

    def offers(self, article: Article) -> tuple[str, ...]:
        """What to tell the writer where this headline is an unresolved title beside others."""
        waiting = {one for one, _ in self.waiting_for(article.headline)} - {article.id}
        if not waiting:
            return ()
        if len(waiting) == 1:
            return ("One story was waiting for this headline among its related stories.",)
        return (f"{len(waiting)} stories were waiting for this headline among their related ones.",)

    def write_journal(self, entry: JournalEntry) -> None:
        """Keep the running text of an open article, outside any operation."""
        self.library.journal.write(entry)

    def clear_journal(self, article_id: str) -> None:
        self.library.journal.clear(article_id)


def _called(package: Package) -> str:
    return package.article.headline or package.suggested_headline or package.article.slug
