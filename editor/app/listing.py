"""What a list of articles shows and in what order, and the rows it has then: what a search finds,
with the pinned articles above the rest; how rows are drawn is left to the window."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.records import ArticleSummary, Found, Group, Grouping, Order, View

if TYPE_CHECKING:
    from editor.app.operations import Operations

_PINNED = "Pinned"
_NO_SECTION = "No section"


@dataclass(frozen=True, slots=True)
class Listing:
    """Which articles are listed, sorted and grouped how."""

    query: str = ""
    view: View = View.ALL
    order: Order = Order.UPDATED
    reverse: bool = False
    grouping: Grouping = Grouping.NONE

    @property
    def searches(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.query.strip())

    @property
    def is_plain(self) -> bool:
        """Whether only the times of articles say where they stand."""
        plain = self.order is Order.UPDATED and self.grouping is Grouping.NONE
        return plain and not self.searches


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of a listing by number, the groups they stand in under the names the writer reads,
    what could not be read of the query, which articles are pinned, and the first rows themselves:
    these are what is looked at."""

    listing: Listing
    numbers: array[int]
    groups: tuple[Group, ...] = ()
    problems: tuple[str, ...] = ()
    pinned: frozenset[int] = frozenset()
    top: tuple[ArticleSummary, ...] = ()


def rows_of(listing: Listing, top: int, operations: Operations) -> Listed:
    """The rows of a listing as the library is now, `top` of them read. Pinned articles stand
    above what is not searched for: who searches wants the order asked for. Raises Interrupted."""
    found = operations.find(
        listing.query,
        view=listing.view,
        order=listing.order,
        reverse=listing.reverse,
        grouping=listing.grouping,
    )
    found = replace(found, groups=tuple(_named(group, listing) for group in found.groups))
    pinned = operations.pinned_numbers()
    if pinned and listing.view is View.ALL and not listing.searches:
        found = _with_pinned_on_top(found, pinned)
    summaries = operations.summaries(found.numbers[:top])
    return Listed(listing, found.numbers, found.groups, found.problems, pinned, summaries)


def _named(group: Group, listing: Listing) -> Group:
    label = group.label or _NO_SECTION
    if listing.grouping is Grouping.STATUS:
        label = label.capitalize()
    return replace(group, label=label)


def _with_pinned_on_top(found: Found, pinned: frozenset[int]) -> Found:
    top = array("q", filter(pinned.__contains__, found.numbers))
    if not top:
        return found
    if not found.groups:
        return replace(found, numbers=top + _without(found.numbers, pinned))
    numbers, groups = top[:], [Group(_PINNED, 0, len(top))]
    for group in found.groups:
        rest = _without(found.numbers[group.start : group.start + group.count], pinned)
        if rest:
            groups.append(Group(group.label, len(numbers), len(rest)))
            numbers.extend(rest)
    return replace(found, numbers=numbers, groups=tuple(groups))


def _without(numbers: array[int], gone: frozenset[int]) -> array[int]:
    return array("q", [number for number in numbers if number not in gone])
