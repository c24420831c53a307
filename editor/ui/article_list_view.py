"""The view of the library's list: keys, selection of one and of many, room for group headings;
what a row looks like is the delegate's, what is in it the model's."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from editor.app.listing import Listed
from editor.app.models.article_list import ArticleListModel, ArticleRole
from editor.ui.article_delegate import GROUP_HEIGHT, ROW_HEIGHT, ArticleDelegate

_MOST_STRETCHES = 400
"""Stretches of selected rows that are found again after a reset: more take too long."""

_OWN_KEYS = (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Delete)


class ArticleListView(QTableView):
    """A click or Enter opens the one article that is selected; of several none is opened. What
    is typed is meant for the search line."""

    opened = Signal(str)
    """The id of an article."""
    entered = Signal()
    """An article was opened with Enter."""
    typed = Signal(str)
    left_above = Signal()
    """The writer went up from the first row."""
    selection_changed = Signal()
    removal_wanted = Signal()
    """Delete was pressed."""

    def __init__(
        self, model: ArticleListModel, delegate: ArticleDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._articles = model
        self._tall: tuple[int, ...] = ()
        self._before: tuple[Listed, set[int], int] | None = None
        self.setObjectName("articleList")
        self.setAccessibleName(self.tr("Articles"))
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._set_up()
        for signal in (
            model.modelAboutToBeReset, model.rowsAboutToBeInserted,
            model.rowsAboutToBeRemoved, model.rowsAboutToBeMoved,
        ):  # fmt: skip
            signal.connect(self._level)
        model.modelAboutToBeReset.connect(self._remember)
        model.counted.connect(self._counted)
        self.clicked.connect(self._clicked)
        self.selectionModel().selectionChanged.connect(self.selection_changed)

    def selected_numbers(self) -> tuple[int, ...]:
        """The row numbers in the library of the articles selected, in the order listed."""
        selected: list[int] = []
        for top, bottom in sorted((one.top(), one.bottom()) for one in self._ranges()):
            selected.extend(self._articles.numbers[top : bottom + 1])
        return tuple(selected)

    @property
    def selected_count(self) -> int:
        """How many articles are selected."""
        return sum(one.height() for one in self._ranges())

    def _ranges(self) -> list[QItemSelectionRange]:
        """What is selected, by the stretch: of a hundred thousand rows there is but one."""
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def select_all(self) -> None:
        """Selects everything that is listed; the current row stays."""
        rows = self._articles.rowCount()
        if rows:
            first, last = self._articles.index(0, 0), self._articles.index(rows - 1, 0)
            everything = QItemSelection(first, last)
            self.selectionModel().select(
                everything, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def stand_on(self, row: int) -> None:
        """Makes a row the current one and selects no other. Qt's own way would add it to those
        selected while Ctrl is held, as it is for the key of a command."""
        self.selectionModel().setCurrentIndex(
            self._articles.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def stand_nowhere(self) -> None:
        """Makes no row the current one, and selects none."""
        self.selectionModel().clear()

    def select_only_current(self) -> None:
        """Selects the current row and no other; where none is current, the first selected."""
        current = self.currentIndex()
        if not current.isValid():
            current = self._articles.index(min(one.top() for one in self._ranges()), 0)
        self.selectionModel().setCurrentIndex(
            current, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def keyboardSearch(self, search: str) -> None:
        """Qt would go through every row of the library for the first that begins so."""
        if search.strip():
            self.typed.emit(search)

    def event(self, event: QEvent) -> bool:
        """Ctrl+A and Delete are this list's while it has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = any(event.matches(key) for key in _OWN_KEYS)
            if own:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.removal_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.matches(QKeySequence.StandardKey.MoveToPreviousLine) and self._at_top:
            self.left_above.emit()
        elif event.key() == Qt.Key.Key_Escape and self.selected_count > 1:
            self.select_only_current()
        else:
            super().keyPressEvent(event)

    @property
    def _at_top(self) -> bool:
        return self.currentIndex().row() == 0 and self.selected_count <= 1

    def _enter(self) -> None:
        if self.selected_count <= 1 and self.currentIndex().isValid():
            self._open(self.currentIndex())
            self.entered.emit()

    def _clicked(self, index: QModelIndex) -> None:
        alone = self.selected_count == 1 and self.selectionModel().isSelected(index)
        if alone:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        article_id = index.data(ArticleRole.ID)
        if article_id:
            self.opened.emit(str(article_id))

    def _offer_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([action for action in self.actions() if action.isEnabled()])
        menu.popup(self.viewport().mapToGlobal(place))

    # Rows that begin a group are taller by its heading.

    def _level(self) -> None:
        for row in self._tall:
            self.setRowHeight(row, ROW_HEIGHT)
        self._tall = ()

    def _counted(self, _count: int) -> None:
        starts = tuple(group.start for group in self._articles.shown.groups)
        if starts != self._tall:
            self._level()
            for row in starts:
                self.setRowHeight(row, ROW_HEIGHT + GROUP_HEIGHT)
            self._tall = starts
        self._select_again()

    # A selection outlives the rows being listed anew.

    def _remember(self) -> None:
        count = self.selected_count
        if count > 1:
            current = self.currentIndex().row()
            numbers = self._articles.numbers
            at = numbers[current] if 0 <= current < len(numbers) else -1
            self._before = (self._articles.shown, set(self.selected_numbers()), at)

    def _select_again(self) -> None:
        before, self._before = self._before, None
        if before is None:
            return
        listed, wanted, current = before
        now = self._articles.shown.listing
        if (now.query, now.view) != (listed.listing.query, listed.listing.view):
            return
        numbers = self._articles.numbers
        rows = [row for row, number in enumerate(numbers) if number in wanted]
        stretches = _stretches(rows)
        if not stretches or len(stretches) > _MOST_STRETCHES:
            return
        selection = QItemSelection()
        for first, last in stretches:
            selection.select(self._articles.index(first, 0), self._articles.index(last, 0))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        row = next((row for row in rows if numbers[row] == current), rows[0])
        self.selectionModel().setCurrentIndex(
            self._articles.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_menu)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)


def _stretches(rows: list[int]) -> list[tuple[int, int]]:
    """First and last of the rows that stand together."""
    if rows and rows[-1] - rows[0] == len(rows) - 1:
        return [(rows[0], rows[-1])]
    together = [
        [row for _, row in some]
        for _, some in groupby(enumerate(rows), lambda pair: pair[1] - pair[0])
    ]
    return [(some[0], some[-1]) for some in together]
