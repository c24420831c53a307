"""Taking articles back out of backups, with all that belongs to them; copying and verifying files
is left to storage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from db.errors import NotFound
from db.library import Library
from db.records import PICTURE_DETAILS, Article, Picture, Reason, Revision
from db.restoring import opened_copy
from editor.app import arrivals
from editor.app.facts import facts_of
from editor.app.outcome import Outcome, Performer
from editor.app.restored import restored_from_backup
from editor.exchange.package import Package


@dataclass(frozen=True, slots=True)
class _Found:
    """An article in a backup, with all that belongs to it; `earlier` are its versions, the oldest
    first, `name` what the one is called that it comes back as."""

    package: Package
    name: str
    earlier: tuple[Revision, ...]
    pictures: tuple[tuple[Picture, bytes], ...]
    words: tuple[str, ...]
    slugs: tuple[str, ...]
    anchors: Mapping[str, tuple[str, str]]


class BackupOperations(Performer):
    """What a writer takes out of backups."""

    def restore_from_backup(self, backup: Path, slug: str) -> Outcome[Article]:
        """Bring an article back from a backup with its tags, related stories, source, versions,
        pictures, word list, old slugs and the old anchors of its sections. Where the library
        still has the article, the one from the backup comes beside it as an article of its own;
        nothing present is changed.

        Raises NotFound where the backup has no such slug, and what refuses a bad backup.
        """
        with opened_copy(backup) as library:
            article = library.articles.by_slug(slug)
            found = _Found(
                package=arrivals.package_of(library, article),
                name=restored_from_backup(_made(backup)),
                earlier=library.revisions.readable(article.id),
                pictures=tuple(_pictures(library, article.id)),
                words=library.words.passed_over_in(article.id),
                slugs=library.articles.slug_aliases(article.id),
                anchors=library.articles.anchors(article.id),
            )
            lost = len(library.revisions.timeline(article.id)) - len(found.earlier)
        outcome = self._do("Restore article from backup", lambda: self._brought_back(found))
        if not lost:
            return outcome
        note = f"{lost} of its versions are damaged in the backup and were left out."
        return replace(outcome, notes=(note,))

    def _brought_back(self, found: _Found) -> Article:
        package = found.package
        for picture, content in found.pictures:
            details = {name: getattr(picture, name) for name in PICTURE_DETAILS}
            self.library.pictures.add(
                content, picture.media_type, picture.width, picture.height, details
            )
        article = self.library.articles.add(
            replace(package.article, id=self._free_id(package.article.id)),
            facts_of(package.article.body),
            source=package.source,
            reason=Reason.RESTORE,
            name=found.name,
            earlier=found.earlier,
        )
        arrivals.dress(self.library, article.id, package)
        self.library.articles.bring_slug_aliases(article.id, found.slugs)
        self.library.articles.bring_anchors(article.id, found.anchors)
        for word in found.words:
            self.library.words.pass_over(article.id, word)
        return self._seen(self.library.articles.get(article.id))

    def _free_id(self, article_id: str) -> str:
        """The article's own id, by which others link to it; none where it is here already."""
        try:
            self.library.articles.get(article_id)
        except NotFound:
            return article_id
        return ""


def _pictures(library: Library, article_id: str) -> Iterator[tuple[Picture, bytes]]:
    """The pictures of an article and of its versions, with their bytes."""
    for picture in library.pictures.known(sorted(library.pictures.ever_in(article_id))).values():
        with suppress(NotFound):
            yield picture, library.pictures.content(picture.hash)


def _made(backup: Path) -> datetime:
    return datetime.fromtimestamp(backup.stat().st_mtime, UTC)
