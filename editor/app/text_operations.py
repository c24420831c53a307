"""Texts changed by an operation rather than in their editor, and brought back by its undo; what
is written in them is left to the operations built on this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from db.errors import Damaged, LibraryError, NotFound, SlugTaken
from db.records import Article, Changes, Reason, Status
from editor.app.facts import facts_of
from editor.app.following import following_slug
from editor.app.outcome import Outcome, Performer
from editor.app.text_undo import TextBack, TextStep, Undo
from editor.app.writing_fields import differing, texts_of, values_for

T = TypeVar("T")

_BODY = "body"


class TextOperations(Performer):
    """Runs operations that change texts. The versions they store stay unseen here: an editor
    that has the article open goes out from the one before, and finds out about this one."""

    def undo(self, step: Undo) -> Outcome[None]:
        """Undo (or redo) one operation; the outcome's own undo step is the way back.

        Texts come back as new versions; an article that has been changed since keeps its text,
        and the notes say so. Raises Invalid where later changes stand in the way of the rest.
        """
        if isinstance(step, TextStep):
            return self._bring_back(step)
        return super().undo(step)

    def _do_on_texts(self, name: str, work: Callable[[], T]) -> Outcome[T]:
        """Run an operation on the texts of many articles."""

        def indexed() -> T:
            with self.library.articles.indexed_together():
                return work()

        return self._do(name, indexed)

    def _rewrite(self, stored: Article, fields: Mapping[str, object], name_before: str) -> TextBack:
        """Save writing fields of an article, the text before being kept in its history under a
        name; how it comes back. To be called inside an operation."""
        self.library.revisions.keep(stored, Reason.NAMED, name_before)
        revision = self.library.revisions.latest(stored.id)
        saved = self._save_texts(stored, {**following_slug(self.library, stored, fields), **fields})
        return TextBack(stored.id, saved.version, revision, stored.status, stored.slug)

    def _save_texts(self, stored: Article, fields: Mapping[str, object]) -> Article:
        """Save as a writer's own save does. The version stays unseen here: what an editor has of
        the article goes out from the one before."""
        body = str(fields[_BODY]) if _BODY in fields else None
        return self.library.articles.save(
            stored.id,
            stored.version,
            fields,
            None if body is None else facts_of(body, stored.body),
            leave_alias="slug" not in fields or self.library.backlinks.is_linked(stored.id),
        )

    def _bring_back(self, step: TextStep) -> Outcome[None]:
        backs: list[TextBack] = []
        left: list[str] = []

        def work() -> int:
            progress = self._progress_of(step.name)
            there = [one for one in step.backs if self.library.articles.version(one.article)]
            for done, back in enumerate(there):
                progress(done, len(there))
                other_way = self._bring_back_one(back, step, left)
                if other_way is not None:
                    backs.append(other_way)
            progress(len(there), len(there))
            return len(step.backs) - len(there)

        outcome = self._do_on_texts(step.name, work)
        rest = self._take_back_rest(step)
        other = TextStep(step.name, step.after, tuple(backs), rest.undo) if backs else rest.undo
        notes = (*_kept_as_they_are(left), *_gone(outcome.value), *rest.notes)
        return Outcome(None, outcome.changes | rest.changes, other, step.name, notes)

    def _take_back_rest(self, step: TextStep) -> Outcome[None]:
        if step.rest is None:
            return Outcome(None, Changes(), None, step.name)
        try:
            return self.undo(step.rest)
        except LibraryError as error:  # The texts are back; what else there was is told, not lost.
            return Outcome(None, Changes(), None, step.name, (str(error),))

    def _bring_back_one(self, back: TextBack, step: TextStep, left: list[str]) -> TextBack | None:
        stored = self.library.articles.get(back.article)
        try:
            earlier = self.library.revisions.get(back.article, back.revision).article
        except (NotFound, Damaged):
            left.append(stored.headline or stored.slug)
            return None
        if stored.version != back.version:
            left.append(stored.headline or stored.slug)
            return None
        kept = back.kept
        if kept is None:
            self.library.revisions.keep(stored, Reason.NAMED, step.after)
            kept = self.library.revisions.latest(stored.id)
        saved = self._as_it_was(stored, earlier, back)
        return TextBack(stored.id, saved.version, kept, stored.status, stored.slug, back.revision)

    def _as_it_was(self, stored: Article, earlier: Article, back: TextBack) -> Article:
        texts = texts_of(earlier)
        fields = values_for(differing(texts, texts_of(stored)), texts)
        try:
            saved = self._save_texts(
                stored, fields if back.slug == stored.slug else {**fields, "slug": back.slug}
            )
        except SlugTaken:  # Another article has it by now: the present one stays.
            saved = self._save_texts(stored, fields)
        if back.status is Status.READY and saved.status is Status.COPY_EDIT:
            return self.library.articles.set_status(saved.id, Status.READY)
        return saved


def _kept_as_they_are(left: Sequence[str]) -> tuple[str, ...]:
    if not left:
        return ()
    if len(left) == 1:
        return (f"“{left[0]}” has been changed since and keeps its present text.",)
    return (
        f"{len(left):,} articles have been changed since and keep their present texts, "
        f"“{left[0]}” among them.",
    )


def _gone(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        "One article has been deleted since."
        if count == 1
        else f"{count:,} articles have been deleted since.",
    )
