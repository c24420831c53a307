"""The checksum of a revision, by which damage to it shows when it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b

from db.rows import ARTICLE_COLUMNS

_CHECKED = ("number", "time", "reason", "name", "tags", "related", *ARTICLE_COLUMNS)


def checksum(values: Mapping[str, object]) -> str:
    """What a revision says, all of it but whose it is, in 32 hexadecimal digits.

    A migration that adds a column to ARTICLE_COLUMNS has to write the checksums anew.
    """
    written = json.dumps([values[name] for name in _CHECKED], separators=(",", ":"))
    return blake2b(written.encode(), digest_size=16).hexdigest()
