"""What the middle of the window shows while no article is open: the ways to begin."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.ui.theme import serif_font

_WIDTH = 320


class EmptyState(QWidget):
    """A line of what is the matter, a line of advice, and one button an action on offer."""

    def __init__(self, offers: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._headline = QLabel(self)
        self._headline.setFont(serif_font(26))
        self._advice = QLabel(self)
        self._advice.setProperty("tone", "soft")
        self._advice.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._headline)
        column.addSpacing(4)
        column.addWidget(self._advice)
        column.addSpacing(12)
        for action in offers:
            column.addWidget(_offer(action, self))
        self._fill(column)
        self.say("", "")

    def say(self, headline: str, advice: str) -> None:
        """Sets what is the matter and what to do about it."""
        self._headline.setText(headline)
        self._advice.setText(advice)
        self.setAccessibleName(headline)

    def _fill(self, column: QVBoxLayout) -> None:
        holder = QWidget(self)
        holder.setFixedWidth(_WIDTH)
        holder.setLayout(column)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(holder, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)


def _offer(action: QAction, parent: QWidget) -> QPushButton:
    button = QPushButton(action.icon(), "", parent)
    button.setObjectName(f"offer-{action.objectName()}")
    button.setProperty("offer", True)
    button.setIconSize(QSize(20, 20))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.clicked.connect(action.trigger)

    def follow() -> None:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setText(f"  {action.text()}" + (f"    {key}" if key else ""))
        button.setAccessibleName(action.text())
        button.setEnabled(action.isEnabled())

    action.changed.connect(follow)
    follow()
    return button
