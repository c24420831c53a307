"""The layout of the Markdown source: open line spacing, hanging quotes and lists, and paragraphs
that set themselves right to left; what the words look like is left to the highlighter."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QTextBlock,
    QTextDocument,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

LINE_HEIGHT = 1.55
"""Line height over the size of the face, as the design page asks."""

_HANGING = re.compile(r"\s{0,8}(?:(?:>\s?)+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+)+")
# A paragraph on one enormous line is laid out by Qt alone: hanging it would cost a second layout.
_LONGEST_HANGING = 20_000


class SourceLayout(QPlainTextDocumentLayout):
    """Lays out one block at a time, when Qt asks how tall it is."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._stretch = 1.0
        self.set_face(document.defaultFont())

    def set_face(self, font: QFont) -> None:
        """Open the lines as this face needs it; faces differ in the room they bring along."""
        size = QFontInfo(font).pixelSize()
        self._stretch = max(1.0, LINE_HEIGHT * size / QFontMetricsF(font).height())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The block's rectangle at open line spacing; the lines are moved there on the way."""
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        if layout is None or not layout.lineCount() or rect.isNull():
            return rect
        if not _is_opened(layout):
            _align(block, layout)
            _hang(block, layout)
            self._open(layout)
            rect = super().blockBoundingRect(block)
        last = layout.lineAt(layout.lineCount() - 1)
        return rect.adjusted(0, 0, 0, self._lead(last) / 2)

    def _open(self, layout: QTextLayout) -> None:
        top = 0.0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            top += self._lead(line) / 2
            line.setPosition(QPointF(line.x(), top))
            top += line.height() + self._lead(line) / 2

    def _lead(self, line: QTextLine) -> float:
        # Never nothing: a first line below 0 is how a block that has been opened is known.
        return max(1.0, float(line.height()) * (self._stretch - 1))


def source_document() -> QTextDocument:
    """An empty plain-text document with this layout, for the open article and its pane."""
    document = QTextDocument()
    document.setDocumentLayout(SourceLayout(document))
    return document


def _is_opened(layout: QTextLayout) -> bool:
    """Qt sets the first line at 0 whenever it lays a block out again; we set it lower."""
    return bool(layout.lineAt(0).y() > 0)


def _align(block: QTextBlock, layout: QTextLayout) -> None:
    """A right-to-left paragraph starts at the right edge; Qt alone would leave it at the left."""
    if block.textDirection() != Qt.LayoutDirection.RightToLeft:
        return
    option = QTextOption(layout.textOption())
    option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)


def _hang(block: QTextBlock, layout: QTextLayout) -> None:
    """Set the wrapped lines of a quote or list item under its words, not under its marker."""
    if layout.lineCount() < 2 or block.length() > _LONGEST_HANGING:
        return
    marker = _HANGING.match(block.text())
    if marker is None:
        return
    first_line = layout.lineAt(0)
    width, margin = first_line.width(), first_line.x()
    # The binding gives a pair, the place and the cursor as it was moved; its stubs don't say so.
    place: Any = first_line.cursorToX(marker.end())
    indent = abs(float(place[0]) - margin)
    if indent <= 0 or indent > width / 3:
        return
    leading = block.textDirection() != Qt.LayoutDirection.RightToLeft
    layout.beginLayout()
    top, line = 0.0, layout.createLine()
    first = True
    while line.isValid():
        line.setLineWidth(width if first else width - indent)
        line.setPosition(QPointF(margin + (indent if leading and not first else 0.0), top))
        top += line.height()
        line, first = layout.createLine(), False
    layout.endLayout()
    block.setLineCount(layout.lineCount())
