"""The bar below the list while several articles are selected: how many, and what can be done with
them all; doing it is left to the commands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.docks.dock_parts import tool
from editor.ui.phrases import thousands


class SelectionBar(QFrame):
    """Its buttons are actions under shorter words; what can't be done now isn't there."""

    dropped = Signal()
    """The writer selects no more than the current article."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self._count = QLabel(self)
        self._count.setObjectName("selectionCount")
        self._drop = tool(
            "dropSelection", "close", self.tr("Select no more than one"), self.dropped.emit, self
        )
        self._drop.setIconSize(QSize(14, 14))
        self._buttons: list[tuple[QToolButton, QAction]] = []
        self._doing = QHBoxLayout()
        self._doing.setSpacing(2)
        self._lay_out()
        # No wider than the list above it, which leaves the copy its room.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def offer(self, buttons: Iterable[tuple[str, QAction]]) -> None:
        """A button for each action, under these words."""
        for words, action in buttons:
            button = QToolButton(self)
            button.setObjectName(f"bar-{action.objectName()}")
            button.setText(words)
            button.setProperty("tight", True)
            button.clicked.connect(action.trigger)
            action.changed.connect(self._follow)
            self._buttons.append((button, action))
            self._doing.addWidget(button)
        self._doing.addStretch(1)
        self._follow()

    def tell(self, count: int) -> None:
        """Shows how many are selected; hides for one or none."""
        words = self.tr("{0} selected").format(thousands(count))
        self._count.setText(words)
        self.setAccessibleName(words)
        self.setVisible(count > 1)

    def _follow(self) -> None:
        for button, action in self._buttons:
            button.setVisible(action.isEnabled())
            button.setToolTip(action.text())
            button.setAccessibleName(action.text())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(self._count, 1)
        top.addWidget(self._drop)
        column.addLayout(top)
        column.addLayout(self._doing)
