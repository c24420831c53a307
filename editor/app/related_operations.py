"""Operations on the related stories beside an article; each can be undone as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from db.records import Related, RelatedKind
from editor.app.outcome import Outcome, Performer, moved


class RelatedOperations(Performer):
    """What a writer does to related stories. Each gives the whole list as it then stands."""

    def add_related(
        self, article_id: str, related: Related, at: int | None = None
    ) -> Outcome[tuple[Related, ...]]:
        """Put a related story beside the article, last or at an index."""

        def change(present: list[Related]) -> list[Related]:
            present.insert(len(present) if at is None else at, related)
            return present

        return self._relate("Add related story", article_id, change)

    def remove_related(self, article_id: str, related_id: str) -> Outcome[tuple[Related, ...]]:
        return self._relate(
            "Remove related story",
            article_id,
            lambda present: [related for related in present if related.id != related_id],
        )

    def move_related(
        self, article_id: str, related_id: str, to_index: int
    ) -> Outcome[tuple[Related, ...]]:
        def change(present: list[Related]) -> list[Related]:
            chosen = next((one for one in present if one.id == related_id), None)
            return present if chosen is None else moved(present, chosen, to_index)

        return self._relate("Move related story", article_id, change)

    def set_related_kind(
        self, article_id: str, related_id: str, kind: RelatedKind
    ) -> Outcome[tuple[Related, ...]]:
        return self._relate(
            f"Make related story {kind}",
            article_id,
            lambda present: [
                replace(related, kind=kind) if related.id == related_id else related
                for related in present
            ],
        )

    def resolve_related(
        self, article_id: str, related_id: str, target_id: str, back_link: bool = False
    ) -> Outcome[tuple[Related, ...]]:
        """Point an unresolved related story at an article; with `back_link` also the other way."""
        target = self.library.articles.get(target_id)

        def change(present: list[Related]) -> list[Related]:
            return [
                replace(
                    related,
                    title=target.headline or related.title,
                    article=target.id,
                    slug=target.slug,
                    url=None,
                )
                if related.id == related_id
                else related
                for related in present
            ]

        def after() -> None:
            if back_link:
                self._link_back(target_id, article_id)

        return self._relate("Resolve related story", article_id, change, after)

    def _link_back(self, from_id: str, to_id: str) -> None:
        present = self.library.links.related(from_id)
        if from_id != to_id and all(related.article != to_id for related in present):
            there = self.library.articles.get(to_id)
            back = Related(there.headline, article=there.id, slug=there.slug)
            self.library.links.set_related(from_id, [*present, back])

    def _relate(
        self,
        name: str,
        article_id: str,
        change: Callable[[list[Related]], list[Related]],
        after: Callable[[], None] = lambda: None,
    ) -> Outcome[tuple[Related, ...]]:
        def work() -> tuple[Related, ...]:
            present = list(self.library.links.related(article_id))
            self.library.links.set_related(article_id, change(present))
            after()
            return self.library.links.related(article_id)

        return self._do(name, work, article_id)
