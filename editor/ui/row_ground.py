"""What lies under the words of a row in a list: where the writer stands, where the pointer is, and
a bar in the colour of what the row tells; the words are left to the lists."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from editor.ui.theme import Theme

BAR = 3
"""Pixels; how wide a bar is."""


def paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, theme: Theme, bar: str = ""
) -> None:
    """Paints the ground of a row; `bar` is the theme's name of a colour, empty for no bar."""
    rect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.color("accent_soft"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("hover"))
    if bar:
        stripe = QRect(rect.left(), rect.top() + 3, BAR, rect.height() - 6)
        painter.fillRect(stripe, theme.color(bar))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.color("focus"), 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
