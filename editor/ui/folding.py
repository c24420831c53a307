"""Sections folded in the source: their lines are hidden, never touched; a band over the heading and
a mark in the margin say so, and going inside unfolds. Neither text nor undo knows of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from editor.ui import icons
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.text.outline import Section

_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_WIDTH = 20
_GAP = 4
_ICON = 14


class Folding(QObject):
    """Which lines of the source are hidden. A folded stretch is known by its first hidden line
    standing below a visible one, so that no edit can leave lines hidden without a mark."""

    changed = Signal()

    def __init__(
        self, source: SourcePane, sections: Callable[[], Sequence[Section]], theme: Theme
    ) -> None:
        super().__init__(source)
        self._source = source
        self._sections = sections
        self._theme = theme
        self._block_count = source.blockCount()
        self._places: list[QTextCursor] = []
        source.cursorPositionChanged.connect(self._cursor_moved)
        source.document().contentsChange.connect(self._text_changed)
        theme.changed.connect(self._mark)
        self._margin = FoldMargin(source, self, theme)

    @property
    def sections(self) -> Sequence[Section]:
        """The sections as they were last analysed."""
        return self._sections()

    @property
    def any_folded(self) -> bool:
        """Whether anything has been folded in this text."""
        return bool(self._places)

    def reset(self) -> None:
        """Another text is in the source: nothing of it is folded."""
        self._places.clear()
        self._mark()

    def is_folded(self, line: int) -> bool:
        """Whether lines are hidden below the heading on this line."""
        head = self._head_of(line)
        return _hides_below(head)

    def fold(self, section: Section) -> None:
        """Hide a section's lines and those below it; its heading stays."""
        self._hide(self._below_heading(section.line), section.end_line)
        self._after_hiding()

    def unfold(self, line: int) -> None:
        """Show what is hidden below a line, or around a hidden one."""
        block = self._head_of(line)
        if block.isVisible():
            block = block.next()
        if block.isValid() and not block.isVisible():
            while block.previous().isValid() and not block.previous().isVisible():
                block = block.previous()
            self._show_from(block)
            self._renew()

    def toggle(self, line: int) -> None:
        """Fold the section whose heading stands on a line, or show what is hidden below it."""
        if self.is_folded(line):
            self.unfold(line)
            return
        section = next((one for one in self.sections if one.line == line), None)
        if section is not None:
            self.fold(section)

    def fold_to(self, level: int) -> None:
        """Show nothing but headings, down to a level, and what stands before the first."""
        sections = self.sections
        self._show_all()
        shown = [section.line for section in sections if section.level <= level]
        if shown:
            ends = [*shown[1:], self._source.blockCount()]
            for line, end in zip(shown, ends, strict=True):
                self._hide(self._below_heading(line), end)
        self._after_hiding()

    def unfold_all(self) -> None:
        """Show every line."""
        self._show_all()
        self._renew()

    # Inside.

    def _block(self, line: int) -> QTextBlock:
        return self._source.document().findBlockByNumber(line)

    def _below_heading(self, line: int) -> int:
        """The line after a heading's, which are two where it is underlined."""
        underlined = not self._block(line).text().lstrip(" ").startswith("#")
        below = self._block(line + 1)
        return line + 2 if underlined and _UNDERLINE.match(below.text()) else line + 1

    def _head_of(self, line: int) -> QTextBlock:
        """The last visible line of the heading on a line."""
        block = self._block(line)
        last = self._block(self._below_heading(line) - 1)
        return last if last.isValid() and last.isVisible() else block

    def _heads(self) -> list[QTextBlock]:
        """The lines below which something was hidden and still is."""
        self._places = [place for place in self._places if _hides_below(place.block())]
        return [place.block() for place in self._places]

    def _hide(self, first: int, end: int) -> None:
        block = self._block(first)
        if not block.isValid() or first >= end:
            return
        self._places.append(QTextCursor(block.previous()))
        while block.isValid() and block.blockNumber() < end:
            block.setVisible(False)
            block.setLineCount(0)
            block = block.next()

    def _show_from(self, block: QTextBlock) -> None:
        while block.isValid() and not block.isVisible():
            block.setVisible(True)
            block.setLineCount(max(1, block.layout().lineCount()))
            block = block.next()

    def _show_all(self) -> None:
        block = self._source.document().firstBlock()
        while block.isValid():
            if not block.isVisible():
                self._show_from(block)
            block = block.next()
        self._places.clear()

    def _after_hiding(self) -> None:
        """A cursor in what is hidden now would unfold it: it goes to the heading."""
        cursor = self._source.textCursor()
        block = cursor.block()
        if not block.isVisible():
            while block.previous().isValid() and not block.isVisible():
                block = block.previous()
            cursor.setPosition(block.position() + block.length() - 1)
            self._source.setTextCursor(cursor)
        self._renew()

    def _renew(self) -> None:
        layout = self._source.document().documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())
        self._source.viewport().update()
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        marks = []
        for head in self._heads():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(head)
            mark.format.setBackground(self._theme.color("code_ground"))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        self._source.set_marks("folds", marks)

    def _cursor_moved(self) -> None:
        block = self._source.textCursor().block()
        if not block.isVisible():
            self.unfold(block.blockNumber())

    def _text_changed(self, position: int, removed: int, _added: int) -> None:
        """Lines that join what is hidden show it; nothing is looked for on other keys."""
        count, self._block_count = self._block_count, self._source.blockCount()
        if removed and self._block_count != count:
            head = self._source.document().findBlock(position)
            if _hides_below(head):
                self.unfold(head.blockNumber())


def _hides_below(block: QTextBlock) -> bool:
    following = block.next()
    return block.isVisible() and following.isValid() and not following.isVisible()


class FoldMargin(QWidget):
    """The marks beside headings: folded ones always, the others while the pointer is near."""

    def __init__(self, source: SourcePane, folding: Folding, theme: Theme) -> None:
        super().__init__(source)
        self.setObjectName("foldMargin")
        self.setAccessibleName(self.tr("Fold sections"))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._source = source
        self._folding = folding
        self._theme = theme
        self._near = False
        source.updateRequest.connect(self._follow)
        source.column_changed.connect(self._place)
        folding.changed.connect(self.update)
        theme.changed.connect(self.update)
        source.viewport().installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its place beside the words."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._near = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._near = False
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a mark folds or unfolds."""
        line = self._line_at(event.position().toPoint())
        if line is not None and event.button() is Qt.MouseButton.LeftButton:
            self._folding.toggle(line)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            line = self._line_at(event.pos())
            if line is not None:
                folded = self._folding.is_folded(line)
                words = self.tr("Unfold this section") if folded else self.tr("Fold this section")
                QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not (self._near or self._folding.any_folded):
            return  # the sections are not gone through at every key
        painter = QPainter(self)
        for line, place in self._marks():
            folded = self._folding.is_folded(line)
            if folded or self._near:
                name, token = ("chevron-right", "accent") if folded else ("chevron-down", "marker")
                icons.draw(painter, name, QRectF(place), self._theme.color(token))

    def _marks(self) -> Iterator[tuple[int, QRect]]:
        """The lines in view that may be folded or are, each with the place of its mark."""
        foldable = {section.line for section in self._folding.sections}
        source, block = self._source, self._source.firstVisibleBlock()
        bottom = source.viewport().height()
        while block.isValid():
            box = source.blockBoundingGeometry(block).translated(source.contentOffset())
            if box.top() > bottom:
                return
            line = block.blockNumber()
            # A line of an underline has its mark beside the words above it.
            loose = _hides_below(block) and line - 1 not in foldable
            if block.isVisible() and (line in foldable or loose):
                middle = box.top() + (box.height() - _ICON) / 2
                yield line, QRect(_WIDTH - _ICON - 2, round(middle), _ICON, _ICON)
            block = block.next()

    def _line_at(self, place: QPoint) -> int | None:
        return next(
            (line for line, box in self._marks() if box.top() - 4 <= place.y() <= box.bottom() + 4),
            None,
        )

    def _follow(self, rect: QRect, by: int) -> None:
        if by:
            self.scroll(0, by)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def _place(self) -> None:
        viewport = self._source.viewport().geometry()
        self.setGeometry(viewport.x() - _WIDTH - _GAP, viewport.y(), _WIDTH, viewport.height())
