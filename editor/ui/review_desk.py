"""Wire copy waiting to be looked over, one piece at a time in the middle of the window, and the
article that comes of it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.records import Article
from editor.app.importing import Importing, Incoming
from editor.app.open_article import OpenArticle
from editor.ui.theme import Theme
from editor.ui.writing_area import WritingArea

if TYPE_CHECKING:
    from editor.exchange.package import Package
    from editor.ui.review_panel import ReviewPanel


class ReviewDesk(QObject):
    """Shows the panel while there is copy to review and what was there before afterwards; opens
    what was stored. `changed` is emitted when a review begins or ends."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        centre: QStackedWidget,
        importing: Importing,
        open_article: OpenArticle,
        writing: WritingArea,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._centre = centre
        self._importing = importing
        self._open = open_article
        self._writing = writing
        self._made: ReviewPanel | None = None
        self._waiting: deque[Incoming] = deque()
        self._present: Incoming | None = None
        self._before: QWidget | None = None
        self._working_headline = ""
        self._stored_id = ""
        importing.added.connect(self._stored)
        open_article.loaded.connect(self._loaded)

    @property
    def reviewing(self) -> bool:
        """Whether copy is being looked over."""
        return self._present is not None

    @property
    def name(self) -> str:
        """What the copy that is being looked over came as; empty for none."""
        return self._present.name if self._present else ""

    def take(self, incoming: Incoming) -> None:
        """Shows wire copy that was read, after any that is being looked over."""
        self._waiting.append(incoming)
        if self._present is None:
            self._before = self._centre.currentWidget()
            self._next()

    def _accept(self, package: Package) -> None:
        self._working_headline = package.suggested_headline
        self._importing.add_package(package, self.name)
        self._next()

    def _next(self) -> None:
        self._present = self._waiting.popleft() if self._waiting else None
        if self._present is not None and self._present.reading is not None:
            panel = self._panel()
            panel.review(self._present.reading, self._present.name)
            self._centre.setCurrentWidget(panel)
            panel.setFocus()
        elif self._before is not None:
            self._centre.setCurrentWidget(self._before)
            self._before = None
        self.changed.emit()

    def _stored(self, article: Article) -> None:
        self._stored_id = article.id
        self._open.open(article.id)

    def _loaded(self, article: Article) -> None:
        if article.id == self._stored_id and self._working_headline and not article.headline:
            self._writing.suggest_headline(self._working_headline)
            self._writing.head.focus_headline()
            self._working_headline = ""

    def _panel(self) -> ReviewPanel:
        if self._made is None:
            # Reading wire copy takes as long to load as the rest of the window.
            from editor.ui.review_panel import ReviewPanel

            self._made = ReviewPanel(self._theme)
            self._made.accepted.connect(self._accept)
            self._made.dismissed.connect(self._next)
            self._centre.addWidget(self._made)
        return self._made
