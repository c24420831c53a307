"""Finds and replaces in one source pane: looks, counts, marks what is in view, goes on and back;
long texts and expressions are searched on a thread. The bar shows it, the text layer finds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from editor.app.background import Worker
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme
from editor.ui.utf16 import is_simple, to_points, to_units

if TYPE_CHECKING:
    # The text layer's search loads the regex package, which nothing needs before a search.
    from editor.text.search import Place, Query

_EDITING_PAUSE = 300
_SHORT = 60_000
"""Characters looked through at once: a few milliseconds."""
_FEW = 200
"""Replacements put in one by one; more of them go in as one stretch of text, which is quicker."""
_MOST_MARKS = 1_000


class Scope:
    """A stretch of a document that stays the same while there is written and replaced in it."""

    def __init__(self, document: QTextDocument, start: int, end: int) -> None:
        self._start, self._end = QTextCursor(document), QTextCursor(document)
        self._start.setPosition(start)
        self._start.setKeepPositionOnInsert(True)
        self._end.setPosition(end)

    @property
    def span(self) -> tuple[int, int]:
        """From where to where, in UTF-16 units."""
        return self._start.position(), self._end.position()


@dataclass(frozen=True, slots=True)
class _Finds:
    """What a search of one text came to: places in UTF-16 units, or what is wrong."""

    spans: list[tuple[int, int]]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Replacing:
    """What replacing all comes to: places in UTF-16 units with their new text."""

    places: list[Place]
    count: int
    cursor: int
    trouble: str = ""


class Finder(QObject):
    """Looks for one query at a time; the last one asked for wins."""

    changed = Signal()
    """The finds, the find that is selected or what is wrong have changed."""
    replaced = Signal(int)
    """How many were replaced at once."""

    def __init__(self, pane: SourcePane, theme: Theme) -> None:
        super().__init__(pane)
        self._pane = pane
        self._theme = theme
        self._worker = Worker("find", self)
        self._query: Query | None = None
        self._scope: Scope | None = None
        self._finds = _Finds([])
        self._is_fresh = False
        self._after: Callable[[], None] | None = None
        self._again = False
        self._pause = QTimer(self, singleShot=True, interval=_EDITING_PAUSE)
        self._pause.timeout.connect(self.search)
        pane.document().contentsChange.connect(self._text_changed)
        pane.cursorPositionChanged.connect(self._cursor_moved)
        pane.verticalScrollBar().valueChanged.connect(self._mark)
        theme.changed.connect(self._mark)

    def close(self) -> None:
        """Ends the thread; nothing is looked for any more."""
        self._query = None
        self._pause.stop()
        self._worker.close()

    @property
    def is_looking(self) -> bool:
        """Whether there is something it looks for."""
        return self._query is not None

    @property
    def count(self) -> int:
        """How many finds there are."""
        return len(self._finds.spans)

    @property
    def trouble(self) -> str:
        """What is wrong with the query, in plain words; empty where nothing is."""
        return self._finds.trouble

    @property
    def chosen(self) -> int | None:
        """The number of the find that is selected, from 0."""
        cursor = self._pane.textCursor()
        span = (cursor.selectionStart(), cursor.selectionEnd())
        place = bisect_left(self._finds.spans, span)
        found = place < self.count and self._finds.spans[place] == span
        return place if found else None

    def look_for(self, query: Query | None, scope: Scope | None = None) -> None:
        """Looks for another query, in `scope` or in the whole article; None looks for nothing
        and takes the marks away."""
        self._query, self._scope = query, scope
        if query is None:
            self._pause.stop()
            self._after = None
            self._take(_Finds([]))
        else:
            self.search()

    def search(self, then: Callable[[], None] | None = None) -> None:
        """Looks again, and then goes on with `then`."""
        self._pause.stop()
        self._after = then or self._after
        query = self._query
        if query is None:
            return
        if self._worker.is_busy:
            self._again = True
            return
        self._again, self._is_fresh = False, True
        text = self._pane.text()
        work = partial(_look, text, self._within_scope(text, query))
        if len(text) <= _SHORT and not query.expression:
            self._take(work())
        else:
            self._worker.submit(work, self._arrived)

    def step(self, direction: int) -> None:
        """Selects the next find after the cursor, or with -1 the one before, round the end."""
        if not self._is_fresh or self._worker.is_busy:
            self.search(partial(self.step, direction))
            return
        spans, cursor = self._finds.spans, self._pane.textCursor()
        if not spans:
            return
        if direction > 0:
            number = bisect_left(spans, (cursor.selectionEnd(), -1))
        else:
            number = bisect_right(spans, (cursor.selectionStart(), -1)) - 1
        self._select(number % len(spans))

    def replace_one(self, template: str) -> None:
        """Replaces the find that is selected, and goes on to the next one."""
        if not self._is_fresh or self._worker.is_busy:
            self.search(partial(self.replace_one, template))
            return
        if self.chosen is not None and self._query is not None and not self._pane.isReadOnly():
            self._replace_chosen(self._query, template)
        if not self.trouble:
            self.step(1)

    def replace_all(self, template: str) -> None:
        """Replaces every find, as one undo step."""
        query = self._query
        if query is None or self._pane.isReadOnly() or self._worker.is_busy:
            if query is not None and self._worker.is_busy:
                self.search(partial(self.replace_all, template))
            return
        text, revision = self._pane.text(), self._pane.document().revision()
        cursor = self._pane.textCursor().position()
        work = partial(_replace, text, self._within_scope(text, query), template, cursor)

        def put_in(made: _Replacing) -> None:
            if self._pane.document().revision() != revision:
                self.replace_all(template)
            else:
                self._put_in(made)

        if len(text) <= _SHORT and not query.expression:
            put_in(work())
        else:
            self._worker.submit(work, put_in)

    # Inside.

    def _within_scope(self, text: str, query: Query) -> Query:
        if self._scope is None:
            return query
        start, end = self._scope.span
        return replace(query, start=to_points(text, start), end=to_points(text, end))

    def _arrived(self, finds: _Finds) -> None:
        if self._again or not self._is_fresh:
            self.search()
        else:
            self._take(finds)

    def _take(self, finds: _Finds) -> None:
        self._finds, self._is_fresh = finds, True
        self._mark()
        self.changed.emit()
        after, self._after = self._after, None
        if after is not None and not finds.trouble:
            after()

    def _text_changed(self, _at: int, removed: int, added: int) -> None:
        if (removed or added) and self._query is not None:
            self._is_fresh = False
            self._pause.start()

    def _cursor_moved(self) -> None:
        if self._query is not None and self._is_fresh:
            self._mark()
            self.changed.emit()

    def _select(self, number: int) -> None:
        start, end = self._finds.spans[number]
        cursor = self._pane.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._pane.setTextCursor(cursor)
        self._pane.ensureCursorVisible()

    def _replace_chosen(self, query: Query, template: str) -> None:
        from editor.text.search import BadQuery, replacement_at

        cursor, text = self._pane.textCursor(), self._pane.text()
        start = to_points(text, cursor.selectionStart())
        try:
            place = replacement_at(text, self._within_scope(text, query), template, start)
        except BadQuery as error:
            self._take(_Finds(self._finds.spans, str(error)))
            return
        if place is not None:
            cursor.insertText(place.instead)
            self._pane.setTextCursor(cursor)

    def _put_in(self, made: _Replacing) -> None:
        if made.trouble or not made.places:
            self._take(_Finds(self._finds.spans, made.trouble))
            return
        cursor = QTextCursor(self._pane.document())
        cursor.beginEditBlock()
        for place in reversed(made.places):
            cursor.setPosition(place.start)
            cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(place.instead)
        cursor.endEditBlock()
        if made.cursor >= 0:
            self._pane.go_to_position(made.cursor)
        self.search(partial(self.replaced.emit, made.count))

    def _mark(self) -> None:
        """Marks the finds in view: what nobody sees costs nothing."""
        if self._query is None or not self.count:
            self._pane.set_marks("find", [])
            return
        spans, chosen = self._finds.spans, self.chosen
        first, last = self._pane.positions_in_view()
        place = max(0, bisect_left(spans, (first, -1)) - 1)
        marks = []
        for number in range(place, min(self.count, place + _MOST_MARKS)):
            if spans[number][0] > last:
                break
            marks.append(self._mark_of(spans[number], strong=number == chosen))
        self._pane.set_marks("find", marks)

    def _mark_of(self, span: tuple[int, int], *, strong: bool) -> QTextEdit.ExtraSelection:
        mark, ground = QTextEdit.ExtraSelection(), QTextCharFormat()
        ground.setBackground(self._theme.color("match_current" if strong else "match"))
        last = self._pane.document().characterCount() - 1
        cursor = QTextCursor(self._pane.document())
        cursor.setPosition(min(span[0], last))
        cursor.setPosition(min(span[1], last), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, ground
        return mark


def _look(text: str, query: Query) -> _Finds:
    from editor.text.search import BadQuery, find_all

    try:
        return _Finds(_in_units(text, find_all(text, query)))
    except BadQuery as error:
        return _Finds([], str(error))


def _replace(text: str, query: Query, template: str, cursor: int) -> _Replacing:
    """Everything but putting it in: a stretch at a time where there are few, or else one."""
    from editor.text.search import BadQuery, Place, joined, replacements

    try:
        places = replacements(text, query, template)
    except BadQuery as error:
        return _Replacing([], 0, -1, str(error))
    count = len(places)
    after = -1
    if count > _FEW:
        after = _moved(text, places, to_points(text, cursor))
        one = joined(text, places)
        places = [] if one is None else [one]
    spans = _in_units(text, [(place.start, place.end) for place in places])
    in_units = [
        Place(start, end, place.instead) for (start, end), place in zip(spans, places, strict=True)
    ]
    return _Replacing(in_units, count, after)


def _moved(text: str, places: list[Place], cursor: int) -> int:
    """Where a cursor stands, in UTF-16 units, after all replacements."""
    units, at = 0, 0
    for place in places:
        if place.end > cursor:
            break
        units += _units(text[at : place.start]) + _units(place.instead)
        at = place.end
    return units + _units(text[at : max(at, cursor)])


def _units(text: str) -> int:
    return to_units(text, len(text))


def _in_units(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in UTF-16 units; one walk over the text, however many there are."""
    if not text or is_simple(text):
        return spans
    found, at, extra = [], 0, 0
    for start, end in spans:
        extra += _wide(text[at:start])
        first = start + extra
        extra += _wide(text[start:end])
        at = end
        found.append((first, end + extra))
    return found


def _wide(text: str) -> int:
    return 0 if text.isascii() else sum(sign > "\uffff" for sign in text)
