"""The numbers of all articles in the orders a list may have, read from covering indexes and kept
until something changes; and the groups a list is divided into."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import TypeAlias

from db.connection import Connection
from db.records import Group, Grouping, Order, Status, View

Numbers: TypeAlias = "array[int]"

_KEPT = 4
"""Orders kept in memory, 0.8 MB each for a hundred thousand articles."""

_SORTED = {
    Order.UPDATED: ("articles_newest", "updated DESC", ""),
    Order.CREATED: ("articles_by_created", "created DESC", ""),
    Order.PUBLISHED: ("articles_by_published", "published DESC", "published IS NULL"),
    Order.HEADLINE: ("articles_by_sought", "sought", "sought = ''"),
    Order.LENGTH: ("articles_by_words", "words DESC", ""),
}
"""The index, what sorts, and which articles have nothing to sort by: they stand last whichever
way."""


_NO_ARTICLE = -1
"""The place among the labels of a number that no article has."""

PINNED = "SELECT number FROM articles WHERE id IN (SELECT article FROM pinned_articles)"


class Orders:
    """The orders of one library's lists."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._state: tuple[int, int] | None = None
        self._orders: dict[tuple[bool, Order], tuple[Numbers, Numbers]] = {}
        self._groups: dict[Grouping, tuple[list[str], Numbers]] = {}

    def numbers(self, view: View, order: Order, *, reverse: bool = False) -> Numbers:
        """Every article of the view in order; not to be changed."""
        sorted_ones, blank = self._order(view is View.SPIKED, order)
        if reverse:
            sorted_ones = sorted_ones[::-1]
        numbers = sorted_ones + blank if blank else sorted_ones
        if view is View.PINNED:
            return kept(numbers, set(self._connection.numbers(PINNED)))
        return numbers

    def divided(self, numbers: Numbers, by: Grouping) -> tuple[Numbers, tuple[Group, ...]]:
        """The numbers group by group, each in the order they had: statuses as an article goes
        through them, sections from A to Z, articles of no section last. Articles that are gone
        since the numbers were read are left out."""
        labels, label_of = self._labels(by)
        buckets: list[list[int]] = [[] for _ in labels]
        known = len(label_of)
        for number in numbers:
            if number < known and (place := label_of[number]) != _NO_ARTICLE:
                buckets[place].append(number)
        groups = []
        start = 0
        for label, bucket in zip(labels, buckets, strict=True):
            if bucket:
                groups.append(Group(label, start, len(bucket)))
            start += len(bucket)
        return array("q", chain.from_iterable(buckets)), tuple(groups)

    def _order(self, spiked: bool, order: Order) -> tuple[Numbers, Numbers]:
        self._forget_what_changed()
        key = (spiked, order)
        if key not in self._orders:
            found = self._read(spiked, order)
            while len(self._orders) >= _KEPT:
                del self._orders[next(iter(self._orders))]
            self._orders[key] = found
        return self._orders[key]

    def _read(self, spiked: bool, order: Order) -> tuple[Numbers, Numbers]:
        index, by, is_blank = _SORTED[order]
        if spiked and order is Order.UPDATED:
            index = "articles_spiked"
        # Word for word what the partial indexes say, or SQLite doesn't use them.
        among = "status = 'spiked'" if spiked else "status <> 'spiked'"
        numbers = array(
            "q",
            self._connection.numbers(
                f"""SELECT number FROM articles INDEXED BY {index}
                WHERE {among} ORDER BY {by}, number DESC"""
            ),
        )
        if not is_blank:
            return numbers, array("q")
        blanks = self._connection.number(
            f"SELECT count(*) FROM articles INDEXED BY {index} WHERE {among} AND {is_blank}"
        )
        if order is Order.HEADLINE:
            return numbers[blanks:], numbers[:blanks]
        border = len(numbers) - blanks
        return numbers[:border], numbers[border:]

    def _labels(self, by: Grouping) -> tuple[list[str], Numbers]:
        """The labels in order, and the place among them of each article by its number."""
        self._forget_what_changed()
        if by not in self._groups:
            column = "status" if by is Grouping.STATUS else "section"
            # In the order of the index, so that nothing is sorted.
            rows = self._connection.rows(
                """SELECT status, section, group_concat(number) AS numbers
                FROM articles INDEXED BY articles_by_status GROUP BY status, section"""
            )
            labels = _in_order({row[column] for row in rows}, by)
            place = {label: at for at, label in enumerate(labels)}
            size = self._connection.number("SELECT max(number) FROM articles") + 1
            label_of = array("q", [_NO_ARTICLE]) * size
            for row in rows:
                for number in map(int, row["numbers"].split(",")):
                    label_of[number] = place[row[column]]
            self._groups[by] = (labels, label_of)
        return self._groups[by]

    def _forget_what_changed(self) -> None:
        # What is read in the middle of an operation may be taken back with it.
        state = None if self._connection.is_writing() else self._connection.state()
        if state is None or state != self._state:
            self._orders.clear()
            self._groups.clear()
            self._state = state


def kept(numbers: Numbers, wanted: set[int]) -> Numbers:
    """Those of the numbers that are wanted, in their order."""
    return array("q", filter(wanted.__contains__, numbers))


def _in_order(labels: Iterable[str], by: Grouping) -> list[str]:
    if by is Grouping.STATUS:
        way = [status.value for status in Status]
        return sorted(labels, key=lambda label: way.index(label) if label in way else len(way))
    return sorted(labels, key=lambda label: (not label, label.casefold(), label))
