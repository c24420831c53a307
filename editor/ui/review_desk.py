"""Wire copy waiting to be looked over: one piece at a time in the middle of the window."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from editor.app.importing import Importing, Incoming
from editor.exchange.package import Package
from editor.ui.review_panel import ReviewPanel


class ReviewDesk(QObject):
    """Shows the panel while there is copy to review and what was there before afterwards.

    `changed` is emitted when a review begins or ends.
    """

    changed = Signal()

    def __init__(
        self,
        panel: ReviewPanel,
        centre: QStackedWidget,
        importing: Importing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._centre = centre
        self._importing = importing
        self._waiting: deque[Incoming] = deque()
        self._present: Incoming | None = None
        self._before: QWidget | None = None
        panel.accepted.connect(self._accept)
        panel.dismissed.connect(self._next)

    @property
    def reviewing(self) -> bool:
        """Whether copy is being looked over."""
        return self._present is not None

    def take(self, incoming: Incoming) -> None:
        """Shows wire copy that was read, after any that is being looked over."""
        self._waiting.append(incoming)
        if self._present is None:
            self._before = self._centre.currentWidget()
            self._next()

    def _accept(self, package: Package) -> None:
        name = self._present.name if self._present else ""
        self._importing.add_package(package, name)
        self._next()

    def _next(self) -> None:
        self._present = self._waiting.popleft() if self._waiting else None
        if self._present is not None and self._present.reading is not None:
            self._panel.review(self._present.reading, self._present.name)
            self._centre.setCurrentWidget(self._panel)
            self._panel.setFocus()
        elif self._before is not None:
            self._centre.setCurrentWidget(self._before)
            self._before = None
        self.changed.emit()
