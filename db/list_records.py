"""What a list of articles is asked for and answered with, as enumerations and frozen dataclasses;
finding and sorting is left to the stores."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """Which articles a list has: all that aren't spiked, those of them that are pinned, or the
    spiked."""

    ALL = "all"
    PINNED = "pinned"
    SPIKED = "spiked"


class Order(StrEnum):
    """What a list is sorted by: newest and longest first, headlines from A to Z."""

    UPDATED = "updated"
    CREATED = "created"
    PUBLISHED = "published"
    HEADLINE = "headline"
    LENGTH = "length"


class Grouping(StrEnum):
    """What a list is divided by."""

    NONE = "none"
    STATUS = "status"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of a list; `label` is a status, or a section ("" for articles without one)."""

    label: str
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the numbers of the articles in order, the groups they stand in (none
    without a grouping), and sentences about what could not be read as the writer meant it."""

    numbers: array[int]
    groups: tuple[Group, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """The sentence around the first hit in an article, cut to about 120 characters."""

    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name; `position` is its place among them."""

    id: str
    name: str
    query: str
    position: int
