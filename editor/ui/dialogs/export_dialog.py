"""Where an article goes out to: a format and a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from editor.exchange.formats import EXPORTERS


class ExportDialog(QDialog):
    """`chosen(format id, folder)`; whether a name is taken shows when the file is written."""

    chosen = Signal(str, Path)

    def __init__(self, format_id: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._formats = QButtonGroup(self)
        self._folder = QLineEdit(str(folder), self)
        self._folder.setObjectName("exportFolder")
        self._folder.setAccessibleName(self.tr("Folder"))
        self._folder.textChanged.connect(lambda _text: self._look())
        self._wrong = QLabel(self)
        self._wrong.setProperty("tone", "bad")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._go = self._buttons.addButton(
            self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._go.setDefault(True)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out(format_id)
        self._look()

    def _lay_out(self, format_id: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(6)
        layout.addWidget(self._heading(self.tr("Format")))
        for number, exporter in enumerate(EXPORTERS):
            button = QRadioButton(f"{exporter.label}  ({exporter.suffix})", self)
            button.setObjectName(f"format-{exporter.id}")
            button.setAccessibleName(exporter.label)
            button.setChecked(exporter.id == format_id)
            self._formats.addButton(button, number)
            layout.addWidget(button)
        layout.addSpacing(10)
        layout.addWidget(self._heading(self.tr("Folder")))
        layout.addLayout(self._folder_row())
        layout.addWidget(self._wrong)
        layout.addSpacing(8)
        layout.addWidget(self._buttons)

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words, self)
        label.setProperty("tone", "soft")
        return label

    def _folder_row(self) -> QHBoxLayout:
        button = QPushButton(self.tr("Choose…"), self)
        button.setAccessibleName(self.tr("Choose the folder"))
        button.setAutoDefault(False)
        button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._folder, 1)
        row.addWidget(button)
        return row

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self._folder.text())
        if folder:
            self._folder.setText(folder)

    def _look(self) -> None:
        found = Path(self._folder.text()).expanduser().is_dir() and bool(self._folder.text())
        self._wrong.setText("" if found else self.tr("There is no such folder."))
        self._go.setEnabled(found)

    def _accept(self) -> None:
        exporter = EXPORTERS[self._formats.checkedId()]
        self.accept()
        self.chosen.emit(exporter.id, Path(self._folder.text()).expanduser())
