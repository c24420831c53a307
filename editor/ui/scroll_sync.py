"""Keeps source and preview at the same place: whichever the writer scrolls, the other follows. A
click in the preview goes to the source."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer

from editor.app.analysis import Analysis, AnalysisResult
from editor.app.settings import SettingsStore
from editor.ui.line_map import LineMap, Place
from editor.ui.preview_pane import PreviewPane
from editor.ui.source_pane import SourcePane

_FRAME = 16
_LEAD = 150
_SETTLED = 60
_REVEALED = 100


class _Side(Enum):
    SOURCE = auto()
    PREVIEW = auto()


class ScrollSync(QObject):
    """Between the source pane and the preview. One of them leads for a moment after it was
    scrolled, and what the other does meanwhile is the answer to that and not followed."""

    def __init__(
        self,
        source: SourcePane,
        preview: PreviewPane,
        analysis: Analysis,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._preview = preview
        self._settings = settings
        self._map = LineMap()
        self._is_complete = True
        self._leads: _Side | None = None
        self._lead_ends = QTimer(self, singleShot=True, interval=_LEAD)
        self._lead_ends.timeout.connect(self._end_lead)
        self._push = QTimer(self, singleShot=True, interval=_FRAME)
        self._push.timeout.connect(self._follow_source)
        self._pull = QTimer(self, singleShot=True, interval=_FRAME)
        self._pull.timeout.connect(self._ask_preview)
        # Blocks out of sight are not laid out, and their heights only guessed until they are seen.
        self._once_more = QTimer(self, singleShot=True, interval=_SETTLED)
        self._once_more.timeout.connect(self._show_source_place)
        # Not at every key: it would lay the page out for a paragraph that is in view already.
        self._reveal = QTimer(self, singleShot=True, interval=_REVEALED)
        self._reveal.timeout.connect(self._reveal_cursor)
        source.verticalScrollBar().valueChanged.connect(self._source_scrolled)
        source.cursor_line_changed.connect(lambda _line: self._writer_is_here())
        preview.scrolled.connect(self._preview_scrolled)
        preview.place_clicked.connect(self._go_to_source)
        preview.ready.connect(self._show_source_place)
        analysis.analysed.connect(self._take)

    @property
    def _is_on(self) -> bool:
        return self._settings.value.scroll_together

    def _take(self, result: AnalysisResult) -> None:
        is_new = result.reset or not self._is_complete
        self._is_complete = result.complete
        if result.reset:
            self._map.reset()
        self._map.patch(result.lines)
        if is_new:
            self._show_source_place()
        elif result.blocks and result.complete and self._source.hasFocus():
            self._writer_is_here()

    # Who leads.

    def _may_lead(self, side: _Side) -> bool:
        if not self._is_on or self._leads not in (None, side):
            return False
        self._lead(side)
        return True

    def _lead(self, side: _Side) -> None:
        self._leads = side
        self._lead_ends.start()

    def _end_lead(self) -> None:
        self._leads = None

    # The preview follows the source.

    def _source_scrolled(self) -> None:
        if self._may_lead(_Side.SOURCE) and not self._push.isActive():
            self._push.start()

    def _follow_source(self) -> None:
        self._show_source_place()
        self._once_more.start()

    def _show_source_place(self) -> None:
        if not self._is_on or self._leads is _Side.PREVIEW:
            return
        bar = self._source.verticalScrollBar()
        if bar.value() <= bar.minimum():
            self._preview.scroll_to_top()
        elif bar.value() >= bar.maximum():
            self._preview.scroll_to_end()
        elif (place := self._map.place(self._top_line())) is not None:
            self._preview.scroll_to(place)
        self._lead(_Side.SOURCE)

    def _writer_is_here(self) -> None:
        if not self._reveal.isActive():
            self._reveal.start()

    def _reveal_cursor(self) -> None:
        """Keep the paragraph the writer is in in view."""
        place = self._map.place(self._source.cursor_line) if self._is_on else None
        if place is not None and self._leads is not _Side.PREVIEW:
            self._lead(_Side.SOURCE)
            self._preview.reveal(place)

    def _top_line(self) -> float:
        """The line at the upper edge of the source, and how much of it is out of sight."""
        block = self._source.firstVisibleBlock()
        hidden = self._source.verticalScrollBar().value() - block.firstLineNumber()
        return block.blockNumber() + min(max(hidden / max(block.lineCount(), 1), 0.0), 0.999)

    # The source follows the preview.

    def _preview_scrolled(self) -> None:
        if self._may_lead(_Side.PREVIEW) and not self._pull.isActive():
            self._pull.start()

    def _ask_preview(self) -> None:
        self._preview.ask_where(self._follow_preview)

    def _follow_preview(self, place: Place, at_top: bool, at_end: bool) -> None:
        if self._leads is not _Side.PREVIEW:
            return
        bar = self._source.verticalScrollBar()
        if at_top or at_end:
            bar.setValue(bar.minimum() if at_top else bar.maximum())
            return
        line = self._map.line(place)
        block = self._source.document().findBlockByNumber(int(line))
        bar.setValue(block.firstLineNumber() + round(line % 1 * block.lineCount()))

    def _go_to_source(self, place: Place) -> None:
        """Put the cursor where the writer clicked, on a line with words; the preview stays."""
        line, first = int(self._map.line(place)), self._map.first_line(place.block)
        document = self._source.document()
        while line > first and not document.findBlockByNumber(line).text().strip():
            line -= 1
        self._lead(_Side.PREVIEW)
        self._source.go_to_line(line)
