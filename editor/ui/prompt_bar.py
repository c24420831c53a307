"""A one-line question at the foot of the window: the name of a version, the address of a link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)


class PromptBar(QFrame):
    """Enter answers, Esc drops the question; the focus goes back to where it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promptBar")
        self._answered: Callable[[str], None] = lambda _text: None
        self._before: QWidget | None = None
        self._label = QLabel(self)
        self._line = QLineEdit(self)
        self._line.setObjectName("promptLine")
        self._line.setAccessibleName(self.tr("Answer"))
        self._line.returnPressed.connect(self._answer)
        self._label.setBuddy(self._line)
        self._button = QPushButton(self)
        self._button.setObjectName("promptButton")
        self._button.setAccessibleName(self.tr("OK"))
        self._button.clicked.connect(self._answer)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self._label)
        layout.addWidget(self._line, 1)
        layout.addWidget(self._button)
        self.hide()

    def ask(
        self,
        question: str,
        hint: str,
        button: str,
        answered: Callable[[str], None],
        present: str = "",
    ) -> None:
        """Shows the question, with the `present` answer to be changed; `answered(text)` is called
        with what was typed, stripped."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._answered = answered
        self._label.setText(question)
        self._line.setAccessibleName(question)
        self._line.setPlaceholderText(hint)
        self._line.setText(present)
        self._line.selectAll()
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops the question."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        text = self._line.text().strip()
        self._leave()
        self._answered(text)

    def _leave(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
