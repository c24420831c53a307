"""Lines to be read and copied: what could not be saved of a damaged library."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from editor.ui.dialogs.closing import closing_row


class LinesDialog(QDialog):
    """Stays open beside the work."""

    def __init__(self, title: str, lines: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linesDialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 360)
        text = QPlainTextEdit("\n".join(lines), self)
        text.setObjectName("lines")
        text.setAccessibleName(title)
        text.setReadOnly(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(text, 1)
        column.addWidget(closing_row(self))
