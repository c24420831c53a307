"""Counts what is selected and the `TK` markers of one source pane when the writer pauses; a long
selection is counted in slices, so that no key waits. Showing it is the status bar's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextDocument

from editor.text.markers import markers
from editor.ui.source_pane import SourcePane

if TYPE_CHECKING:
    # Counting loads the regex package, which nothing needs before the first paint.
    from editor.text.counts import Counts

_SELECTION_PAUSE = 120
_MARKERS_PAUSE = 500
_SLICE = 20_000
"""Characters counted between two events: some three milliseconds."""


class Tally(QObject):
    """Tells what it has counted; nothing is told twice."""

    selection_counted = Signal(object)
    """Counts of what is selected; None where nothing is, or everything."""
    markers_changed = Signal(int)
    """How many markers there are."""

    def __init__(self, pane: SourcePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._slices: Iterator[Counts] = iter(())
        self._words = self._characters = 0
        self._told: Counts | None = None
        self._markers = 0
        self._selection_pause = QTimer(self, singleShot=True, interval=_SELECTION_PAUSE)
        self._selection_pause.timeout.connect(self._begin)
        self._next_slice = QTimer(self, singleShot=True, interval=0)
        self._next_slice.timeout.connect(self._count_slice)
        self._markers_pause = QTimer(self, singleShot=True, interval=_MARKERS_PAUSE)
        self._markers_pause.timeout.connect(self._count_markers)
        pane.selectionChanged.connect(self._selected)
        pane.textChanged.connect(self._markers_pause.start)

    def _selected(self) -> None:
        self._next_slice.stop()
        if self._pane.textCursor().hasSelection():
            self._selection_pause.start()
        else:
            self._selection_pause.stop()
            self._tell(None)

    def _begin(self) -> None:
        cursor, document = self._pane.textCursor(), self._pane.document()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if end - start >= document.characterCount() - 1:
            self._tell(None)
            return
        self._words = self._characters = 0
        self._slices = _counted(document, start, end)
        self._count_slice()

    def _count_slice(self) -> None:
        counts = next(self._slices, None)
        if counts is not None:
            self._words += counts.words
            self._characters += counts.characters
            self._next_slice.start()
        else:
            from editor.text.counts import Counts, minutes_of

            self._tell(Counts(self._words, self._characters, minutes_of(self._words)))

    def _tell(self, counts: Counts | None) -> None:
        if counts != self._told:
            self._told = counts
            self.selection_counted.emit(counts)

    def _count_markers(self) -> None:
        has_some = not self._pane.document().find("TK", 0, _EXACTLY).isNull()
        found = len(markers(self._pane.text())) if has_some else 0
        if found != self._markers:
            self._markers = found
            self.markers_changed.emit(found)


_EXACTLY = QTextDocument.FindFlag.FindCaseSensitively


def _counted(document: QTextDocument, start: int, end: int) -> Iterator[Counts]:
    from editor.text.counts import count
    from editor.text.plain import plain_text

    for text in _texts(document, start, end):
        yield count(plain_text(text))


def _texts(document: QTextDocument, start: int, end: int) -> Iterator[str]:
    """What stands between two positions, a slice of whole lines at a time."""
    lines: list[str] = []
    size = 0
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        lines.append(_within(block, start, end))
        size += len(lines[-1])
        if size > _SLICE and not lines[-1].strip():
            yield "\n".join(lines)
            lines, size = [], 0
        block = block.next()
    yield "\n".join(lines)


def _within(block: QTextBlock, start: int, end: int) -> str:
    line, at = block.text(), block.position()
    if start <= at and at + block.length() - 1 <= end:
        return line
    units = line.encode("utf-16-le", "surrogatepass")
    return units[2 * max(start - at, 0) : 2 * (end - at)].decode("utf-16-le", "replace")
