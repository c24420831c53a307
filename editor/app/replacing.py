"""Looks through the library for what is to be replaced, a moment's work at a time, and has the
chosen finds replaced; what is chosen is left to the list of finds, how it looks to the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import CalledOff, LibraryError
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.app.save_state import SaveKind

if TYPE_CHECKING:
    # They load the regex package, which nothing needs before a search.
    from editor.app.operations import Operations
    from editor.app.outcome import Outcome
    from editor.app.replace_operations import Batch, Chosen, Replaced, Replacing

MOST_FINDS = 50_000
"""More of them nobody goes through."""

_SLICE = 0.03
"""Seconds the reading thread looks through articles before others' questions have their turn."""
_SLICE_ARTICLES = 5_000
_TOLD_EVERY_MS = 100
_UNSAVED = "has text that could not be saved yet"


class _Course:
    """How far a replacement is, told on the library's thread and looked at on this one."""

    def __init__(self, total: int) -> None:
        self.done, self.total = 0, total
        self.called_off = False

    def __call__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self.called_off:
            raise CalledOff("The replacing was called off. Nothing was changed.")


class LibraryReplacing(QObject):
    """One search or replacement at a time. The open article is safe before either begins."""

    found = Signal(object)
    """Some FoundIn more, in the order of the articles."""
    progressed = Signal(int, int)
    """How many articles are done, of how many."""
    searched = Signal(str)
    """The search has come to its end; why it could not go on, or empty."""
    replaced = Signal(object)
    """Replaced."""
    refused = Signal(str)
    """Nothing was replaced, and why."""

    def __init__(
        self, desk: Desk, open_article: OpenArticle, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open = open_article
        self._search: object = None
        self._course: _Course | None = None
        self._count = 0
        self._look = QTimer(self, interval=_TOLD_EVERY_MS)
        self._look.timeout.connect(self._tell)
        # What still waits for the open article must not begin in another library.
        desk.closed.connect(self.call_off)
        desk.opened.connect(self.call_off)

    @property
    def is_searching(self) -> bool:
        return self._search is not None

    @property
    def is_replacing(self) -> bool:
        return self._course is not None

    def find(self, replacing: Replacing, numbers: Sequence[int] | None = None) -> None:
        """Looks through the articles of these numbers, or through all that aren't spiked; what
        was being looked for before is given up."""
        if self.is_replacing:
            return
        self._search = search = object()
        self._count = 0
        self._open.settle(lambda: self._begin(search, replacing, numbers))

    def stop(self) -> None:
        """Gives the search up, where one is under way; what was found stays found."""
        self._search = None

    def replace(self, replacing: Replacing, chosen: Sequence[Chosen]) -> None:
        """Replaces the chosen finds as one operation, told by `replaced` or `refused`."""
        if self.is_replacing:
            return
        self.stop()
        self._course = course = _Course(len(chosen))
        self._open.settle(lambda: self._replace(course, replacing, chosen))

    def call_off(self) -> None:
        """Gives up what is under way; of a replacement nothing is left then."""
        self.stop()
        if self._course is not None:
            self._course.called_off = True

    # Searching.

    def _begin(self, search: object, replacing: Replacing, numbers: Sequence[int] | None) -> None:
        go_on = partial(self._look_through, search, replacing)
        if numbers is not None:
            go_on(0, numbers)
        else:
            self._desk.ask(
                lambda operations: operations.search(),
                partial(go_on, 0),
                partial(self._not_searched, search),
            )

    def _look_through(
        self, search: object, replacing: Replacing, start: int, numbers: Sequence[int]
    ) -> None:
        if self._search is not search:
            return
        self.progressed.emit(start, len(numbers))
        if start >= len(numbers):
            self._end_search("")
            return
        self._desk.ask(
            partial(_find, replacing, numbers[start : start + _SLICE_ARTICLES]),
            partial(self._looked, search, replacing, start, numbers),
            partial(self._not_searched, search),
        )

    def _looked(
        self,
        search: object,
        replacing: Replacing,
        start: int,
        numbers: Sequence[int],
        batch: Batch,
    ) -> None:
        if self._search is not search:
            return
        self._count += sum(len(one.finds) for one in batch.found)
        if batch.found:
            self.found.emit(batch.found)
        if batch.trouble:
            self._end_search(batch.trouble)
        elif self._count > MOST_FINDS:
            self._end_search(
                f"There are more than {MOST_FINDS:,} finds, and these are only the first of them. "
                "Look for something narrower."
            )
        else:
            self._look_through(search, replacing, start + batch.looked, numbers)

    def _not_searched(self, search: object, error: LibraryError) -> None:
        if self._search is search:
            self._end_search(str(error))

    def _end_search(self, trouble: str) -> None:
        self._search = None
        self.searched.emit(trouble)

    # Replacing.

    def _replace(self, course: _Course, replacing: Replacing, chosen: Sequence[Chosen]) -> None:
        self._look.start()
        self._tell()
        self._desk.do(
            partial(_replace, replacing, chosen, self._held(), course),
            self._replaced,
            self._refused,
        )

    def _held(self) -> dict[str, str]:
        """The open article, where the library hasn't got all of its text."""
        article = self._open.article
        if article is None or self._open.state.kind not in (SaveKind.FAILED, SaveKind.STALE):
            return {}
        return {article.id: _UNSAVED}

    def _tell(self) -> None:
        if self._course is not None:
            self.progressed.emit(self._course.done, self._course.total)

    def _replaced(self, replaced: Replaced) -> None:
        self._end_replacing()
        self.replaced.emit(replaced)

    def _refused(self, error: LibraryError) -> None:
        self._end_replacing()
        self.refused.emit(str(error))

    def _end_replacing(self) -> None:
        self._course = None
        self._look.stop()


def _find(replacing: Replacing, numbers: Sequence[int], operations: Operations) -> Batch:
    return operations.find_across(replacing, numbers, seconds=_SLICE)


def _replace(
    replacing: Replacing,
    chosen: Sequence[Chosen],
    held: dict[str, str],
    course: _Course,
    operations: Operations,
) -> Outcome[Replaced]:
    return operations.replace_across(replacing, chosen, held=held, progress=course)
