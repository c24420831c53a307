"""Commands on text: in whichever field has the focus, or in the Markdown source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from editor.ui.prompt_bar import PromptBar
from editor.ui.writing_area import WritingArea

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
        self._source.toggle_bold()

    def italic(self) -> None:
        """Sets the selection in italics, or plain again."""
        self._source.toggle_italic()

    def quote(self) -> None:
        """Sets the paragraphs in as a quote, or out again."""
        self._source.toggle_quote()

    def bullets(self) -> None:
        """Makes a bulleted list of the lines, or lines of the list."""
        self._source.toggle_bullets()

    def numbers(self) -> None:
        """Makes a numbered list of the lines, or lines of the list."""
        self._source.toggle_numbers()

    def heading(self, level: int) -> None:
        """Makes the line a heading of that level, or a paragraph again."""
        self._source.set_heading(level)

    def link(self) -> None:
        """Asks for an address and links the selection to it."""
        self._prompt.ask("Address of the link", "https://", "Link", self._link_to)

    def move_up(self) -> None:
        """Moves the paragraph above the one before."""
        self._source.move_paragraph_up()

    def move_down(self) -> None:
        """Moves the paragraph below the one after."""
        self._source.move_paragraph_down()

    def _link_to(self, address: str) -> None:
        if address:
            self._source.insert_link(address)
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self) -> _TextField:
        focused = QApplication.focusWidget()
        return focused if isinstance(focused, _TextField) else self._source
