"""What to send when something went wrong: shown, copied, never sent from here."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.ui.dialogs.about import facts_words
from editor.ui.dialogs.closing import closing_row

_LAST_LINES = 60


class ReportDialog(QDialog):
    """`happened` is a plain sentence on top, empty when the writer asked for the report."""

    def __init__(
        self, happened: str, report: str, log: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle(self.tr("Report a problem"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 440)
        self._report = report
        self._log = log
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._words(happened))
        layout.addWidget(self._text(report), 1)
        layout.addWidget(self._buttons())

    def _words(self, happened: str) -> QLabel:
        advice = self.tr(
            "Nothing leaves this computer by itself. The report below has no word of your copy; "
            "copy it and send it with a line on what you were doing."
        )
        label = QLabel(f"{happened}\n\n{advice}" if happened else advice, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _text(self, report: str) -> QPlainTextEdit:
        text = QPlainTextEdit(report, self)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.tr("Report"))
        return text

    def _buttons(self) -> QDialogButtonBox:
        buttons = closing_row(self)
        copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        folder = buttons.addButton(
            self.tr("Open the log’s folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._report))
        folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))
        )
        return buttons


def report_words(log: Path) -> str:
    """What a report says where nothing has gone wrong just now: versions, and the log's end."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
    except OSError:
        lines = []
    return "\n".join((facts_words(), platform.platform(), "", *lines))
