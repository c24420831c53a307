"""Commands on text: in whichever field has the focus, or in the Markdown source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from editor.later import later
from editor.ui.prompt_bar import PromptBar
from editor.ui.utf16 import to_units
from editor.ui.writing_area import WritingArea

if TYPE_CHECKING:
    from editor.text import edits, list_edits, note_edits, table_edits
else:
    # They are wanted with the first command: not before the first paint.
    edits = later("editor.text.edits")
    list_edits = later("editor.text.list_edits")
    note_edits = later("editor.text.note_edits")
    table_edits = later("editor.text.table_edits")

_NUMBER = re.compile(r"[0-9]{1,3}")
_USUAL_TABLE = "3 × 2"
_MOST_COLUMNS, _MOST_ROWS = 20, 200

_TextField = QLineEdit | QPlainTextEdit | QTextEdit


class TextCommands:
    """The window's menus take no focus, so the field the writer left for them still has it."""

    def __init__(self, writing: WritingArea, prompt: PromptBar) -> None:
        self._writing = writing
        self._source = writing.source
        self._prompt = prompt

    def undo(self) -> None:
        """Undoes in the field that has the focus."""
        self._field().undo()

    def redo(self) -> None:
        """Redoes in the field that has the focus."""
        self._field().redo()

    def cut(self) -> None:
        """Cuts what is selected."""
        self._field().cut()

    def copy(self) -> None:
        """Copies what is selected."""
        self._field().copy()

    def paste(self) -> None:
        """Puts in what the clipboard has."""
        self._field().paste()

    def paste_plain(self) -> None:
        """Puts in the clipboard's words and nothing else."""
        field = self._field()
        text = QGuiApplication.clipboard().text()
        if isinstance(field, QLineEdit):
            field.insert(text)
        elif field is self._source:
            self._source.paste_plain()
        else:
            field.insertPlainText(text)

    def select_all(self) -> None:
        """Selects the whole field."""
        self._field().selectAll()

    def find(self) -> None:
        """Opens the find bar."""
        self._writing.show_find()

    def replace(self) -> None:
        """Opens the find bar with its line for replacements."""
        self._writing.show_replace()

    def find_next(self) -> None:
        """Goes to the next find."""
        self._writing.find_next()

    def find_previous(self) -> None:
        """Goes to the find before."""
        self._writing.find_previous()

    def bold(self) -> None:
        """Sets the selection bold, or plain again."""
        self._source.format(edits.toggle_bold)

    def italic(self) -> None:
        """Sets the selection in italics, or plain again."""
        self._source.format(edits.toggle_italic)

    def quote(self) -> None:
        """Sets the paragraphs in as a quote, or out again."""
        self._source.format(edits.toggle_quote)

    def bullets(self) -> None:
        """Makes a bulleted list of the lines, or lines of the list."""
        self._source.format(list_edits.toggle_bullets)

    def numbers(self) -> None:
        """Makes a numbered list of the lines, or lines of the list."""
        self._source.format(list_edits.toggle_numbers)

    def strikethrough(self) -> None:
        """Strikes the selection through, or takes the line away."""
        self._source.format(edits.toggle_strikethrough)

    def code(self) -> None:
        """Sets the selection as code, or as words again."""
        self._source.format(edits.toggle_code)

    def tasks(self) -> None:
        """Makes tasks of the lines, or points of a list again."""
        self._source.format(list_edits.toggle_tasks)

    def tick(self) -> None:
        """Ticks the task off, or takes the tick away."""
        self._source.format(list_edits.tick)

    def footnote(self) -> None:
        """Puts a footnote in; in one, goes from its number to its words or back."""
        text, _, end = self._source.selection()
        place = note_edits.other_end(text, end)
        if place is None:
            self._source.format(note_edits.insert_note)
        else:
            self._source.go_to_position(to_units(text, place))
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)

    def table(self) -> None:
        """Asks how large, and puts a table in; lines with tabs become one without asking."""
        chosen = self._source.textCursor().selectedText()
        if chosen and all("\t" in line for line in chosen.split("\u2029")):
            self._insert_table("")
        else:
            self._prompt.ask("Columns and rows", _USUAL_TABLE, "Insert table", self._insert_table)

    def heading(self, level: int) -> None:
        """Makes the line a heading of that level, or a paragraph again."""
        self._source.format(lambda text, start, end: edits.set_heading(text, start, end, level))

    def link(self) -> None:
        """Links the selection to the address on the clipboard, or asks for one; in a link, asks
        for another, and no address takes the link away."""
        there = edits.link_at(*self._source.selection())
        on_clipboard = edits.address_in(QGuiApplication.clipboard().text())
        if there is not None:
            self._prompt.ask(
                "Address (none takes the link away)", "", "Link", self._relink, there.address
            )
        elif on_clipboard:
            self._link_to(on_clipboard)
        else:
            self._prompt.ask("Address of the link", "https://", "Link", self._link_to)

    def move_up(self) -> None:
        """Moves the paragraph above the one before."""
        self._source.move_paragraph_up()

    def move_down(self) -> None:
        """Moves the paragraph below the one after."""
        self._source.move_paragraph_down()

    def _link_to(self, address: str) -> None:
        if address:
            self._source.format(lambda text, start, end: edits.link(text, start, end, address))
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _relink(self, address: str) -> None:
        self._source.format(lambda text, start, end: edits.relink(text, start, end, address))
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _insert_table(self, size: str) -> None:
        numbers = [int(number) for number in _NUMBER.findall(size or _USUAL_TABLE)]
        columns, rows = (*numbers, 1, 1)[:2]
        columns, rows = max(1, min(columns, _MOST_COLUMNS)), max(1, min(rows, _MOST_ROWS))
        self._source.format(
            lambda text, start, end: table_edits.new_table(text, start, end, columns, rows)
        )
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self) -> _TextField:
        focused = QApplication.focusWidget()
        return focused if isinstance(focused, _TextField) else self._source
