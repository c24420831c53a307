"""What the pages in the middle of the window are made of, so that they look alike: the name at the
top, quiet lines of words, buttons, and the room around them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from editor.ui.theme import serif_font

SIDE, TOP, BOTTOM = 24, 20, 12
"""Pixels between a page's edges and what is on it."""


def page_title(words: str, parent: QWidget) -> QLabel:
    """The name of a page, or of what is on it."""
    label = QLabel(words, parent)
    label.setFont(serif_font(22))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def quiet_line(name: str, tone: str, parent: QWidget) -> QLabel:
    """Words about what is shown; `tone` is `soft`, `faint`, `warn` or `bad`."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    return label


def push_button(name: str, words: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    """A button that does one thing; Enter elsewhere on the page doesn't press it."""
    button = QPushButton(words, parent)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: act())
    return button
