"""The search line of the library, with what could not be read of it in words below, help, and a way
to keep the search; finding is left to the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from editor.ui import icons
from editor.ui.docks.dock_parts import tool

if TYPE_CHECKING:
    from editor.ui.search_help import SearchHelp


class LibrarySearch(QWidget):
    """What is typed is looked for at every key. Esc empties the line, Down and Enter leave it."""

    typed = Signal(str)
    left = Signal()
    """The writer goes on in the list."""
    save_wanted = Signal()
    """What is looked for is to be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._help: SearchHelp | None = None
        self.line = self._make_line()
        self._ask = tool(
            "searchHelpButton", "help", self.tr("What can be searched for"), self.show_help, self
        )
        self._save = tool(
            "saveSearchButton", "version", self.tr("Save this search"), self.save_wanted.emit, self
        )
        self._save.hide()
        self.line.textChanged.connect(lambda text: self._save.setVisible(bool(text.strip())))
        self._problems = QLabel(self)
        self._problems.setObjectName("searchProblems")
        self._problems.setProperty("tone", "warn")
        self._problems.setTextFormat(Qt.TextFormat.PlainText)
        self._problems.setWordWrap(True)
        self._problems.hide()
        self._lay_out()

    def take_typing(self, text: str) -> None:
        """Goes on with what was typed elsewhere, behind what is there."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.setCursorPosition(len(self.line.text()))
        self.line.insert(text)

    def put(self, query: str) -> None:
        """Looks for this."""
        self.line.setText(query)

    def tell(self, problems: Sequence[str]) -> None:
        """Says what could not be read as it was meant."""
        self._problems.setText(" ".join(problems))
        self._problems.setVisible(bool(problems))
        self.line.setAccessibleDescription(" ".join(problems))

    def show_help(self) -> None:
        """What may be typed."""
        # Loads for those who ask, and not before the first paint.
        from editor.ui.search_help import SearchHelp

        if self._help is None:
            self._help = SearchHelp(self)
        self._help.show_below(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead into the list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.line.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _make_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName("librarySearch")
        line.setPlaceholderText(self.tr("Search the library"))
        line.setAccessibleName(self.tr("Search the library"))
        line.setClearButtonEnabled(False)
        line.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        line.textChanged.connect(self.typed)
        line.installEventFilter(self)
        return line

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.line)
        row.addWidget(self._save)
        row.addWidget(self._ask)
        column.addLayout(row)
        column.addWidget(self._problems)
