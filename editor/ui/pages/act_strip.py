"""The strip below the tags in which something is asked, what it would touch is told, and it is
done; what can be done is left to `tag_acts`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.errors import LibraryError
from db.records import Tag
from editor.app.desk import Desk
from editor.ui import icons
from editor.ui.docks.completion import AddLine, Offer
from editor.ui.pages.tag_acts import Asks, TagAct, Told
from editor.ui.tag_looks import KIND_ICONS

_PAUSE_MS = 80
_CHANNEL = "tag act"
_TYPED = (Asks.WORDS, Asks.TAG)


class ActStrip(QWidget):
    """Hidden while nothing is asked. Enter does it, as soon as it is told what it touches; Esc
    calls it off."""

    done = Signal(object)
    """What the work gave."""
    ended = Signal()
    """Nothing is asked any more, for one reason or the other."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tagAct")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._act: TagAct | None = None
        self._told: Told | None = None
        self._is_wanted = False
        self._build()
        self._arrange()
        self.hide()

    def ask(self, act: TagAct) -> None:
        """Asks this, in place of what was asked before."""
        self._act, self._told, self._is_wanted = act, None, False
        self._question.setText(act.question)
        self._line.setVisible(act.asks in _TYPED)
        self._kinds.setVisible(act.asks is Asks.KIND)
        self._line.setAccessibleName(act.question)
        self._line.setPlaceholderText(act.hint)
        self._kinds.setAccessibleName(act.question)
        self._line.setText(act.start)
        self._kinds.setCurrentIndex(max(0, self._kinds.findData(act.start)))
        self._impact.setText("")
        self._say("")
        self._go.setEnabled(False)
        self._go.setText("…")
        self.setEnabled(True)
        self.show()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()
        self._tell()

    def end(self) -> None:
        """Asks nothing any more."""
        if self._act is not None:
            self._act = self._told = None
            self._pause.stop()
            self.hide()
            self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._want()
        else:
            super().keyPressEvent(event)

    # Made of.

    def _build(self) -> None:
        self._question = QLabel(self)
        self._question.setObjectName("tagActQuestion")
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        self._line = AddLine("tagActLine", self.tr("Answer"), self._look_up, self, keeps=True)
        self._line.typed.connect(lambda _words: self._want())
        self._line.chosen.connect(self._take)
        self._line.textChanged.connect(lambda _words: self._changed())
        self._kinds = QComboBox(self)
        self._kinds.setObjectName("tagActKind")
        self._kinds.setAccessibleName(self.tr("Answer"))
        for kind, icon in KIND_ICONS.items():
            self._kinds.addItem(icons.icon(icon), kind.value.capitalize(), kind.value)
        self._kinds.currentIndexChanged.connect(lambda _row: self._changed())
        self._impact = QLabel(self)
        self._impact.setObjectName("tagActImpact")
        self._impact.setTextFormat(Qt.TextFormat.PlainText)
        self._impact.setWordWrap(True)
        self._go = self._button("tagActGo", self._want)
        self._go.setText("…")
        self._go.setDefault(True)
        self._cancel = self._button("tagActCancel", self.end)
        self._cancel.setText(self.tr("Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)

    def _button(self, name: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _arrange(self) -> None:
        asking = QHBoxLayout()
        asking.setSpacing(8)
        asking.addWidget(self._question)
        asking.addWidget(self._line, 1)
        asking.addWidget(self._kinds)
        asking.addStretch(0)
        telling = QHBoxLayout()
        telling.setSpacing(8)
        telling.addWidget(self._impact, 1)
        telling.addWidget(self._go)
        telling.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addLayout(asking)
        column.addLayout(telling)

    def _first(self) -> QWidget:
        asks = self._act.asks if self._act else Asks.NOTHING
        return self._line if asks in _TYPED else self._kinds if asks is Asks.KIND else self._go

    # The answer.

    @property
    def _answer(self) -> str:
        if self._act is not None and self._act.asks is Asks.KIND:
            return str(self._kinds.currentData())
        return self._line.text()

    def _look_up(self, words: str, answer: Callable[[Sequence[Offer]], None]) -> None:
        if self._act is not None and self._act.asks is Asks.TAG:
            self._desk.ask_newest(
                "tag act offers",
                lambda operations: operations.complete_tags(words),
                lambda tags: answer(_offers(tags, words)),
            )

    def _take(self, tag: Tag) -> None:
        self._line.setText(tag.label)

    def _changed(self) -> None:
        self._told = None
        self._is_wanted = False
        self._go.setEnabled(False)
        if self._act is not None:
            self._pause.start()

    # What it touches.

    def _tell(self) -> None:
        act, answer = self._act, self._answer
        if act is not None:
            self._pause.stop()
            self._desk.ask_newest(
                _CHANNEL,
                lambda operations: act.tell(operations, answer),
                partial(self._show, act),
                self._refused,
            )

    def _show(self, act: TagAct, told: Told) -> None:
        if act is not self._act or self._pause.isActive():
            return
        self._told = told
        self._say(told.words)
        self._go.setText(told.button)
        self._go.setEnabled(told.work is not None and not self._desk.read_only)
        if act.asks is Asks.NOTHING:
            self._go.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._is_wanted:
            self._want()

    def _want(self) -> None:
        """Does it once it is known what it touches; told or not, it is wanted now."""
        told = self._told
        if self._act is None:
            return
        if told is None:
            self._is_wanted = True
            if self._pause.isActive():
                self._tell()
        elif told.work is not None and not self._desk.read_only:
            self.setEnabled(False)
            self._desk.do(told.work, self._did, self._refused)

    def _did(self, value: Any) -> None:
        self.end()
        self.done.emit(value)

    def _refused(self, error: LibraryError) -> None:
        self.setEnabled(True)
        self._is_wanted = False
        self._say(str(error), tone="bad")
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str, tone: str = "soft") -> None:
        self._impact.setText(words)
        self._impact.setAccessibleDescription(words)
        if self._impact.property("tone") != tone:
            self._impact.setProperty("tone", tone)
            self._impact.style().unpolish(self._impact)
            self._impact.style().polish(self._impact)


def _offers(tags: Sequence[Tag], words: str) -> list[Offer]:
    """None for a label typed in full: the list would lie on what is told of it."""
    if any(tag.label.casefold() == words.casefold() for tag in tags):
        return []
    return [Offer(tag.label, tag, KIND_ICONS[tag.kind]) for tag in tags]
