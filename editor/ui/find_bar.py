"""Find and replace in the article that is open; what counts as a find is left to `finding`."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from editor.ui import icons
from editor.ui.finding import BadQuery, Found, Query, find_all
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme
from editor.ui.utf16 import is_simple

_TYPING_PAUSE = 80
_EDITING_PAUSE = 300
# More marks than these nobody sees, and each costs a paint.
_MOST_MARKS = 2_000


class FindBar(QFrame):
    """Hidden until it is asked for; Esc closes it and gives the keyboard back to the text."""

    closed = Signal()

    def __init__(self, source: SourcePane, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName(self.tr("Find and replace"))
        self._source = source
        self._theme = theme
        self._found: tuple[Found, ...] = ()
        self._spans: list[tuple[int, int]] = []
        self._find = self._line("findText", self.tr("Find"))
        self._with = self._line("replaceText", self.tr("Replace with"))
        self._count = QLabel(self)
        self._count.setObjectName("findCount")
        self._count.setProperty("tone", "soft")
        self._case = self._switch("findCase", "Aa", self.tr("Match case"), "Alt+C")
        self._word = self._switch("findWord", self.tr("Word"), self.tr("Whole words"), "Alt+W")
        self._expression = self._switch("findRegex", ".*", self.tr("Regular expression"), "Alt+R")
        self._next = self._tool("findNext", "down", self.tr("Next (Enter)"), self.find_next)
        self._previous = self._tool(
            "findPrevious", "up", self.tr("Previous (Shift+Enter)"), self.find_previous
        )
        self._close = self._tool("findClose", "close", self.tr("Close (Esc)"), self.dismiss)
        self._one = self._button("replaceOne", self.tr("Replace"), self.replace_one)
        self._all = self._button("replaceAll", self.tr("Replace all"), self.replace_all)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.search)
        self._arrange()
        self._find.textChanged.connect(lambda _text: self._pause.start(_TYPING_PAUSE))
        self._with.textChanged.connect(lambda _text: self._pause.start(_TYPING_PAUSE))
        source.document().contentsChange.connect(self._text_changed)
        theme.changed.connect(self._mark)
        self.hide()

    # Asked from outside.

    def open(self, *, replacing: bool = False) -> None:
        """Show the bar, with the selected words to look for, and take the keyboard."""
        chosen = self._source.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self._find.setText(chosen)
        for widget in (self._with, self._one, self._all):
            widget.setVisible(replacing)
            widget.setEnabled(not self._source.isReadOnly())
        self.show()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        self.search()

    def dismiss(self) -> None:
        """Hide the bar and its marks; the text has the keyboard again."""
        self.hide()
        self._source.set_marks("find", [])
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def find_next(self) -> None:
        """Select the next find after the cursor, round the end; opens the bar with no query."""
        self._step(1)

    def find_previous(self) -> None:
        """Select the find before the cursor, round the start."""
        self._step(-1)

    def search(self) -> None:
        """Look again, now."""
        self._pause.stop()
        text = self._source.text()
        try:
            self._found = find_all(text, self._query(), self._with.text())
        except BadQuery as error:
            self._found, self._spans = (), []
            self._say(str(error), wrong=True)
        else:
            self._spans = _in_units(text, self._found)
            self._tell_count()
        self._mark()

    def replace_one(self) -> None:
        """Replace the find that is selected, and go on to the next one."""
        self.search()
        chosen = self._chosen()
        if chosen is not None and not self._source.isReadOnly():
            cursor = self._source.textCursor()
            cursor.insertText(self._found[chosen].instead)
            self.search()
        self.find_next()

    def replace_all(self) -> None:
        """Replace every find, as one undo step."""
        self.search()
        if not self._found or self._source.isReadOnly():
            return
        cursor = QTextCursor(self._source.document())
        cursor.beginEditBlock()
        for found, (start, end) in reversed(list(zip(self._found, self._spans, strict=True))):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(found.instead)
        cursor.endEditBlock()
        replaced = len(self._found)
        self.search()
        self._say(self.tr("%n replaced", "", replaced).replace("%n", str(replaced)))

    # Inside.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _enter(self, *, backwards: bool) -> None:
        if self._with.hasFocus():
            self.replace_one()
        elif backwards:
            self.find_previous()
        else:
            self.find_next()

    def _query(self) -> Query:
        return Query(
            self._find.text(),
            self._case.isChecked(),
            self._word.isChecked(),
            self._expression.isChecked(),
        )

    def _step(self, direction: int) -> None:
        if not self._find.text():
            self.open()
            return
        self.search()
        if not self._spans:
            return
        cursor = self._source.textCursor()
        if direction > 0:
            at = cursor.selectionEnd()
            number = next((n for n, span in enumerate(self._spans) if span[0] >= at), 0)
        else:
            at = cursor.selectionStart()
            before = [n for n, span in enumerate(self._spans) if span[1] <= at]
            number = before[-1] if before else len(self._spans) - 1
        self._select(number)

    def _select(self, number: int) -> None:
        start, end = self._spans[number]
        cursor = self._source.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._source.setTextCursor(cursor)
        self._source.ensureCursorVisible()
        self._tell_count()
        self._mark()

    def _chosen(self) -> int | None:
        """The number of the find that is selected."""
        cursor = self._source.textCursor()
        span = (cursor.selectionStart(), cursor.selectionEnd())
        return self._spans.index(span) if span in self._spans else None

    def _text_changed(self, _at: int, removed: int, added: int) -> None:
        if self.isVisible() and (removed or added):
            self._pause.start(_EDITING_PAUSE)

    def _tell_count(self) -> None:
        chosen, total = self._chosen(), len(self._found)
        if not self._find.text():
            self._say("")
        elif not total:
            self._say(self.tr("Not found"))
        elif chosen is None:
            self._say(self.tr("{total} found").format(total=total))
        else:
            self._say(self.tr("{number} of {total}").format(number=chosen + 1, total=total))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._count.setText(words)
        self._count.setToolTip(words)
        self._count.setProperty("tone", "bad" if wrong else "soft")
        self._count.style().polish(self._count)

    def _mark(self) -> None:
        chosen = self._chosen()
        quiet, strong = QTextCharFormat(), QTextCharFormat()
        quiet.setBackground(self._theme.color("match"))
        strong.setBackground(self._theme.color("match_current"))
        marks = []
        for number, (start, end) in enumerate(self._spans[:_MOST_MARKS]):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._source.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = strong if number == chosen else quiet
            marks.append(mark)
        self._source.set_marks("find", marks if self.isVisible() else [])

    # Made of.

    def _line(self, name: str, label: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.setPlaceholderText(label)
        return line

    def _switch(self, name: str, words: str, label: str, key: str) -> QToolButton:
        switch = QToolButton(self)
        switch.setObjectName(name)
        switch.setText(words)
        switch.setCheckable(True)
        switch.setAccessibleName(label)
        switch.setToolTip(f"{label} ({key})")
        switch.setShortcut(key)
        switch.setMinimumWidth(30)
        switch.toggled.connect(lambda _on: self.search())
        return switch

    def _tool(self, name: str, icon: str, label: str, run: object) -> QToolButton:
        tool = QToolButton(self)
        tool.setObjectName(name)
        tool.setIcon(icons.icon(icon))
        tool.setIconSize(QSize(16, 16))
        tool.setAccessibleName(label)
        tool.setToolTip(label)
        tool.clicked.connect(run)
        return tool

    def _button(self, name: str, words: str, run: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _arrange(self) -> None:
        switches = QHBoxLayout()
        switches.setSpacing(2)
        for widget in (self._case, self._word, self._expression):
            switches.addWidget(widget)
        steps = QHBoxLayout()
        steps.setSpacing(2)
        steps.addWidget(self._count, 1)
        for tool in (self._previous, self._next, self._close):
            steps.addWidget(tool)
        replacing = QHBoxLayout()
        replacing.setSpacing(6)
        replacing.addWidget(self._one)
        replacing.addWidget(self._all)
        replacing.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        grid.addWidget(self._find, 0, 0)
        grid.addLayout(switches, 0, 1)
        grid.addLayout(steps, 0, 2)
        grid.addWidget(self._with, 1, 0)
        grid.addLayout(replacing, 1, 1, 1, 2)


def _in_units(text: str, found: tuple[Found, ...]) -> list[tuple[int, int]]:
    """The places in UTF-16 units; one walk over the text, however many there are."""
    if not text or is_simple(text):
        return [(place.start, place.end) for place in found]
    spans, at, extra = [], 0, 0
    for place in found:
        extra += _wide(text[at : place.start])
        start = place.start + extra
        extra += _wide(text[place.start : place.end])
        at = place.end
        spans.append((start, place.end + extra))
    return spans


def _wide(text: str) -> int:
    return 0 if text.isascii() else sum(sign > "\uffff" for sign in text)
