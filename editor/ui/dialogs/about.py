"""Which Standfirst this is, and under what licence."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from editor.ui.dialogs.closing import closing_row
from editor.ui.theme import serif_font
from editor.version import installed_version


class AboutDialog(QDialog):
    """Name, version, and what it stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About Standfirst"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = QLabel("Standfirst", self)
        name.setFont(serif_font(32))
        what = QLabel(self.tr("Wire copy in, finished pages out."), self)
        what.setProperty("tone", "soft")
        facts = QLabel(facts_words(), self)
        facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        facts.setAccessibleName(self.tr("Version"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 24, 32, 16)
        layout.setSpacing(4)
        for part in (name, what, facts):
            layout.addWidget(part)
        layout.insertSpacing(2, 12)
        layout.addSpacing(16)
        layout.addWidget(closing_row(self))


def facts_words() -> str:
    """Versions and licence, a line each."""
    return "\n".join(
        (
            f"Version {installed_version()}",
            f"Python {platform.python_version()}, Qt {qVersion()}",
            "Free software under the MIT licence; Qt under the LGPL.",
        )
    )
