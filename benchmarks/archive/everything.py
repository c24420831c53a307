"""All that is measured on the archive, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.archive import (
    importing,
    linking,
    list_memory,
    listing,
    replacing,
    searching,
    tagging,
)
from benchmarks.figures import Figure

BENCHMARKS: tuple[tuple[str, Callable[[], Iterable[Figure]]], ...] = (
    ("archive-list", listing.run),
    ("archive-memory", list_memory.run),
    ("archive-search", searching.run),
    ("archive-links", linking.run),
    ("archive-tags", tagging.run),
    ("archive-replace", replacing.run),
    ("archive-import", importing.run),
)
