"""The present schema's number and fingerprint, by which a library of today is known without loading
the steps that lead there; taking them is left to the migrations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

LATEST = 15
"""The number of steps: a library says in its `user_version` how many it has had."""

STEPS_TABLE, STEPS_NAME = "_sqlite_migrations", "standfirst"
"""Where a library keeps the names of the steps it has had, and whose steps they are."""

FINGERPRINT = "92e3716e9669b8484db8ece2938985bc"
"""Of a library that has had all steps; a test says what it has to be."""


def fingerprint(steps: Iterable[str], shape: Iterable[tuple[str, ...]]) -> str:
    """What is the same for libraries that have had the same steps and have the same tables with
    the same columns, indexes and triggers."""
    words = repr((sorted(steps), sorted(shape)))
    return hashlib.sha256(words.encode()).hexdigest()[:32]
