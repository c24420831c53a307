"""The body as it stands in the QTextDocument, kept beside it line by line, so that reading it is
cheap and deltas that change nothing are told from edits; saving it is left to others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.app.line_delta import LineDelta

# What QTextDocument makes a new paragraph of, and the soft break, which is a line in Markdown too.
_BREAK_CHARACTERS = "\r\u2028\u2029\ufdd0\ufdd1"
_BREAKS = re.compile(f"\r\n|[{_BREAK_CHARACTERS}]")


def as_typed(text: str) -> str:
    """What the document gives back for `text`: every kind of line break as `\\n`, and no byte
    order mark at the beginning, which Qt drops."""
    text = text.lstrip("\ufeff")
    if "\r" not in text:
        # What ends the document's own paragraphs, thousands of them in a long text.
        text = text.replace("\u2029", "\n")
    # Looking for single characters first makes the usual case, none, a hundred times faster.
    if any(character in text for character in _BREAK_CHARACTERS):
        return _BREAKS.sub("\n", text)
    return text


class BodyText(QObject):
    """The text of one QTextDocument. The lines are read from its blocks and not by
    `toPlainText`, which is slow on each key and turns no-break spaces into spaces."""

    edited = Signal(int)
    """The text has changed, by typing, undo or redo; where the change ends, in UTF-16 units."""
    lines_changed = Signal(object)
    """LineDelta, before `edited`; None where lines of the document are not the text's lines."""

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._loading = False
        self._lines = self._lines_between(0, document.blockCount() - 1)
        # Lines with a break of another kind in them, each of which is several of the text's.
        self._odd = _odd_ones(self._lines)
        # A document tells its changes only once it has a layout; a widget's has one already.
        document.documentLayout()
        document.contentsChange.connect(self._contents_changed)

    def text(self) -> str:
        """The body, lines ended by `\\n`. Costs a join over the lines: for timers, not keys."""
        return as_typed("\n".join(self._lines))

    @property
    def is_loading(self) -> bool:
        """Whether a text is being put in at this moment."""
        return self._loading

    def load(self, text: str) -> None:
        """Puts another text in: no edit, and nothing that could be undone."""
        text = as_typed(text)
        self._loading = True
        self._document.setPlainText(text)
        self._document.setModified(False)
        self._loading = False
        self._lines = text.split("\n")
        if len(self._lines) != self._document.blockCount():
            self._lines = self._lines_between(0, self._document.blockCount() - 1)
        self._odd = 0

    def replace(self, text: str) -> None:
        """Puts another text in the place of this one as one edit, which can be undone. Lines
        that are equal at both ends are left alone, and so is a cursor in them."""
        new = as_typed(text).split("\n")
        head, tail = (0, 0) if self._odd else _equal_ends(self._lines, new)
        first = self._document.findBlockByNumber(head)
        last = self._document.findBlockByNumber(self._document.blockCount() - 1 - tail)
        cursor = QTextCursor(self._document)
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        cursor.insertText("\n".join(new[head : len(new) - tail]))
        cursor.endEditBlock()

    def _contents_changed(self, position: int, _removed: int, added: int) -> None:
        """Takes the blocks touched over; preedit of an input method touches and changes none."""
        if self._loading:
            return
        first = self._document.findBlock(position).blockNumber()
        after = self._document.findBlock(position + added)
        # Qt reports one character more than there is when everything is replaced.
        last = after.blockNumber() if after.isValid() else self._document.blockCount() - 1
        new = self._lines_between(first, last)
        replaced = len(new) - (self._document.blockCount() - len(self._lines))
        if self._lines[first : first + replaced] == new:
            return
        odd = self._odd
        self._odd += _odd_ones(new) - _odd_ones(self._lines[first : first + replaced])
        self._lines[first : first + replaced] = new
        are_alike = not odd and not self._odd and not new[0].startswith("\ufeff")
        self.lines_changed.emit(LineDelta(first, replaced, tuple(new)) if are_alike else None)
        self.edited.emit(position + added)

    def _lines_between(self, first: int, last: int) -> list[str]:
        block = self._document.findBlockByNumber(first)
        lines = []
        for _number in range(first, last + 1):
            lines.append(block.text())
            block = block.next()
        return lines


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines are equal at the beginning and at the end; one line of each is left over,
    so that there is always something to replace."""
    most = min(len(old), len(new)) - 1
    head = next((n for n in range(most) if old[n] != new[n]), most)
    most -= head
    tail = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return head, tail


def _odd_ones(lines: Sequence[str]) -> int:
    # All at once first: most texts have none, and replacing all comes with thousands of lines.
    together = "\n".join(lines)
    if not any(sign in together for sign in _BREAK_CHARACTERS):
        return 0
    return sum(any(sign in line for sign in _BREAK_CHARACTERS) for line in lines)
