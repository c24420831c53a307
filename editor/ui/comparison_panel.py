"""Two versions of an article beside each other: what differs, and the ways to get any of it back;
getting it back is left to the desk behind."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.app.attribution import Hands
from editor.app.comparing import Comparison
from editor.text.diff import Change
from editor.ui.comparison_list import ComparisonModel, ComparisonView
from editor.ui.comparison_rows import NOBODY, ComparisonRow, RowKind, rows_of, summed_up
from editor.ui.theme import Theme, serif_font


class ComparisonPanel(QWidget):
    """`show_comparison` fills it; the signals say what the writer wants."""

    row_wanted = Signal(object)
    """A ComparisonRow to get back."""
    all_wanted = Signal()
    name_wanted = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparisonPanel")
        self.setAccessibleName(self.tr("Comparison of two versions"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._comparison: Comparison | None = None
        self._hands = NOBODY
        self._unfolded: frozenset[int] = frozenset()
        self._may_restore_rows = False
        self._title = QLabel(self)
        self._title.setObjectName("comparisonTitle")
        self._title.setFont(serif_font(22))
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._summary = QLabel(self)
        self._summary.setObjectName("comparisonSummary")
        self._summary.setProperty("tone", "soft")
        self._summary.setWordWrap(True)
        self._model = ComparisonModel(self)
        self._view = ComparisonView(theme, self._model, self)
        self._layouts = QButtonGroup(self)
        self._row = self._button("restoreRow", self.tr("Get this back"), "R", self._ask_row)
        self._all = self._button(
            "restoreVersion", self.tr("Restore this version"), "Ctrl+Return", self.all_wanted.emit
        )
        self._name = self._button("nameVersion", self.tr("Name…"), "F2", self.name_wanted.emit)
        self._close = self._button("closeComparison", self.tr("Close"), "Esc", self.dismissed.emit)
        self._arrange()
        self._join(theme)
        self.setFocusProxy(self._view)

    @property
    def rows(self) -> tuple[ComparisonRow, ...]:
        """What is shown, from the top."""
        return self._model.rows

    def show_comparison(
        self,
        title: str,
        comparison: Comparison,
        hands: Hands = NOBODY,
        *,
        may_restore: bool,
        with_present: bool,
    ) -> None:
        """Show what differs. Single rows are on offer where the later side is the present text;
        the writer stays where he was if the title is the same, else on the first difference."""
        place = self._view.currentIndex().row() if title == self._title.text() else -1
        self._title.setText(title)
        self._summary.setText(summed_up(comparison, hands))
        self._comparison, self._hands = comparison, hands
        self._may_restore_rows = may_restore and with_present
        self._all.setEnabled(may_restore)
        self._name.setEnabled(may_restore)
        self._unfolded = self._unfolded if place >= 0 else frozenset()
        self._model.show(rows_of(comparison, self._unfolded, hands))
        self._stand_at(place)

    def set_two_columns(self, two: bool) -> None:
        """Side by side, or in one column."""
        self._layouts.button(int(two)).setChecked(True)
        self._view.set_two_columns(two)

    def _stand_at(self, place: int) -> None:
        if not self.rows:
            return
        self._view.setCurrentIndex(self._model.index(min(max(place, 0), len(self.rows) - 1)))
        if place < 0 and self.rows[0].change is Change.SAME:
            self._view.go_to_change(1)
        self._look()

    def _unfold(self, first: int) -> None:
        if self._comparison is not None:
            place = self._view.currentIndex().row()
            self._unfolded |= {first}
            self._model.show(rows_of(self._comparison, self._unfolded, self._hands))
            self._view.setCurrentIndex(self._model.index(place))

    @property
    def _present_row(self) -> ComparisonRow | None:
        at = self._view.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _may_restore(self, row: ComparisonRow | None) -> bool:
        if row is None or not self._may_restore_rows or row.change is Change.SAME:
            return False
        return row.kind is RowKind.PARAGRAPH or row.name != "status"

    def _ask_row(self) -> None:
        row = self._present_row
        if self._may_restore(row):
            self.row_wanted.emit(row)

    def _look(self) -> None:
        self._row.setEnabled(self._may_restore(self._present_row))

    def _switch(self) -> None:
        self.set_two_columns(not self._view.delegate.two_columns)

    # Made of.

    def _join(self, theme: Theme) -> None:
        view = self._view
        view.unfold_wanted.connect(self._unfold)
        view.restore_wanted.connect(lambda _row: self._ask_row())
        view.restore_all_wanted.connect(lambda: self._all.click())
        view.name_wanted.connect(lambda: self._name.click())
        view.switch_wanted.connect(self._switch)
        view.dismiss_wanted.connect(self.dismissed)
        view.selectionModel().currentChanged.connect(lambda *_: self._look())
        theme.changed.connect(view.viewport().update)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        head = QHBoxLayout()
        head.setContentsMargins(24, 20, 24, 12)
        head.setSpacing(12)
        head.addLayout(words, 1)
        for button in self._segments():
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 24, 12)
        foot.setSpacing(8)
        foot.addWidget(self._all)
        foot.addWidget(self._row)
        foot.addWidget(self._name)
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._view, 1)
        column.addLayout(foot)

    def _segments(self) -> tuple[QToolButton, ...]:
        made = []
        for number, words in enumerate((self.tr("One column"), self.tr("Side by side"))):
            button = QToolButton(self)
            button.setObjectName("sideBySide" if number else "oneColumn")
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(f"{words} (S)")
            button.setProperty("segment", True)
            button.setCheckable(True)
            button.setChecked(not number)
            button.clicked.connect(lambda _=False, two=bool(number): self.set_two_columns(two))
            self._layouts.addButton(button, number)
            made.append(button)
        return tuple(made)

    def _button(self, name: str, words: str, key: str, run: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setToolTip(f"{words.removesuffix('…')} ({key})")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: run())  # type: ignore[operator]
        return button
