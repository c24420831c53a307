"""Changing articles: adding, saving and moving them along; reading them is left to
`article_questions`, their tags, links and searching to the other stores."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from db.anchors import SectionAnchors
from db.article_questions import ArticleQuestions
from db.connection import Connection
from db.errors import IllegalMove, Invalid, SlugTaken, Stale
from db.links import OutgoingLinks
from db.names import is_slug, loosely, storable, tidy, unaccented
from db.records import STATUS_MOVES, WRITING_FIELDS, Article, Facts, Reason, Revision, Status
from db.revision_checks import TEXT_COLUMNS
from db.revisions import RevisionStore
from db.rows import checked, columns_of
from db.search import SearchIndex
from db.summaries import Summaries
from db.times import Clock, stamp
from db.undo import UndoLog

_OPENING_LENGTH = 240
"""Characters of the body that a list shows where there is no standfirst."""


Writer = Callable[[], str]
"""Gives the name of who is writing now; empty for nobody in particular."""


def nobody() -> str:
    """For what no person writes, or whose writer is nobody's business."""
    return ""


class ArticleStore(ArticleQuestions):
    """Every article of one library."""

    def __init__(
        self,
        connection: Connection,
        clock: Clock,
        undo: UndoLog,
        revisions: RevisionStore,
        summaries: Summaries,
        writer: Writer = nobody,
    ) -> None:
        super().__init__(connection, summaries, SectionAnchors(connection, clock))
        self._clock = clock
        self._undo = undo
        self._revisions = revisions
        self._writer = writer
        self._outgoing = OutgoingLinks(connection)
        self._index = SearchIndex(connection)

    def add(
        self,
        article: Article,
        facts: Facts,
        *,
        source: bytes | None = None,
        reason: Reason = Reason.NEW,
        name: str | None = None,
        earlier: Sequence[Revision] = (),
    ) -> Article:
        """Store a new article and its first revision, under `name` if it has one; the article as
        it was stored. `earlier` are revisions it brings from another library, oldest first.

        It gets an id if it has none, a slug no other article has (`slug`, `slug-2` …;
        `untitled` for an empty one), its times, and version 1; a `created` it brings is kept.
        Raises Invalid for a value that can't be kept or an id that is there already.
        """
        if article.id and self._row(article.id) is not None:
            raise Invalid("This article is in the library already. Open it from the list.")
        now = stamp(self._clock())
        stored = replace(
            article,
            id=article.id or uuid.uuid4().hex,
            slug=self._free_slug(article.slug or "untitled"),
            created=article.created or now,
            updated=now,
            version=1,
            writer=self._writer(),
        )
        self._connection.insert(
            "articles",
            {"id": stored.id, **_derived(stored.headline, facts), **columns_of(stored)},
        )
        if source is not None:
            self._connection.insert("sources", {"article": stored.id, "content": source})
        self._index.add(stored, facts)
        self._outgoing.replace(stored.id, facts)
        self._checks.keep(stored.id)
        added = self.get(stored.id)
        self._revisions.bring(stored.id, earlier)
        self._revisions.keep(added, reason, name)
        return added

    def save(
        self,
        article_id: str,
        expected_version: int,
        fields: Mapping[str, object],
        facts: Facts | None,
        *,
        reason: Reason = Reason.AUTOSAVE,
        name: str | None = None,
        leave_alias: bool = True,
    ) -> Article:
        """Store fields of an article, by name (WRITING_FIELDS, the dateline as Dateline, and
        STORY_FIELDS); the article as it is then.

        `facts` belong to the new body and are needed when `body` is among the fields. Where
        nothing differs from what is stored, nothing is written and the version stays. A changed
        slug leaves the old one as an alias, unless `leave_alias` is False. A changed body sends a
        READY article back to COPY_EDIT. A save with writing fields is not undone by UndoStep: the
        editor undoes text.
        With reason CONFLICT the text that is overwritten is kept as a revision of that reason.
        Raises NotFound, Invalid, SlugTaken, or Stale if the stored version is not
        `expected_version`.
        """
        if "body" in fields and facts is None:
            raise ValueError("a body is saved with its facts")
        columns = checked(fields)
        stored = self.get(article_id)
        if stored.version != expected_version:
            raise _stale(stored)
        if name is not None and reason is Reason.AUTOSAVE:
            reason = Reason.NAMED
        before = columns_of(stored)
        changed = {column: value for column, value in columns.items() if before[column] != value}
        if not changed:
            return self._keep_unchanged(stored, reason, name)
        if any(field in WRITING_FIELDS for field in fields):
            with self._undo.paused():
                return self._store(stored, changed, facts, reason, name, leave_alias)
        return self._store(stored, changed, facts, reason, name, leave_alias)

    def take_in(self, article_id: str, facts: Facts) -> Article:
        """Store a text that was changed past the library as a version of its own; `facts` belong
        to its body. Raises NotFound."""
        stored = self.get(article_id)
        with self._undo.paused():
            self._outgoing.replace(article_id, facts)
            self._update(
                article_id,
                {"sought": unaccented(stored.headline), **_derived_from_body(facts)},
            )
            self._index.update(article_id, columns_of(stored), facts)
            self._checks.keep(article_id)
        article = self.get(article_id)
        self._revisions.keep(article, Reason.OUTSIDE)
        return article

    def set_status(self, article_id: str, status: Status) -> Article:
        """Move an article to a status; its first publishing sets `published`.

        Setting the status it has changes nothing. Raises NotFound, IllegalMove.
        """
        stored = self.get(article_id)
        status = Status(status)
        if status is stored.status:
            return stored
        if status is Status.SPIKED:
            return self._move(stored, status=Status.SPIKED, spiked_from=stored.status)
        if status not in STATUS_MOVES.get(stored.status, ()):
            raise _illegal(stored.status, status)
        if status is Status.PUBLISHED:
            first = stored.published or stamp(self._clock(), precision="seconds")
            return self._move(stored, status=status, published=first)
        return self._move(stored, status=status)

    def spike(self, article_id: str) -> Article:
        """Take an article out of the lists, to be restored to exactly where it was."""
        return self.set_status(article_id, Status.SPIKED)

    def restore(self, article_id: str) -> Article:
        """Bring a spiked article back to the status it had. Raises IllegalMove if it isn't
        spiked."""
        stored = self.get(article_id)
        if stored.status is not Status.SPIKED:
            raise IllegalMove("This article isn't spiked, so there is nothing to restore.")
        return self._move(stored, status=stored.spiked_from or Status.DRAFT, spiked_from=None)

    def delete_for_ever(self, article_id: str) -> None:
        """Take a spiked article out of the library with all that belongs to it: its versions,
        journal, source and place in the search index. There is no undo.

        Stories related to it elsewhere keep the title they were given, or else its headline,
        unresolved. Raises NotFound, or IllegalMove if it isn't spiked.
        """
        stored = self.get(article_id)
        if stored.status is not Status.SPIKED:
            raise IllegalMove("Only a spiked article can be deleted for ever. Spike it first.")
        with self._undo.paused():
            self._connection.change(
                "UPDATE related SET title = ?, folded = ? WHERE target = ? AND title = ''",
                (tidy(stored.headline), loosely(stored.headline), article_id),
            )
            self._connection.change(
                "DELETE FROM related WHERE target = ? AND title = ''", (article_id,)
            )
            self._connection.change("DELETE FROM articles WHERE id = ?", (article_id,))

    def bring_slug_aliases(self, article_id: str, slugs: Iterable[str]) -> None:
        """Let old slugs from another library lead to this article, those that lead nowhere yet."""
        for slug in slugs:
            if is_slug(slug) and not self.resolve((slug,)):
                self._connection.insert("slug_aliases", {"slug": slug, "article": article_id})

    def bring_anchors(self, article_id: str, anchors: Mapping[str, tuple[str, str]]) -> None:
        """Make these the anchors of an article that comes from another library."""
        self._anchors.bring(article_id, dict(anchors))

    def lead(self, slug: str, article_id: str) -> None:
        """Let a slug that leads nowhere lead to an article, as its own old slugs do; one that
        leads there already stays. Raises NotFound, SlugTaken, or Invalid for what is no slug."""
        stored = self.get(article_id)
        if not is_slug(slug):
            raise Invalid(f"“{slug}” can't be an address. Change the link in its article.")
        if self.resolve((slug,)).get(slug, ("",))[0] != stored.id:
            self._must_be_free(slug)
            self._connection.insert("slug_aliases", {"slug": slug, "article": stored.id})

    def indexed_together(self) -> AbstractContextManager[None]:
        """For an operation on many articles: what is saved inside the block is found by its new
        words only at its end, and saved quicker."""
        return self._index.together()

    def bump(self, article_id: str) -> None:
        """Count a change made by an undo as a new version; nothing if the article is gone."""
        self._connection.change(
            """UPDATE articles SET version = version + 1, updated = max(updated, ?), writer = ?
            WHERE id = ?""",
            (stamp(self._clock()), self._writer(), article_id),
        )

    def _store(
        self,
        stored: Article,
        changed: Mapping[str, object],
        facts: Facts | None,
        reason: Reason,
        name: str | None,
        leave_alias: bool,
    ) -> Article:
        self._revisions.keep_before_edit(stored, self._writer())
        if reason is Reason.CONFLICT:
            self._revisions.keep(stored, reason, name)
            reason, name = Reason.AUTOSAVE, None
        if "slug" in changed:
            self._take_slug(stored, str(changed["slug"]), leave_alias)
        values = dict(changed)
        if "headline" in changed:
            values["sought"] = unaccented(str(changed["headline"]))
        if "body" in changed and facts is not None:
            values.update(_derived_from_body(facts))
            self._outgoing.replace(stored.id, facts)
            self._anchors.follow(stored, facts)
            if stored.status is Status.READY:
                values["status"] = Status.COPY_EDIT
        self._update(stored.id, values)
        if not changed.keys().isdisjoint(TEXT_COLUMNS):
            self._checks.keep(stored.id)
        self._index.update(stored.id, changed, facts)
        article = self.get(stored.id)
        if reason is Reason.AUTOSAVE:
            self._revisions.keep_autosave(article)
        else:
            self._revisions.keep(article, reason, name)
        return article

    def _keep_unchanged(self, stored: Article, reason: Reason, name: str | None) -> Article:
        if reason is not Reason.AUTOSAVE:
            self._revisions.keep(stored, reason, name)
        return stored

    def _move(self, stored: Article, **values: object) -> Article:
        self._update(stored.id, values)
        article = self.get(stored.id)
        published = article.status is Status.PUBLISHED
        self._revisions.keep(article, Reason.PUBLISHED if published else Reason.STATUS)
        return article

    def _update(self, article_id: str, values: Mapping[str, object]) -> None:
        setting = ", ".join(f"{column} = ?" for column in values)
        self._connection.change(
            # The clock may have been put back since: the time of a change never is.
            f"""UPDATE articles SET {setting}, updated = max(updated, ?), version = version + 1,
            writer = ? WHERE id = ?""",
            (*values.values(), stamp(self._clock()), self._writer(), article_id),
        )

    def _take_slug(self, stored: Article, slug: str, leave_alias: bool) -> None:
        self._must_be_free(slug, stored.id)
        self._connection.change("DELETE FROM slug_aliases WHERE slug = ?", (slug,))
        if leave_alias:
            self._connection.insert("slug_aliases", {"slug": stored.slug, "article": stored.id})

    def _must_be_free(self, slug: str, owner_id: str = "") -> None:
        owner = self.resolve((slug,)).get(slug)
        if owner is not None and owner[0] != owner_id:
            raise SlugTaken(
                f"Another article, “{owner[2] or owner[1]}”, has the slug “{slug}”. "
                "Choose another slug.",
                slug,
                owner[0],
            )

    def _free_slug(self, slug: str) -> str:
        if not is_slug(slug) or not self.resolve((slug,)):
            return slug
        rows = self._connection.rows(
            # "." is the character after "-": all that starts with the slug and a hyphen.
            """SELECT slug FROM articles WHERE slug >= :slug || '-' AND slug < :slug || '.'
            UNION ALL SELECT slug FROM slug_aliases
            WHERE slug >= :slug || '-' AND slug < :slug || '.'""",
            {"slug": slug},
        )
        taken = {row["slug"] for row in rows}
        number = 2
        while f"{slug}-{number}" in taken:
            number += 1
        return f"{slug}-{number}"


def _derived(headline: str, facts: Facts) -> dict[str, object]:
    return {"sought": unaccented(headline), **_derived_from_body(facts)}


def _derived_from_body(facts: Facts) -> dict[str, object]:
    opening = " ".join(facts.plain[: _OPENING_LENGTH * 2].split())[:_OPENING_LENGTH]
    return {"words": facts.words, "opening": storable(opening)}


def _stale(stored: Article) -> Stale:
    return Stale(
        "This article was changed elsewhere since you opened it. "
        "Nothing was overwritten: choose which text to keep, or keep both.",
        stored.id,
        stored.version,
    )


def _illegal(present: Status, wanted: Status) -> IllegalMove:
    ways = STATUS_MOVES.get(present, ())
    if not ways:
        return IllegalMove(f"A {present} article has to be restored before it can be {wanted}.")
    allowed = " or ".join(ways)
    return IllegalMove(
        f"An article can't go from {present} to {wanted}. Move it to {allowed} first."
    )
