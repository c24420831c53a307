"""What a page is: a widget for work on the whole library, shown in place of the writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from editor.ui.parts import Parts


class Page(QWidget):
    """`begin` is called each time the page is shown, and puts the focus where work starts."""

    dismissed = Signal()
    """The writer goes back to where they were."""

    foot: tuple[QWidget, ...] = ()
    """What lies at the foot of the page and has to stay in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def begin(self) -> None:
        """Shows the library as it is now."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing on the page wanted leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as a row of the registry; `build` imports what only the page needs."""

    id: str
    label: str
    build: Callable[[Parts], Page]
