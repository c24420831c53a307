"""Two versions of an article compared field by field; how the rows are drawn is left to the
window, where the versions come from to the operations."""

from __future__ import annotations

from dataclasses import dataclass

from db.records import Article, Revision
from editor.app.writing_fields import BODY, HEAD_FIELDS, texts_of
from editor.text.diff import Change, Paragraph, Run, diff, diff_words


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: an article, with the labels of its tags and the titles of its
    related stories as they were."""

    article: Article
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @classmethod
    def of_revision(cls, revision: Revision) -> Side:
        related = tuple(story.title for story in revision.related)
        return cls(revision.article, revision.tags, related)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, by its name (`headline`, `dateline_place`, `status` …)."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ListChange:
    """What left and what joined a list (`tags` or `related`), in its order."""

    name: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two versions; `paragraphs` has the whole body, changed or not."""

    fields: tuple[FieldChange, ...]
    lists: tuple[ListChange, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def is_empty(self) -> bool:
        """True where the two say the same."""
        same = all(row.change is Change.SAME for row in self.paragraphs)
        return same and not self.fields and not self.lists


_STORY = ("slug", "slugline", "section", "language", "embargo", "ednote", "status")
"""Fields beyond the writing area that a reader of the history asks about; private notes are not
among them."""


def compare(before: Side, after: Side) -> Comparison:
    """What makes `after` out of `before`."""
    old, new = _texts(before.article), _texts(after.article)
    return Comparison(
        fields=tuple(
            FieldChange(name, diff_words(old[name], new[name]))
            for name in (*HEAD_FIELDS, *_STORY)
            if old[name] != new[name]
        ),
        lists=tuple(
            ListChange(name, _without(was, now), _without(now, was))
            for name, was, now in (
                ("tags", before.tags, after.tags),
                ("related", before.related, after.related),
            )
            if was != now
        ),
        paragraphs=diff(old[BODY], new[BODY]),
    )


def value_of(side: Side, name: str) -> object:
    """What a side has for the name of a field or list in a comparison."""
    lists = {"tags": side.tags, "related": side.related}
    return lists[name] if name in lists else _texts(side.article)[name]


def _texts(article: Article) -> dict[str, str]:
    story = {name: str(getattr(article, name) or "") for name in _STORY}
    return {**texts_of(article), **story}


def _without(items: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item for item in items if item not in others)
