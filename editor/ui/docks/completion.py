"""A line to add something with: what is typed is looked up in the library, and what is chosen
from the list, or typed in full, is added on Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from editor.ui import icons

_OFFER = Qt.ItemDataRole.UserRole + 1
_CHECKS = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


@dataclass(frozen=True, slots=True)
class Offer:
    """A row of the list: what it says, what it stands for, its icon; `ticked` None for a row
    without a box."""

    words: str
    value: object
    icon: str = ""
    ticked: bool | None = None

    def with_tick(self, ticked: bool) -> Offer:
        """The same row with a box."""
        return replace(self, ticked=ticked)


Lookup = Callable[[str, Callable[[Sequence[Offer]], None]], None]
"""Asked with what is typed; it answers, at once or later."""


class AddLine(QLineEdit):
    """Answers that come after the writer has typed on are dropped."""

    chosen = Signal(object)
    """The value of an offer that was taken."""
    typed = Signal(str)
    """Enter on words that no offer was taken for."""

    def __init__(
        self, name: str, label: str, lookup: Lookup, parent: QWidget, *, keeps: bool = False
    ) -> None:
        """With `keeps` the line is an answer to be looked at: Enter leaves it as it stands, empty
        or not, and Esc is left to whoever asked."""
        super().__init__(parent)
        self._keeps = keeps
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(label)
        self.setClearButtonEnabled(False)
        self._lookup = lookup
        self._asked = 0
        self._offers = QStandardItemModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        self._completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setObjectName(f"{name}Offers")
        self._popup.setAccessibleName(label)
        self._popup.setProperty("offers", True)
        self._popup.setIconSize(QSize(16, 16))
        self._popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._completer.setPopup(self._popup)
        # The overload is there at run time; the stubs know only the one with a string.
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self._completer.setWidget(self)
        self.textEdited.connect(self._ask)

    @property
    def offers(self) -> QListView:
        """The list below the line."""
        return self._popup

    def offer_at(self, index: QModelIndex) -> Offer:
        """What a row of the list offers."""
        offer: Offer = index.data(_OFFER)
        return offer

    def show_tick(self, index: QModelIndex, ticked: bool) -> None:
        """Ticks the box of a row, or not; the row stays the current one."""
        row = index.row()
        self._offers.item(row).setCheckState(_CHECKS[ticked])
        self._popup.setCurrentIndex(self._popup.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._popup.isVisible() and self._is_the_lists(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            words = self.text().strip()
            if words or self._keeps:
                self._end()
                self.typed.emit(words)
        elif event.key() == Qt.Key.Key_Escape and self._keeps:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self._end()
        elif event.key() == Qt.Key.Key_Down and not self.text():
            self._ask("")
        else:
            super().keyPressEvent(event)

    def _is_the_lists(self, event: QKeyEvent) -> bool:
        """Keys the line gets first and has to leave to the open list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            return self._popup.currentIndex().isValid()
        return event.key() == Qt.Key.Key_Escape

    def _ask(self, words: str) -> None:
        self._asked = asked = self._asked + 1
        self._lookup(words.strip(), lambda offers: self._show(asked, offers))

    def _show(self, asked: int, offers: Sequence[Offer]) -> None:
        if asked != self._asked or not self.hasFocus():
            return
        self._offers.clear()
        for offer in offers:
            self._offers.appendRow(_row(offer))
        if offers:
            self._completer.complete()
        else:
            self._popup.hide()

    def _take(self, index: QModelIndex) -> None:
        value = self.offer_at(index).value
        self._end()
        self.chosen.emit(value)

    def _end(self) -> None:
        """Answers still on their way come too late."""
        self._asked += 1
        if not self._keeps:
            self.clear()


def _row(offer: Offer) -> QStandardItem:
    item = QStandardItem(offer.words)
    item.setData(offer, _OFFER)
    if offer.ticked is not None:
        item.setCheckState(_CHECKS[offer.ticked])
    if offer.icon:
        item.setIcon(icons.icon(offer.icon))
    return item
