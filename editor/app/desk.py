"""The open library as the window sees it: questions and operations go to its threads, answers,
changes and undo come back; what the operations do is left to `operations`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from db.errors import Damaged, LibraryError, Unavailable
from editor.app import put_aside
from editor.app.background import Worker
from editor.app.desk_sides import NOTHING_OPEN, LibraryInfo, Side, open_to_read, open_to_write
from editor.app.newest import Newest

if TYPE_CHECKING:
    from db.records import JournalEntry
    from editor.app.operations import Operations, Outcome
    from editor.app.text_undo import Undo

__all__ = ["Desk", "LibraryInfo"]

T = TypeVar("T")

_UNEXPECTED = "Something went wrong inside Standfirst; the details are in its log."
_BETWEEN_TELLING = 0.05
"""Seconds between two reports of progress."""


@dataclass(frozen=True, slots=True)
class _Undoable:
    name: str
    step: Undo


class Desk(QObject):
    """One library at a time, with a thread that writes and a thread that reads.

    Everything is called and answered on the GUI thread. Writes happen in the order asked; a
    question sees every write already reported done. What a library refuses goes to `refused`
    where the caller gave one, else to `failed`; anything unexpected is reported besides.
    """

    opened = Signal(object)
    """LibraryInfo."""
    closed = Signal()
    changed = Signal(object)
    """Changes: what an operation touched. Its own `done` has been called before."""
    failed = Signal(str, str)
    """What was being done ("" if it has no name) and a plain message."""
    damaged = Signal(object, str)
    """The Path of a library that could not be opened because it is damaged, and a plain message;
    after `failed`."""
    noted = Signal(str)
    """Something an operation wants said, in plain words."""
    progressed = Signal(str, int, int)
    """How far a long operation or its undo has come: its name, how much is done, of how much."""
    undo_changed = Signal()
    did = Signal(str, bool)
    """The name of what was done, and whether it can be undone (a toast offers Undo)."""

    _told = Signal(str, int, int)

    def __init__(
        self,
        report: Callable[[Exception], None] | None = None,
        parent: QObject | None = None,
        writer: Callable[[], str] = str,
    ) -> None:
        """`report` takes what nobody expected; without it the exception hook does. `writer` gives
        the name to store versions under, on the library's thread; without it there is none."""
        super().__init__(parent)
        self._writer = writer
        self._report = report or _to_exception_hook
        self._writing = Side("library", self)
        self._reading = Side("library reader", self)
        self._aside = Worker("text put aside", self)
        self._newest = Newest()
        self._undoable: list[_Undoable] = []
        self._redoable: list[_Undoable] = []
        self._info: LibraryInfo | None = None
        self._shut = False
        self._last_told = 0.0
        # Through the queue, so that whoever listens is called on the GUI thread.
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    @property
    def path(self) -> Path | None:
        return None if self._info is None else self._info.path

    @property
    def is_open(self) -> bool:
        return self._info is not None

    @property
    def read_only(self) -> bool:
        """True where the open library can't be written."""
        return self._info is not None and self._info.read_only

    @property
    def undo_text(self) -> str:
        """The name of what Undo would undo; empty when nothing."""
        return self._undoable[-1].name if self._undoable else ""

    @property
    def redo_text(self) -> str:
        return self._redoable[-1].name if self._redoable else ""

    def open(self, path: Path, *, create: bool) -> None:
        """Opens the library in place of the one that is open, which stays where this one can't
        be opened. Settle the open article first. Announced by `opened`, or by `failed`."""
        self._shut = False
        self._writing.worker.submit(
            partial(open_to_write, self._writing, path, create, self._writer, self._tell),
            self._opened_to_write,
            partial(self._not_opened, path),
        )

    def ask(
        self,
        question: Callable[[Operations], T],
        answer: Callable[[T], None],
        refused: Callable[[LibraryError], None] | None = None,
        *,
        what: str = "",
    ) -> None:
        """Reads on the reading thread: `answer(question(operations))`. `what` names it in
        `failed`."""
        self._submit(self._reading, question, answer, partial(self._refused, refused, what))

    def ask_newest(
        self,
        channel: str,
        question: Callable[[Operations], T],
        answer: Callable[[T], None],
        refused: Callable[[LibraryError], None] | None = None,
        *,
        what: str = "",
    ) -> None:
        """Reads as `ask` does, for what a newer question on the same channel makes pointless:
        that breaks off this one, whose answer or refusal then never comes."""
        number = self._newest.begin(channel)

        def answered(value: T) -> None:
            if self._newest.is_newest(channel, number):
                answer(value)

        def failed(error: Exception) -> None:
            if self._newest.is_newest(channel, number):
                self._refused(refused, what, error)

        self._submit(
            self._reading,
            partial(self._newest.answer, channel, number, question),
            answered,
            failed,
        )

    def take(
        self,
        question: Callable[[Operations], T],
        answer: Callable[[T], None],
        refused: Callable[[LibraryError], None] | None = None,
        *,
        what: str = "",
    ) -> None:
        """Reads on the writing thread, after the writes asked for so far. Later saves are
        measured against the version read here: this is how an article is taken to be edited."""
        self._submit(self._writing, question, answer, partial(self._refused, refused, what))

    def do(
        self,
        work: Callable[[Operations], Outcome[T]],
        done: Callable[[T], None] | None = None,
        refused: Callable[[LibraryError], None] | None = None,
        *,
        what: str = "",
        undoable: bool = True,
    ) -> None:
        """Writes on the library thread: `done(outcome.value)`, then `changed` and `did`. Saves
        of running text pass `undoable=False`: their editors undo them."""
        self._submit(
            self._writing,
            work,
            partial(self._did, done, undoable),
            partial(self._refused, refused, what),
        )

    def put_aside(self, entry: JournalEntry) -> None:
        """Puts text on disk beside the library, for the time that its thread is at long work and
        can't journal it. Should the disk not take it, the journal will say so."""
        if self._info is not None:
            self._aside.submit(
                partial(put_aside.put_aside, self._info.path, entry), None, self._not_put_aside
            )

    def nothing_aside(self, article_id: str) -> None:
        """The journal or the library has what was put aside of this article."""
        if self._info is not None:
            self._aside.submit(partial(put_aside.remove, self._info.path, article_id))

    def undo(self) -> None:
        """Undoes the last undoable operation; what can't be undone any more is told and dropped."""
        if self._undoable:
            self._step_back(self._undoable.pop(), self._redoable, "Undone")

    def redo(self) -> None:
        if self._redoable:
            self._step_back(self._redoable.pop(), self._undoable, "Redone")

    def flush(self) -> None:
        """Waits for the writes asked for so far; for the last moments of a program."""
        self._writing.worker.flush()

    def close(self) -> None:
        """Waits for everything asked for so far, and what is asked for in answer to it; closes
        the library and ends its threads. Until another is opened everything is refused."""
        sides = (self._writing, self._reading)
        while any(side.worker.is_busy for side in sides):
            for side in sides:
                side.worker.flush()
        self._shut = True
        # The writer last: it puts what is in the log into the file, so that a copy of it is whole.
        for side in reversed(sides):
            side.worker.submit(partial(side.take, None))
            side.worker.close()
        self._aside.close()
        was_open, self._info = self.is_open, None
        self._forget_undo()
        if was_open:
            self.closed.emit()

    def _tell(self, name: str, done: int, total: int) -> None:
        """Called on the library's thread, often; told at most so often as a bar is looked at."""
        now = monotonic()
        if done >= total or now - self._last_told >= _BETWEEN_TELLING:
            self._last_told = now
            self._told.emit(name, done, total)

    def _submit(
        self,
        side: Side,
        work: Callable[[Operations], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if self._shut:
            failed(Unavailable(NOTHING_OPEN))
        else:
            side.worker.submit(lambda: work(side.operations()), done, failed)

    def _opened_to_write(self, info: LibraryInfo) -> None:
        self._reading.worker.submit(
            partial(open_to_read, self._reading, info.path),
            lambda _none: self._announce(info),
            self._not_opened_to_read,
        )

    def _not_opened(self, path: Path, error: Exception) -> None:
        self._refused(None, "Open library", error)
        if isinstance(error, Damaged):
            self.damaged.emit(path, str(error))

    def _not_opened_to_read(self, error: Exception) -> None:
        """Half a library is none: what was open before is closed already."""
        self._refused(None, "Open library", error)
        self.close()

    def _announce(self, info: LibraryInfo) -> None:
        self._info = info
        self._forget_undo()
        self.opened.emit(info)

    def _forget_undo(self) -> None:
        self._undoable.clear()
        self._redoable.clear()
        self.undo_changed.emit()

    def _did(self, done: Callable[[T], None] | None, undoable: bool, outcome: Outcome[T]) -> None:
        step = outcome.undo if undoable else None
        if step is not None:
            self._undoable.append(_Undoable(outcome.name, step))
            self._redoable.clear()
            self.undo_changed.emit()
        if done is not None:
            done(outcome.value)
        if outcome.changes:
            self.changed.emit(outcome.changes)
        for note in outcome.notes:
            self.noted.emit(note)
        if step is not None:
            self.did.emit(outcome.name, True)

    def _step_back(self, last: _Undoable, other_way: list[_Undoable], words: str) -> None:
        self.undo_changed.emit()

        def finished(outcome: Outcome[None]) -> None:
            if outcome.undo is not None:
                other_way.append(_Undoable(last.name, outcome.undo))
            self.undo_changed.emit()
            if outcome.changes:
                self.changed.emit(outcome.changes)
            for note in outcome.notes:
                self.noted.emit(note)
            self.did.emit(f"{words}: {last.name}", False)

        self._submit(
            self._writing,
            lambda operations: operations.undo(last.step),
            finished,
            partial(self._refused, None, last.name),
        )

    def _not_put_aside(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            self._report(error)

    def _refused(
        self, refused: Callable[[LibraryError], None] | None, what: str, error: Exception
    ) -> None:
        if not isinstance(error, LibraryError):
            self._report(error)
            error = LibraryError(_UNEXPECTED)
        if refused is None:
            self.failed.emit(what, str(error))
        else:
            refused(error)


def _to_exception_hook(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
