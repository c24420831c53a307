"""Articles as rows and rows as articles; which table they come from is left to the stores."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from db.errors import Damaged, Invalid
from db.names import is_slug, storable
from db.records import (
    INDEFINITE,
    SLUGLINE_LIMIT,
    STORY_FIELDS,
    WRITING_FIELDS,
    Article,
    Dateline,
    Direction,
    Status,
)
from db.times import moment

ARTICLE_COLUMNS = (
    "headline", "standfirst", "kicker", "slug", "slugline", "byline",
    "dateline_place", "dateline_date", "dateline_source",
    "language", "direction", "section", "status", "spiked_from", "embargo", "target_words",
    "created", "updated", "published", "version", "ednote", "notes", "body", "writer",
)  # fmt: skip
"""The columns `articles` and `revisions` share; revisions may have body and notes as deltas."""

COLUMN_LIST = ", ".join(ARTICLE_COLUMNS)


E = TypeVar("E", bound=StrEnum)


def known(kind: type[E], value: Any) -> E:
    """A stored word as one of a kind; Damaged where it is none: no version ever stored it."""
    try:
        return kind(value)
    except ValueError:
        raise Damaged(
            "The library holds something that makes no sense, so it must have been damaged. Look "
            "at it with `standfirst check`, and keep your backups."
        ) from None


def article_of(row: sqlite3.Row | Mapping[str, Any], article_id: str) -> Article:
    """The article a row of ARTICLE_COLUMNS holds."""
    values = {name: row[name] for name in ARTICLE_COLUMNS if not name.startswith("dateline_")}
    values["direction"] = known(Direction, row["direction"])
    values["status"] = known(Status, row["status"])
    values["spiked_from"] = known(Status, row["spiked_from"]) if row["spiked_from"] else None
    dateline = Dateline(row["dateline_place"], row["dateline_date"], row["dateline_source"])
    return Article(id=article_id, dateline=dateline, **values)


def columns_of(article: Article) -> dict[str, object]:
    """An article's ARTICLE_COLUMNS and their values; Invalid where one can't be kept."""
    fields = {name: getattr(article, name) for name in (*WRITING_FIELDS, *STORY_FIELDS)}
    return {
        **checked(fields),
        "status": article.status,
        "spiked_from": article.spiked_from,
        "created": article.created,
        "updated": article.updated,
        "published": article.published,
        "version": article.version,
        "writer": storable(article.writer),
    }


def checked(fields: Mapping[str, object]) -> dict[str, object]:
    """Fields of an article, by name, as columns; Invalid where one is unknown or can't be kept."""
    columns: dict[str, object] = {}
    for name, value in fields.items():
        if name == "dateline":
            columns.update(_dateline(value))
        elif name in _CHECKS:
            columns[name] = _CHECKS[name](value)
        elif name in WRITING_FIELDS or name in STORY_FIELDS:
            columns[name] = _text(value)
        else:
            raise Invalid(f"An article has no field called {name}.")
    return columns


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Invalid(f"{value!r} is no text. Type some words instead.")
    return storable(value)


def _dateline(value: object) -> dict[str, object]:
    if not isinstance(value, Dateline):
        raise Invalid("A dateline has a place, a date and a source.")
    return {f"dateline_{part}": _text(getattr(value, part)) for part in ("place", "date", "source")}


def _slug(value: object) -> str:
    slug = _text(value)
    if not is_slug(slug):
        raise Invalid(
            f"“{slug}” can't be a slug. Use small letters, digits and hyphens, "
            "such as ferry-talks-resume."
        )
    return slug


def _slugline(value: object) -> str:
    slugline = _text(value)
    if len(slugline) > SLUGLINE_LIMIT:
        raise Invalid(
            f"The slugline “{slugline}” is {len(slugline)} characters long. "
            f"Cut it to {SLUGLINE_LIMIT}."
        )
    return slugline


def _direction(value: object) -> Direction:
    try:
        return Direction(_text(value))
    except ValueError:
        raise Invalid(f"“{value}” is no direction. Choose auto, ltr or rtl.") from None


def _embargo(value: object) -> str | None:
    if value is None or value == INDEFINITE:
        return None if value is None else INDEFINITE
    try:
        moment(_text(value))
    except ValueError:
        raise Invalid(
            f"“{value}” is no embargo. Give a time with its zone, "
            f"such as 2026-03-02T06:00+01:00, or “{INDEFINITE}”."
        ) from None
    return str(value)


def _target_words(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise Invalid(f"“{value}” is no length. Give a number of words, or none.")
    return value


_CHECKS: dict[str, Callable[[object], object]] = {
    "slug": _slug,
    "slugline": _slugline,
    "direction": _direction,
    "embargo": _embargo,
    "target_words": _target_words,
}
