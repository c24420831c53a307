"""The history of an article: looking at its versions, comparing and restoring them, and putting
together what two windows wrote; how any of it looks is left to the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.records import Article, Reason, Related, Revision, Version
from editor.app.facts import facts_of
from editor.app.following import following_slug
from editor.app.outcome import Outcome, Performer
from editor.app.restored import restored_from
from editor.app.writing_fields import differing, texts_of, values_for
from editor.later import later

if TYPE_CHECKING:
    from editor.app import comparing
    from editor.app.comparing import Comparison, Side
    from editor.text import merge
    from editor.text.merge import Merge
else:
    # Comparing loads when versions are first compared, not with the library.
    comparing = later("editor.app.comparing")
    merge = later("editor.text.merge")

BEFORE_RESTORING = "Before an earlier version was restored"

DETAILS = ("slug", "slugline", "section", "language", "embargo", "ednote")
"""The fields beyond the writing area that a version can be asked for."""

RESTORABLE = ("tags", "related", *DETAILS)
DETAIL_WORDS = {"related": "related stories", "ednote": "note to editors"}


@dataclass(frozen=True, slots=True)
class Merging:
    """Two texts of one article put together, field by field (names as the journal has them).

    `theirs` is the stored article it was made with; `fields` has every field that either side
    changed. What is not a conflict in any of them can be saved as it is.
    """

    theirs: Article
    fields: dict[str, Merge]

    @property
    def has_conflicts(self) -> bool:
        return any(merged.conflicts for merged in self.fields.values())


class HistoryOperations(Performer):
    """What a writer does with earlier and with other people's versions."""

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """The timeline, newest first, without texts."""
        return self.library.revisions.timeline(article_id)

    def version(self, article_id: str, number: int) -> Revision:
        """One version with its text. Raises NotFound, Damaged."""
        return self.library.revisions.get(article_id, number)

    def readable_versions(self, article_id: str) -> tuple[Revision, ...]:
        """All versions that are whole with their texts, oldest first."""
        return self.library.revisions.readable(article_id)

    def compare_versions(
        self, article_id: str, before: int | None, after: int | None
    ) -> Comparison:
        """What makes one version out of another, by number; None is the article as stored.
        Raises NotFound, Damaged."""
        return comparing.compare(self.side(article_id, before), self.side(article_id, after))

    def side(self, article_id: str, number: int | None) -> Side:
        """A version, or the article as stored (None), as one side of a comparison. Raises
        NotFound, Damaged."""
        if number is not None:
            return comparing.Side.of_revision(self.version(article_id, number))
        return comparing.Side(
            self.library.articles.get(article_id),
            tuple(tag.label for tag in self.library.tags.of(article_id)),
            tuple(related.title for related in self.library.links.related(article_id)),
        )

    def restore_version(self, article_id: str, number: int) -> Outcome[Article]:
        """Save the writing fields of a version as the present text, the present one being kept
        as a named version first. Raises NotFound, Damaged, and Stale as `save` does."""
        expected = self._versions.get(article_id)

        def work() -> Article:
            stored = self.library.articles.get(article_id)
            revision = self.version(article_id, number)
            texts = texts_of(revision.article)
            changed = differing(texts, texts_of(stored))
            fields = values_for(changed, texts)
            if changed:
                self.library.revisions.keep_named(stored, BEFORE_RESTORING)
            return self._seen(
                self.library.articles.save(
                    article_id,
                    stored.version if expected is None else expected,
                    {**following_slug(self.library, stored, fields), **fields},
                    facts_of(texts["body"], stored.body) if "body" in fields else None,
                    reason=Reason.RESTORE,
                    name=restored_from(revision),
                )
            )

        note = f"The text before is kept in the history as “{BEFORE_RESTORING}”."
        outcome = self._do("Restore version", work)
        return replace(outcome, undo=None, notes=(note,) if outcome.changes else ())

    def restore_details(
        self, article_id: str, number: int, names: Sequence[str]
    ) -> Outcome[Article]:
        """Make these of RESTORABLE as a version has them; one undo step. Tags that are gone are
        made anew, related stories that are gone stand as titles. Raises NotFound, Damaged,
        SlugTaken."""

        def work() -> Article:
            revision = self.version(article_id, number)
            fields = {name: getattr(revision.article, name) for name in names if name in DETAILS}
            if "tags" in names:
                tags = [self.library.tags.ensure(label).id for label in revision.tags]
                self.library.tags.set_for(article_id, list(dict.fromkeys(tags)))
            if "related" in names:
                present = self.library.links.related(article_id)
                self.library.links.set_related(
                    article_id, [self._as_now(one, present) for one in revision.related]
                )
            version = self.library.articles.get(article_id).version
            return self.library.articles.save(article_id, version, fields, None)

        what = " and ".join(DETAIL_WORDS.get(name, name) for name in names)
        return self._do(f"Restore {what}", work, article_id)

    def _as_now(self, was: Related, present: Sequence[Related]) -> Related:
        """A related story of a version as it can stand there now."""
        for one in present:
            if _leads_to(one) == _leads_to(was):
                return replace(one, kind=was.kind)
        if was.article is None:
            return replace(was, slug=None)
        found = self.library.articles.resolve([was.slug or ""]).get(was.slug or "")
        return replace(was, article=None if found is None else found[0])

    def lists_differing(self, article_id: str, number: int) -> tuple[str, ...]:
        """Which of `tags` and `related` a version has otherwise than the article has them now.
        Raises NotFound, Damaged."""
        was, now = self.side(article_id, number), self.side(article_id, None)
        differs = {"tags": was.tags != now.tags, "related": was.related != now.related}
        return tuple(name for name, other in differs.items() if other)

    def take_in(self, article_id: str) -> Outcome[Article]:
        """Store a text that was changed past the library as a version of its own, and look for
        its words and links anew. Raises NotFound."""

        def work() -> Article:
            body = self.library.articles.get(article_id).body
            return self.library.articles.take_in(article_id, facts_of(body))

        return replace(self._do("Take in a changed text", work, article_id), undo=None)

    def name_version(self, article_id: str, number: int, name: str) -> Outcome[Revision]:
        """Keep a version for ever under a name; an empty one takes its name away. Raises
        NotFound, Damaged."""
        return replace(
            self._do(
                "Name version", lambda: self.library.revisions.rename(article_id, number, name)
            ),
            undo=None,
        )

    def keep_present(self, article_id: str, name: str = BEFORE_RESTORING) -> Outcome[Article]:
        """Keep the stored text under a name, unless it is kept so already: what an editor does
        before it puts another text in. Raises NotFound."""

        def work() -> Article:
            stored = self.library.articles.get(article_id)
            self.library.revisions.keep_named(stored, name)
            return stored

        return replace(self._do("Keep the present text", work), undo=None)

    def merging(self, article_id: str, base: Mapping[str, str], mine: Mapping[str, str]) -> Merging:
        """What the writer made of `base`, put together with what is stored now; both are texts by
        the journal's field names, and a field `mine` lacks is as in `base`. Raises NotFound."""
        theirs = self.library.articles.get(article_id)
        stored = texts_of(theirs)
        ours = {**base, **mine}
        return Merging(
            theirs,
            {
                name: merge.merge(base.get(name, ""), ours.get(name, ""), stored[name])
                for name in stored
                if not base.get(name, "") == ours.get(name, "") == stored[name]
            },
        )

    def save_merged(
        self, merging: Merging, mine: Mapping[str, str], texts: Mapping[str, str]
    ) -> Outcome[Article]:
        """Save `texts`, the merged ones by field name; the writer's own and the stored ones are
        both kept as versions. Raises Stale where the article was stored again meanwhile."""
        theirs = merging.theirs
        stored = texts_of(theirs)
        written: dict[str, Any] = values_for(differing(mine, stored), {**stored, **mine})
        fields = values_for(differing(texts, stored), {**stored, **texts})

        def work() -> Article:
            ours = replace(theirs, **written, writer=self.library.writer())
            self.library.revisions.keep(ours, Reason.CONFLICT)
            return self._seen(
                self.library.articles.save(
                    theirs.id,
                    theirs.version,
                    {**following_slug(self.library, theirs, fields), **fields},
                    facts_of(str(fields["body"]), theirs.body) if "body" in fields else None,
                    reason=Reason.CONFLICT,
                )
            )

        return replace(self._do("Merge texts", work), undo=None)


def _leads_to(story: Related) -> str:
    return story.article or story.url or story.title
