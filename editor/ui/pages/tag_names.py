"""The other names of a tag, in a short list, with a line to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

_ROW, _MOST = 24, 5


class OtherNames(QWidget):
    """Enter in the line adds what is typed; Delete takes a name out."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._list = _Names(self)
        self._list.remove_wanted.connect(self._remove)
        self._line = QLineEdit(self)
        self._line.setObjectName("tagAddName")
        self._line.setPlaceholderText(self.tr("Add another name"))
        self._line.setAccessibleName(self.tr("Add another name of this tag"))
        self._line.returnPressed.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._list)
        column.addWidget(self._line)
        self._writable = True

    def show_names(self, names: Sequence[str]) -> None:
        """Shows these; the row stood on stays as far as it can."""
        if list(names) == [self._list.item(row).text() for row in range(self._list.count())]:
            return
        row = self._list.currentRow()
        self._list.clear()
        self._list.addItems(list(names))
        self._list.setVisible(bool(names))
        self._list.setFixedHeight(min(max(len(names), 1), _MOST) * _ROW + 2)
        if names and row >= 0:
            self._list.setCurrentRow(min(row, len(names) - 1))
        self._line.clear()

    def set_writable(self, writable: bool) -> None:
        self._writable = writable
        self._line.setEnabled(writable)

    def _add(self) -> None:
        if self._line.text().strip():
            self.added.emit(self._line.text().strip())

    def _remove(self, name: str) -> None:
        if self._writable:
            self.removed.emit(name)


class _Names(QListWidget):
    """Delete asks for a name to be taken out."""

    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagNames")
        self.setAccessibleName(self.tr("Other names of this tag"))
        self.setToolTip(self.tr("Delete takes a name out"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _removes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and _removes(event):
            self.remove_wanted.emit(item.text())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _removes(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
    return isinstance(event, QKeyEvent) and event.key() in keys
