"""Finding articles, and operations on what is kept for finding them: saved searches and pinned
articles; each can be undone as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.records import Found, Grouping, Hit, Order, SavedSearch, View
from editor.app.outcome import Outcome, Performer


class SearchOperations(Performer):
    """What a writer does to find articles. Any text is a safe query."""

    def find(
        self,
        query: str = "",
        *,
        view: View = View.ALL,
        order: Order = Order.UPDATED,
        reverse: bool = False,
        grouping: Grouping = Grouping.NONE,
        limit: int | None = None,
    ) -> Found:
        """The numbers of the articles of a view that a query finds, in order and in groups; all
        for an empty query. `problems` say what could not be read as it was meant. Raises
        Interrupted where `interrupt` was called meanwhile."""
        return self.library.search.find(
            query, view=view, order=order, reverse=reverse, grouping=grouping, limit=limit
        )

    def hits(self, query: str, numbers: Sequence[int]) -> dict[int, Hit]:
        """The sentence around the first hit in each of these articles, by number; none for
        articles that answer by a filter alone."""
        return self.library.search.hits(query, numbers)

    def count(self, query: str) -> int:
        """How many articles a query finds that aren't spiked."""
        return self.library.search.count(query)

    def interrupt(self) -> None:
        """Break off the question under way: it raises Interrupted, and so does every one until
        `go_on`. Safe from any thread, as nothing else here is."""
        self.library.search.interrupt()

    def go_on(self) -> None:
        """Answer again after an `interrupt`, if there was one."""
        self.library.search.go_on()

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """In the writer's order."""
        return self.library.saved_searches.all()

    def save_search(self, name: str, query: str) -> Outcome[SavedSearch]:
        """Keep a search, last of all; without a name it is called as what it looks for. Raises
        Invalid for an empty query."""
        return self._do("Save search", lambda: self.library.saved_searches.add(name, query))

    def change_search(self, search_id: str, name: str, query: str) -> Outcome[SavedSearch]:
        """Raises NotFound, Invalid."""
        return self._do(
            "Change saved search",
            lambda: self.library.saved_searches.change(search_id, name, query),
        )

    def move_search(self, search_id: str, to_index: int) -> Outcome[None]:
        """Put a saved search in another place among them. Raises NotFound."""
        return self._do(
            "Move saved search", lambda: self.library.saved_searches.move(search_id, to_index)
        )

    def delete_search(self, search_id: str) -> Outcome[None]:
        """Raises NotFound."""
        return self._do(
            "Delete saved search", lambda: self.library.saved_searches.delete(search_id)
        )

    def pinned(self) -> frozenset[str]:
        """The ids of the pinned articles."""
        return self.library.pins.all()

    def pinned_numbers(self) -> frozenset[int]:
        """The row numbers of the pinned articles."""
        return self.library.pins.numbers()

    def pin(self, article_ids: Iterable[str]) -> Outcome[int]:
        """Pin articles to the top of the list; gives how many weren't pinned yet. Raises
        NotFound."""
        ids = list(article_ids)
        return self._do(f"Pin {_counted(ids)}", lambda: self.library.pins.add(ids))

    def unpin(self, article_ids: Iterable[str]) -> Outcome[int]:
        """Gives how many were pinned."""
        ids = list(article_ids)
        return self._do(f"Unpin {_counted(ids)}", lambda: self.library.pins.remove(ids))


def _counted(articles: Sequence[str]) -> str:
    return "article" if len(articles) == 1 else f"{len(articles):,} articles"
