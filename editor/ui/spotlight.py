"""What keeps the eye on the line being written: the paragraph or sentence lit while the rest is
dimmed, and the line held at mid height; when, the writer's settings say."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.app.settings import Settings, SettingsStore
from editor.text.sentences import sentence_at
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme
from editor.ui.utf16 import to_points, to_units

_LONGEST = 20_000
"""Characters of a line that is still read for its sentences."""
_MOST_LINES = 200


class Spotlight(QObject):
    """Lights and holds in one source pane. Positions are UTF-16 units."""

    def __init__(self, pane: SourcePane, settings: SettingsStore, theme: Theme) -> None:
        super().__init__(pane)
        self._pane = pane
        self._theme = theme
        self._settings = settings.value
        self._focus_mode = False
        pane.cursorPositionChanged.connect(self._follow)
        settings.changed.connect(self._take_settings)
        theme.changed.connect(self._light)
        self._arrange()

    def set_focus_mode(self, on: bool) -> None:
        """Whether the window shows only the writing."""
        if on != self._focus_mode:
            self._focus_mode = on
            self._arrange()
            # The pane has its new size only once the window has been laid out anew.
            QTimer.singleShot(0, self, self._hold)

    @property
    def is_lighting(self) -> bool:
        """Whether anything is dimmed."""
        return self._focus_mode and self._settings.lit != "everything"

    @property
    def is_holding(self) -> bool:
        """Whether the line being written stays at mid height."""
        choice = self._settings.typewriter
        return choice == "always" or (choice == "focus" and self._focus_mode)

    def _take_settings(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if (before.lit, before.typewriter) != (settings.lit, settings.typewriter):
            self._arrange()

    def _arrange(self) -> None:
        # Lets the last lines come up to mid height too.
        self._pane.setCenterOnScroll(self.is_holding)
        self._follow()

    def _follow(self) -> None:
        self._light()
        self._hold()

    def _hold(self) -> None:
        if not self.is_holding:
            return
        # Under the pointer nothing may move away: a click would land elsewhere.
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._pane.centerCursor()

    def _light(self) -> None:
        if not self.is_lighting:
            self._pane.set_marks("dim", [])
            return
        start, end = self._lit()
        last = self._pane.document().characterCount() - 1
        dimmed = [(0, start), (end, last)]
        self._pane.set_marks("dim", [self._dim(a, b) for a, b in dimmed if a < b])

    def _lit(self) -> tuple[int, int]:
        cursor = self._pane.textCursor()
        document = self._pane.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        if self._settings.lit == "sentence" and first == last and first.length() < _LONGEST:
            return _sentence(first, cursor.selectionStart())
        first, last = _filled(first, back=True), _filled(last, back=False)
        return first.position(), last.position() + last.length() - 1

    def _dim(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._pane.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format.setForeground(self._theme.color("disabled"))
        return mark


def _sentence(block: QTextBlock, position: int) -> tuple[int, int]:
    line = block.text()
    start, end = sentence_at(line, to_points(line, position - block.position()))
    return block.position() + to_units(line, start), block.position() + to_units(line, end)


def _filled(block: QTextBlock, *, back: bool) -> QTextBlock:
    """The first or last of the filled lines a block stands among; a blank line stands alone."""
    if not block.text().strip():
        return block
    for _ in range(_MOST_LINES):
        following = block.previous() if back else block.next()
        if not following.text().strip():
            break
        block = following
    return block
