"""The fields of the Story dock: a change counts when the field is left or Enter is pressed, and
Esc brings the old value back. Words that are refused stay to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from db.records import INDEFINITE

_LINE_ROOM = 10


class _Keeping:
    """What the library has of a field, and what it would not have."""

    def __init__(self) -> None:
        self._stored: str | None = None
        self._refused: str | None = None

    def forget(self) -> None:
        self._stored = self._refused = None

    def is_news(self, words: str) -> bool:
        """Whether a stored value is another one than the field knows of; then it is known."""
        if words == self._stored:
            return False
        self._stored, self._refused = words, None
        return True

    def is_change(self, words: str) -> bool:
        """Whether what a field says is to be stored; the same words are refused only once."""
        return words != self._refused and self.is_news(words)

    def refuse(self, stored: str) -> None:
        """What was to be stored last is not: the library still has `stored`."""
        self._refused, self._stored = self._stored, stored

    def take_back(self) -> str | None:
        """The stored value in place of whatever was typed; None where there is none yet."""
        self._refused = None
        return self._stored


class LineValue(QLineEdit):
    """One line of text."""

    committed = Signal(str)
    taken_back = Signal()
    """The stored value stands in the field again, by the writer's hand."""

    def __init__(self, name: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._keeping = _Keeping()
        self.editingFinished.connect(self._commit)

    def put(self, words: str) -> None:
        """Show a value as it is stored; what is being typed is not disturbed by the same one."""
        if self._keeping.is_news(words):
            self.setText(words)
            self.setCursorPosition(0)

    def forget(self) -> None:
        """The next value is another article's: it is shown whatever stands here."""
        self._keeping.forget()

    def refuse(self, stored: str) -> None:
        """What was committed was refused; it stays to be mended, Esc brings `stored` back."""
        self._keeping.refuse(stored)

    def offer(self, words: Sequence[str]) -> None:
        """Offer these values while the writer types."""
        completer = QCompleter(QStringListModel(list(words), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stored = self._keeping.take_back() if event.key() == Qt.Key.Key_Escape else None
        if stored is not None and self.text() != stored:
            self.setText(stored)
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)

    def _commit(self) -> None:
        words = self.text().strip()
        if self._keeping.is_change(words):
            self.committed.emit(words)


class TextValue(QPlainTextEdit):
    """A few lines of text; Ctrl+Enter keeps them without leaving, Tab leaves."""

    committed = Signal(str)
    taken_back = Signal()
    """The stored value stands in the field again, by the writer's hand."""

    def __init__(self, name: str, label: str, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * _LINE_ROOM)
        self._keeping = _Keeping()

    def put(self, words: str) -> None:
        """Show a value as it is stored; what is being typed is not disturbed by the same one."""
        if self._keeping.is_news(words):
            self.setPlainText(words)

    def forget(self) -> None:
        """The next value is another article's: it is shown whatever stands here."""
        self._keeping.forget()

    def refuse(self, stored: str) -> None:
        """What was committed was refused; it stays to be mended, Esc brings `stored` back."""
        self._keeping.refuse(stored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._commit()
        elif event.key() == Qt.Key.Key_Escape and self._take_back():
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._commit()

    def _take_back(self) -> bool:
        stored = self._keeping.take_back()
        if stored is None or self.toPlainText() == stored:
            return False
        self.setPlainText(stored)
        return True

    def _commit(self) -> None:
        words = self.toPlainText()
        if self._keeping.is_change(words):
            self.committed.emit(words)


class ChoiceValue(QComboBox):
    """One of a few values, each with its words. A value nobody offered is shown as it is."""

    committed = Signal(str)

    def __init__(
        self, name: str, label: str, choices: tuple[tuple[str, str], ...], parent: QWidget
    ) -> None:
        """`choices` are (value, words)."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, words in choices:
            self.addItem(words, value)
        self._kept = ""
        self.activated.connect(self._commit)

    def put(self, value: str) -> None:
        self._kept = value
        place = self.findData(value)
        if place < 0:
            self.addItem(value, value)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def _commit(self, row: int) -> None:
        value = str(self.itemData(row))
        if value != self._kept:
            self._kept = value
            self.committed.emit(value)


class EmbargoValue(QWidget):
    """No embargo, until further notice, or until a time in the writer's own zone.

    `committed` has an ISO 8601 time with its zone, `INDEFINITE`, or an empty string.
    """

    committed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        tr = self.tr
        self._how = ChoiceValue(
            "embargoKind",
            tr("Embargo"),
            (
                ("", tr("None")),
                ("time", tr("Until a time")),
                (INDEFINITE, tr("Until further notice")),
            ),
            self,
        )
        self._time = QDateTimeEdit(self)
        self._time.setObjectName("embargoTime")
        self._time.setAccessibleName(tr("Embargo ends"))
        self._time.setDisplayFormat("d MMM yyyy  HH:mm")
        self._time.setCalendarPopup(True)
        self._zone = QLabel(self)
        self._zone.setObjectName("embargoZone")
        self._zone.setProperty("tone", "faint")
        self._kept = ""
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._time, 1)
        row.addWidget(self._zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._how)
        column.addLayout(row)
        self.setFocusProxy(self._how)
        self._how.committed.connect(self._choose)
        self._time.editingFinished.connect(self._commit_time)
        self.put("")

    def put(self, embargo: str) -> None:
        """Show an embargo as it is stored."""
        self._kept = embargo
        end = _time_of(embargo)
        self._how.put("time" if end else embargo)
        self._show_time(end)

    def _choose(self, how: str) -> None:
        if how == "time":
            end = _time_of(self._kept) or _next_hour()
            self._show_time(end)
            self._time.setFocus(Qt.FocusReason.OtherFocusReason)
            self._commit(end.isoformat(timespec="minutes"))
        else:
            self._show_time(None)
            self._commit(how)

    def _show_time(self, end: datetime | None) -> None:
        self._time.setVisible(end is not None)
        self._zone.setVisible(end is not None)
        if end is not None:
            local = end.astimezone()
            self._time.setDateTime(QDateTime.fromSecsSinceEpoch(int(end.timestamp())))
            self._zone.setText(local.tzname() or f"{local:%z}")
            self._zone.setToolTip(self.tr("Your own time zone"))

    def _commit_time(self) -> None:
        if self._time.isHidden():
            return
        end = datetime.fromtimestamp(self._time.dateTime().toSecsSinceEpoch()).astimezone()
        before = _time_of(self._kept)
        if before is None or before != end:
            self._commit(end.isoformat(timespec="minutes"))

    def _commit(self, embargo: str) -> None:
        if embargo != self._kept:
            self._kept = embargo
            self.committed.emit(embargo)


def _time_of(embargo: str) -> datetime | None:
    try:
        end = datetime.fromisoformat(embargo)
    except ValueError:
        return None
    return end if end.tzinfo else end.astimezone()


def _next_hour() -> datetime:
    now = datetime.now().astimezone()
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
