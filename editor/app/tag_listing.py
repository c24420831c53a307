"""Every tag of a library as the tag manager lists it: which are shown, below which, in which order;
showing them is left to the model and its view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from db.names import unaccented
from db.records import Tag, TagKind
from db.tag_records import TagUse

if TYPE_CHECKING:
    from editor.app.operations import Operations

ROOT = -1
"""The number of what stands above every tag."""


class TagView(StrEnum):
    """Which tags are listed."""

    ALL = "all"
    NEVER_USED = "never used"
    USED_ONCE = "used once"


class TagOrder(StrEnum):
    """What tags that stand beside each other are sorted by."""

    LABEL = "label"
    EXTERNAL_ID = "external id"
    ARTICLES = "articles"
    FIRST = "first use"
    LAST = "last use"


@dataclass(frozen=True, slots=True)
class TagEntry:
    """A tag with its uses; `sought` is what a filter is looked for in."""

    tag: Tag
    use: TagUse
    sought: str

    @property
    def links(self) -> int:
        """How many articles have the tag, spiked ones counted."""
        return self.use.articles + self.use.spiked


@dataclass(frozen=True, slots=True)
class TagFilter:
    """What is wanted: tags of a view, of a kind (None: any), with all of these words."""

    view: TagView = TagView.ALL
    kind: TagKind | None = None
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether any tag may be left out."""
        return self != TagFilter()

    def admits(self) -> Callable[[TagEntry], bool]:
        """Tells of an entry whether it is wanted."""
        words = unaccented(self.words).split()
        view, kind = self.view, self.kind

        def wanted(entry: TagEntry) -> bool:
            if kind is not None and entry.tag.kind is not kind:
                return False
            if view is not TagView.ALL and entry.links != (view is TagView.USED_ONCE):
                return False
            return all(word in entry.sought for word in words)

        return wanted


@dataclass(frozen=True, slots=True)
class TagForest:
    """Tags as a tree of their numbers in `entries`: the children of each in order, the parent of
    each and its row below it. `found` are those that are wanted themselves; others stand above
    one that is."""

    entries: Sequence[TagEntry] = ()
    children: dict[int, list[int]] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    found: frozenset[int] = frozenset()


def tag_entries(operations: Operations) -> tuple[TagEntry, ...]:
    """Every tag of the library, in the order of the labels, whatever their case and accents."""
    uses, unused = operations.tag_uses(), TagUse()
    found = [TagEntry(tag, uses.get(tag.id, unused), _sought(tag)) for tag in operations.all_tags()]
    return tuple(sorted(found, key=lambda entry: entry.sought))


def counts(entries: Iterable[TagEntry]) -> dict[TagView, int]:
    """How many tags each view has."""
    links = [entry.links for entry in entries]
    return {
        TagView.ALL: len(links),
        TagView.NEVER_USED: links.count(0),
        TagView.USED_ONCE: links.count(1),
    }


def grow(
    entries: Sequence[TagEntry], wanted: TagFilter, order: TagOrder, *, reverse: bool = False
) -> TagForest:
    """The tags that are wanted with those above them, tags beside each other in order. What is
    sorted by more than the label, and what wants looking at, is a plain list."""
    admits = wanted.admits()
    found = [number for number, entry in enumerate(entries) if admits(entry)]
    is_tree = wanted.view is TagView.ALL and order is TagOrder.LABEL
    above = _parents(entries) if is_tree else [ROOT] * len(entries)
    parents = _with_ancestors(found, above)
    children: dict[int, list[int]] = {ROOT: []}
    for number in _sorted(entries, parents, order, reverse=reverse):
        children.setdefault(parents[number], []).append(number)
    rows = {number: row for beside in children.values() for row, number in enumerate(beside)}
    return TagForest(entries, children, parents, rows, frozenset(found))


def _sought(tag: Tag) -> str:
    return "\n".join(map(unaccented, (tag.label, *tag.aliases, tag.external_id)))


def _parents(entries: Sequence[TagEntry]) -> list[int]:
    number_of = {entry.tag.id: number for number, entry in enumerate(entries)}
    return [number_of.get(entry.tag.parent or "", ROOT) for entry in entries]


def _with_ancestors(found: Iterable[int], above: Sequence[int]) -> dict[int, int]:
    """Tags in a ring, as another program may have left them, have one of them at the top."""
    parents: dict[int, int] = {}
    for start in found:
        number, walked = start, set[int]()
        while number != ROOT and number not in parents:
            walked.add(number)
            parents[number] = ROOT if above[number] in walked else above[number]
            number = parents[number]
    return parents


def _sorted(
    entries: Sequence[TagEntry], numbers: Iterable[int], order: TagOrder, *, reverse: bool
) -> list[int]:
    """The entries come by label: that is what stays where the order leaves two alike. Tags with
    nothing to be sorted by stand last, either way round."""
    by_label = sorted(numbers, reverse=reverse and order is TagOrder.LABEL)
    if order is TagOrder.LABEL:
        return by_label
    key = _KEYS[order]
    values = {number: key(entries[number]) for number in by_label}
    with_value = [number for number in by_label if values[number]]
    without = [number for number in by_label if not values[number]]
    with_value.sort(key=values.__getitem__, reverse=(order in _FALLING) is not reverse)
    return with_value + without


_KEYS: dict[TagOrder, Callable[[TagEntry], Any]] = {
    TagOrder.EXTERNAL_ID: lambda entry: entry.tag.external_id,
    TagOrder.ARTICLES: lambda entry: entry.use.articles,
    TagOrder.FIRST: lambda entry: entry.use.first or "",
    TagOrder.LAST: lambda entry: entry.use.last or "",
}
_FALLING = (TagOrder.ARTICLES, TagOrder.LAST)
"""Most and latest first, unless the order is reversed."""
