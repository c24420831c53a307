"""A word about what was just done, with Undo, that goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from editor.ui import icons

_SHOWN_MS = 7000
_ABOVE = 16
_MOVING = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Toast(QFrame):
    """Lies at the foot of `over`; stays while the pointer or the focus is on it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toast")
        # The preview is a native window: only a native toast can lie above it.
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self._act: Callable[[], None] | None = None
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self)
        self._button.setObjectName("toastAction")
        self._button.setAccessibleName(self.tr("Undo"))
        self._button.setProperty("quiet", True)
        self._button.clicked.connect(self._acted)
        self._close = _close_button(self)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self._go)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 6, 6)
        layout.setSpacing(8)
        for part in (self._words, self._button, self._close):
            layout.addWidget(part)
        self._over = over
        self._clear_of: list[QWidget] = []
        self.hide()
        over.installEventFilter(self)

    def keep_clear_of(self, *bars: QWidget) -> None:
        """Lie above these bars at the foot of the window while they are shown."""
        for bar in bars:
            self._clear_of.append(bar)
            bar.installEventFilter(self)

    def tell(self, words: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Shows `words`; with `act`, a button named `action` that calls it."""
        self._act = act
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(act is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def withdraw(self, words: str) -> None:
        """Goes, if it is these words that are shown."""
        if self._words.text() == words:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its place when the window is resized, or a bar comes or goes."""
        if event.type() in _MOVING and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stays while it is being read."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Goes some seconds after it was read."""
        self._timer.start()
        super().leaveEvent(event)

    def _go(self) -> None:
        if self._button.hasFocus() or self._close.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _acted(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _place(self) -> None:
        over = self._over
        self.resize(min(self.sizeHint().width(), over.width() - 32), self.sizeHint().height())
        left = (over.width() - self.width()) // 2
        self.move(left, self._foot() - self.height() - _ABOVE)

    def _foot(self) -> int:
        """The upper edge of the highest bar to keep clear of, else the window's foot."""
        shown = (bar for bar in self._clear_of if bar.isVisible())
        tops = (bar.mapTo(self._over, QPoint(0, 0)).y() for bar in shown)
        return min((self._over.height(), *tops))


def _close_button(parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName("toastClose")
    button.setIcon(icons.icon("close"))
    button.setAccessibleName(parent.tr("Close"))
    button.setToolTip(parent.tr("Close"))
    return button
