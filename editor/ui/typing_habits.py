"""What keys do beyond putting in their sign: lists, tables, pairs and typography, each one undo
step; what they make of the text is left to the text layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from editor.app.body_text import as_typed
from editor.app.settings import Settings
from editor.later import later
from editor.ui.utf16 import to_points, to_units

if TYPE_CHECKING:
    from editor.text import blocks, edits, list_edits, pairs, table_edits, typography

    Apply = Callable[[str, Sequence[edits.Edit], int], None]
    """Puts edits of a text, which stands at an offset in UTF-16 units, into the document."""
else:
    # They are wanted with the first key: not before the first paint.
    blocks = later("editor.text.blocks")
    edits = later("editor.text.edits")
    list_edits = later("editor.text.list_edits")
    pairs = later("editor.text.pairs")
    table_edits = later("editor.text.table_edits")
    typography = later("editor.text.typography")

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
# A table or list longer than this is taken for the part of it that is near.
_MOST_LINES = 500
_TRIGGERS = frozenset("\"'-.;:!?»")
_QUOTE_SIGNS = frozenset("'’‘‚“”›‹」』")


class TypingHabits(QObject):
    """Sees the keys of one editor before and after they are typed."""

    def __init__(self, editor: QPlainTextEdit, settings: Settings, apply: Apply) -> None:
        super().__init__(editor)
        self._editor = editor
        self._apply = apply
        self.language = "en"
        """The language whose quotation marks are set."""
        self.take_settings(settings)

    def take_settings(self, settings: Settings) -> None:
        """Pairs and typography are the writer's choice."""
        self._pairs = settings.pairs
        self._typography = settings.typography

    def press(self, event: QKeyEvent) -> bool:
        """A key before it is typed; True where it has been seen to."""
        typed = event.text()
        if self._editor.isReadOnly() or typed.isalnum() or typed == " ":
            return False
        key, modifiers = event.key(), event.modifiers()
        plain = not modifiers & (_COMMANDING | Qt.KeyboardModifier.ShiftModifier)
        if plain and key in _ENTER:
            return self._enter()
        if plain and key == Qt.Key.Key_Tab:
            return self._tab(back=False)
        if key == Qt.Key.Key_Backtab and not modifiers & _COMMANDING:
            return self._tab(back=True)
        if plain and key == Qt.Key.Key_Backspace:
            return self._backspace()
        return len(typed) == 1 and typed.isprintable() and self._pair(typed)

    def typed(self, text: str) -> None:
        """A sign has been typed: does typography make something else of it?"""
        if not self._typography or not self._may_change(text) or self._in_code():
            return
        before, after = self._line()
        if typography.is_straight(before[: -len(text)]):
            return
        change = typography.change(before, self.language)
        if change is not None:
            may_close = self._pairs and pairs.may_close(after)
            self._substitute(before, change, change.closing if may_close else "")

    # Typography.

    def _may_change(self, text: str) -> bool:
        """Most keys are told by a look at one sign: this runs at every one of them."""
        if len(text) != 1 or self._editor.isReadOnly():
            return False
        if text in _TRIGGERS:
            return True
        place = self._editor.textCursor().position() - 2
        return text.isalnum() and self._editor.document().characterAt(place) in _QUOTE_SIGNS

    def _substitute(self, before: str, change: typography.Change, closing: str) -> None:
        """The substitution is a step of its own, so that undo gives back what was typed. New
        signs go in before old ones go out: a removal is no step that later typing grows into."""
        units = to_units(before[-change.count :], change.count)
        cursor = self._editor.textCursor()
        end = cursor.position()
        cursor.beginEditBlock()
        cursor.insertText(change.text + closing)
        cursor.setPosition(end - units)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.endEditBlock()
        cursor.setPosition(end - units + to_units(change.text, len(change.text)))
        self._editor.setTextCursor(cursor)

    # Pairs.

    def _pair(self, typed: str) -> bool:
        if not self._pairs:
            return False
        if self._editor.textCursor().hasSelection():
            return self._set_around(typed)
        before, after = self._line()
        quotes = self._quotes()
        ahead = pairs.closing_quote_ahead(before, after, typed, quotes)
        if not ahead and pairs.is_typed_over(before, after, typed):
            ahead = 1
        if ahead:
            cursor = self._editor.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.Right, n=ahead)
            self._editor.setTextCursor(cursor)
            return True
        closer = pairs.closer(before, after, typed)
        if not closer:
            return False
        at = len(before)
        self._apply_to_line(edits.Edit(at, at, typed + closer, at + 1, at + 1))
        return True

    def _set_around(self, typed: str) -> bool:
        cursor = self._editor.textCursor()
        block = self._editor.document().findBlock(cursor.selectionStart())
        line = block.text()
        before = line[: to_points(line, cursor.selectionStart() - block.position())]
        text = before + as_typed(cursor.selection().toPlainText())
        quotes = None if block.previous().userState() > 0 else self._quotes()
        edit = pairs.around(text, len(before), len(text), typed, quotes)
        if edit is None:
            return False
        self._apply(text, (edit,), block.position())
        return True

    def _backspace(self) -> bool:
        if not self._pairs or self._editor.textCursor().hasSelection():
            return False
        before, after = self._line()
        back, ahead = pairs.empty_pair(before, after, self._quotes())
        if not back:
            return False
        start = len(before) - back
        self._apply_to_line(edits.Edit(start, len(before) + ahead, "", start, start))
        return True

    def _quotes(self) -> typography.Quotes | None:
        return typography.quotes_of(self.language) if self._typography else None

    # Lists and tables.

    def _enter(self) -> bool:
        cursor = self._editor.textCursor()
        if self._in_code():
            return False
        line = cursor.block().text()
        # Going to a cell selects its words: Enter goes on all the same.
        if "|" in line and self._edit_paragraph(table_edits.next_row):
            return True
        if cursor.hasSelection():
            return False
        item = blocks.LIST_ITEM.match(line)
        if item and (item["marker"][0].isdigit() or item["indent"]):
            return self._edit_paragraph(_continued)
        return self._edit_line(_continued)

    def _tab(self, *, back: bool) -> bool:
        line = self._editor.textCursor().block().text()
        if self._in_code():
            return False
        if "|" in line and self._edit_paragraph(
            lambda text, start, end: table_edits.next_cell(text, start, end, back=back)
        ):
            return True
        if not blocks.LIST_ITEM.match(line):
            return False
        self._edit_paragraph(list_edits.set_out if back else list_edits.set_in)
        return True

    # The text near the cursor.

    def _in_code(self) -> bool:
        return bool(self._editor.textCursor().block().previous().userState() > 0)

    def _line(self) -> tuple[str, str]:
        """The line of the cursor, before it and behind it."""
        cursor = self._editor.textCursor()
        line = cursor.block().text()
        at = to_points(line, cursor.positionInBlock())
        return line[:at], line[at:]

    def _apply_to_line(self, edit: edits.Edit) -> None:
        block = self._editor.textCursor().block()
        self._apply(block.text(), (edit,), block.position())

    def _edit_line(self, how: Callable[[str, int, int], edits.Edit | None]) -> bool:
        before, after = self._line()
        edit = how(before + after, len(before), len(before))
        if edit is not None:
            self._apply_to_line(edit)
        return edit is not None

    def _edit_paragraph(self, how: Callable[[str, int, int], edits.Edit | None]) -> bool:
        """Run an edit over the lines between two blank ones."""
        first, text = self._paragraph()
        cursor = self._editor.textCursor()
        offset = first.position()
        start = to_points(text, max(cursor.selectionStart() - offset, 0))
        end = to_points(text, min(cursor.selectionEnd() - offset, to_units(text, len(text))))
        edit = how(text, start, end)
        if edit is not None:
            self._apply(text, (edit,), offset)
        return edit is not None

    def _paragraph(self) -> tuple[QTextBlock, str]:
        """The first of the filled lines around the selection, and the text of them all."""
        cursor, document = self._editor.textCursor(), self._editor.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        for _ in range(_MOST_LINES):
            if not first.previous().text().strip():
                break
            first = first.previous()
        for _ in range(_MOST_LINES):
            if not last.next().text().strip():
                break
            last = last.next()
        lines = []
        block = first
        while block.isValid() and block.blockNumber() <= last.blockNumber():
            lines.append(block.text())
            block = block.next()
        return first, "\n".join(lines)


def _continued(text: str, start: int, end: int) -> edits.Edit | None:
    edit = list_edits.continue_list(text, start, end)
    return None if edit.text == "\n" else edit
