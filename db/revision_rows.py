"""Rows of revisions as values, and related stories as a revision keeps them; which rows is left to
the revisions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from db.errors import Damaged
from db.records import Reason, Related, RelatedKind, Revision, Status, Version
from db.revision_checks import checksum
from db.revision_texts import Texts
from db.rows import article_of, known


def version_of(row: sqlite3.Row) -> Version:
    """A revision without its text."""
    return Version(
        number=row["number"],
        time=row["time"],
        reason=known(Reason, row["reason"]),
        name=row["name"],
        version=row["version"],
        headline=row["headline"],
        status=known(Status, row["status"]),
        writer=row["writer"],
    )


def related_stories(written: str) -> tuple[Related, ...]:
    """The related stories of a revision as they are written down; older versions wrote their
    titles alone. Raises ValueError, TypeError or KeyError where they can't be read."""
    return tuple(
        Related(one) if isinstance(one, str) else related_of(one) for one in json.loads(written)
    )


def related_of(values: Mapping[str, Any]) -> Related:
    """A related story from its row, or as it was written down. Raises KeyError."""
    return Related(
        title=values["title"],
        kind=known(RelatedKind, values["kind"]),
        article=values.get("article"),
        slug=values.get("slug"),
        url=values.get("url"),
    )


def written_down(story: Related) -> dict[str, str]:
    """A related story as a revision keeps it."""
    values = {name: getattr(story, name) for name in ("title", "kind", "article", "slug", "url")}
    return {name: value for name, value in values.items() if value is not None}


def values_of(row: sqlite3.Row, texts: Texts) -> dict[str, Any]:
    """All columns of a revision, with its texts whole."""
    return {**dict(row), "body": texts.body, "notes": texts.notes}


def revision_of(row: sqlite3.Row, texts: Texts | None) -> Revision:
    """A revision with its texts. Raises Damaged where it isn't what was stored."""
    values = {} if texts is None else values_of(row, texts)
    if not values or checksum(values) != row["checksum"]:
        raise Damaged(
            f"The version of {row['time'][:16].replace('T', ', ')} of this article is damaged and "
            "can't be shown. Choose another version; a backup may have this one whole."
        )
    return Revision(
        number=row["number"],
        article=article_of(values, row["article"]),
        time=row["time"],
        reason=known(Reason, row["reason"]),
        name=row["name"],
        tags=tuple(json.loads(row["tags"])),
        related=related_stories(row["related"]),
    )
