"""One sitting: which library and article it begins with, what is shown while none is open, and
that everything is safe before it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from db.errors import NotFound
from db.records import Article, ArticleSummary
from editor.app.desk import Desk, LibraryInfo
from editor.app.open_article import OpenArticle
from editor.app.paths import Paths
from editor.app.settings import SettingsStore
from editor.ui.empty_state import EmptyState
from editor.ui.leaving import Leaving
from editor.ui.notice_bar import NoticeBar, Offer, Tone
from editor.ui.writing_area import WritingArea

if TYPE_CHECKING:
    from editor.app.operations import Operations

_READ_ONLY, _SETTINGS, _WHERE, _WAITING = "read-only", "settings", "where", "left-behind"
_OFFERED = 2


class Session(QObject):
    """`ended` is emitted once the last text is safe and the library is closed."""

    ended = Signal()

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        settings: SettingsStore,
        paths: Paths,
        centre: QStackedWidget,
        writing: WritingArea,
        empty: EmptyState,
        notices: NoticeBar,
        leaving: Leaving,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open = open_article
        self._settings = settings
        self._paths = paths
        self._centre = centre
        self._writing = writing
        self._empty = empty
        self._notices = notices
        self._leaving = leaving
        self._articles = 0
        self._begun = False
        desk.opened.connect(self._opened)
        desk.failed.connect(self._failed)
        settings.changed.connect(self._tell_settings)
        open_article.loaded.connect(self._loaded)
        open_article.closed.connect(self._closed)

    def begin(self, library: Path | None) -> None:
        """Opens `library`, else the last one, else the writer's own, made where there is none."""
        self._tell_settings()
        last = self._settings.value.last_library
        path = library or (Path(last) if last and Path(last).exists() else self._paths.library)
        self._desk.open(path, create=not path.exists())

    def end(self, before_close: Callable[[], None]) -> None:
        """Waits until all text is safe, or the writer goes without, then calls `before_close` and
        closes the library."""

        def close() -> None:
            article = self._open.article
            self._settings.set(
                last_article=article.id if article else "", last_cursor=self._open.cursor
            )
            self._open.forget_place()
            before_close()
            self._desk.close()
            self.ended.emit()

        self._leaving.when_safe(close)

    def _opened(self, info: LibraryInfo) -> None:
        before = self._settings.value
        self._articles = info.articles
        # Set again at the end: after a crash the article written in last is the one to go to.
        now = replace(before.with_library(info.path), last_article="", last_cursor=0)
        self._settings.put(now)
        self._notices.clear("library")
        self._notices.clear(_WAITING)
        self._tell_read_only(info)
        self._tell_where(info)
        self._leaving.tell_rescued()
        self._show_empty()
        last = before.last_article if before.last_library == str(info.path) else ""
        if last:
            self._open.remember_place(last, before.last_cursor)
        self._desk.ask(lambda operations: beginning(operations, last), self._begin_with)

    def _begin_with(self, found: Beginning) -> None:
        if found.article_id and self._open.article is None:
            self._open.open(found.article_id)
        if found.waiting:
            offers = tuple(
                Offer(f"Open {_named(one.headline)}", partial(self._open.open, one.id), stays=True)
                for one in found.waiting[:_OFFERED]
            )
            names = ", ".join(_named(one.headline) for one in found.waiting)
            words = (
                f"Text that had not been saved is also kept for {names}. Open it to get it back."
            )
            self._notices.tell(_WAITING, words, Tone.WARN, offers)

    def _tell_read_only(self, info: LibraryInfo) -> None:
        if info.read_only:
            words = (
                f"{info.path.name} can’t be written: it is open for reading only. "
                "Copy it to a folder of your own to edit it."
            )
            self._notices.tell(_READ_ONLY, words, Tone.WARN)
        else:
            self._notices.clear(_READ_ONLY)

    def _tell_where(self, info: LibraryInfo) -> None:
        if info.notice:
            self._notices.tell(_WHERE, info.notice, Tone.WARN)
        else:
            self._notices.clear(_WHERE)

    def _tell_settings(self, *_: object) -> None:
        if self._settings.problem:
            self._notices.tell(_SETTINGS, self._settings.problem, Tone.WARN)

    def _failed(self, what: str, message: str) -> None:
        words = f"{what}: {message}" if what and not self._desk.is_open else message
        self._notices.tell("library", words, Tone.BAD)
        if not self._desk.is_open:
            self._show_empty()

    def _loaded(self, article: Article) -> None:
        if not self._begun and article.headline:
            self._begun = True
            self._writing.source.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._centre.currentWidget() is self._empty:
            self._centre.setCurrentWidget(self._writing)

    def _closed(self) -> None:
        if self._centre.currentWidget() is self._writing:
            self._centre.setCurrentWidget(self._empty)
        self._show_empty()

    def _show_empty(self) -> None:
        if not self._desk.is_open:
            self._empty.say("No library is open", "Open a library or make a new one.")
        elif self._articles:
            self._empty.say("No article is open", "Choose one from the list, or begin another.")
        else:
            self._empty.say("An empty desk", "Begin an article, or bring in copy from the wire.")


@dataclass(frozen=True, slots=True)
class Beginning:
    """The article to begin with, by id, and others for which a crash has left text behind."""

    article_id: str
    waiting: tuple[ArticleSummary, ...] = ()


def beginning(operations: Operations, last: str) -> Beginning:
    """Begin with the article a crash has left text of, else the one the writer was in then, else
    the `last` one, else the newest; with none in an empty library."""
    pending = operations.journal_pending()
    if pending:
        first = max(pending, key=lambda entry: (bool(entry.fields), entry.time))
        others = (one for one in pending if one.fields and one.article != first.article)
        return Beginning(
            first.article, tuple(operations.summary(other.article) for other in others)
        )
    try:
        return Beginning(operations.summary(last).id)
    except NotFound:
        newest = operations.by_headline("", 1)
        return Beginning(newest[0].id if newest else "")


def _named(headline: str) -> str:
    return f"“{headline}”" if headline else "an article without a headline"
