"""What an operation gives back, and how one is run: as one transaction, with one undo step; which
operations there are is left to the classes built on this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from db.library import Library
from db.progress import Progress
from db.records import Changes
from db.undo import UndoStep
from editor.app.questions import Questions
from editor.app.text_undo import Undo

T = TypeVar("T")

_SOME_GONE = "Some of what this had changed has been deleted since, and stays so."


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What an operation gave, what it touched, and how to undo it (None: nothing to undo).

    `name` says in the imperative what was done; `notes` are sentences for the writer.
    """

    value: T
    changes: Changes
    undo: Undo | None
    name: str
    notes: tuple[str, ...] = ()


def unwatched(name: str, done: int, total: int) -> None:
    """What progress is told to where nobody watches."""


class Performer(Questions):
    """Runs operations on one library, and keeps count of the versions they leave behind.

    `progress` is called, on the thread that writes, with the name of a long operation, how much
    of it is done and of how much.
    """

    def __init__(
        self,
        library: Library,
        versions: dict[str, int] | None = None,
        progress: Callable[[str, int, int], None] = unwatched,
    ) -> None:
        super().__init__(library, versions)
        self._progress = progress

    def _progress_of(self, name: str) -> Progress:
        """The progress of the operation of that name."""
        return partial(self._progress, name)

    def _do(self, name: str, work: Callable[[], T], *touched: str) -> Outcome[T]:
        """Run `work` as the operation `name`; `touched` are the articles it may store anew.

        A version that was last seen here stays so through our own writes; one that somebody else
        has stored meanwhile stays unseen, and the next save is Stale as it should be.
        """
        with self.library.operation(name) as operation:
            ours = [article_id for article_id in touched if self._is_latest(article_id)]
            value = work()
            versions = {one: self._stored_version(one) for one in ours}
        self._versions.update(versions)
        return Outcome(value, operation.changes, operation.undo, name)

    def undo(self, step: UndoStep) -> Outcome[None]:
        """Undo (or redo) one operation; the outcome's own undo step is the way back.

        What was deleted since stays so, and the notes say it. Raises Invalid where later changes
        stand in the way, or have left nothing to undo.
        """
        ours: set[str] = set()
        operation = self.library.undo(
            step,
            self._progress_of(step.name),
            lambda: ours.update(filter(self._is_latest, self._versions)),
        )
        for article_id in ours & operation.changes.articles:
            self._versions[article_id] = self._stored_version(article_id)
        notes = (_SOME_GONE,) if operation.is_partial else ()
        return Outcome(None, operation.changes, operation.undo, step.name, notes)

    def _is_latest(self, article_id: str) -> bool:
        seen = self._versions.get(article_id)
        return seen is not None and seen == self._stored_version(article_id)

    def _stored_version(self, article_id: str) -> int:
        """0 for an article that is gone: undoing its arrival takes it out of the library."""
        return self.library.articles.version(article_id) or 0


def moved(items: Sequence[T], item: T, to_index: int) -> list[T]:
    """`items` with `item` taken out and put in at `to_index` of the rest, within bounds."""
    rest = list(items)
    if item in rest:
        rest.remove(item)
        rest.insert(max(0, to_index), item)
    return rest
