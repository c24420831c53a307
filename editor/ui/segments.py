"""A row of buttons of which one is chosen: what is shown below it, or how; what that is, is left to
its owner."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget


class Segments(QWidget):
    """Chosen by Space, by the arrows or by a click. Given the focus, the one chosen takes it."""

    chosen = Signal(int)
    """The number of the one the user has chosen."""

    def __init__(
        self,
        name: str,
        words: Sequence[tuple[str, str]],
        parent: QWidget,
        *,
        first: int = 0,
        tight: bool = False,
    ) -> None:
        """`words` are the name and the words of each; `first` is chosen at first; `tight` ones
        take less room. A button's object name is `name-its own`."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0 if tight else 4)
        for number, (key, said) in enumerate(words):
            row.addWidget(self._button(number, f"{name}-{key}", said, tight))
        self._group.idClicked.connect(self._choose)
        self.choose(first)

    @property
    def number(self) -> int:
        """Which one is chosen."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Chooses one without telling."""
        button = self._group.button(number)
        button.setChecked(True)
        self.setFocusProxy(button)

    def _choose(self, number: int) -> None:
        self.choose(number)
        self.chosen.emit(number)

    def set_words(self, number: int, words: str) -> None:
        """Gives one other words: with a count, say."""
        self._group.button(number).setText(words)

    def _button(self, number: int, name: str, words: str, tight: bool) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(words)
        button.setAccessibleName(self.tr("Show: {0}").format(words))
        button.setProperty("segment", True)
        button.setProperty("tight", tight)
        button.setCheckable(True)
        self._group.addButton(button, number)
        return button
