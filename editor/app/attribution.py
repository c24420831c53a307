"""Who gave what differs between two versions the form it has, read off the versions between; how a
name is shown is left to the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from db.records import Article
from editor.app.comparing import Comparison, Side, value_of
from editor.text.diff import Change
from editor.text.pieces import paragraphs

_MOST_READ = 20_000_000
"""Characters; of what the versions further back than this did, nobody is named."""


@dataclass(frozen=True, slots=True)
class Hands:
    """The writers that any of it is owed to, in the order they came; and to whom each, by the name
    of a field or list, and by the place of a row among the paragraphs.

    Single rows have no name where one writer wrote all of it.
    """

    writers: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[int, str] = field(default_factory=dict)


def hands(comparison: Comparison, sides: Sequence[Side]) -> Hands:
    """`sides` are the two compared and what was kept between them, the oldest first."""
    later = [side.article.writer for side in sides[1:]]
    writers = tuple(dict.fromkeys(filter(None, later)))
    if len(set(later)) < 2:
        return Hands(writers)
    fields, rows = _of_fields(comparison, sides), _of_rows(comparison, sides)
    named = {*fields.values(), *rows.values()}
    return Hands(tuple(one for one in writers if one in named) or writers, fields, rows)


def _of_fields(comparison: Comparison, sides: Sequence[Side]) -> dict[str, str]:
    names = [*(one.name for one in comparison.fields), *(one.name for one in comparison.lists)]
    found = {}
    for name in names:
        values = [value_of(side, name) for side in sides]
        at = len(values) - 1
        while at > 1 and values[at - 1] == values[-1]:
            at -= 1
        found[name] = sides[at].article.writer
    return {name: writer for name, writer in found.items() if writer}


def _of_rows(comparison: Comparison, sides: Sequence[Side]) -> dict[int, str]:
    """From the newest back: a paragraph is by the first writer from whom on it has stayed."""
    before, after = _paragraphs(sides[0].article), _paragraphs(sides[-1].article)
    came, went = {}, {}
    for at, row in enumerate(comparison.paragraphs):
        if row.change in (Change.ADDED, Change.CHANGED) and row.after_at is not None:
            came[at] = after[row.after_at]
        elif row.change is Change.REMOVED and row.before_at is not None:
            went[at] = before[row.before_at]
    found: dict[int, str] = {}
    read = 0
    for side in reversed(sides[1:]):
        read += len(side.article.body)
        if read > _MOST_READ or not (came or went):
            break
        there = frozenset(_paragraphs(side.article))
        came = {at: words for at, words in came.items() if words in there}
        went = {at: words for at, words in went.items() if words not in there}
        found.update(dict.fromkeys((*came, *went), side.article.writer))
    return {at: writer for at, writer in found.items() if writer}


def _paragraphs(article: Article) -> tuple[str, ...]:
    return tuple(one.rstrip() for one in paragraphs(article.body))


def listed(names: Iterable[str]) -> str:
    """`Ines Varga, Bo Lindgard and Ada Moss`."""
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last
