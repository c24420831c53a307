"""Operations on tags, and on the tags of an article; each can be undone as one."""

from __future__ import annotations

from collections.abc import Callable

from db.records import Tag, TagKind
from editor.app.outcome import Outcome, Performer, moved


class TagOperations(Performer):
    """What a writer does to tags. Raises NotFound, Invalid and TagExists as the stores do."""

    def add_tag(
        self, article_id: str, label: str, kind: TagKind | None = None
    ) -> Outcome[tuple[Tag, ...]]:
        """Put a tag, found by label or alias or made, last on the article; once is enough."""

        def change(tags: list[str]) -> list[str]:
            return [*tags, self.library.tags.ensure(label, kind).id]

        return self._retag(f"Add tag “{label.strip()}”", article_id, change)

    def remove_tag(self, article_id: str, tag_id: str) -> Outcome[tuple[Tag, ...]]:
        return self._retag(
            "Remove tag", article_id, lambda tags: [tag for tag in tags if tag != tag_id]
        )

    def move_tag(self, article_id: str, tag_id: str, to_index: int) -> Outcome[tuple[Tag, ...]]:
        return self._retag("Move tag", article_id, lambda tags: moved(tags, tag_id, to_index))

    def _retag(
        self, name: str, article_id: str, change: Callable[[list[str]], list[str]]
    ) -> Outcome[tuple[Tag, ...]]:
        def work() -> tuple[Tag, ...]:
            present = [tag.id for tag in self.library.tags.of(article_id)]
            self.library.tags.set_for(article_id, list(dict.fromkeys(change(present))))
            return self.library.tags.of(article_id)

        return self._do(name, work, article_id)

    def set_tag_kind(self, tag_id: str, kind: TagKind) -> Outcome[Tag]:
        return self._change_tag(
            f"Make tag a {kind}", tag_id, lambda: self.library.tags.set_kind(tag_id, kind)
        )

    def rename_tag(self, tag_id: str, label: str) -> Outcome[Tag]:
        """Raises TagExists, which names the tag to merge into."""
        return self._change_tag(
            f"Rename tag to “{label}”", tag_id, lambda: self.library.tags.rename(tag_id, label)
        )

    def add_tag_alias(self, tag_id: str, alias: str) -> Outcome[Tag]:
        return self._change_tag(
            f"Add alias “{alias}”", tag_id, lambda: self.library.tags.add_alias(tag_id, alias)
        )

    def merge_tags(self, tag_id: str, into_id: str) -> Outcome[Tag]:
        """Every article keeps its place for the tag; the old label stays as an alias."""
        return self._change_tag(
            "Merge tags", into_id, lambda: self.library.tags.merge(tag_id, into_id)
        )

    def _change_tag(self, name: str, tag_id: str, change: Callable[[], object]) -> Outcome[Tag]:
        def work() -> Tag:
            change()
            return self.library.tags.get(tag_id)

        return self._do(name, work)
