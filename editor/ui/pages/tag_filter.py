"""The line above the tags: words to look for, the kind they are of, what they are sorted by."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from db.records import TagKind
from editor.app.tag_listing import TagFilter, TagOrder, TagView
from editor.ui import icons
from editor.ui.tag_looks import KIND_ICONS

_ORDERS = (
    (TagOrder.LABEL, "By label"),
    (TagOrder.ARTICLES, "Most used"),
    (TagOrder.LAST, "Latest use"),
    (TagOrder.FIRST, "First use"),
    (TagOrder.EXTERNAL_ID, "External id"),
)

_BOX = 118


class TagFilterLine(QWidget):
    """What is typed narrows at once; Down and Enter go on to the tags, Esc takes the words out."""

    changed = Signal()
    order_changed = Signal(object)
    """A TagOrder."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QLineEdit(self)
        self._line.setObjectName("tagsFilter")
        self._line.setPlaceholderText(self.tr("Label, other name or external id"))
        self._line.setAccessibleName(self.tr("Show tags with these words"))
        self._line.setClearButtonEnabled(True)
        self._kinds = QComboBox(self)
        self._kinds.setObjectName("tagsKind")
        self._kinds.setAccessibleName(self.tr("Show tags of this kind"))
        self._kinds.addItem(self.tr("Any kind"), None)
        for kind, icon in KIND_ICONS.items():
            self._kinds.addItem(icons.icon(icon), kind.value.capitalize(), kind.value)
        self._orders = QComboBox(self)
        self._orders.setObjectName("tagsOrder")
        self._orders.setAccessibleName(self.tr("Sort tags"))
        for order, words in _ORDERS:
            self._orders.addItem(self.tr(words), order.value)
        for box in (self._kinds, self._orders):
            box.setMaximumWidth(_BOX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._kinds)
        row.addWidget(self._orders)
        self._line.textChanged.connect(lambda _words: self.changed.emit())
        self._kinds.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self._orders.currentIndexChanged.connect(
            lambda row: self.order_changed.emit(_ORDERS[row][0])
        )

    @property
    def is_narrow(self) -> bool:
        """Whether words or a kind are asked for."""
        return bool(self._line.text().strip()) or self._kinds.currentData() is not None

    def wanted(self, view: TagView) -> TagFilter:
        """What of a view is asked for."""
        kind = self._kinds.currentData()
        return TagFilter(view, None if kind is None else TagKind(kind), self._line.text().strip())

    def focus_line(self) -> None:
        """Puts the cursor where the words are typed."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaving = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._line.hasFocus() and event.key() in leaving:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self._line.text():
            self._line.clear()
        else:
            super().keyPressEvent(event)
