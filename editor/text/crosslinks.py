"""Cross-links in a body, `[[slug#section|words]]`: found, read and rewritten; what they point
at is left to the caller."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a cross-linked slug points at: its present slug, its headline, and where to go."""

    slug: str
    headline: str
    url: str = ""
