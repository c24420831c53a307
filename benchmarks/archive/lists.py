"""The window's list of articles as the benchmarks watch it: painted with its rows filled."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.window import Paints, painted_with
from editor.app.models.article_list import ArticleRole
from editor.ui.assembly import Assembly


class Listed:
    """Measures how long the list takes until all rows in view are there and painted."""

    def __init__(self, assembly: Assembly) -> None:
        self._list = assembly.library.list
        self._model = assembly.parts.models.articles
        self._paints = Paints(self._list)

    def after(self, act: Callable[[], object], so: Callable[[], bool] = lambda: True) -> float:
        """Milliseconds from doing something that leaves rows in the list; `so` is what has to be
        so besides."""
        return painted_with(self._paints, act, lambda: so() and self._full())

    def _full(self) -> bool:
        rows = self._model.rowCount()
        first = max(0, self._list.rowAt(0))
        last = self._list.rowAt(self._list.viewport().height() - 1)
        shown = range(first, rows if last < 0 else last + 1)
        return rows > 0 and all(
            self._model.index(row, 0).data(ArticleRole.ID) is not None for row in shown
        )
