"""The slug that follows the headline of a story nobody has published yet; a slug set by hand is
left alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from db.library import Library
from db.records import Article
from editor.text.slugs import slugify

UNTITLED = "untitled"


def following_slug(
    library: Library, stored: Article, fields: Mapping[str, object]
) -> dict[str, str]:
    """The slug to store with a new headline, as a field; empty where the slug is to stay.

    It stays where the headline does, where the article has been published, and where the writer
    chose it: where it is not what the present headline would have given.
    """
    headline = str(fields.get("headline", stored.headline))
    if "slug" in fields or headline == stored.headline or not _follows(stored):
        return {}
    slug = slugify(headline)
    if _is_numbered(stored.slug, slug):
        return {}
    return {"slug": free_slug(library, slug, stored.id)}


def free_slug(library: Library, slug: str, article_id: str) -> str:
    """`slug`, or the first of `slug-2`, `slug-3` … that leads to no other article."""
    candidate, number = slug, 1
    while library.articles.resolve([candidate]).get(candidate, (article_id,))[0] != article_id:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def _follows(stored: Article) -> bool:
    return stored.published is None and (
        _is_numbered(stored.slug, UNTITLED) or _is_numbered(stored.slug, slugify(stored.headline))
    )


def _is_numbered(slug: str, stem: str) -> bool:
    """Whether `slug` is `stem`, or `stem` with a number that made it unique."""
    return re.fullmatch(rf"{re.escape(stem)}(-\d+)?", slug) is not None
