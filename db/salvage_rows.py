"""Rows of articles that damage has changed, made fit to be kept: what makes no sense gives way to
what a new article has; the words are left as they were read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from db.names import is_slug, storable
from db.records import INDEFINITE, SLUGLINE_LIMIT, Direction, Status
from db.rows import ARTICLE_COLUMNS
from db.times import moment, stamp, utc_now

Row = Mapping[str, Any] | sqlite3.Row


def mended_article(row: Row) -> dict[str, Any]:
    """The ARTICLE_COLUMNS of `row`, each as it is or, where it can't be, as in a new article."""
    now = stamp(utc_now())
    instead: dict[str, Any] = {
        "slug": f"salvaged-{str(row['id'])[:8].lower()}",
        "language": "en",
        "direction": Direction.AUTO,
        "status": Status.DRAFT,
        "created": now,
        "updated": now,
        "version": 1,
    } | dict.fromkeys(("spiked_from", "embargo", "target_words", "published"))
    return {
        name: row[name] if _FITS.get(name, _is_text)(row[name]) else instead.get(name, "")
        for name in ARTICLE_COLUMNS
    }


def _is_text(value: object) -> bool:
    return isinstance(value, str) and storable(value) == value


def _is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(moment(value))
    except ValueError:
        return False


def _or_none(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or fits(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < 10**9


_FITS: dict[str, Callable[[object], bool]] = {
    "slug": lambda value: _is_text(value) and is_slug(str(value)),
    "slugline": lambda value: _is_text(value) and len(str(value)) <= SLUGLINE_LIMIT,
    "direction": lambda value: value in set(Direction),
    "status": lambda value: value in set(Status),
    "spiked_from": _or_none(lambda value: value in set(Status)),
    "embargo": _or_none(lambda value: value == INDEFINITE or _is_time(value)),
    "target_words": _or_none(_is_number),
    "created": _is_time,
    "updated": _is_time,
    "published": _or_none(_is_time),
    "version": _is_number,
}
