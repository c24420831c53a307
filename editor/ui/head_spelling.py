"""Misspelt words in the headline and the standfirst: underlined, gone to and replaced as in the
copy below; which words are wrong is left to `Spelling`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from editor.app.spelling import Spelling
from editor.text.words import Word, in_the_manner_of, words
from editor.ui.head_fields import WrappingField
from editor.ui.spelling_marks import Misspelling
from editor.ui.spelling_menu import SpellingMenu
from editor.ui.theme import Theme
from editor.ui.utf16 import to_units


class HeadMarks(QObject):
    """The wrong words of one field, save the one that is being typed."""

    def __init__(
        self, field: WrappingField, spelling: Spelling, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._spelling = spelling
        self._theme = theme
        self._typed_at = -1
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._mark)
        for signal in (
            field.textChanged, field.cursorPositionChanged,
            spelling.judged, spelling.changed, theme.changed,
        ):  # fmt: skip
            signal.connect(self._look)
        field.edited.connect(self._typed)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """With the keyboard elsewhere nothing is being typed here."""
        if event.type() is QEvent.Type.FocusOut:
            self._look()
        return super().eventFilter(watched, event)

    def at(self, position: int) -> Misspelling | None:
        """The wrong word at, or just before, a position; None where there is none."""
        wrong = self._wrong()
        return next((one for one in wrong if one.start <= position <= one.end), None)

    def next_from(self, position: int) -> Misspelling | None:
        """The first wrong word that begins at a position or after it."""
        return next((one for one in self._wrong() if one.start >= position), None)

    def go_to(self, misspelling: Misspelling) -> None:
        """Select a wrong word, with the keyboard."""
        self.field.setTextCursor(self._selected(misspelling))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace(self, misspelling: Misspelling, suggestion: str) -> bool:
        """Put a suggestion in, as one undo step; False where the word has changed since."""
        cursor = self._selected(misspelling)
        if self.field.isReadOnly() or cursor.selectedText() != misspelling.written:
            return False
        cursor.insertText(in_the_manner_of(misspelling.written, suggestion))
        self.field.setTextCursor(cursor)
        return True

    def _typed(self, _words: str) -> None:
        self._typed_at = self.field.textCursor().position()

    def _look(self, *_: object) -> None:
        self._soon.start()

    def _mark(self) -> None:
        resting = self._resting_word()
        wrong = (one for one in self._wrong() if (one.start, one.end) != resting)
        self.field.setExtraSelections([self._underlined(one) for one in wrong])

    def _resting_word(self) -> tuple[int, int] | None:
        """Where the word stands that is being typed; leaving it, and the field, ends that."""
        place = self.field.textCursor().position()
        if self._typed_at >= 0 and self.field.hasFocus():
            for _word, start, end in self._words():
                if start <= self._typed_at <= end and start <= place <= end:
                    return start, end
        self._typed_at = -1
        return None

    def _words(self) -> Iterator[tuple[Word, int, int]]:
        text = self.field.words
        for word in words(text):
            yield word, to_units(text, word.start), to_units(text, word.end)

    def _wrong(self) -> Iterator[Misspelling]:
        if not self._spelling.state.checking:
            return
        text = self.field.words
        for word, start, end in self._words():
            if self._spelling.is_wrong(word.text):
                yield Misspelling(start, end, text[word.start : word.end], word.text)

    def _underlined(self, misspelling: Misspelling) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        look.setUnderlineColor(self._theme.color("misspelt"))
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = self._selected(misspelling), look
        return mark

    def _selected(self, misspelling: Misspelling) -> QTextCursor:
        cursor = QTextCursor(self.field.document())
        last = self.field.document().characterCount() - 1
        cursor.setPosition(min(misspelling.start, last))
        cursor.setPosition(min(misspelling.end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor


class HeadSpelling(QObject):
    """The fields of the head that are checked, from the top."""

    def __init__(
        self, fields: Iterable[WrappingField], spelling: Spelling, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.marks = tuple(HeadMarks(field, spelling, theme, self) for field in fields)
        self._menus = tuple(SpellingMenu(one.field, one, spelling, self) for one in self.marks)

    @property
    def has_keyboard(self) -> bool:
        """Whether the writer is in one of the fields."""
        return any(one.field.hasFocus() for one in self.marks)

    def open_menu(self) -> QMenu | None:
        """Open the menu for the wrong word the cursor is in; None where there is none."""
        for one, menu in zip(self.marks, self._menus, strict=True):
            if one.field.hasFocus():
                return menu.open_at_cursor()
        return None

    def go_to_next(self) -> bool:
        """Go to the next wrong word, from the top where the keyboard is elsewhere; False where
        there is none."""
        number = next((at for at, one in enumerate(self.marks) if one.field.hasFocus()), -1)
        for place, one in enumerate(self.marks[max(number, 0) :], max(number, 0)):
            after = one.field.textCursor().selectionEnd() if place == number else 0
            misspelling = one.next_from(after)
            if misspelling is not None:
                one.go_to(misspelling)
                return True
        return False
