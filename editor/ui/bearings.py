"""Where the writer is: the window is named after what it shows and the library that is in, and the
status bar speaks of the article only while the article is what is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.ui.main_window import MainWindow
from editor.ui.page_desk import PageDesk
from editor.ui.review_desk import ReviewDesk
from editor.ui.status_bar import StatusBar

_APPLICATION = "Standfirst"


class Bearings(QObject):
    """Follows article, library, review and pages."""

    def __init__(
        self,
        window: MainWindow,
        status: StatusBar,
        desk: Desk,
        open_article: OpenArticle,
        review: ReviewDesk,
        pages: PageDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._status = status
        self._desk = desk
        self._open = open_article
        self._review = review
        self._pages = pages
        for signal in (
            desk.opened, desk.closed, open_article.loaded, open_article.closed,
            # A headline that has been saved; the slug, which tells `article_changed`, may stay.
            open_article.article_changed, open_article.state_changed,
            review.changed, pages.changed,
        ):  # fmt: skip
            signal.connect(self._take)

    def _take(self, *_: object) -> None:
        elsewhere = self._review.name or self._pages.label
        names = (elsewhere or self._article(), self._library(), _APPLICATION)
        self._window.setWindowTitle(" – ".join(name for name in names if name))
        self._status.speak_of_article(not elsewhere)

    def _article(self) -> str:
        if self._open.article is None:
            return ""
        return self._open.field("headline") or "New article"

    def _library(self) -> str:
        path = self._desk.path
        return path.stem if path else ""
