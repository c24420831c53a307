"""A library: its stores, and the operations that change it, one for each thing the user does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from db.articles import ArticleStore, Writer, nobody
from db.backlinks import Backlinks
from db.backups import back_up, faults
from db.connection import Connection, connect
from db.errors import Invalid, LibraryError
from db.faults import in_plain_words
from db.journal import JournalStore
from db.link_reports import LinkReports
from db.links import LinkStore, OutgoingLinks
from db.mentions import MentionStore
from db.pictures import PictureStore
from db.pins import Pins
from db.progress import Progress, portions, untold
from db.relatedness import Relatedness
from db.revisions import RevisionStore
from db.saved_searches import SavedSearches
from db.search import SearchStore
from db.succession import Succession
from db.summaries import Summaries
from db.tag_hygiene import TagHygiene
from db.tag_uses import TagUses
from db.tags import TagStore
from db.text_checks import TextChecks
from db.texts import TextStore
from db.times import Clock, utc_now
from db.undo import Operation, UndoLog, UndoStep
from db.vocabularies import VocabularyStore
from db.web_links import WebLinkStore
from db.words import WordStore

_COUNTED = {
    "articles": "SELECT count(*) FROM articles WHERE status <> 'spiked'",
    "spiked": "SELECT count(*) FROM articles WHERE status = 'spiked'",
    "tags": "SELECT count(*) FROM tags",
    "related": "SELECT count(*) FROM related",
    "unresolved": "SELECT count(*) FROM related WHERE target IS NULL AND url IS NULL",
    "cross_links": "SELECT count(*) FROM cross_links",
    "broken_links": "SELECT count(*) FROM cross_links WHERE target IS NULL",
    "revisions": "SELECT count(*) FROM revisions",
}


def _nothing() -> None:
    """What is to be done first where nothing is."""


class Library:
    """One open library file, used by one thread at a time.

    Reads are made on the stores at any time; writes inside `operation` only (the journal opens
    its own). Any of them may raise Unavailable or Damaged when the surroundings fail.
    """

    def __init__(self, connection: Connection, clock: Clock, writer: Writer = nobody) -> None:
        self._connection = connection
        self._undo = UndoLog(connection.sqlite)
        self._outgoing = OutgoingLinks(connection)
        summaries = Summaries(connection)
        self.path = connection.path
        self.read_only = connection.read_only
        self.notice = _about_share(connection)
        self.revisions = RevisionStore(connection, clock)
        self.writer = writer
        self.articles = ArticleStore(
            connection, clock, self._undo, self.revisions, summaries, writer
        )
        self.tags = TagStore(connection)
        self.tag_uses = TagUses(connection, self.tags)
        self.tag_hygiene = TagHygiene(connection)
        self.vocabularies = VocabularyStore(connection, clock, self._undo)
        self.links = LinkStore(connection, summaries)
        self.backlinks = Backlinks(connection, summaries)
        self.link_reports = LinkReports(connection, summaries)
        self.mentions = MentionStore(connection)
        self.relatedness = Relatedness(connection, summaries)
        self.pins = Pins(connection, clock)
        self.succession = Succession(connection, clock)
        self.saved_searches = SavedSearches(connection)
        self.search = SearchStore(connection, summaries, clock)
        self.texts = TextStore(connection)
        self.journal = JournalStore(connection)
        self.words = WordStore(connection)
        self.web_links = WebLinkStore(connection, summaries)
        self.pictures = PictureStore(connection, clock, self._undo)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        clock: Clock = utc_now,
        writer: Writer = nobody,
    ) -> Library:
        """Open the library at `path`; with `create`, make it (0600) and its folders (0700) if it
        is absent. `writer` gives the name that what is stored from now on is stored under. Raises
        Unavailable, NotALibrary, Newer or Damaged, having touched nothing.
        """
        connection = connect(path, create=create, read_only=read_only)
        try:
            with in_plain_words(connection.path):
                return cls(connection, clock, writer)
        except BaseException:
            connection.close()
            raise

    @contextmanager
    def operation(self, name: str) -> Iterator[Operation]:
        """One thing the user does: all of the block or none of it, on disk when it ends.

        Afterwards the operation's `changes` say what it touched and its `undo` how to undo it
        (None where nothing undoable changed). Raises Unavailable if another program keeps
        writing, or if the library is open for reading only.
        """
        operation = Operation(name)
        with self._connection.transaction():
            self._undo.begin()
            yield operation
            self._outgoing.settle(self._undo.slugs)
        self._undo.finish(operation)

    def undo(
        self,
        step: UndoStep,
        progress: Progress = untold,
        begun: Callable[[], None] = _nothing,
    ) -> Operation:
        """Undo an operation in a transaction of its own; the result's `undo` redoes it.

        The articles it alters get a new version; `progress` counts rows. What has been deleted
        since stays so, and makes the operation a partial one. Raises Invalid, having changed
        nothing, where later changes stand in the way, or have left nothing to undo.
        `begun` is called first, when nobody else can write any more.
        """
        try:
            with self.operation(step.name) as operation:
                begun()
                self._connection.change("PRAGMA defer_foreign_keys = ON")
                tangles = self.tags.tangles()
                operation.is_partial = self._take_back(step, progress)
                if operation.is_partial and step.takes_articles_out:
                    raise _overtaken(step)  # One of them may be all that is left of a text.
                if self._undo.is_empty or self.tags.tangles() > tangles:
                    raise _overtaken(step)
                for article_id in self._undo.altered_articles:
                    self.articles.bump(article_id)
        except sqlite3.IntegrityError as error:
            raise _overtaken(step) from error
        return operation

    def _take_back(self, step: UndoStep, progress: Progress) -> bool:
        """Run the statements of an undo; whether rows they were for are gone."""
        total = sum(len(statement.each) for statement in step.statements)
        done = missed = 0
        for statement in step.statements:
            for some in portions(statement.each, progress, done, total):
                changed = self._connection.change_each(statement.sql, some)
                missed += statement.brings_back and len(some) - changed
            done += len(statement.each)
        return missed > 0

    def check(self) -> tuple[str, ...]:
        """What is wrong with the library, a line each; empty for a healthy one."""
        return (*faults(self._connection), *self._checksum_faults())

    def altered_texts(self) -> tuple[str, ...]:
        """Those lines of `check` that tell of texts changed past the library: each reads, and may
        well be what somebody wanted."""
        return tuple(TextChecks(self._connection).faults())

    def _checksum_faults(self) -> tuple[str, ...]:
        try:
            return (*self.altered_texts(), *self.revisions.faults())
        except LibraryError as error:
            return (str(error),)

    def backup(self, target: Path) -> None:
        """Copy the library into a new file, looked over before it counts.

        Raises Unavailable if `target` is there already or can't be written.
        """
        back_up(self._connection, target)

    def wipe_free_space(self) -> None:
        """Leave nothing in the file or its log of what was deleted, and give its room back.

        Takes as long as copying the library. Raises Unavailable where another program is using
        it or the disk has no room for a copy; then nothing is lost, and it can be done later.
        """
        with self._connection.transaction():
            # The index keeps deleted words until its parts are put together.
            self._connection.change("INSERT INTO search (search) VALUES ('optimize')")
        self._connection.rows("VACUUM")
        self._connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def size(self) -> int:
        """How many articles there are that aren't spiked; the rest of `counts` takes longer."""
        return self._connection.number(_COUNTED["articles"])

    def counts(self) -> dict[str, int]:
        """How many articles, spiked ones, tags, links and revisions there are, by name."""
        return {name: self._connection.number(sql) for name, sql in _COUNTED.items()}

    def close(self) -> None:
        """Let go of the file. Closing twice does no harm."""
        self._connection.close()


def _overtaken(step: UndoStep) -> Invalid:
    return Invalid(
        f"“{step.name}” can't be undone any more, because of later changes. Nothing was changed."
    )


def _about_share(connection: Connection) -> str:
    """What to tell the writer about where the library lies; empty for a disk of one's own."""
    if connection.share is None:
        return ""
    alone = "" if connection.read_only else " Nobody else can change it while it is open here."
    return (
        f"{connection.path.name} lies on a network share ({connection.share}), where saving is "
        f"slower and less certain than on your own disk.{alone}"
    )
