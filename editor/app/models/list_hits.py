"""The sentences around what is searched for, asked for the rows that are painted and no others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from db.records import Hit

if TYPE_CHECKING:
    from editor.app.desk import Desk

_KEPT = 2_000


class ListHits(QObject):
    """The hits of one list. All rows of one painting are asked for together; `arrived(first,
    last)` is called with the rows between which some have come.

    A hit of the search before stays until the new one is here, so that no row flickers.
    """

    def __init__(self, desk: Desk, arrived: Callable[[int, int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._arrived = arrived
        self._query = ""
        self._generation = 0
        self._hits: dict[int, Hit] = {}
        self._asked: set[int] = set()
        self._wanted: dict[int, int] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def begin(self, query: str) -> None:
        """Shows hits of this query from now on, of "" none; asks again for those shown."""
        self._query = query
        self._generation += 1
        self._asked.clear()
        self._wanted.clear()
        if not query or len(self._hits) > _KEPT:
            self._hits.clear()

    def of(self, number: int, row: int) -> Hit | None:
        """The hit in the article of that number, in that row of the list, as far as it is here."""
        if not self._query:
            return None
        if number not in self._asked:
            self._asked.add(number)
            self._wanted[number] = row
            self._soon.start()
        return self._hits.get(number)

    def _ask(self) -> None:
        query, wanted = self._query, dict(self._wanted)
        self._wanted.clear()
        if wanted:
            self._desk.ask(
                lambda operations: operations.hits(query, tuple(wanted)),
                partial(self._take, self._generation, wanted),
                lambda _error: None,
            )

    def _take(self, generation: int, wanted: dict[int, int], hits: dict[int, Hit]) -> None:
        if generation != self._generation:
            return
        for number in wanted:
            if number in hits:
                self._hits[number] = hits[number]
            else:
                self._hits.pop(number, None)
        self._arrived(min(wanted.values()), max(wanted.values()))
