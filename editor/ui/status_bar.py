"""The line at the foot of the window: whether the copy is saved, how long it is, where you are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from db.records import Article
from editor.app.save_state import SaveKind, SaveState
from editor.ui.phrases import embargo_words, language_name, thousands

if TYPE_CHECKING:
    # Counting loads the regex package, which nothing needs before the first paint.
    from editor.text.counts import Counts

_TONES = {SaveKind.FAILED: "bad", SaveKind.STALE: "warn", SaveKind.READ_ONLY: "warn"}


class StatusBar(QStatusBar):
    """Says what it is told; says nothing of what there is not."""

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setAccessibleName(self.tr("Status"))
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._clock = clock
        self._counts: Counts | None = None
        self._target: int | None = None
        self._chosen: Counts | None = None
        self._about: list[QLabel] = []
        self._speaks = True
        self._state = self._label("saveState", self.tr("Save state"))
        self.addWidget(self._state)
        self._progress = self._label("progress", self.tr("Progress"))
        self._progress.hide()
        self.addWidget(self._progress)
        self._embargo = self._right("embargo", self.tr("Embargo"))
        self._section = self._right("sectionName", self.tr("Section"))
        self._markers = self._right("markers", self.tr("Still to come"))
        self._markers.setToolTip(self.tr("F4 goes to the next TK"))
        self._words = self._right("wordCount", self.tr("Length"))
        self._minutes = self._right("readingTime", self.tr("Reading time"))
        self._language = self._right("languageName", self.tr("Language"))

    def show_state(self, state: SaveState) -> None:
        """`Saved 14:02:11`, `Saving…`, or why it can't be saved."""
        self._say(self._state, state_words(state))
        self._state.setProperty("tone", _TONES.get(state.kind, ""))
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)

    def show_counts(self, counts: Counts | None, target: int | None) -> None:
        """`612 / 800 words` and `3 min`."""
        self._counts, self._target = counts, target
        self._show_length()
        self._say(self._minutes, f"{max(1, round(counts.minutes))} min" if counts else "")

    def show_selection(self, counts: Counts | None) -> None:
        """`37 of 612 words` while something is selected."""
        self._chosen = counts
        self._show_length()

    def show_markers(self, count: int) -> None:
        """`3 TK`: what is still to come."""
        self._say(self._markers, f"{count} TK" if count else "")

    def _show_length(self) -> None:
        counts, chosen = self._counts, self._chosen
        if counts is None:
            self._say(self._words, "")
            return
        words, characters = length_words(counts.words, self._target), thousands(counts.characters)
        if chosen is not None:
            words = f"{thousands(chosen.words)} of {length_words(counts.words, None)}"
            characters = f"{thousands(chosen.characters)} of {characters}"
        self._say(self._words, words)
        self._words.setToolTip(f"{characters} characters")
        self._words.setAccessibleDescription(f"{words}, {characters} characters")

    def show_progress(self, name: str, done: int, total: int) -> None:
        """`Spike 10,000 articles: 40 %`; nothing once all is done."""
        under_way = total > 1 and done < total
        words = f"{name}: {done * 100 // total} %" if under_way else ""
        self._progress.setText(words)
        self._progress.setAccessibleDescription(words)
        self._progress.setVisible(under_way)

    def show_section(self, name: str) -> None:
        """The section the cursor is in."""
        cut = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 220)
        self._say(self._section, f"§ {cut}" if name else "")
        self._section.setToolTip(name)

    def show_article(self, article: Article | None) -> None:
        """Language and embargo of the open article."""
        self._say(self._language, language_name(article.language) if article else "")
        self._say(self._embargo, embargo_words(article, self._clock()) if article else "")

    def speak_of_article(self, wanted: bool) -> None:
        """While something else is in front, only whether the copy is saved is said."""
        if wanted != self._speaks:
            self._speaks = wanted
            for label in self._about:
                label.setVisible(wanted and bool(label.text()))

    def _label(self, name: str, accessible: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setAccessibleName(accessible)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _right(self, name: str, accessible: str) -> QLabel:
        label = self._label(name, accessible)
        label.setContentsMargins(10, 0, 10, 0)
        label.hide()
        self._about.append(label)
        self.addPermanentWidget(label)
        return label

    def _say(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setAccessibleDescription(words)
        label.setVisible(bool(words) and (self._speaks or label is self._state))


def state_words(state: SaveState) -> str:
    """What the writer reads of a save state."""
    time = f"{state.at.astimezone():%H:%M:%S}" if state.at else ""
    return {
        SaveKind.EMPTY: "",
        SaveKind.WRITING: "Writing…",
        SaveKind.SAVING: "Saving…",
        SaveKind.SAVED: f"Saved {time}" if time else "Saved",
        SaveKind.FAILED: f"Not saved: {state.message}",
        SaveKind.STALE: "Not saved: a newer version is in the library",
        SaveKind.READ_ONLY: "Read only",
    }[state.kind]


def length_words(words: int, target: int | None) -> str:
    """`612 words`, or `612 / 800 words` where a length was asked for."""
    if target:
        return f"{thousands(words)} / {thousands(target)} words"
    return "1 word" if words == 1 else f"{thousands(words)} words"
