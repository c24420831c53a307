"""The article in the writing area: its fields and body as they are being written, opened,
recovered, and brought up to what operations and others store; saving is left to `saving`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from db.records import STORY_FIELDS, Article, Changes, JournalEntry, Reason
from db.times import stamp
from editor.app import article_jobs
from editor.app.article_jobs import Found
from editor.app.autosave import AutosaveTimes
from editor.app.body_text import as_typed
from editor.app.desk import Desk
from editor.app.place import Place
from editor.app.reading_ahead import ReadingAhead
from editor.app.save_state import SaveKind, SaveState
from editor.app.saving import Saver, Snapshot
from editor.app.writing import Writing
from editor.app.writing_fields import BODY, HEAD_FIELDS, differing, texts_of, values_for
from editor.text.long_lines import broken

__all__ = ["HEAD_FIELDS", "OpenArticle", "SaveKind", "SaveState", "StaleChoice"]

StaleChoice = Literal["mine", "theirs", "both"]

_ALTERED = (
    "The text of this article has been changed outside Standfirst since it was last saved: by "
    "another program, or by a fault of the disk. It is shown as it is now."
)
BEFORE_BREAKING = "Before overlong lines were broken"
_BOTH_CHANGED = "This article has been changed elsewhere while you were writing."


def _now() -> datetime:
    return datetime.now(UTC)


class OpenArticle(QObject):
    """At most one article. Its body lives in the document, the fields of `HEAD_FIELDS` here.

    Edits are numbered, over all articles, and never twice the same: work done on a text names
    the edit it was done on. Everything is called and told on the GUI thread.
    """

    loaded = Signal(object)
    """Article: another one is open, or this one was put in again; no edit."""
    closed = Signal()
    article_changed = Signal(object)
    """Article: what isn't written in the writing area has changed (slug, status, version …)."""
    field_loaded = Signal(str, str)
    """Name and text of a field that was set from outside the writing area."""
    field_edited = Signal(str)
    """Name of a field the writer has changed; after its `edited`."""
    lines_changed = Signal(object)
    """LineDelta: lines of the body that made way for others, before the `edited` of that edit;
    None where the whole body has to be read."""
    edited = Signal(int)
    """The number of an edit to the body or a field."""
    state_changed = Signal(object)
    """SaveState."""
    recovered = Signal(str)
    """In plain words, what was recovered of text that was never saved."""
    long_lines_broken = Signal()
    """The text has lines longer than any window can show; after `loaded`."""
    altered = Signal(str)
    """In plain words, that the text was changed past Standfirst; after `loaded`."""

    def __init__(
        self,
        desk: Desk,
        document: QTextDocument,
        clock: Callable[[], datetime] = _now,
        times: AutosaveTimes | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._writing = Writing(document, self)
        self._writing.body_edited.connect(self.remember_cursor)
        self._writing.lines_changed.connect(self.lines_changed)
        self._writing.edited.connect(self._edit_happened)
        self._writing.field_edited.connect(self.field_edited)
        self._writing.field_loaded.connect(self.field_loaded)
        self._saver = Saver(desk, self._snapshot, clock, times, self)
        self._saver.state_changed.connect(self.state_changed)
        self._saver.stored.connect(self._stored)
        self._clock = clock
        self._place = Place(desk, self._place_now, parent=self)
        self._saver.place_kept.connect(self._place.is_kept)
        self._stored_texts: dict[str, str] = {}
        self._cursors: dict[str, int] = {}
        self._wanted: object = None
        self.article: Article | None = None
        ahead = ReadingAhead(desk, self)
        self.loaded.connect(ahead.begin)
        self.closed.connect(ahead.end)
        desk.opened.connect(self._leave)
        desk.closed.connect(self._leave)
        desk.changed.connect(self._library_changed)

    @property
    def edit_number(self) -> int:
        """The number of the last edit; a text put in has a number of its own."""
        return self._writing.edit_number

    @property
    def state(self) -> SaveState:
        return self._saver.state

    @property
    def cursor(self) -> int:
        """Where the writer was in the body, in UTF-16 units; 0 in an article not yet visited."""
        return 0 if self.article is None else self._cursors.get(self.article.id, 0)

    def remember_cursor(self, position: int) -> None:
        """Keeps where the writer is in the body; edits are remembered without being told."""
        # Putting a body in moves the cursor too, and that is not where the writer was.
        if self.article is not None and not self._writing.is_loading:
            self._cursors[self.article.id] = position
            self._place.moved()

    def remember_place(self, article_id: str, position: int) -> None:
        """Keeps where the writer was in an article that isn't open yet."""
        self._cursors.setdefault(article_id, position)

    def forget_place(self) -> None:
        """Leaves nothing in the journal that leads back here: for a proper end."""
        if self.article is not None:
            self._place.leave(self.article.id)

    def text(self) -> str:
        """The body as it stands."""
        return self._writing.body()

    def field(self, name: str) -> str:
        """The text of one of `HEAD_FIELDS` as it stands. Raises KeyError for another name."""
        return self._writing.field(name)

    def set_field(self, name: str, text: str) -> None:
        """The writer has changed one of `HEAD_FIELDS`. Raises KeyError for another name."""
        if self.article is not None:
            self._writing.set_field(name, text)

    def open(self, article_id: str) -> None:
        """Opens an article once the present one is safe; of several asked for, the last. What a
        crash left of it in the journal is put in and told by `recovered`."""
        if self.article is not None and self.article.id == article_id:
            self._wanted = None
        else:
            self._wanted = wanted = object()
            self._fetch(article_id, wanted)

    def new(self, language: str = "en", byline: str = "") -> None:
        """Makes an article and opens it once the present one is safe."""
        self._wanted = wanted = object()

        def made(article: Article) -> None:
            if self._wanted is wanted:
                self.open(article.id)

        self._saver.settle(
            lambda: self._desk.do(
                lambda operations: operations.new_article(language, byline),
                made,
                what="New article",
            )
        )

    def close_article(self) -> None:
        """Leaves the article once it is safe."""
        self._wanted = wanted = object()
        self._saver.settle(lambda: self._leave() if self._wanted is wanted else None)

    def texts(self) -> dict[str, str]:
        """All that is written, by the journal's field names."""
        return self._writing.texts()

    def base(self) -> dict[str, str]:
        """What is written set out from: the texts as they were last stored from here."""
        return dict(self._stored_texts)

    def put_in(self, texts: Mapping[str, str]) -> None:
        """Puts texts in, by field name, as the writer's own edit: in the body one undo step."""
        if self.article is not None and not self._desk.read_only:
            self._writing.write_in(differing(_as_typed_some(texts), self._writing.texts()))

    def save_now(self, *, name: str | None = None) -> None:
        """Saves at once; with `name`, as a version that is kept under it."""
        if name is None:
            self._saver.save()
        else:
            self._saver.save_as(name)

    def save_restored(self, name: str) -> None:
        """Saves at once, as a version that tells by its name what was brought back into it."""
        self._saver.save_as(name, Reason.RESTORE)

    def settle(self, then: Callable[[], None]) -> None:
        """Calls `then` once all text is saved, or journalled where saving is refused. While the
        disk takes neither, `then` waits, and `state` says why."""
        self._saver.settle(then)

    def keep_before_the_end(self) -> None:
        """Puts unsaved text in the journal, waiting for it: for a program that is going down."""
        # A write under way comes first: its result says what the journal goes out from.
        self._desk.flush()
        self._saver.journal_afresh()
        self._desk.flush()

    def resolve_stale(self, choice: StaleChoice) -> None:
        """Ends STALE. `mine`: my text is saved over theirs, which is kept as a revision.
        `theirs`: their text is put in, mine is an undo away. `both`: mine becomes an article of
        its own and is opened."""
        if self.article is None or self.state.kind is not SaveKind.STALE:
            return
        snapshot = self._snapshot()
        if choice == "theirs":
            self._desk.take(
                partial(article_jobs.read_afresh, snapshot.article_id), self._take_theirs
            )
            return
        values = values_for(snapshot.texts, snapshot.texts)
        job = article_jobs.overwrite if choice == "mine" else article_jobs.keep_both
        done = self._chosen if choice == "mine" else self._continue_in
        self._desk.do(
            partial(job, snapshot.article_id, values), partial(done, snapshot), undoable=False
        )

    # Opening and leaving.

    def _fetch(self, article_id: str, wanted: object) -> None:
        def read() -> None:
            if self._wanted is wanted:
                self._desk.take(
                    partial(article_jobs.read, article_id),
                    partial(self._arrived, wanted),
                    what="Open article",
                )

        self._saver.settle(read)

    def _arrived(self, wanted: object, found: Found) -> None:
        if self._wanted is not wanted:
            return
        if self._saver.is_safe:
            self._open(found)
        else:
            # Something was typed meanwhile; it is made safe before it makes way.
            self._fetch(found.article.id, wanted)

    def _open(self, found: Found) -> None:
        article, entry = found.article, found.entry
        self._wanted = None
        self.forget_place()
        self._go_out_from(article)
        texts = texts_of(article)
        fits = broken(texts[BODY])
        self._writing.load({**texts, BODY: fits})
        self._saver.begin(self.edit_number)
        if entry is not None:
            self._cursors[article.id] = entry.cursor
        self.loaded.emit(article)
        self._place.moved()
        if found.is_altered:
            self._tell_altered(article)
        if fits is not texts[BODY]:
            self._tell_broken(article)
        if entry is not None and entry.fields:
            self._recover(article, entry)

    def _tell_altered(self, article: Article) -> None:
        """What came past the library is text like any other: shown, told and kept."""
        self.altered.emit(_ALTERED)
        if not self._desk.read_only:
            self._desk.do(
                partial(article_jobs.take_in, article.id), refused=_nothing, undoable=False
            )

    def _tell_broken(self, article: Article) -> None:
        """The text stays as it was in the history, and is stored as it is shown."""
        self.long_lines_broken.emit()
        if not self._desk.read_only:
            self._desk.do(
                partial(article_jobs.keep_present, article.id, BEFORE_BREAKING),
                lambda _article: self._writing.count_as_edit(),
                undoable=False,
            )

    def _go_out_from(self, article: Article) -> None:
        """This is the stored article now: what is written is compared with it."""
        self.article = article
        self._stored_texts = _as_typed(texts_of(article))

    def _leave(self) -> None:
        """For an article that is safe, or gone with its library."""
        self._wanted = None
        if self.article is None:
            return
        self.forget_place()
        self._saver.end()
        self.article = None
        self._stored_texts = {}
        self._writing.load({})
        self.closed.emit()

    def _recover(self, article: Article, entry: JournalEntry) -> None:
        stored = texts_of(article)
        lost = differing(entry.fields, stored)
        if self._desk.read_only:
            return
        if not lost:
            place = replace(entry, base_version=article.version, fields={})
            self._desk.take(partial(article_jobs.write_journal, place), _nothing)
        elif entry.base_version == article.version:
            self._writing.write_in(lost)
            # Putting text in moves the cursor; this is where the writer was.
            self._cursors[article.id] = entry.cursor
            self._saver.save()
            self.recovered.emit("Text that had not been saved has been recovered.")
        else:
            self._keep_beside(article, values_for(lost, {**stored, **lost}))

    def _keep_beside(self, article: Article, values: dict[str, object]) -> None:
        def kept(other: Article) -> None:
            self.recovered.emit(
                "This article has been changed elsewhere. The text you had not saved is kept as "
                f"an article of its own, with the slug {other.slug}."
            )

        self._desk.do(partial(article_jobs.keep_both, article.id, values), kept, undoable=False)

    # Edits.

    def _place_now(self) -> JournalEntry | None:
        """The place to keep; None while there is text to keep, or nothing can be kept."""
        article = self.article
        if article is None or self._desk.read_only or not self._saver.is_saved:
            return None
        return JournalEntry(article.id, article.version, {}, self.cursor, stamp(self._clock()))

    def _snapshot(self) -> Snapshot:
        article = self.article or Article()
        return Snapshot(
            article_id=article.id,
            base_version=article.version,
            edit_number=self.edit_number,
            texts=self._writing.texts(),
            stored=self._stored_texts,
            cursor=self.cursor,
        )

    def _edit_happened(self, edit_number: int) -> None:
        if self.article is not None:
            self._saver.typed(edit_number)
            self.edited.emit(edit_number)

    # What the library says.

    def _stored(self, article: Article) -> None:
        """A save has come through: what it stored is what later texts are compared with."""
        before = self.article
        self._go_out_from(article)
        if before is None or _story(before) != _story(article):
            self.article_changed.emit(article)

    def _library_changed(self, changes: Changes) -> None:
        if self.article is not None and self.article.id in changes.articles:
            article_id = self.article.id
            self._desk.take(
                partial(article_jobs.look, article_id), partial(self._looked, article_id)
            )

    def _looked(self, article_id: str, found: Article | None) -> None:
        if self.article is None or self.article.id != article_id:
            return
        if found is None:
            self._leave()
        elif found.version != self.article.version:
            self._adopt(found)

    def _adopt(self, article: Article) -> None:
        """Another operation has stored this article: the writing area follows where the writer
        has written nothing; where both have, the writer chooses."""
        snapshot = self._snapshot()
        theirs = differing(_as_typed(texts_of(article)), snapshot.stored)
        mine = snapshot.changed
        clash = any(name in mine and mine[name] != text for name, text in theirs.items())
        if clash:
            self._saver.stale(_BOTH_CHANGED)
            return
        self._go_out_from(article)
        self._desk.take(partial(article_jobs.accept, article.id, article.version), _nothing)
        self._writing.write_in(theirs)
        self._saver.journal_afresh()
        self.article_changed.emit(article)

    def _chosen(self, snapshot: Snapshot, article: Article) -> None:
        if self.article is None or self.article.id != snapshot.article_id:
            return
        self._go_out_from(article)
        self._saver.chosen(snapshot.edit_number)
        self.article_changed.emit(article)

    def _take_theirs(self, article: Article) -> None:
        if self.article is None or self.article.id != article.id:
            return
        self._go_out_from(article)
        self._writing.write_in(differing(texts_of(article), self._writing.texts()))
        self._saver.chosen(self.edit_number)
        self.article_changed.emit(article)

    def _continue_in(self, snapshot: Snapshot, article: Article) -> None:
        if self.article is not None and self.article.id == snapshot.article_id:
            self._open(Found(article))


def _story(article: Article) -> tuple[object, ...]:
    """What of an article is not written in the writing area, save its version and times."""
    return (article.status, *(getattr(article, name) for name in STORY_FIELDS))


def _as_typed(texts: dict[str, str]) -> dict[str, str]:
    """Stored texts as the document gives them back, so that line breaks are no change."""
    return _as_typed_some(texts)


def _as_typed_some(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: as_typed(text) if name == BODY else text for name, text in texts.items()}


def _nothing(_value: object) -> None:
    return None
