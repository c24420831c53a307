"""Operations on tags, and on the tags of articles; each can be undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from db.records import Tag, TagKind
from db.tag_records import TagWanted, Term
from editor.app.outcome import Outcome, moved
from editor.app.tag_questions import TagQuestions


class TagOperations(TagQuestions):
    """What a writer does to tags. Raises NotFound, Invalid and TagExists as the stores do."""

    # The tags of articles

    def add_tag(
        self, article_id: str, label: str, kind: TagKind | None = None
    ) -> Outcome[tuple[Tag, ...]]:
        """Put a tag, found by label or alias or made, last on the article; once is enough."""

        def change(tags: list[str]) -> list[str]:
            return [*tags, self.library.tags.ensure(label, kind).id]

        return self._retag(f"Add tag “{label.strip()}”", article_id, change)

    def add_tags(
        self, article_id: str, wanted: Sequence[str | TagWanted]
    ) -> Outcome[tuple[Tag, ...]]:
        """Put several tags, found or made like one, last on the article, in this order."""
        tags_wanted = [TagWanted(one) if isinstance(one, str) else one for one in wanted]

        def change(tags: list[str]) -> list[str]:
            ensure = self.library.tags.ensure
            new = (ensure(one.label, one.kind, (), one.external_id) for one in tags_wanted)
            return [*tags, *(tag.id for tag in new)]

        name = f"Add {_counted(len(tags_wanted), 'tag')}"
        if len(tags_wanted) == 1:
            name = f"Add tag “{tags_wanted[0].label.strip()}”"
        return self._retag(name, article_id, change)

    def add_term(
        self, article_id: str, term: Term, language: str = "en"
    ) -> Outcome[tuple[Tag, ...]]:
        """Put the tag of a vocabulary's term last on the article: the one that has its id or is
        called like it in that language, or else a new one with its id."""
        return self.add_tags(article_id, (TagWanted(term.label(language), external_id=term.id),))

    def remove_tag(self, article_id: str, tag_id: str) -> Outcome[tuple[Tag, ...]]:
        return self._retag(
            "Remove tag", article_id, lambda tags: [tag for tag in tags if tag != tag_id]
        )

    def move_tag(self, article_id: str, tag_id: str, to_index: int) -> Outcome[tuple[Tag, ...]]:
        return self._retag("Move tag", article_id, lambda tags: moved(tags, tag_id, to_index))

    def tag_articles(self, article_ids: Sequence[str], labels: Sequence[str]) -> Outcome[int]:
        """Put tags, found or made, last on each of these articles; on how many any was put.
        Articles that are gone are passed over. Tells its progress, for each tag anew."""
        name = f"Tag {_counted(len(article_ids), 'article')}"
        progress = self._progress_of(name)

        def work() -> int:
            tags = [self.library.tags.ensure(label).id for label in labels]
            return _together(
                self.library.tags.put_on(article_ids, tag, progress) for tag in dict.fromkeys(tags)
            )

        return self._do(name, work)

    def untag_articles(self, article_ids: Sequence[str], tag_ids: Sequence[str]) -> Outcome[int]:
        """Take tags off these articles; off how many any was taken. Tells its progress, for each
        tag anew."""
        name = f"Take tags off {_counted(len(article_ids), 'article')}"
        progress = self._progress_of(name)
        return self._do(
            name,
            lambda: _together(
                self.library.tags.take_off(article_ids, tag, progress) for tag in tag_ids
            ),
        )

    def _retag(
        self, name: str, article_id: str, change: Callable[[list[str]], list[str]]
    ) -> Outcome[tuple[Tag, ...]]:
        def work() -> tuple[Tag, ...]:
            present = [tag.id for tag in self.library.tags.of(article_id)]
            self.library.tags.set_for(article_id, list(dict.fromkeys(change(present))))
            return self.library.tags.of(article_id)

        return self._do(name, work, article_id)

    # Tags themselves

    def new_tag(
        self, label: str, kind: TagKind | None = None, parent: str | None = None
    ) -> Outcome[Tag]:
        """A tag on no article yet, under `parent` if it is given; the one that is called so
        already stays as it is."""

        def work() -> Tag:
            found = self.library.tags.find(label)
            tag = found or self.library.tags.ensure(label, kind)
            if found is None and parent is not None:
                return self.library.tags.set_parent(tag.id, parent)
            return tag

        return self._do(f"New tag “{label.strip()}”", work)

    def rename_tag(self, tag_id: str, label: str) -> Outcome[Tag]:
        """Raises TagExists, which names the tag to merge into."""
        return self._change_tag(
            f"Rename tag to “{label.strip()}”",
            tag_id,
            lambda: self.library.tags.rename(tag_id, label),
        )

    def merge_tags(self, tag_ids: str | Sequence[str], into_id: str) -> Outcome[Tag]:
        """Every article keeps its place for the tag, once; labels and aliases of the tags that go
        stay as aliases. Tells its progress."""
        count = 1 if isinstance(tag_ids, str) else len(tag_ids)
        into = self.library.tags.get(into_id).label
        name = f"Merge {_counted(count, 'tag')} into “{into}”"
        return self._change_tag(
            name,
            into_id,
            lambda: self.library.tags.merge(tag_ids, into_id, self._progress_of(name)),
        )

    def delete_tags(self, tag_ids: Sequence[str]) -> Outcome[int]:
        """Remove tags from the library and from every article; how many there were. The tags under
        one stand where it stood. Tells its progress."""
        name = f"Delete {_counted(len(tag_ids), 'tag')}"

        def work() -> int:
            self.library.tags.delete(tag_ids, self._progress_of(name))
            return len(tag_ids)

        return self._do(name, work)

    def set_tags_parent(
        self, tag_ids: Sequence[str], parent: str | None
    ) -> Outcome[tuple[Tag, ...]]:
        """Put tags under another, or under none. Raises Invalid where one would stand under
        itself."""
        return self._change_tags(
            f"Move {_counted(len(tag_ids), 'tag')}",
            tag_ids,
            lambda tag_id: self.library.tags.set_parent(tag_id, parent),
        )

    def set_tags_kind(self, tag_ids: Sequence[str], kind: TagKind) -> Outcome[tuple[Tag, ...]]:
        return self._change_tags(
            f"Set kind of {_counted(len(tag_ids), 'tag')} to {kind}",
            tag_ids,
            lambda tag_id: self.library.tags.set_kind(tag_id, kind),
        )

    def set_tag_kind(self, tag_id: str, kind: TagKind) -> Outcome[Tag]:
        return self._change_tag(
            f"Set kind of tag to {kind}", tag_id, lambda: self.library.tags.set_kind(tag_id, kind)
        )

    def set_tag_details(
        self,
        tag_id: str,
        *,
        colour: str | None = None,
        note: str | None = None,
        external_id: str | None = None,
    ) -> Outcome[Tag]:
        """Set what is given: a colour (#RRGGBB, empty for none), a note, an external id. Raises
        TagExists where another tag has that id."""
        given = {"colour": colour, "note": note, "external id": external_id}
        what = ", ".join(name for name, value in given.items() if value is not None)
        return self._change_tag(
            f"Set {what} of tag",
            tag_id,
            lambda: self.library.tags.set_details(
                tag_id, colour=colour, note=note, external_id=external_id
            ),
        )

    def add_tag_alias(self, tag_id: str, alias: str) -> Outcome[Tag]:
        return self._change_tag(
            f"Add alias “{alias.strip()}”",
            tag_id,
            lambda: self.library.tags.add_alias(tag_id, alias),
        )

    def remove_tag_alias(self, tag_id: str, alias: str) -> Outcome[Tag]:
        return self._change_tag(
            f"Remove alias “{alias}”", tag_id, lambda: self.library.tags.remove_alias(tag_id, alias)
        )

    def keep_tags_apart(self, one: str, other: str) -> Outcome[None]:
        """Say that two tags that look alike are two: they are told as near no more."""
        return self._do("Keep tags apart", lambda: self.library.tag_hygiene.keep_apart(one, other))

    def keep_tags_apart_no_more(self, one: str, other: str) -> Outcome[None]:
        """Let two tags be told as near again."""
        return self._do(
            "Keep tags apart no more",
            lambda: self.library.tag_hygiene.keep_apart_no_more(one, other),
        )

    def _change_tag(self, name: str, tag_id: str, change: Callable[[], object]) -> Outcome[Tag]:
        def work() -> Tag:
            change()
            return self.library.tags.get(tag_id)

        return self._do(name, work)

    def _change_tags(
        self, name: str, tag_ids: Sequence[str], change: Callable[[str], object]
    ) -> Outcome[tuple[Tag, ...]]:
        def work() -> tuple[Tag, ...]:
            for tag_id in tag_ids:
                change(tag_id)
            return self.library.tags.these(tag_ids)

        return self._do(name, work)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _together(articles: Iterable[frozenset[str]]) -> int:
    """How many articles these are, each counted once."""
    return len(frozenset[str]().union(*articles))
