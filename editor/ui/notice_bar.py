"""Bars for what the writer has to know or decide, in place of boxes that stop the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from editor.ui import icons

_PASSING_MS = 15_000
_NARROWEST = 200


class Tone(StrEnum):
    """How much a notice matters; the icon says it beside the colour."""

    INFO = "info"
    WARN = "warn"
    BAD = "bad"


_ICONS = {Tone.INFO: "info", Tone.WARN: "warning", Tone.BAD: "error"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A button of a notice: its words and what it does; the notice closes unless `stays`."""

    words: str
    act: Callable[[], None]
    stays: bool = False


class NoticeBar(QWidget):
    """One notice a matter, the newest at the top; telling the same matter again replaces it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeArea")
        self._notices: dict[str, QFrame] = {}
        self._before: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def tell(
        self,
        matter: str,
        words: str,
        tone: Tone = Tone.INFO,
        offers: tuple[Offer, ...] = (),
        *,
        closable: bool = True,
        passing: bool = False,
    ) -> None:
        """Shows `words` under the key `matter`, with a button for each offer; a `passing` notice
        goes by itself."""
        self.clear(matter)
        notice = self._make(matter, words, tone, offers, closable)
        self._notices[matter] = notice
        self._layout.insertWidget(0, notice)
        self.show()
        if passing:
            # Not `singleShot`: with a time and a function, PySide loses a reference at each call.
            end = QTimer(notice, singleShot=True, interval=_PASSING_MS)
            end.timeout.connect(lambda: self.clear(matter))
            end.start()

    def clear(self, matter: str) -> None:
        """Takes the notice of that matter away, if there is one."""
        notice = self._notices.pop(matter, None)
        if notice is not None:
            self._give_focus_back(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._notices))

    def focus(self, matter: str, words: str) -> None:
        """Puts the focus on the button with these words, until the notice goes; let it be one
        that a key meant for the text does no harm to."""
        notice = self._notices.get(matter)
        buttons = notice.findChildren(QPushButton) if notice else []
        for button in buttons:
            if button.text() == words:
                self._before = self.window().focusWidget()
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as in a dialog."""
        pressed = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(pressed, QPushButton):
            pressed.click()
        else:
            super().keyPressEvent(event)

    def _give_focus_back(self, notice: QFrame) -> None:
        """Qt would pass it on to whatever comes next, and typing would go there."""
        present, before = QApplication.focusWidget(), self._before
        self._before = None
        focused = present is not None and notice.isAncestorOf(present)
        if focused and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self, matter: str) -> str:
        """What is shown of that matter; empty when nothing is."""
        notice = self._notices.get(matter)
        return notice.accessibleName() if notice else ""

    def _make(
        self, matter: str, words: str, tone: Tone, offers: tuple[Offer, ...], closable: bool
    ) -> QFrame:
        notice = QFrame(self)
        notice.setObjectName("noticeBar")
        notice.setProperty("tone", tone.value)
        notice.setAccessibleName(words)
        layout = QHBoxLayout(notice)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(_picture(_ICONS[tone], notice), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(_label(words, notice), 1)
        for offer in offers:
            layout.addWidget(self._button(matter, offer, notice))
        if closable:
            layout.addWidget(self._closer(matter, notice))
        return notice

    def _button(self, matter: str, offer: Offer, notice: QFrame) -> QPushButton:
        button = QPushButton(offer.words, notice)
        button.setAccessibleName(offer.words)

        def act() -> None:
            if not offer.stays:
                self.clear(matter)
            offer.act()

        button.clicked.connect(act)
        return button

    def _closer(self, matter: str, notice: QFrame) -> QToolButton:
        button = QToolButton(notice)
        button.setIcon(icons.icon("close"))
        button.setAccessibleName(self.tr("Close this notice"))
        button.setToolTip(self.tr("Close this notice"))
        button.clicked.connect(lambda: self.clear(matter))
        return button


def _label(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(_NARROWEST)
    return label


def _picture(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setPixmap(icons.icon(name).pixmap(16, 16))
    return label
