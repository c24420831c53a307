"""Slugs: the plain ASCII name of an article, a tag or a heading in an address; keeping them
unique in a library is left to its stores."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SLUG_LIMIT = 80
"""Characters; a longer slug is cut at a word's end."""

_APOSTROPHES = re.compile("['’ʼ`´]")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def slugify(text: str, *, fallback: str = "untitled") -> str:
    """The slug of a text: lower-case ASCII letters and figures joined by hyphens.

    Letters of every script are spelled in ASCII. Never empty: a text without a letter or a
    figure gives `fallback`. A slug is its own slug.
    """
    # Costs 9 ms to load, and outlines that are not looked at yet need none of it.
    from anyascii import anyascii

    # A slug is at most 80 characters, so a pasted chapter need not be folded whole.
    folded = unicodedata.normalize("NFKC", text[: SLUG_LIMIT * 8]).casefold()
    spelled = anyascii(_APOSTROPHES.sub("", folded)).lower()
    slug = _SEPARATORS.sub("-", _APOSTROPHES.sub("", spelled)).strip("-")
    return _cut_at_word(slug) or fallback


def _cut_at_word(slug: str) -> str:
    if len(slug) <= SLUG_LIMIT:
        return slug
    head, hyphen, _ = slug[: SLUG_LIMIT + 1].rpartition("-")
    return head if hyphen else slug[:SLUG_LIMIT]


class UniqueNames:
    """Hands out names, each once: the second `talks` becomes `talks-2`. Linear in the names."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def claim(self, name: str) -> str:
        """The name itself, or the first free one of `name-2`, `name-3` …; now taken."""
        candidate = name
        number = self._next.get(name, 2)
        while candidate in self._taken:
            candidate = f"{name}-{number}"
            number += 1
        self._next[name] = number
        self._taken.add(candidate)
        return candidate
