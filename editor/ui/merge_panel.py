"""What two writers made of one text, where they don't agree: mine at the left, theirs at the
right, one key for each choice; saving what comes of it is left to the desk behind."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.app.history_operations import Merging
from editor.app.writing_fields import BODY
from editor.text.diff import Change, Run, diff_words
from editor.text.merge import Choice, Conflict
from editor.ui.comparison_list import WORDS_AT, WORDS_GAP, ComparisonDelegate, ComparisonModel
from editor.ui.comparison_rows import ComparisonRow, RowKind, field_label
from editor.ui.theme import Theme, serif_font

_CHOICES = (
    (Choice.MINE, "M", "Take mine"),
    (Choice.THEIRS, "T", "Take theirs"),
    (Choice.BOTH, "B", "Take both"),
)
_KEYS = {getattr(Qt.Key, f"Key_{key}"): choice for choice, key, _ in _CHOICES}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(slots=True)
class _Open:
    """A conflict of one field, and what is chosen for it."""

    field: str
    conflict: Conflict
    choice: Choice | None = None

    @property
    def falls_to(self) -> Choice:
        """What is made of it without a choice: a body keeps both, a short field mine."""
        return self.choice or (Choice.BOTH if self.field == BODY else Choice.MINE)


class MergePanel(QWidget):
    """`show_merging` fills it; the writer ends it with one of the signals."""

    accepted = Signal(object)
    """The merged texts by field name."""
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mergePanel")
        self.setAccessibleName(self.tr("Merge of two texts"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._merging: Merging | None = None
        self._open: list[_Open] = []
        title = QLabel(self.tr("Where the two texts don’t agree"), self)
        title.setFont(serif_font(22))
        self._left = QLabel(self)
        self._left.setObjectName("mergeLeft")
        self._left.setProperty("tone", "soft")
        self._left.setWordWrap(True)
        self._model = ComparisonModel(self)
        self._view = _View(theme, self._model, self)
        self._choices = {
            choice: self._button(f"take-{choice}", words, key, lambda one=choice: self.choose(one))
            for choice, key, words in _CHOICES
        }
        self._save = self._button(
            "saveMerged", self.tr("Save the merged text"), "Ctrl+Return", self._accept
        )
        self._save.setDefault(True)
        self._cancel = self._button("leaveMerge", self.tr("Cancel"), "Esc", self.dismissed.emit)
        self._arrange(title)
        self.setFocusProxy(self._view)
        self._view.chosen.connect(self.choose)
        self._view.accept_wanted.connect(self._accept)
        self._view.dismiss_wanted.connect(self.dismissed)
        self._view.selectionModel().currentChanged.connect(lambda *_: self._look())
        theme.changed.connect(self._view.viewport().update)

    @property
    def rows(self) -> tuple[ComparisonRow, ...]:
        """The conflicts as they are shown."""
        return self._model.rows

    def show_merging(self, merging: Merging) -> None:
        """Show what is left to decide, from the first conflict on."""
        self._merging = merging
        self._open = [
            _Open(name, conflict)
            for name, merged in merging.fields.items()
            for conflict in merged.conflicts
        ]
        self._tell(0)

    def choose(self, choice: Choice) -> None:
        """Decide the conflict the writer stands on, and go to the next that is open."""
        at = self._view.currentIndex().row()
        if not 0 <= at < len(self._open):
            return
        if choice is Choice.BOTH and self._open[at].field != BODY:
            return
        self._open[at].choice = choice
        following = [*range(at + 1, len(self._open)), *range(at)]
        self._tell(next((one for one in following if self._open[one].choice is None), at))

    def _accept(self) -> None:
        if self._merging is not None:
            self.accepted.emit(
                {
                    name: merged.text([one.falls_to for one in self._open if one.field == name])
                    for name, merged in self._merging.fields.items()
                }
            )

    def _tell(self, at: int) -> None:
        self._model.show(tuple(map(_row, self._open)))
        self._view.setCurrentIndex(self._model.index(at))
        left = sum(one.choice is None for one in self._open)
        if left:
            words = f"{left} of {len(self._open)} left to choose. Copy left open keeps both."
        else:
            words = "All is chosen. Both texts stay in the history."
        self._left.setText(words)
        self._look()

    def _look(self) -> None:
        at = self._view.currentIndex().row()
        one = self._open[at] if 0 <= at < len(self._open) else None
        self._choices[Choice.BOTH].setEnabled(one is not None and one.field == BODY)

    def _arrange(self, title: QLabel) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 12)
        head.setSpacing(2)
        head.addWidget(title)
        head.addWidget(self._left)
        sides = QHBoxLayout()
        sides.setContentsMargins(WORDS_AT, 0, WORDS_GAP, 4)
        sides.setSpacing(WORDS_GAP)
        for words in (self.tr("Mine"), self.tr("Theirs")):
            label = QLabel(words, self)
            label.setProperty("tone", "faint")
            sides.addWidget(label, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 24, 12)
        foot.setSpacing(8)
        for button in self._choices.values():
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._save)
        foot.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(sides)
        column.addWidget(self._view, 1)
        column.addLayout(foot)

    def _button(self, name: str, words: str, key: str, run: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: run())  # type: ignore[operator]
        return button


class _View(QListView):
    """Up and Down go through the conflicts; M, T and B choose."""

    chosen = Signal(object)
    accept_wanted = Signal()
    dismiss_wanted = Signal()

    def __init__(self, theme: Theme, model: ComparisonModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mergeList")
        self.setAccessibleName(self.tr("Conflicts, mine beside theirs"))
        self.setModel(model)
        delegate = ComparisonDelegate(theme, self)
        delegate.two_columns = True
        self.setItemDelegate(delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is this list's while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if _accepts(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _accepts(event):
            self.accept_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss_wanted.emit()
        elif event.key() in _KEYS and not event.modifiers():
            self.chosen.emit(_KEYS[event.key()])
        else:
            super().keyPressEvent(event)


def _accepts(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


_CHOSEN = {Choice.MINE: "mine taken", Choice.THEIRS: "theirs taken", Choice.BOTH: "both taken"}


def _row(one: _Open) -> ComparisonRow:
    name = "Copy" if one.field == BODY else field_label(one.field)
    said = "" if one.choice is None else f"\n{_CHOSEN[one.choice]}"
    mine = _side(one, one.conflict.mine, dropped=one.choice is Choice.THEIRS)
    theirs = _side(one, one.conflict.theirs, dropped=one.choice is Choice.MINE)
    change = Change.CHANGED if one.choice is None else Change.SAME
    return ComparisonRow(
        RowKind.FIELD, f"{name}{said}", change, (*mine, Run(Change.SAME, " │ "), *theirs),
        mine, theirs, name=one.field,
    )  # fmt: skip


def _side(one: _Open, text: str, *, dropped: bool) -> tuple[Run, ...]:
    """What a side says: with what it brought in marked while nothing is chosen, struck through
    once the other is taken."""
    words = text.strip()
    if not words:
        return (Run(Change.SAME, "(taken out)"),)
    if dropped:
        return (Run(Change.REMOVED, words),)
    if one.choice is not None:
        return (Run(Change.SAME, words),)
    runs = diff_words(one.conflict.base.strip(), words)
    return tuple(run for run in runs if run.change is not Change.REMOVED)
