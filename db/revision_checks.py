"""The checksums of revisions and of the articles' texts, by which damage to them shows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from hashlib import blake2b

from db.rows import ARTICLE_COLUMNS

_CAME_LATER = "writer"
"""Not in the checksums of revisions that have none, which are from before it was kept."""

_CHECKED = (
    "number", "time", "reason", "name", "tags", "related",
    *(column for column in ARTICLE_COLUMNS if column != _CAME_LATER),
)  # fmt: skip

TEXT_COLUMNS = (
    "headline", "standfirst", "kicker", "byline",
    "dateline_place", "dateline_date", "dateline_source", "body",
)  # fmt: skip
"""The columns of `articles` that only a save changes."""


def checksum(values: Mapping[str, object]) -> str:
    """What a revision says, all of it but whose it is, in 32 hexadecimal digits.

    A column added to ARTICLE_COLUMNS goes the way of `_CAME_LATER`, or a migration has to write
    the checksums anew.
    """
    said = [values[name] for name in _CHECKED]
    if values.get(_CAME_LATER):
        said.append(values[_CAME_LATER])
    written = json.dumps(said, separators=(",", ":"))
    return blake2b(written.encode(), digest_size=16).hexdigest()


def text_checksum(values: Mapping[str, object] | sqlite3.Row) -> str:
    """What the TEXT_COLUMNS of an article say, in 32 hexadecimal digits."""
    digest = blake2b(digest_size=16)
    for name in TEXT_COLUMNS:
        written = str(values[name]).encode()
        digest.update(b"%d " % len(written))
        digest.update(written)
    return digest.hexdigest()
