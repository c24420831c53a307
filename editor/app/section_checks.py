"""Looks over the sections of the open article when the writer pauses: what is wrong with a heading
and which dates have passed; finding that is left to the text layer, showing it to the outline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from editor.app.analysis import Analysis, AnalysisResult
    from editor.app.desk import Desk
    from editor.app.open_article import OpenArticle
    from editor.app.operations import Operations
    from editor.text.section_warnings import SectionNotes

PAUSE = 400
"""Milliseconds without an edit after which sections are looked over."""

_LONGEST = 1_000_000
"""Characters; dates in a whole book are nobody's list of talks, and would take seconds."""


class SectionChecks(QObject):
    """Asks for the notes of every section, off the GUI thread, and tells those that still fit."""

    checked = Signal(object)
    """A tuple of SectionNotes, one for each section of the latest analysis."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        analysis: Analysis,
        today: Callable[[], date] = date.today,
        pause: int = PAUSE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_article = open_article
        self._analysis = analysis
        self._today = today
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self._look)
        analysis.analysed.connect(self._analysed)
        open_article.closed.connect(self._pause.stop)

    def _analysed(self, _result: AnalysisResult) -> None:
        self._pause.start()

    def _look(self) -> None:
        article, latest = self._open_article.article, self._analysis.latest
        if article is None or latest is None:
            return
        if latest.edit_number != self._open_article.edit_number:
            return  # the next analysis asks again
        text = self._open_article.text()
        if len(text) > _LONGEST:
            return
        dateline = self._open_article.field("dateline_date")
        self._desk.ask(
            partial(_notes, text, article.language, dateline, article.created, self._today()),
            partial(self._arrived, latest.edit_number),
            lambda _error: None,
        )

    def _arrived(self, edit_number: int, notes: tuple[SectionNotes, ...]) -> None:
        latest = self._analysis.latest
        if latest is not None and latest.edit_number == edit_number:
            self.checked.emit(notes)


def _notes(
    text: str, language: str, dateline: str, created: str, today: date, _operations: Operations
) -> tuple[SectionNotes, ...]:
    # Not needed before the first paint.
    from editor.text.dates import reference_date
    from editor.text.section_warnings import section_notes

    return section_notes(text, language, reference_date(dateline, language, created, today))
