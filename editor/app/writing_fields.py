"""The writing fields of an article as plain texts by name, as editors and the journal hold them,
and back as the values a save takes."""

from __future__ import annotations

from collections.abc import Mapping

from db.records import Article, Dateline

BODY = "body"

HEAD_FIELDS = (
    "kicker", "headline", "standfirst", "byline",
    "dateline_place", "dateline_date", "dateline_source",
)  # fmt: skip
"""The fields above the body, each with an editor of its own."""

_DATELINE = "dateline_"


def texts_of(article: Article) -> dict[str, str]:
    """Every writing field of `article` as text, the dateline in its three parts, and the body."""
    texts = {
        name: getattr(article.dateline, name.removeprefix(_DATELINE))
        if name.startswith(_DATELINE)
        else getattr(article, name)
        for name in HEAD_FIELDS
    }
    texts[BODY] = article.body
    return texts


def differing(texts: Mapping[str, str], stored: Mapping[str, str]) -> dict[str, str]:
    """Those of `texts` that aren't as stored."""
    return {name: text for name, text in texts.items() if stored.get(name) != text}


def values_for(changed: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, object]:
    """The fields a save takes for the `changed` names; a dateline goes whole, from `texts`."""
    values: dict[str, object] = {
        name: text for name, text in changed.items() if not name.startswith(_DATELINE)
    }
    if len(values) < len(changed):
        values["dateline"] = Dateline(
            place=texts["dateline_place"],
            date=texts["dateline_date"],
            source=texts["dateline_source"],
        )
    return values
