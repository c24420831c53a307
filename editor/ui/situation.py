"""Watches what the window is at, and tells the actions when it has changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.app.settings import SettingsStore
from editor.ui.action_set import Situation
from editor.ui.history_desk import HistoryDesk
from editor.ui.layout import WindowLayout
from editor.ui.library_pane import LibraryPane
from editor.ui.merge_desk import MergeDesk
from editor.ui.page_desk import PageDesk
from editor.ui.review_desk import ReviewDesk


class SituationWatch(QObject):
    """Calls `tell` with each new Situation; the same one is not told twice."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        settings: SettingsStore,
        layout: WindowLayout,
        review: ReviewDesk,
        history: HistoryDesk,
        merge: MergeDesk,
        pages: PageDesk,
        library: LibraryPane,
        has_exported: Callable[[], bool],
        tell: Callable[[Situation], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open = open_article
        self._settings = settings
        self._layout = layout
        self._review = review
        self._history = history
        self._merge = merge
        self._pages = pages
        self._library = library
        self._has_exported = has_exported
        self._tell = tell
        self._last: Situation | None = None
        for signal in (
            desk.opened, desk.closed, desk.undo_changed,
            open_article.loaded, open_article.closed, open_article.article_changed,
            settings.changed, layout.changed, review.changed, history.changed,
            merge.changed, pages.changed, library.changed,
        ):  # fmt: skip
            signal.connect(self.look)

    def look(self, *_: object) -> None:
        """Looks again."""
        now = self._now()
        if now != self._last:
            self._last = now
            self._tell(now)

    def _now(self) -> Situation:
        article = self._open.article
        return Situation(
            library=self._desk.is_open,
            writable=self._desk.is_open and not self._desk.read_only,
            article=article is not None,
            status=article.status if article else None,
            reviewing=self._is_reviewing(),
            page=self._pages.shown,
            comparing=self._history.comparing,
            exported=self._has_exported(),
            undo=self._desk.undo_text,
            redo=self._desk.redo_text,
            theme=self._settings.value.theme,
            preview=self._layout.preview_mode,
            focus_mode=self._layout.focus_mode,
            lit=self._settings.value.lit,
            typewriter=self._settings.value.typewriter,
            scroll_together=self._settings.value.scroll_together,
            spelling=self._settings.value.check_spelling,
            docks=self._layout.shown_docks,
            recent=self._has_recent(),
            selected=self._library.selected_count,
            view=self._library.view,
            searching=bool(self._library.query.strip()),
            order=self._settings.value.list_order,
            turned=self._settings.value.list_reverse,
            grouping=self._settings.value.list_grouping,
        )

    def _has_recent(self) -> bool:
        """Whether there is a library to go back to, besides the open one."""
        return bool({*self._settings.value.recent_libraries} - {str(self._desk.path)})

    def _is_reviewing(self) -> bool:
        """Something else than the writing is what the window shows."""
        review, history, merge = self._review, self._history, self._merge
        return bool(review.reviewing or history.comparing or merge.merging or self._pages.shown)
