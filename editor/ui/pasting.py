"""Puts what was copied into the source: its plain words at once, and in their place, as an undo
step of its own, the Markdown of its HTML when that has been read; reading it is left to `exchange`,
telling the writer to whoever listens."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from editor.app.background import Worker
from editor.app.body_text import as_typed
from editor.text.long_lines import broken

if TYPE_CHECKING:
    from editor.exchange.paste import Pasted

_STARTS_A_BLOCK = re.compile(r"\#{1,6} |[-*+] |\d{1,9}\. |> |```|\| |---$|\[\^|<!--", re.MULTILINE)
_PARAGRAPH_BREAK = "\n\n"
_LONG = 20_000
"""Characters of a line in which keys are felt to wait."""


@dataclass(frozen=True, slots=True)
class RichPaste:
    """What was just pasted with its formatting, and what else may be made of it.

    `tracked` changes were accepted, or `rejected`. The two calls do nothing once the text that
    was put in has been touched.
    """

    tracked: int
    rejected: bool
    notes: tuple[str, ...]
    make_plain: Callable[[], None]
    turn_changes: Callable[[], None]

    @property
    def words(self) -> str:
        """What the writer is told."""
        done = "rejected" if self.rejected else "accepted"
        match self.tracked:
            case 0:
                first = "Pasted with its formatting."
            case 1:
                first = f"Pasted with one tracked change {done}."
            case _:
                first = f"Pasted with {self.tracked} tracked changes {done}."
        return " ".join((first, *self.notes))


@dataclass(frozen=True, slots=True)
class LongPaste:
    """Words without line breaks that were just pasted, the length of their longest line, and what
    breaks it at sentences; that does nothing once the words have been touched."""

    longest: int
    break_lines: Callable[[], None]


class Pasting(QObject):
    """Pastes into one pane. HTML is read on a thread: however much it is, keys go on.

    Undo takes the formatting off first, and then the words out.
    """

    pasted_rich = Signal(object)
    """RichPaste."""
    long_lines_broken = Signal()
    """What was pasted had lines longer than any window can show."""
    pasted_long = Signal(object)
    """LongPaste: a paragraph so long that keys in it are slow, which could be broken."""
    undone = Signal()
    """What was told of last is gone, or plain, by undo: there is nothing more to offer."""

    def __init__(self, pane: QPlainTextEdit) -> None:
        super().__init__(pane)
        self._pane = pane
        self._told: _Stretch | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look_for_undo)
        pane.textChanged.connect(self._changed)
        self._worker = Worker("paste", self)

    @property
    def is_busy(self) -> bool:
        """True while HTML is being read."""
        return self._worker.is_busy

    def close(self) -> None:
        """Waits for what is being read."""
        self._worker.close()

    def put_plain(self, text: str) -> None:
        """Puts words in at the cursor, over what is selected, as one undo step."""
        self._look_over(self._put_plain(text))

    def put(self, source: QMimeData) -> None:
        """Puts in what was copied, as rich as it is."""
        in_code = self._pane.textCursor().block().previous().userState() > 0
        stretch = self._put_plain(source.text() if source.hasText() else "")
        if source.hasHtml() and not in_code and not self._pane.isReadOnly():
            self._read(stretch, source.html(), stretch.text, rejecting=False)
        elif not in_code:
            self._look_over(stretch)

    def _put_plain(self, text: str) -> _Stretch:
        text = self._fit(text)
        cursor = self._pane.textCursor()
        if not self._pane.isReadOnly():
            # Outside a block of its own it could be undone together with what was typed before.
            cursor.beginEditBlock()
            start = cursor.selectionStart()
            cursor.insertText(text)
            cursor.endEditBlock()
            self._show(cursor)
            return _Stretch(cursor, start, text)
        return _Stretch(cursor, cursor.position(), "")

    def _fit(self, text: str) -> str:
        """The words as the pane can hold them."""
        text = as_typed(text)
        fits = broken(text)
        if fits is not text:
            self.long_lines_broken.emit()
        return fits

    def _read(self, stretch: _Stretch, html: str, plain: str, *, rejecting: bool) -> None:
        self._worker.submit(
            partial(_read, html, rejecting),
            partial(self._was_read, stretch, html, plain, rejecting),
        )

    def _was_read(
        self, stretch: _Stretch, html: str, plain: str, rejecting: bool, pasted: Pasted | None
    ) -> None:
        if pasted is None or not stretch.is_untouched():
            return
        markdown = broken(as_typed(pasted.markdown))
        if not markdown or (markdown == stretch.text and not pasted.tracked):
            return
        if markdown != stretch.text:
            stretch.replace(stretch.set_apart(markdown))
        self._pane.ensureCursorVisible()
        self._told = stretch
        self.pasted_rich.emit(
            RichPaste(
                pasted.tracked,
                rejecting,
                pasted.notes,
                partial(stretch.replace, plain),
                partial(self._read, stretch, html, plain, rejecting=not rejecting),
            )
        )

    def _look_over(self, stretch: _Stretch) -> None:
        """Lines without end are read on the thread: could they be broken?"""
        if len(stretch.text) > _LONG and max(map(len, stretch.text.split("\n"))) > _LONG:
            self._worker.submit(
                partial(_broken, stretch.text), partial(self._was_looked_over, stretch)
            )

    def _was_looked_over(self, stretch: _Stretch, broken: str) -> None:
        if broken != stretch.text and stretch.is_untouched():
            longest = max(map(len, stretch.text.split("\n")))
            self._told = stretch
            self.pasted_long.emit(LongPaste(longest, partial(stretch.replace, broken)))

    def _changed(self) -> None:
        """Runs at every key: only what an undo has left to redo is worth a look."""
        if self._told is not None and self._pane.document().isRedoAvailable():
            self._soon.start()

    def _look_for_undo(self) -> None:
        if self._told is not None and not self._told.is_untouched():
            self._told = None
            self.undone.emit()

    def _show(self, cursor: QTextCursor) -> None:
        self._pane.setTextCursor(cursor)
        self._pane.ensureCursorVisible()


class _Stretch:
    """The text that was put in, wherever it moves to, for as long as nobody touches it."""

    def __init__(self, end: QTextCursor, start: int, text: str) -> None:
        self.text = text
        self._end = QTextCursor(end)
        self._end.setKeepPositionOnInsert(True)
        self._start = QTextCursor(end)
        self._start.setPosition(start)
        self._around = self._surroundings()

    def is_untouched(self) -> bool:
        """Whether the text is still what was put in; where there was none, its line is."""
        if not self.text:
            return self._surroundings() == self._around
        return as_typed(self._selected().selectedText()) == self.text

    def replace(self, text: str) -> None:
        """Puts another text in place of it, as one undo step; nothing where it was touched."""
        if not self.is_untouched():
            return
        start = self._selected().selectionStart()
        cursor = self._selected()
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()
        self._start.setPosition(start)
        self._end.setPosition(cursor.position())
        self.text = text
        self._around = self._surroundings()

    def set_apart(self, markdown: str) -> str:
        """Markdown with blank lines where a heading, list or the like would run into the words
        before or after it."""
        selected = self._selected()
        first, last = selected.document().findBlock(selected.selectionStart()), selected.block()
        before = first.text()[: selected.selectionStart() - first.position()].strip()
        after = last.text()[selected.selectionEnd() - last.position() :].strip()
        lines = markdown.split("\n")
        if before and _STARTS_A_BLOCK.match(lines[0]):
            markdown = f"{_PARAGRAPH_BREAK}{markdown}"
        if after and (_STARTS_A_BLOCK.match(lines[-1]) or len(lines) > 1):
            markdown = f"{markdown}{_PARAGRAPH_BREAK}"
        return markdown

    def _selected(self) -> QTextCursor:
        selected = QTextCursor(self._start)
        selected.setPosition(max(self._end.position(), self._start.position()), _KEEP)
        return selected

    def _surroundings(self) -> tuple[int, int, str]:
        block = self._start.block()
        return self._start.document().characterCount(), self._start.position(), block.text()


_KEEP = QTextCursor.MoveMode.KeepAnchor


def _read(html: str, rejecting: bool) -> Pasted | None:
    """The Markdown of HTML, None where its plain words say as much."""
    # Loaded on this thread when first wanted, long after the first paint.
    from editor.exchange.paste import Changes, is_rich, paste

    if not is_rich(html):
        return None
    return paste(html, changes=Changes.REJECT if rejecting else Changes.ACCEPT)


def _broken(text: str) -> str:
    """Text with its lines broken at sentences, where its page stays the same."""
    # Loaded on this thread, for the few who paste such text.
    from editor.text.reflow import reflowed

    return reflowed(text)
