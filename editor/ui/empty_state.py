"""What the middle of the window shows while no article is open: the ways to begin."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.ui.theme import serif_font

_WIDTH = 320
_INDENT = 13
"""Where the buttons' icons begin, so that everything stands on one line."""


class EmptyState(QWidget):
    """A line of what is the matter, a line of advice, and a button for each action that can be
    taken now. Blank until `say` is called."""

    def __init__(self, offers: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._headline = QLabel(self)
        self._headline.setFont(serif_font(26))
        self._advice = QLabel(self)
        self._advice.setProperty("tone", "soft")
        self._advice.setWordWrap(True)
        for label in (self._headline, self._advice):
            label.setContentsMargins(_INDENT, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._headline)
        column.addSpacing(4)
        column.addWidget(self._advice)
        column.addSpacing(12)
        for action in offers:
            column.addWidget(_offer(action, self))
        self._holder = QWidget(self)
        self._fill(column)

    def say(self, headline: str, advice: str) -> None:
        """Sets what is the matter and what to do about it."""
        self._holder.show()
        self._headline.setText(headline)
        self._advice.setText(advice)
        self.setAccessibleName(headline)

    def _fill(self, column: QVBoxLayout) -> None:
        self._holder.setFixedWidth(_WIDTH)
        self._holder.setLayout(column)
        self._holder.hide()
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self._holder, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)


def _offer(action: QAction, parent: QWidget) -> QPushButton:
    button = QPushButton(action.icon(), "", parent)
    button.setObjectName(f"offer-{action.objectName()}")
    button.setProperty("offer", True)
    button.setIconSize(QSize(20, 20))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.clicked.connect(action.trigger)

    key = QLabel(button)
    key.setProperty("tone", "faint")
    key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row = QHBoxLayout(button)
    row.setContentsMargins(0, 0, 12, 0)
    row.addWidget(key, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def follow() -> None:
        key.setText(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        button.setText(f"  {action.text()}")
        button.setAccessibleName(action.text())
        button.setVisible(action.isEnabled())

    action.changed.connect(follow)
    follow()
    return button
