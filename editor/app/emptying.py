"""What would be gone with spiked articles, told before anything is; and deleting them. Plain
functions for the library's threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.shelf import BackupShelf

if TYPE_CHECKING:
    from editor.app.operations import Operations
    from editor.app.outcome import Outcome
    from editor.app.spike_operations import Deleted


@dataclass(frozen=True, slots=True)
class Doomed:
    """Spiked articles by id with their headlines, how many versions they have, the headlines of
    the articles that link to them, and how many backups hold any of them."""

    ids: tuple[str, ...]
    headlines: tuple[str, ...]
    versions: int
    linked_from: tuple[str, ...]
    backups: int


def doomed(article_id: str | None, folder: Path, operations: Operations) -> Doomed:
    """What would go: one article, or with None all of the spike. `folder` has the backups."""
    spiked = [one for one in operations.on_the_spike() if article_id in (None, one.article.id)]
    ids = tuple(one.article.id for one in spiked)
    links = [backlink.source for one in spiked for backlink in one.backlinks]
    others = {one.id: one.headline or one.slug for one in links if one.id not in ids}
    return Doomed(
        ids,
        tuple(one.article.headline or one.article.slug for one in spiked),
        sum(len(operations.versions(one)) for one in ids),
        tuple(others.values()),
        len(_shelf(folder, operations).holding(ids)) if ids else 0,
    )


def delete(ids: Sequence[str], folder: Path, operations: Operations) -> Outcome[Deleted]:
    """Deletes them for ever; see `delete_for_ever`."""
    return operations.delete_for_ever(ids, _shelf(folder, operations))


def _shelf(folder: Path, operations: Operations) -> BackupShelf:
    return BackupShelf(folder, operations.library.path)
