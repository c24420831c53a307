"""The spike: who still links to what lies on it, and deleting it for ever; spiking and restoring
are ordinary moves of an article."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from db.errors import Unavailable
from db.records import ArticleSummary, Backlink
from db.shelf import Backup, BackupShelf
from editor.app.outcome import Outcome, Performer


@dataclass(frozen=True, slots=True)
class Spiked:
    """An article on the spike, and who links to it."""

    article: ArticleSummary
    backlinks: tuple[Backlink, ...]


@dataclass(frozen=True, slots=True)
class Deleted:
    """How many articles were deleted for ever, and the backups that still have any of them."""

    articles: int
    still_in: tuple[Backup, ...]


class SpikeOperations(Performer):
    """What a writer does with the spike."""

    def on_the_spike(self) -> tuple[Spiked, ...]:
        """The spiked articles, newest updated first, with who links to each."""
        numbers = self.library.search.numbers(spiked=True)
        return tuple(
            Spiked(summary, self.library.links.backlinks(summary.id))
            for summary in self.library.articles.summaries(numbers)
        )

    def delete_for_ever(
        self, article_ids: Sequence[str], shelf: BackupShelf | None = None
    ) -> Outcome[Deleted]:
        """Delete spiked articles for ever, versions, journal, source and the pictures only they
        showed included, and leave nothing of them in the file. There is no undo. Raises
        NotFound, IllegalMove.

        With `shelf` the outcome says which backups still have them.
        """

        def work() -> int:
            shown: set[str] = set()
            for article_id in article_ids:
                shown |= self.library.pictures.ever_in(article_id)
                self.library.articles.delete_for_ever(article_id)
                self._versions.pop(article_id, None)
            if shown:
                self._remove_unused(shown)
            return len(article_ids)

        done = self._do("Delete for ever", work)
        notes = self._wiped()
        still_in = shelf.holding(article_ids) if shelf is not None else ()
        if still_in:
            many = f"{len(still_in)} backups" if len(still_in) > 1 else "One backup"
            notes = (*notes, f"{many} may still hold what was deleted.")
        return replace(
            Outcome(Deleted(done.value, still_in), done.changes, None, done.name), notes=notes
        )

    def empty_spike(self, shelf: BackupShelf | None = None) -> Outcome[Deleted]:
        """Delete every spiked article for ever, as `delete_for_ever`."""
        return self.delete_for_ever(self.library.articles.all_ids(spiked=True), shelf)

    def _remove_unused(self, pictures: Collection[str]) -> None:
        for picture in self.library.pictures.unused():
            if picture.hash in pictures:
                self.library.pictures.remove(picture.hash)

    def _wiped(self) -> tuple[str, ...]:
        """The deletion stands even where the file can't be tidied now."""
        try:
            self.library.wipe_free_space()
        except Unavailable as error:
            return (f"Deleted, but the room could not be given back yet. {error}",)
        return ()
