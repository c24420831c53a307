"""A line to add several things with at once: rows of its list are ticked, and Enter adds them all;
what is looked up and added is left to its owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from editor.ui.docks.completion import AddLine, Lookup, Offer

_BOX = 28
"""Pixels from the left in which a click ticks a row."""


class PickLine(AddLine):
    """Space ticks the row stood on in the list, a click on its box too. What is ticked stays, first
    in the list, while other words are looked up."""

    picked = Signal(object, str)
    """The values ticked, in their order, and what has been typed since the last was; both may be
    nothing, but not at once."""
    ticked = Signal(int)
    """How many are ticked now."""

    def __init__(self, name: str, label: str, lookup: Lookup, parent: QWidget) -> None:
        super().__init__(name, label, self._look_up, parent)
        self._asked_of = lookup
        self._ticked: list[Offer] = []
        self._is_spent = False
        self.offers.installEventFilter(self)
        self.offers.viewport().installEventFilter(self)
        self.textEdited.connect(self._typed_on)
        self.typed.connect(lambda words: self._finish([], words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._ticked and enters and not self.offers.currentIndex().isValid():
            words = "" if self._is_spent else self.text().strip()
            self.clear()
            self._finish([], words)
        elif self._ticked and event.key() == Qt.Key.Key_Escape and not self.offers.isVisible():
            self.clear()
            self._forget()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list's keys and clicks that tick."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            index = self.offers.currentIndex()
            if watched is self.offers and event.key() == Qt.Key.Key_Space and index.isValid():
                self._tick(index)
                return True
        if isinstance(event, QMouseEvent) and watched is self.offers.viewport():
            place = event.position().toPoint()
            presses = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
            index = self.offers.indexAt(place)
            if event.type() in presses and place.x() < _BOX and index.isValid():
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self._tick(index)
                return True
        return super().eventFilter(watched, event)

    # Ticking.

    def _look_up(self, words: str, answer: Callable[[Sequence[Offer]], None]) -> None:
        self._asked_of(words, lambda offers: answer(self._with_ticked(offers)))

    def _with_ticked(self, offers: Sequence[Offer]) -> list[Offer]:
        rest = [one.with_tick(False) for one in offers if not self._is_ticked(one)]
        return [*(one.with_tick(True) for one in self._ticked), *rest]

    def _is_ticked(self, offer: Offer) -> bool:
        return any(one.value == offer.value for one in self._ticked)

    def _tick(self, index: QModelIndex) -> None:
        """Turns a row; its words have done their work, and the next letter begins anew."""
        offer = self.offer_at(index)
        if self._is_ticked(offer):
            self._ticked = [one for one in self._ticked if one.value != offer.value]
        else:
            self._ticked.append(offer)
        self.show_tick(index, self._is_ticked(offer))
        before = self._words_before
        if before:
            self.setText(f"{before}, ")
        else:
            self._is_spent = True
            self.selectAll()
        self.ticked.emit(len(self._ticked))

    @property
    def _words_before(self) -> str:
        """What is typed before the words that are looked up: they stand after a comma."""
        return self.text().rpartition(",")[0].strip()

    def _take(self, index: QModelIndex) -> None:
        value, before = self.offer_at(index).value, self._words_before
        self._end()
        self._finish([value], before)

    def _typed_on(self, _words: str) -> None:
        self._is_spent = False

    def _finish(self, more: Sequence[object], words: str) -> None:
        values = [one.value for one in self._ticked]
        values += [value for value in more if value not in values]
        self._forget()
        self.picked.emit(tuple(values), words)

    def _forget(self) -> None:
        self._ticked = []
        self._is_spent = False
        self.offers.hide()
        self.ticked.emit(0)
