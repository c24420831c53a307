"""The library at the left of the window: a search line, two views, and the list of articles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.app.models.article_list import ArticleListModel, ArticleRole
from editor.ui import icons
from editor.ui.article_delegate import ROW_HEIGHT, ArticleDelegate

_VIEWS = (("all", "All"), ("spiked", "Spiked"))


class LibraryPane(QWidget):
    """What the writer looks for is found while it is typed."""

    article_wanted = Signal(str)
    """The id of the article the writer has chosen."""
    left = Signal()
    """An article was chosen with Enter: the writer goes on in its text."""

    def __init__(
        self, model: ArticleListModel, delegate: ArticleDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(200)
        self._model = model
        self._wanted = ""
        self._search = self._make_search()
        self._views = QButtonGroup(self)
        self._list = self._make_list(delegate)
        self._nothing = self._make_nothing()
        self._lay_out()
        self._model.counted.connect(self._show_count)

    @property
    def list(self) -> QTableView:
        """The list itself."""
        return self._list

    def selected_numbers(self) -> tuple[int, ...]:
        """The row numbers in the library of the articles selected, in the order listed."""
        rows = sorted(index.row() for index in self._list.selectionModel().selectedRows())
        return tuple(self._model.numbers[row] for row in rows)

    def focus_search(self) -> None:
        """Puts the cursor in the search line, what is there selected."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_list(self) -> None:
        """Puts the focus on the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer(self, actions: tuple[QAction, ...]) -> None:
        """Sets what an article's context menu offers."""
        for action in actions:
            self._list.addAction(action)

    def show_open(self, article_id: str) -> None:
        """Marks the row of the open article, as soon as the list has it."""
        self._wanted = article_id
        if article_id:
            self._model.find_row(article_id, lambda row: self._mark(article_id, row))
        else:
            self._list.setCurrentIndex(QModelIndex())

    def _mark(self, article_id: str, row: int) -> None:
        if article_id == self._wanted:
            self._list.setCurrentIndex(self._model.index(row, 0))

    def step(self, by: int) -> None:
        """Asks for the article `by` rows further down the list."""
        row = self._list.currentIndex().row() + by
        index = self._model.index(row, 0)
        if index.isValid():
            self._open(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the search line into the list; Enter in the list opens."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self._search and event.key() == Qt.Key.Key_Escape:
                self._search.clear()
                return True
            if watched is self._search and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
                self._enter_list()
                return True
            if watched is self._list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self._list.currentIndex())
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _enter_list(self) -> None:
        self.focus_list()
        if not self._list.currentIndex().isValid() and self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        article_id = index.data(ArticleRole.ID)
        if article_id:
            self.article_wanted.emit(str(article_id))

    def _show_count(self, count: int) -> None:
        empty = count == 0
        self._list.setVisible(not empty)
        self._nothing.setVisible(empty)
        self._nothing.setText(self._nothing_words())
        if self._list.currentIndex().data(ArticleRole.ID) != self._wanted:
            self.show_open(self._wanted)

    def _nothing_words(self) -> str:
        if self._search.text().strip():
            return self.tr("No article has these words.")
        if self._views.checkedId() == 1:
            return self.tr("Nothing is on the spike.")
        return self.tr("No articles yet.")

    def _make_search(self) -> QLineEdit:
        search = QLineEdit(self)
        search.setObjectName("librarySearch")
        search.setPlaceholderText(self.tr("Search the library"))
        search.setAccessibleName(self.tr("Search the library"))
        search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        search.textChanged.connect(self._model.search)
        search.installEventFilter(self)
        return search

    def _make_list(self, delegate: ArticleDelegate) -> QTableView:
        table = QTableView(self)
        table.setObjectName("articleList")
        table.setAccessibleName(self.tr("Articles"))
        table.setModel(self._model)
        table.setItemDelegate(delegate)
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setDragEnabled(True)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._offer_menu)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.clicked.connect(self._open)
        table.installEventFilter(self)
        return table

    def _offer_menu(self, place: QPoint) -> None:
        menu = QMenu(self._list)
        menu.addActions(self._list.actions())
        menu.popup(self._list.viewport().mapToGlobal(place))

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
        row.setContentsMargins(12, 0, 12, 6)
        row.setSpacing(4)
        for number, (view, words) in enumerate(_VIEWS):
            button = QToolButton(self)
            button.setObjectName(f"view-{view}")
            button.setText(words)
            button.setAccessibleName(self.tr("Show: {0}").format(words))
            button.setProperty("segment", True)
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.clicked.connect(lambda _=False, view=view: self._model.view(view))
            self._views.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.addWidget(self._search)
        layout.addLayout(top)
        layout.addLayout(self._make_views())
        layout.addWidget(self._list, 1)
        layout.addWidget(self._nothing, 1)
