"""Taking articles back out of backups, with all that belongs to them; copying and verifying files
is left to storage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from db.errors import NotFound
from db.library import Library
from db.records import Article, Reason, Revision
from db.restoring import opened_copy
from editor.app import arrivals
from editor.app.facts import facts_of
from editor.app.outcome import Outcome, Performer
from editor.exchange.package import Package


class BackupOperations(Performer):
    """What a writer takes out of backups."""

    def restore_from_backup(self, backup: Path, slug: str) -> Outcome[Article]:
        """Bring an article back from a backup with its tags, related stories, source and
        versions. Where the library still has the article, the one from the backup comes beside
        it as an article of its own; nothing present is changed.

        Raises NotFound where the backup has no such slug, and what refuses a bad backup.
        """
        with opened_copy(backup) as library:
            article = library.articles.by_slug(slug)
            package = arrivals.package_of(library, article)
            earlier, lost = _readable(library, article.id)
        outcome = self._do(
            "Restore article from backup", lambda: self._brought_back(package, earlier)
        )
        if not lost:
            return outcome
        note = f"{lost} of its versions are damaged in the backup and were left out."
        return replace(outcome, notes=(note,))

    def _brought_back(self, package: Package, earlier: tuple[Revision, ...]) -> Article:
        article = self.library.articles.add(
            replace(package.article, id=self._free_id(package.article.id)),
            facts_of(package.article.body),
            source=package.source,
            reason=Reason.RESTORE,
            earlier=earlier,
        )
        arrivals.dress(self.library, article.id, package)
        return self._seen(self.library.articles.get(article.id))

    def _free_id(self, article_id: str) -> str:
        """The article's own id, by which others link to it; none where it is here already."""
        try:
            self.library.articles.get(article_id)
        except NotFound:
            return article_id
        return ""


def _readable(library: Library, article_id: str) -> tuple[tuple[Revision, ...], int]:
    """The versions of an article that are whole, oldest first, and how many aren't."""
    found = library.revisions.readable(article_id)
    return found, len(library.revisions.timeline(article_id)) - len(found)
