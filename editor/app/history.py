"""What the window asks about the versions of an article, as plain functions that run on the
reading thread; showing the answers is left to the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import Damaged, NotFound
from db.records import Version
from editor.app.attribution import Hands, hands
from editor.app.comparing import Comparison, Side, compare
from editor.app.writing_fields import texts_of
from editor.text.counts import count_words
from editor.text.plain import plain_text

if TYPE_CHECKING:
    from editor.app.operations import Operations


@dataclass(frozen=True, slots=True)
class Timeline:
    """The versions of an article, newest first; `words` counts those of the present text."""

    article_id: str
    words: int
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions by number, None for the present text, what differs between them, and the
    texts of both by field name."""

    article_id: str
    before: Version
    after: Version | None
    comparison: Comparison
    texts_before: dict[str, str]
    texts_after: dict[str, str]
    hands: Hands


def timeline(article_id: str, operations: Operations) -> Timeline:
    """Raises NotFound."""
    words = operations.summary(article_id).words
    return Timeline(article_id, words, operations.versions(article_id))


def compared(article_id: str, before: int, after: int | None, operations: Operations) -> Compared:
    """What makes one version out of another. Raises NotFound, Damaged."""
    versions = {version.number: version for version in operations.versions(article_id)}
    first, second = operations.side(article_id, before), operations.side(article_id, after)
    comparison = compare(first, second)
    return Compared(
        article_id,
        versions[before],
        None if after is None else versions[after],
        comparison,
        texts_of(first.article),
        texts_of(second.article),
        _hands(comparison, article_id, (before, after), (first, second), operations),
    )


def _hands(
    comparison: Comparison,
    article_id: str,
    numbers: tuple[int, int | None],
    sides: tuple[Side, Side],
    operations: Operations,
) -> Hands:
    """Read off the versions between, where more than one writer had a hand in them."""
    first, last = numbers
    between = [
        one
        for one in operations.versions(article_id)
        if one.number > first and (last is None or one.number < last)
    ]
    if len({*(one.writer for one in between), sides[1].article.writer}) < 2:
        return hands(comparison, sides)
    wanted = {one.number for one in between}
    middle = [
        Side.of_revision(one)
        for one in operations.readable_versions(article_id)
        if one.number in wanted
    ]
    return hands(comparison, (sides[0], *middle, sides[1]))


def word_counts(
    article_id: str, numbers: Sequence[int], operations: Operations
) -> dict[int, int | None]:
    """How many words the text of each version has; None for one that can't be read."""
    return {number: _words(article_id, number, operations) for number in numbers}


def _words(article_id: str, number: int, operations: Operations) -> int | None:
    try:
        return count_words(plain_text(operations.version(article_id, number).article.body))
    except (Damaged, NotFound):
        return None
