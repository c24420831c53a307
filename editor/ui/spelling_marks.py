"""Misspelt words in the source pane: underlined where they are in view, found and replaced;
which words are wrong is left to `Spelling`, what is offered for them to the menu."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor.app.spelling import Spelling
from editor.text.words import (
    RunningWords,
    Word,
    front_matter_lines,
    in_the_manner_of,
    looked_up,
    words,
)
from editor.ui.markdown_spans import Fence, fence_after
from editor.ui.source_pane import SourcePane
from editor.ui.utf16 import is_simple, to_points, to_units

_NEAR = 300
"""Blocks before and after those in view that a new mark is put in when the writer pauses."""
_REST = 250
"""Milliseconds without a key that are a pause."""
_SLICE = 300
"""Blocks looked at between two events when every mark is made anew."""
_STEP = 100
"""Blocks judged together when the next misspelling is looked for."""


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A wrong word from `start` to `end` in UTF-16 units of the document: as `written`, and as
    looked up."""

    start: int
    end: int
    written: str
    text: str


class SpellingMarks(QObject):
    """Underlines wrong words, save the one being typed: that waits until the cursor has left it."""

    def __init__(self, pane: SourcePane, spelling: Spelling, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self._spelling = spelling
        self._running = RunningWords()
        self._typed_at = -1
        # A cursor, since a block kept while another text is put in is a block of nothing.
        self._held: QTextCursor | None = None
        self._next_number = 0
        self._renewal = QTimer(self)
        self._renewal.setInterval(0)
        self._renewal.timeout.connect(self._renew_slice)
        self._search = 0
        self._new: set[str] = set()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._mark_near)
        pane.highlighter.mark_misspelt(self._misspelt)
        pane.cursorPositionChanged.connect(self._cursor_moved)
        pane.left.connect(self._release)
        spelling.judged.connect(self._mark)
        spelling.changed.connect(self.renew)

    def typed(self, _edit_number: int) -> None:
        """The writer has changed the text: the word at the cursor is left alone for now."""
        cursor = self._pane.textCursor()
        was_resting, self._typed_at = self._typed_at < 0, cursor.position()
        if self._rest.isActive():
            self._rest.start()
        if was_resting and self._pane.hasFocus():
            self._hold(cursor)

    def renew(self) -> None:
        """Makes every mark anew: those in view at once, the others in slices as there is time."""
        self._new.clear()
        for block in self._blocks_in_view():
            self._highlight(block)
        self._next_number = 0
        self._renewal.start()

    # One misspelling.

    def at(self, position: int) -> Misspelling | None:
        """The wrong word at, or just before, a position in the document; None where there is
        none."""
        block = self._pane.document().findBlock(position)
        place = position - block.position()
        for word, start, end in self._words_of(block):
            if start <= place <= end and self._spelling.is_wrong(word.text):
                return _misspelling(block, word, start, end)
        return None

    def replace(self, misspelling: Misspelling, suggestion: str) -> bool:
        """Puts a suggestion in, as one undo step; False where the word has changed since."""
        cursor = self._select(misspelling)
        if self._pane.isReadOnly() or cursor.selectedText() != misspelling.written:
            return False
        cursor.insertText(in_the_manner_of(misspelling.written, suggestion))
        self._pane.setTextCursor(cursor)
        return True

    def go_to(self, misspelling: Misspelling) -> None:
        """Selects a wrong word and shows it."""
        self._pane.setTextCursor(self._select(misspelling))
        self._pane.ensureCursorVisible()

    def next_after(self, position: int, found: Callable[[Misspelling | None], None]) -> None:
        """Looks for the next wrong word after a position, round the end to the beginning, and
        calls `found`: with None where all are right. Another search ends this one."""
        self._search += 1
        _Search(self, self._search, self._pane.document(), position, found).go_on()

    def is_present(self, search: int) -> bool:
        """Whether no later search has been started."""
        return search == self._search

    def words_in(self, blocks: Iterable[QTextBlock]) -> frozenset[str]:
        """Every word of some blocks, as looked up."""
        return frozenset(word.text for block in blocks for word, _, _ in self._words_of(block))

    def wrong_in(self, block: QTextBlock) -> Iterator[Misspelling]:
        """The wrong words of a block, in order."""
        for word, start, end in self._words_of(block):
            if self._spelling.is_wrong(word.text):
                yield _misspelling(block, word, start, end)

    def judge(self, sought: frozenset[str], tell: Callable[[], None]) -> None:
        """Calls `tell` when none of the words is unknown."""
        self._spelling.judge(sought, tell)

    def _select(self, misspelling: Misspelling) -> QTextCursor:
        cursor = self._pane.textCursor()
        last = self._pane.document().characterCount() - 1
        cursor.setPosition(min(misspelling.start, last))
        cursor.setPosition(min(misspelling.end, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # Marks.

    def _misspelt(self, block: QTextBlock, line: str, in_code: bool) -> Iterator[tuple[int, int]]:
        """What the highlighter underlines; words nobody has judged yet are asked about."""
        if not self._spelling.state.checking or self._is_front_matter(block):
            return
        found = self._running.of(line, in_code=in_code)
        place = self._cursor_place(block)
        if place >= 0:
            held = _word_at(found, to_points(line, place))
            self._held = QTextCursor(block) if held is not None else None
            found = [word for word in found if word is not held]
        for _word, start, end in _units(line, self._spelling.wrong_among(found)):
            yield start, end

    def _hold(self, cursor: QTextCursor) -> None:
        """Typing begins: the line was formatted before that was known, and the word at the cursor
        with it."""
        block = cursor.block()
        place = to_points(block.text(), cursor.positionInBlock())
        word = _word_at([word for word, _, _ in self._words_of(block, self._running.of)], place)
        if word is not None:
            self._held = QTextCursor(block)
            if self._spelling.is_wrong(word.text):
                self._highlight(block)

    def _cursor_place(self, block: QTextBlock) -> int:
        """Where in the block the writer is typing; -1 where nobody is."""
        if self._typed_at < 0 or not self._pane.hasFocus():
            return -1
        cursor = self._pane.textCursor()
        return cursor.positionInBlock() if cursor.block() == block else -1

    def _cursor_moved(self) -> None:
        cursor = self._pane.textCursor()
        # A key that ends the word without leaving the line has had the line formatted already.
        is_elsewhere = self._held is not None and self._held.block() != cursor.block()
        if is_elsewhere or cursor.position() != self._typed_at:
            self._release()

    def _release(self) -> None:
        """Nothing is being typed any more: the word that was left alone is marked if wrong."""
        self._typed_at = -1
        held, self._held = self._held, None
        if held is not None:
            self._highlight(held.block())

    def _mark(self, wrong: frozenset[str]) -> None:
        """Marks words just found to be wrong: in view at once, near it when there is time."""
        self._mark_in(self._blocks_in_view(), wrong)
        self._new |= wrong
        self._rest.start()

    def _mark_near(self) -> None:
        """Lines a little way off that were formatted once get marks of what was found since."""
        new, self._new = self._new, set()
        first, last = self._pane.highlighter.shown
        near = self._blocks(first - _NEAR, last + 1 + _NEAR)
        self._mark_in((block for block in near if block.layout().formats()), new)

    def _mark_in(self, blocks: Iterable[QTextBlock], wrong: Collection[str]) -> None:
        for block in blocks:
            line = looked_up(block.text())
            if any(word in line for word in wrong):
                self._highlight(block)

    def _renew_slice(self) -> None:
        """Lines out of view that were formatted once lose their formats, to get them anew when
        they are seen; the others have none to lose."""
        block = self._pane.document().findBlockByNumber(self._next_number)
        self._next_number += _SLICE
        for _ in range(_SLICE):
            if not block.isValid():
                self._renewal.stop()
                break
            if block.layout().formats():
                self._highlight(block)
            block = block.next()

    def _highlight(self, block: QTextBlock) -> None:
        self._pane.highlighter.rehighlightBlock(block)

    def _blocks_in_view(self) -> Iterator[QTextBlock]:
        first, last = self._pane.highlighter.shown
        return self._blocks(first, last + 1)

    def _blocks(self, first: int, end: int) -> Iterator[QTextBlock]:
        block = self._pane.document().findBlockByNumber(max(first, 0))
        for _ in range(max(first, 0), end):
            if not block.isValid():
                return
            yield block
            block = block.next()

    # Words of blocks.

    def _words_of(
        self, block: QTextBlock, find: Callable[..., Iterable[Word]] = words
    ) -> Iterator[tuple[Word, int, int]]:
        line = block.text()
        before = Fence(max(block.previous().userState(), 0))
        in_code = before is not Fence.NONE or fence_after(line, before) is not Fence.NONE
        if not self._is_front_matter(block):
            yield from _units(line, find(line, in_code=in_code))

    def _is_front_matter(self, block: QTextBlock) -> bool:
        first = self._pane.document().firstBlock()
        # The length is known without the text, which may be a whole article in one line.
        if first.length() != len("---\n"):
            return False
        return block.blockNumber() < front_matter_lines(line.text() for line in _from(first))


class _Search:
    """One walk through the document for the next misspelling, some blocks at a time. Blocks go by
    their numbers: another text may be put in between."""

    def __init__(
        self,
        marks: SpellingMarks,
        number: int,
        document: QTextDocument,
        position: int,
        found: Callable[[Misspelling | None], None],
    ) -> None:
        self._marks = marks
        self._number = number
        self._document = document
        self._start = document.findBlock(position).blockNumber()
        self._position = position
        self._found = found
        self._next = self._start
        self._left = document.blockCount() + 1

    def go_on(self) -> None:
        """Judges the next blocks, and looks through them when that is done."""
        if not self._marks.is_present(self._number):
            return
        if self._left <= 0:
            self._found(None)
            return
        numbers = self._take()
        sought = self._marks.words_in(map(self._document.findBlockByNumber, numbers))
        self._marks.judge(sought, lambda: self._look(numbers))

    def _take(self) -> list[int]:
        numbers, count = [], self._document.blockCount()
        for _ in range(min(_STEP, self._left)):
            numbers.append(self._next)
            self._next = self._next + 1 if self._next + 1 < count else 0
            self._left -= 1
        return numbers

    def _look(self, numbers: list[int]) -> None:
        if not self._marks.is_present(self._number):
            return
        is_first = numbers[0] == self._start and self._left + len(numbers) > 1
        for place, number in enumerate(numbers):
            after = self._position if place == 0 and is_first else -1
            for misspelling in self._marks.wrong_in(self._document.findBlockByNumber(number)):
                if misspelling.start >= after:
                    self._found(misspelling)
                    return
        # Not at once: keys come between, and a long article would be a long recursion.
        QTimer.singleShot(0, self.go_on)


def _from(block: QTextBlock) -> Iterator[QTextBlock]:
    while block.isValid():
        yield block
        block = block.next()


def _word_at(found: Iterable[Word], place: int) -> Word | None:
    """The word a code point is in, or stands before or behind."""
    return next((word for word in found if word.start <= place <= word.end), None)


def _units(line: str, found: Iterable[Word]) -> Iterator[tuple[Word, int, int]]:
    """Words with where they start and end in UTF-16 units."""
    simple = not line or is_simple(line)
    for word in found:
        if simple:
            yield word, word.start, word.end
        else:
            yield word, to_units(line, word.start), to_units(line, word.end)


def _misspelling(block: QTextBlock, word: Word, start: int, end: int) -> Misspelling:
    written = block.text()[word.start : word.end]
    return Misspelling(block.position() + start, block.position() + end, written, word.text)
