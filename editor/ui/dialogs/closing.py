"""The row at the foot of a dialog that has nothing to confirm."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox


def closing_row(dialog: QDialog) -> QDialogButtonBox:
    """A Close button that Enter in a field does not press."""
    row = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    row.rejected.connect(dialog.close)
    button = row.button(QDialogButtonBox.StandardButton.Close)
    button.setAutoDefault(False)
    button.setAccessibleName(button.text().replace("&", ""))
    return row
