"""The language of the search line on one small sheet; how a query is read is left to storage."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

LANGUAGE = (
    ("ferry strike", "both words, anywhere"),
    ("“ferry strike”", "side by side"),
    ("ferry -strike", "one without the other"),
    ("ferry OR tram", "either"),
    ("tag:Harbour", "with that tag, or one under it"),
    ("kind:place", "with a tag of that kind"),
    ("status:draft", "standing there"),
    ("section:World", "of that section"),
    ("by:Lund", "a name in the byline"),
    ("headline:ferry", "in the headline"),
    ("after:2026-03-01", "changed since; before: too"),
    ("updated:7d", "changed in the last week"),
    ("words:>800", "of that length"),
    ("links:broken", "with a link that leads nowhere"),
    ("linksto:ferry-talks", "linking to that article"),
    ("pinned:yes", "pinned"),
)
"""What may be typed, and what it finds."""


class SearchHelp(QFrame):
    """Opens below what it helps with; Esc or a click closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("searchHelp")
        self.setAccessibleName(self.tr("What can be searched for"))
        self.setAccessibleDescription("; ".join(f"{typed}: {finds}" for typed, finds in LANGUAGE))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for row, (typed, finds) in enumerate(LANGUAGE):
            code = QLabel(typed, self)
            code.setProperty("code", True)
            grid.addWidget(code, row, 0)
            grid.addWidget(QLabel(self.tr(finds), self), row, 1)
        more = QLabel(self.tr("A hyphen before any of these leaves out what it finds."), self)
        more.setProperty("tone", "soft")
        grid.addWidget(more, len(LANGUAGE), 0, 1, 2)

    def show_below(self, widget: QWidget) -> None:
        """Opens under a widget."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
