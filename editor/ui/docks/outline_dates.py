"""The dates of the section the cursor is in: which are to come, which are over and may be moved,
and what is remarked on; reading dates is left to the text layer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui import icons
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.text.section_dates import Entry
    from editor.text.section_warnings import SectionNotes, SectionWarning

_LINE = Qt.ItemDataRole.UserRole + 1
_MOST_ROWS = 7
_ICON = 14


class SectionRemarks(QFrame):
    """Hidden for a section about which there is nothing to say."""

    line_wanted = Signal(int)
    move_wanted = Signal()
    """Move the entries that are over."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sectionRemarks")
        self._theme = theme
        self._shown: tuple[SectionNotes | None, date | None] = (None, None)
        theme.changed.connect(self._recolour)
        self._heading = QLabel(self)
        self._heading.setProperty("tone", "faint")
        self._heading.setContentsMargins(16, 8, 16, 0)
        self._list = QListWidget(self)
        self._list.setObjectName("sectionDates")
        self._list.setAccessibleName(self.tr("Remarks and dates of this section"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setIconSize(QSize(_ICON, _ICON))
        self._list.setUniformItemSizes(True)
        self._list.itemActivated.connect(self._go)
        self._list.itemClicked.connect(self._go)
        self._move = QPushButton(self)
        self._move.setObjectName("movePast")
        self._move.setProperty("quiet", True)
        self._move.clicked.connect(lambda _checked=False: self.move_wanted.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 8)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._list)
        column.addWidget(self._move, 0, Qt.AlignmentFlag.AlignLeft)
        self._offer(0)
        self.hide()

    def show_notes(self, notes: SectionNotes | None, today: date) -> None:
        """Show what is to be said about a section."""
        if (notes, today) == self._shown:
            return  # told at every key: most keys change nothing here
        self._shown = (notes, today)
        self._list.clear()
        if notes is None or not (notes.warnings or notes.dates.entries):
            self.hide()
            return
        for warning in notes.warnings:
            self._add_warning(warning)
        for entry in sorted(notes.dates.entries, key=lambda one: one.dated.first):
            self._add_entry(entry, today)
        self._heading.setText(self.tr("Dates") if notes.dates.entries else self.tr("Remarks"))
        self._offer(notes.dates.past(today))
        rows = min(self._list.count(), _MOST_ROWS)
        self._list.setFixedHeight(rows * self._list.sizeHintForRow(0) + 2)
        self.show()

    def _recolour(self) -> None:
        (notes, today), self._shown = self._shown, (None, None)
        if today is not None:
            self.show_notes(notes, today)

    def _offer(self, past: int) -> None:
        words = self.tr("Move the past one to “Earlier”")
        if past != 1:
            words = self.tr("Move {count} past ones to “Earlier”").format(count=past)
        self._move.setText(words)
        self._move.setAccessibleName(words)
        self._move.setVisible(past > 0)

    def _add_warning(self, warning: SectionWarning) -> None:
        item = QListWidgetItem(self._icon("warning", "warn"), warning.words)
        item.setForeground(self._theme.color("warn"))
        self._add(item, warning.line, warning.words)

    def _add_entry(self, entry: Entry, today: date) -> None:
        day = _day(entry.dated.first)
        past = entry.is_past(today)
        words = f"{day} · {self.tr('past')}" if past else day
        item = QListWidgetItem(self._icon("calendar", "ink_faint"), f"{words} · {entry.about}")
        item.setForeground(self._theme.color("ink_faint" if past else "ink"))
        self._add(item, entry.line, entry.text)

    def _icon(self, name: str, token: str) -> QIcon:
        ratio = self.devicePixelRatioF()
        return QIcon(icons.pixmap(name, _ICON, ratio, self._theme.color(token)))

    def _add(self, item: QListWidgetItem, line: int, words: str) -> None:
        item.setData(_LINE, line)
        item.setToolTip(words)
        self._list.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        self.line_wanted.emit(item.data(_LINE))


def _day(day: date) -> str:
    """`Mon 12 Jan`, in the language of the desktop."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM")
