"""Draws a sentence on a few lines with the words it is shown for standing out; which words those
are is left to the caller."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from editor.ui.utf16 import to_points, to_units

_LEAD = 36
"""Characters shown before the words that matter: these are to be seen, not what leads to them."""


def paint_marked(
    painter: QPainter,
    place: QRect,
    sentence: tuple[str, str, str],
    inks: tuple[QColor, QColor],
    lines: int,
) -> None:
    """Draws `sentence` (before, the words, after) at the top of `place` on at most so many lines,
    in the first ink, the words in the second and bold. The rest is cut with an ellipsis."""
    before, words, after = (" ".join(part.split("\n")) for part in sentence)
    lead = _lead(before)
    text = f"{lead}{words}{after}"
    bold = _bold(to_units(text, len(lead)), to_units(words, len(words)), inks[1])
    layout, end = _laid_out(painter, text, bold, place.width(), lines)
    if end < to_units(text, len(text)):
        cut = text[: max(0, to_points(text, end) - 2)].rstrip() + "…"
        layout, _ = _laid_out(painter, cut, bold, place.width(), lines)
    painter.save()
    painter.setPen(inks[0])
    painter.setClipRect(place)
    layout.draw(painter, QPointF(place.topLeft()))
    painter.restore()


def _laid_out(
    painter: QPainter, text: str, bold: QTextLayout.FormatRange, width: int, lines: int
) -> tuple[QTextLayout, int]:
    """A text set on so many lines, and where in it the last of them ends, in UTF-16 units."""
    layout = QTextLayout(text, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([bold])
    end = 0
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * painter.fontMetrics().lineSpacing()))
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _lead(before: str) -> str:
    """The last words of what stands before."""
    if len(before) <= _LEAD:
        return before
    tail = before[-_LEAD:]
    _, blank, rest = tail.partition(" ")
    return f"… {rest if blank else tail}"


def _bold(start: int, length: int, ink: QColor) -> QTextLayout.FormatRange:
    bold = QTextLayout.FormatRange()
    bold.start, bold.length = start, length
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setForeground(ink)
    bold.format = look
    return bold
