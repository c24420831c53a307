"""What the open article has done on the library's thread, as plain functions: each takes the
operations last, as `Desk` calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.errors import NotFound
from db.records import Article, JournalEntry, Reason

if TYPE_CHECKING:
    from editor.app.operations import Operations
    from editor.app.outcome import Outcome


@dataclass(frozen=True, slots=True)
class KeptAs:
    """Why a version is kept, and its name if it has one."""

    reason: Reason = Reason.AUTOSAVE
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An article to be opened, what a crash left of it, and whether its text was changed past
    the library."""

    article: Article
    entry: JournalEntry | None = None
    is_altered: bool = False


_AT_ONCE = 0.03
"""Seconds."""


def read(article_id: str, operations: Operations) -> Found:
    """The article, seen from now on at this version."""
    return Found(
        operations.article(article_id),
        operations.library.journal.of(article_id),
        operations.is_altered(article_id),
    )


def take_in(article_id: str, operations: Operations) -> Outcome[Article]:
    """Stores a text that was changed past the library as a version."""
    return operations.take_in(article_id)


def read_ahead(article_id: str, operations: Operations) -> bool:
    """Works ahead for the first save, for less time than a journal entry may be late; whether
    there is more to do."""
    return operations.read_ahead(article_id, _AT_ONCE)


def read_afresh(article_id: str, operations: Operations) -> Article:
    """The article as it is stored, whatever was written here being given up."""
    operations.clear_journal(article_id)
    return operations.article(article_id)


def look(article_id: str, operations: Operations) -> Article | None:
    """The article as it is stored, without counting as seen; None where it is gone."""
    try:
        return operations.stored(article_id)
    except NotFound:
        return None


def accept(article_id: str, version: int, operations: Operations) -> None:
    """Counts the stored article as seen, if it is still the version that was taken over."""
    found = look(article_id, operations)
    if found is not None and found.version == version:
        operations.article(article_id)


def save(
    article_id: str,
    fields: Mapping[str, object],
    kept_as: KeptAs,
    place: JournalEntry,
    operations: Operations,
) -> Outcome[Article]:
    """Saves, then leaves but the writer's place in the journal: the version covers its text, and
    at no moment is the text in neither."""
    outcome = operations.save(article_id, fields, reason=kept_as.reason, name=kept_as.name)
    operations.write_journal(replace(place, base_version=outcome.value.version))
    return outcome


def overwrite(
    article_id: str, fields: Mapping[str, object], operations: Operations
) -> Outcome[Article]:
    """Saves over what somebody else has stored; the journal is covered by it."""
    outcome = operations.overwrite(article_id, fields)
    operations.clear_journal(article_id)
    return outcome


def keep_both(
    article_id: str, fields: Mapping[str, object], operations: Operations
) -> Outcome[Article]:
    """Stores the text as an article of its own, which covers the journal of the other."""
    outcome = operations.keep_both(article_id, fields)
    operations.clear_journal(article_id)
    return outcome


def write_journal(entry: JournalEntry, operations: Operations) -> None:
    operations.write_journal(entry)


def leave_place(entry: JournalEntry, operations: Operations) -> None:
    operations.library.journal.leave_place(entry)


def clear_place(article_id: str, operations: Operations) -> None:
    operations.library.journal.clear_place(article_id)


def keep_present(article_id: str, name: str, operations: Operations) -> Outcome[Article]:
    """Keeps the stored text under a name."""
    return operations.keep_present(article_id, name)


def clear_journal(article_id: str, operations: Operations) -> None:
    operations.clear_journal(article_id)
