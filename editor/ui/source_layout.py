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
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

LINE_HEIGHT = 1.55
"""Line height over the size of the face, as the design page asks."""

_HANGING = re.compile(r"\s{0,8}(?:(?:>\s?)+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+)+")
# A paragraph on one enormous line is laid out by Qt alone: hanging it would cost a second layout.
_LONGEST_HANGING = 20_000
_UNBROKEN = re.compile(r"\S{20000}")
"""Qt looks for the end of a word from each of its lines anew: square time."""
SHOWN_WHOLE = 1_000_000
"""Characters; of a line that is longer only the beginning is laid out, or the window would hang."""
_BEGINNING = 20_000
_EVERYTHING = QRectF(0, -1e9, 1e9, 2e9)


class SourceLayout(QPlainTextDocumentLayout):
    """Lays out one block at a time, when Qt asks how tall it is."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._stretch = 1.0
        self._edit_end = 0
        self._width = 0.0
        self._block_count = document.blockCount()
        # By block number, of blocks as they were last laid out.
        self._heights: dict[int, float] = {}
        self.set_face(document.defaultFont())
        document.contentsChange.connect(self._text_changed)

    def set_width(self, width: float) -> None:
        """The width of the view, for the lines that Qt doesn't lay out."""
        self._width = width

    def set_face(self, font: QFont) -> None:
        """Open the lines as this face needs it; faces differ in the room they bring along."""
        size = QFontInfo(font).pixelSize()
        self._stretch = max(1.0, LINE_HEIGHT * size / QFontMetricsF(font).height())

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Lays out and paints again what has changed. Qt alone would take the lengths before and
        after together: with a highlighter, which marks a whole block, that is all the blocks
        below it too, at every key."""
        end, self._edit_end = max(start + added - 1, self._edit_end), 0
        document = self.document()
        first, last = document.findBlock(start), document.findBlock(end)
        if not last.isValid():
            # Qt reports one character more than there is when everything is replaced.
            last = document.lastBlock()
        count, self._block_count = self._block_count, document.blockCount()
        if first == last and count == self._block_count:
            self._lay_out_again(first)
            return
        self._heights.clear()
        super().documentChanged(start, 0, last.position() - start + 1)

    def _text_changed(self, start: int, _removed: int, added: int) -> None:
        """Told before `documentChanged`, and without the highlighter's marks: the block at the
        end is another even where nothing in it is new, but something before it is gone."""
        self._edit_end = start + added

    def _lay_out_again(self, block: QTextBlock) -> None:
        """What stands below has to be painted only where it moves."""
        before = self._heights.get(block.blockNumber())
        block.clearLayout()
        if self.blockBoundingRect(block).height() == before:
            self.updateBlock.emit(block)
        else:
            # A signal of two forms, which the stubs don't know: the one without a rectangle would
            # be emitted with one, and end the program.
            signal: Any = self.update
            signal[QRectF].emit(_EVERYTHING)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The block's rectangle at open line spacing; the lines are moved there on the way. Asked
        some thirty times a key, for the blocks in view."""
        layout = block.layout()
        if block.length() > _LONGEST_HANGING and not layout.lineCount():
            self._lay_out_long(block, layout)
        rect = super().blockBoundingRect(block)
        if layout is None or not layout.lineCount():
            return rect
        # Qt sets the first line at 0 whenever it lays a block out again; we set it lower.
        above = layout.lineAt(0).y()
        if above > 0:
            return rect.adjusted(0, 0, 0, above)
        return self._open(block, layout)

    def _lay_out_long(self, block: QTextBlock, layout: QTextLayout) -> None:
        """Lays out what Qt alone would hang on: a word without end, broken anywhere, and of a line
        without end the beginning. The text is what it was."""
        endless = block.length() > SHOWN_WHOLE
        if not block.isVisible() or not (endless or _UNBROKEN.search(block.text())):
            return
        option = QTextOption(self.document().defaultTextOption())
        if option.wrapMode() != QTextOption.WrapMode.NoWrap:
            option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        layout.setTextOption(option)
        margin = self.document().documentMargin()
        room = max(self._width - 2 * margin, 1.0)
        layout.beginLayout()
        height, at = 0.0, 0
        while at < _BEGINNING or not endless:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room)
            line.setPosition(QPointF(margin, height))
            height += line.height()
            at = line.textStart() + line.textLength()
        layout.endLayout()
        block.setLineCount(layout.lineCount())
        self.documentSizeChanged.emit(self.documentSize())

    def _open(self, block: QTextBlock, layout: QTextLayout) -> QRectF:
        _align(block, layout)
        _hang(block, layout)
        top = 0.0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            height = line.height()
            # Never nothing: a first line below 0 is how a block that has been opened is known.
            lead = max(1.0, height * (self._stretch - 1))
            line.setPosition(QPointF(line.x(), top + lead / 2))
            top += height + lead
        rect = super().blockBoundingRect(block).adjusted(0, 0, 0, layout.lineAt(0).y())
        self._heights[block.blockNumber()] = rect.height()
        return rect


def source_document() -> QTextDocument:
    """An empty plain-text document with this layout, for the open article and its pane."""
    document = QTextDocument()
    document.setDocumentLayout(SourceLayout(document))
    return document


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
