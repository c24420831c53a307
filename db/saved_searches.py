"""Searches kept under a name, in an order of the writer's; what they find is left to search."""

from __future__ import annotations

import uuid

from db.connection import Connection
from db.errors import Invalid, NotFound
from db.names import storable, tidy
from db.records import SavedSearch

_LONGEST_NAME = 200


class SavedSearches:
    """The saved searches of one library."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[SavedSearch, ...]:
        """In the writer's order."""
        rows = self._connection.rows("SELECT * FROM saved_searches ORDER BY position, id")
        return tuple(
            SavedSearch(row["id"], row["name"], row["query"], row["position"]) for row in rows
        )

    def get(self, search_id: str) -> SavedSearch:
        """Raises NotFound."""
        for saved in self.all():
            if saved.id == search_id:
                return saved
        raise NotFound("There is no such saved search any more. Save it again.")

    def add(self, name: str, query: str) -> SavedSearch:
        """Keep a search, last of all; the query is its name where it has none. Raises Invalid
        where there is nothing to look for."""
        query = _query(query)
        saved = SavedSearch(uuid.uuid4().hex, _name(name, query), query, len(self.all()))
        self._connection.insert(
            "saved_searches",
            {
                "id": saved.id,
                "name": saved.name,
                "query": saved.query,
                "position": saved.position,
            },
        )
        return saved

    def change(self, search_id: str, name: str, query: str) -> SavedSearch:
        """Give a saved search another name, or something else to look for. Raises NotFound,
        Invalid."""
        before, query = self.get(search_id), _query(query)
        name = _name(name, query)
        if (before.name, before.query) != (name, query):
            self._connection.change(
                "UPDATE saved_searches SET name = ?, query = ? WHERE id = ?",
                (name, query, search_id),
            )
        return self.get(search_id)

    def move(self, search_id: str, to_index: int) -> None:
        """Put a saved search in another place among them. Raises NotFound."""
        moved = self.get(search_id)
        rest = [saved for saved in self.all() if saved.id != moved.id]
        rest.insert(max(0, to_index), moved)
        self._place(rest)

    def delete(self, search_id: str) -> None:
        """Raises NotFound."""
        gone = self.get(search_id)
        self._connection.change("DELETE FROM saved_searches WHERE id = ?", (gone.id,))
        self._place([*self.all()])

    def _place(self, searches: list[SavedSearch]) -> None:
        for position, saved in enumerate(searches):
            if saved.position != position:
                self._connection.change(
                    "UPDATE saved_searches SET position = ? WHERE id = ?", (position, saved.id)
                )


def _query(text: str) -> str:
    query = tidy(text)
    if not query:
        raise Invalid("There is nothing to look for yet. Type a search first, then save it.")
    return query


def _name(text: str, query: str) -> str:
    return (tidy(storable(text)) or query)[:_LONGEST_NAME]
