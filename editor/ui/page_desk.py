"""Shows pages in place of the writing, each built when it is first wanted; what is on them is
theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from editor.ui.pages.page import Page, PageSpec
from editor.ui.parts import Parts


class PageDesk(QObject):
    """The pages of one window. `changed` is emitted when one is shown or left, `made` with a page
    that is shown for the first time.

    `home` gives what the middle shows when no page does. Opening an article leaves the page, and
    so does another library: what was on it is not that one's.
    """

    changed = Signal()
    made = Signal(object)

    def __init__(
        self,
        specs: Iterable[PageSpec],
        parts: Parts,
        centre: QStackedWidget,
        home: Callable[[], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in specs}
        self._parts = parts
        self._centre = centre
        self._home = home
        self._made: dict[str, Page] = {}
        parts.open_article.loaded.connect(lambda _article: self.leave())
        parts.desk.opened.connect(lambda _info: self.leave())
        parts.desk.closed.connect(self.leave)
        parts.traffic.page_wanted.connect(self.show)

    @property
    def shown(self) -> str:
        """The id of the page in the middle; empty for none."""
        current = self._centre.currentWidget()
        return next((key for key, page in self._made.items() if page is current), "")

    @property
    def label(self) -> str:
        """The name of the page in the middle; empty for none."""
        return self._specs[self.shown].label if self.shown else ""

    def show(self, page_id: str) -> Page:
        """Brings a page to the middle, with the library as it is now."""
        page = self._page(page_id)
        self._centre.setCurrentWidget(page)
        page.begin()
        self.changed.emit()
        return page

    def toggle(self, page_id: str) -> None:
        """Shows a page, or leaves it if it is there already."""
        if self.shown == page_id:
            self.leave()
        else:
            self.show(page_id)

    def leave(self) -> None:
        """Shows again what was there before any page."""
        if not self.shown:
            return
        home = self._home()
        self._centre.setCurrentWidget(home)
        home.setFocus()
        self.changed.emit()

    def _page(self, page_id: str) -> Page:
        if page_id not in self._made:
            spec = self._specs[page_id]
            page = spec.build(self._parts)
            page.setObjectName(f"page-{spec.id}")
            page.setAccessibleName(spec.label)
            page.dismissed.connect(self.leave)
            self._centre.addWidget(page)
            self._made[page_id] = page
            self.made.emit(page)
        return self._made[page_id]
