"""The library at the left of the window: a search line, views, saved searches, the list of articles
and what can be done with several; each part is a widget of its own."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.records import View
from editor.app.models.article_list import ArticleListModel, ArticleRole
from editor.app.models.saved_searches import SavedSearchesModel
from editor.ui import icons
from editor.ui.article_delegate import ArticleDelegate
from editor.ui.article_list_view import ArticleListView
from editor.ui.library_search import LibrarySearch
from editor.ui.saved_search_list import SavedSearchList
from editor.ui.segments import Segments
from editor.ui.selection_bar import SelectionBar
from editor.ui.theme import Theme

_VIEWS = ((View.ALL, "All"), (View.PINNED, "Pinned"), (View.SPIKED, "Spiked"))
_NOTHING = {
    View.ALL: "No articles yet.",
    View.PINNED: "Nothing is pinned.",
    View.SPIKED: "Nothing is on the spike.",
}


class LibraryPane(QWidget):
    """What the writer looks for is found while it is typed."""

    article_wanted = Signal(str)
    """The id of the article the writer has chosen."""
    left = Signal()
    """An article was chosen with Enter: the writer goes on in its text."""
    changed = Signal()
    """Other articles are selected, or another view or search is shown."""
    search_saved = Signal()
    """What is looked for is to be kept."""
    removal_wanted = Signal()
    """Delete was pressed on what is selected."""

    def __init__(
        self,
        model: ArticleListModel,
        saved: SavedSearchesModel,
        theme: Theme,
        delegate: ArticleDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(200)
        self._model = model
        self._delegate = delegate
        self._wanted = ""
        self._search = LibrarySearch(self)
        self.saved = SavedSearchList(saved, theme, self)
        self._views = Segments(
            "view", [(view.value, self.tr(words)) for view, words in _VIEWS], self, tight=True
        )
        self._sort = self._make_sort()
        self._list = ArticleListView(model, delegate, self)
        self.bar = SelectionBar(self)
        self._nothing = self._make_nothing()
        self._lay_out()
        self._connect()

    @property
    def list(self) -> ArticleListView:
        """The list itself."""
        return self._list

    @property
    def view(self) -> View:
        """Which articles are listed."""
        return self._model.wanted.view

    @property
    def query(self) -> str:
        """What is looked for."""
        return self._model.query

    @property
    def selected_count(self) -> int:
        """How many articles are selected."""
        return self._list.selected_count

    def selected_numbers(self) -> tuple[int, ...]:
        """The row numbers in the library of the articles selected, in the order listed."""
        return self._list.selected_numbers()

    def focus_search(self) -> None:
        """Puts the cursor in the search line, what is there selected."""
        self._search.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.line.selectAll()

    def focus_list(self) -> None:
        """Puts the focus on the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_view(self, view: View) -> None:
        """Lists other articles."""
        self._model.view(view)
        self._views.choose([one for one, _ in _VIEWS].index(view))
        self.changed.emit()

    def search(self, query: str) -> None:
        """Looks for this."""
        self._search.put(query)

    def show_search_help(self) -> None:
        """What may be typed into the search line."""
        self._search.show_help()

    def show_sorting(self) -> None:
        """Opens the menu of orders and groups."""
        self._sort.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._sort.showMenu()

    def offer(
        self,
        actions: Iterable[QAction],
        sorting: Iterable[Iterable[QAction]],
        doing: Iterable[tuple[str, QAction]],
    ) -> None:
        """Sets what the context menu of articles offers, the menu of orders by groups of actions,
        and the bar for several articles, under shorter words."""
        self._list.addActions(list(actions))
        menu = self._sort.menu()
        for group in sorting:
            menu.addActions(list(group))
            menu.addSeparator()
        self.bar.offer(doing)

    def show_open(self, article_id: str) -> None:
        """Marks the row of the open article, as soon as the list has it; while several are
        selected these stay so."""
        self._wanted = article_id
        self._delegate.show_open(article_id)
        self._list.viewport().update()
        if self.selected_count > 1:
            return
        if article_id:
            self._model.find_row(article_id, lambda row: self._mark(article_id, row))
        else:
            self._list.stand_nowhere()

    def step(self, by: int) -> None:
        """Asks for the article `by` rows further down the list."""
        index = self._model.index(self._list.currentIndex().row() + by, 0)
        if index.isValid():
            self.article_wanted.emit(str(index.data(ArticleRole.ID) or ""))

    def _mark(self, article_id: str, row: int) -> None:
        if article_id == self._wanted and self.selected_count <= 1:
            self._list.stand_on(row)

    def _enter_list(self) -> None:
        self.focus_list()
        if not self._list.currentIndex().isValid() and self._model.rowCount():
            self._list.stand_on(0)

    def _look_for(self, query: str) -> None:
        self._model.search(query)
        self.saved.mark(query)
        self.changed.emit()

    def _show_count(self, count: int) -> None:
        self._search.tell(self._model.shown.problems)
        self._list.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        self._nothing.setText(self._nothing_words())
        if not self._list.currentIndex().isValid():
            self.show_open(self._wanted)

    def _nothing_words(self) -> str:
        if self._model.query.strip():
            return self.tr("No article has these words.")
        return self.tr(_NOTHING[self.view])

    def _selected(self) -> None:
        self.bar.tell(self.selected_count)
        self.changed.emit()

    def _connect(self) -> None:
        self._search.typed.connect(self._look_for)
        self._views.chosen.connect(lambda number: self.show_view(_VIEWS[number][0]))
        self._search.save_wanted.connect(self.search_saved)
        self._search.left.connect(self._enter_list)
        self.saved.chosen.connect(self.search)
        self._list.typed.connect(self._search.take_typing)
        self._list.left_above.connect(self.focus_search)
        self._list.opened.connect(self.article_wanted)
        self._list.entered.connect(self.left)
        self._list.selection_changed.connect(self._selected)
        self._list.removal_wanted.connect(self.removal_wanted)
        self.bar.dropped.connect(self._list.select_only_current)
        self._model.counted.connect(self._show_count)
        self._model.modelReset.connect(self._selected)

    def _make_sort(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("sortButton")
        button.setIcon(icons.icon("sort"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(self.tr("Sort and group the list"))
        button.setAccessibleName(self.tr("Sort and group the list"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMenu(QMenu(button))
        return button

    def _make_nothing(self) -> QLabel:
        label = QLabel(self)
        label.setProperty("tone", "faint")
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        label.setWordWrap(True)
        label.setContentsMargins(16, 32, 16, 0)
        label.hide()
        return label

    def _make_views(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 6)
        row.setSpacing(2)
        row.addWidget(self._views)
        row.addStretch(1)
        row.addWidget(self._sort)
        return row

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._search)
        layout.addLayout(self._make_views())
        layout.addWidget(self.saved)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self.bar)
