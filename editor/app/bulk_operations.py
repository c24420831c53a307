"""Operations on many articles at once, each of them one transaction with one undo; what one of them
may not do is left out and told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from db.errors import IllegalMove, NotFound
from db.progress import portions
from db.records import Article, Status, Tag
from editor.app.outcome import Outcome, Performer


@dataclass(frozen=True, slots=True)
class Bulk:
    """On how many articles something was done, and the headline of each other with the reason
    why not."""

    done: int
    refused: tuple[tuple[str, str], ...] = ()


class BulkOperations(Performer):
    """What a writer does to the articles selected in the list. Articles that are gone meanwhile
    are passed over. All tell their progress."""

    def ids_of(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The ids of articles by their row numbers, in this order."""
        return self.library.articles.ids(numbers)

    def tags_on(self, article_ids: Sequence[str]) -> tuple[Tag, ...]:
        """Every tag that any of these articles carries."""
        return self.library.tags.on_any(article_ids)

    def set_status_of(self, article_ids: Sequence[str], status: Status) -> Outcome[Bulk]:
        """Move articles to a status; those the status table has no such move for are refused."""
        return self._each(
            f"Set status of {_counted(article_ids)} to {status}",
            article_ids,
            lambda article_id: self.library.articles.set_status(article_id, status),
        )

    def spike_all(self, article_ids: Sequence[str]) -> Outcome[Bulk]:
        """Take articles out of the lists."""
        name = f"Spike {_counted(article_ids)}"
        return self._each(name, article_ids, self.library.articles.spike)

    def restore_all(self, article_ids: Sequence[str]) -> Outcome[Bulk]:
        """Bring spiked articles back, each to the status it had; others are refused."""
        name = f"Restore {_counted(article_ids)}"
        return self._each(name, article_ids, self.library.articles.restore)

    def _each(
        self, name: str, article_ids: Sequence[str], change: Callable[[str], Article]
    ) -> Outcome[Bulk]:
        seen = [one for one in article_ids if one in self._versions]
        return self._do(name, lambda: self._changed(name, article_ids, change), *seen)

    def _changed(
        self, name: str, article_ids: Sequence[str], change: Callable[[str], Article]
    ) -> Bulk:
        done = 0
        refused: list[tuple[str, str]] = []
        for some in portions(article_ids, self._progress_of(name)):
            for article_id in some:
                try:
                    change(article_id)
                    done += 1
                except IllegalMove as error:
                    refused.append((self._called(article_id), str(error)))
                except NotFound:
                    continue
        return Bulk(done, tuple(refused))

    def _called(self, article_id: str) -> str:
        summary = self.library.articles.summary(article_id)
        return summary.headline or summary.slug


def _counted(articles: Sequence[str]) -> str:
    return "article" if len(articles) == 1 else f"{len(articles):,} articles"
