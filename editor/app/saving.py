"""Getting the text of the open article into the journal and the library, and saying truthfully
how it stands; when is decided by `autosave`, what by the snapshots it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import LibraryError, Stale
from db.records import Article, JournalEntry, Reason
from db.times import stamp
from editor.app import article_jobs
from editor.app.article_jobs import KeptAs
from editor.app.autosave import Autosave, AutosaveTimes
from editor.app.save_state import SaveKind, SaveState
from editor.app.writing_fields import differing, values_for

if TYPE_CHECKING:
    from editor.app.desk import Desk


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The text of the open article at one edit, and the stored text it goes out from."""

    article_id: str
    base_version: int
    edit_number: int
    texts: Mapping[str, str]
    stored: Mapping[str, str]
    cursor: int

    @property
    def changed(self) -> dict[str, str]:
        """The texts that aren't stored yet, by name."""
        return differing(self.texts, self.stored)


class Saver(QObject):
    """Keeps one article at a time, from `begin` to `end`.

    What is saved is marked by the number of the edit it holds, so text typed while a save is
    under way is never taken for saved. One write is under way at a time.
    """

    state_changed = Signal(object)
    """SaveState."""
    stored = Signal(object)
    """The Article as a save has stored it."""
    place_kept = Signal(object)
    """JournalEntry: the writer's place, as a save has left it in the journal."""

    def __init__(
        self,
        desk: Desk,
        snapshot: Callable[[], Snapshot],
        clock: Callable[[], datetime],
        times: AutosaveTimes | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._snapshot = snapshot
        self._clock = clock
        self._due = Autosave(times, self)
        self._due.version_due.connect(self.save)
        self._due.journal_due.connect(self._journal)
        self._late = QTimer(self, singleShot=True, interval=(times or AutosaveTimes()).late)
        self._late.timeout.connect(self._put_aside)
        self._sitting = 0
        self._edit = self._saved_edit = self._journalled_edit = 0
        self._aside_edit: int | None = None
        self._busy = self._wants_version = self._wants_journal = False
        self._lasting: list[KeptAs] = []
        self._waiting: list[Callable[[], None]] = []
        self.state = SaveState()

    @property
    def is_saved(self) -> bool:
        """True where the library has every edit."""
        return self._saved_edit >= self._edit

    def begin(self, edit_number: int) -> None:
        """Another article is open; its text at `edit_number` is the stored one."""
        self._start_afresh(edit_number)
        if self._desk.read_only:
            self._show(SaveKind.READ_ONLY)
        else:
            self._show(SaveKind.SAVED, at=self._clock())

    def end(self) -> None:
        """No article is open any more."""
        self._start_afresh(self._edit)
        self._show(SaveKind.EMPTY)
        self._go_on()

    def typed(self, edit_number: int) -> None:
        """The text has changed."""
        self._edit = edit_number
        if not self._keeps:
            return
        self._due.typed()
        if self.state.kind is SaveKind.SAVED:
            self._show(SaveKind.WRITING)

    def save(self) -> None:
        """Saves what isn't saved, as soon as may be."""
        self._wants_version = True
        self._go_on()

    def save_as(self, name: str, reason: Reason = Reason.NAMED) -> None:
        """Keeps a version of this name, even where nothing has changed."""
        self._lasting.append(KeptAs(reason, name))
        self.save()

    def settle(self, then: Callable[[], None]) -> None:
        """Calls `then` once all text is safe: saved, or journalled where saving is refused."""
        self._waiting.append(then)
        if not self.is_saved:
            self._wants_version = self._wants_journal = True
        self._go_on()

    def stale(self, message: str) -> None:
        """The writer and somebody else have both changed the text; the writer has to choose."""
        self._due.saving()
        self._show(SaveKind.STALE, message=message)
        self._journal()

    def chosen(self, edit_number: int) -> None:
        """The library has the text at `edit_number` again, after the writer's choice."""
        self._saved_edit = self._journalled_edit = edit_number
        self._show(SaveKind.SAVED, at=self._clock())
        self._after_save()

    def journal_afresh(self) -> None:
        """The stored version has changed under text not yet saved: the entry goes out from it."""
        if not self.is_saved:
            self._journalled_edit = self._saved_edit
            self._journal()

    @property
    def _keeps(self) -> bool:
        return self.state.kind not in (SaveKind.EMPTY, SaveKind.READ_ONLY)

    @property
    def is_safe(self) -> bool:
        """True where all text is saved, or journalled where saving is refused."""
        if self._busy:
            return False
        if not self._keeps or (self.is_saved and not self._lasting):
            return True
        refused = self.state.kind in (SaveKind.FAILED, SaveKind.STALE)
        return refused and self._journalled_edit >= self._edit

    def _start_afresh(self, edit_number: int) -> None:
        """What comes back from writes for the last article is not heard any more."""
        self._sitting += 1
        self._due.stop()
        self._late.stop()
        self._aside_edit = None
        self._busy = self._wants_version = self._wants_journal = False
        self._lasting.clear()
        self._edit = self._saved_edit = self._journalled_edit = edit_number

    def _go_on(self) -> None:
        """Starts the write that is wanted most, or lets those go who wait for the last."""
        if self._busy:
            return
        journal_is_due = self._wants_journal and self._journalled_edit < self._edit
        if journal_is_due and self._keeps and not self._waiting:
            # First, where nobody waits for the version: a long article's takes long to store.
            self._write_journal()
        elif self._wants_version and self._keeps and self.state.kind is not SaveKind.STALE:
            self._write_version()
        elif journal_is_due and self._keeps:
            self._write_journal()
        elif self.is_safe:
            self._wants_version = self._wants_journal = False
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                then()

    def _write_version(self) -> None:
        self._wants_version = False
        self._due.saving()
        snapshot = self._snapshot()
        changed = snapshot.changed
        if not changed and not self._lasting:
            self._back_to_stored(snapshot)
            return
        self._busy = True
        self._show(SaveKind.SAVING)
        kept_as = self._lasting.pop(0) if self._lasting else KeptAs()
        self._desk.do(
            partial(
                article_jobs.save,
                snapshot.article_id,
                values_for(changed, snapshot.texts),
                kept_as,
                self._place(snapshot),
            ),
            partial(self._saved, self._sitting, snapshot),
            partial(self._not_saved, self._sitting, kept_as),
            undoable=False,
        )

    def _back_to_stored(self, snapshot: Snapshot) -> None:
        """The text is what is stored, by undo perhaps: the journal must not say otherwise."""
        if self._journalled_edit > self._saved_edit:
            place = self._place(snapshot)
            self._desk.take(partial(article_jobs.write_journal, place), _nothing)
        self._saved_edit = self._journalled_edit = snapshot.edit_number
        self._clear_aside(snapshot.article_id)
        self._after_save()

    def _saved(self, sitting: int, snapshot: Snapshot, article: Article) -> None:
        if sitting != self._sitting:
            return
        self._busy = False
        self._saved_edit = self._journalled_edit = snapshot.edit_number
        self._clear_aside(snapshot.article_id)
        self._due.saved()
        self.stored.emit(article)
        self.place_kept.emit(self._place(snapshot))
        self._after_save()

    def _after_save(self) -> None:
        if self.is_saved:
            self._show(SaveKind.SAVED, at=self._clock())
        else:
            self._show(SaveKind.WRITING)
            self._due.typed()
        self._wants_version |= bool(self._lasting) or (bool(self._waiting) and not self.is_saved)
        self._go_on()

    def _not_saved(self, sitting: int, kept_as: KeptAs, error: LibraryError) -> None:
        if sitting != self._sitting:
            return
        self._busy = False
        if kept_as.name is not None:
            self._lasting.insert(0, kept_as)
        self._wants_version = False
        if isinstance(error, Stale):
            self.stale(str(error))
            return
        self._show(SaveKind.FAILED, message=str(error))
        self._due.failed()
        self._journal()

    def _journal(self) -> None:
        self._wants_journal = True
        self._go_on()
        if self._journalled_edit < self._edit and not self._late.isActive():
            self._late.start()

    def _put_aside(self) -> None:
        """The journal is kept waiting, by a long operation or another program: the text goes to a
        file of its own meanwhile."""
        if self._keeps and self._journalled_edit < self._edit:
            snapshot = self._snapshot()
            self._aside_edit = snapshot.edit_number
            self._desk.put_aside(self._entry(snapshot))

    def _clear_aside(self, article_id: str) -> None:
        if self._aside_edit is not None and self._aside_edit <= self._journalled_edit:
            self._aside_edit = None
            self._desk.nothing_aside(article_id)

    def _write_journal(self) -> None:
        self._wants_journal = False
        self._busy = True
        snapshot = self._snapshot()
        self._desk.take(
            partial(article_jobs.write_journal, self._entry(snapshot)),
            partial(self._journalled, self._sitting, snapshot),
            partial(self._not_journalled, self._sitting),
        )

    def _journalled(self, sitting: int, snapshot: Snapshot, _none: None) -> None:
        if sitting == self._sitting:
            self._busy = False
            self._journalled_edit = snapshot.edit_number
            self._clear_aside(snapshot.article_id)
            self._go_on()

    def _not_journalled(self, sitting: int, error: LibraryError) -> None:
        if sitting != self._sitting:
            return
        self._busy = False
        if self.state.kind is not SaveKind.STALE:
            self._show(SaveKind.FAILED, message=str(error))
            self._due.failed()
        self._go_on()

    def _entry(self, snapshot: Snapshot) -> JournalEntry:
        return replace(self._place(snapshot), fields=snapshot.changed)

    def _place(self, snapshot: Snapshot) -> JournalEntry:
        """Where the writer is, without the text."""
        return JournalEntry(
            snapshot.article_id,
            snapshot.base_version,
            {},
            snapshot.cursor,
            stamp(self._clock()),
        )

    def _show(self, kind: SaveKind, *, at: datetime | None = None, message: str = "") -> None:
        state = SaveState(kind, at or self.state.at, message)
        if kind in (SaveKind.EMPTY, SaveKind.READ_ONLY):
            state = SaveState(kind)
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def _nothing(_value: object) -> None:
    return None
