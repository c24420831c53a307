"""The page of web links: which addresses the library has and how they answered, asked when the
writer says so; a new address for one that has gone. Asking and changing are the application's."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.web_link_records import LinkHealth, LinkState, LinkView, WebLink
from editor.app.link_checking import LinkChecking
from editor.app.models.web_links import LINK_ROLE, MOST, Index, WebLinkColumn, WebLinksModel
from editor.ui import icons
from editor.ui.page_parts import BOTTOM, SIDE, TOP, page_title, push_button, quiet_line
from editor.ui.pages.page import Page
from editor.ui.pages.web_link_detail import WebLinkDetail
from editor.ui.parts import Parts
from editor.ui.phrases import thousands, when
from editor.ui.segments import Segments
from editor.ui.theme import Theme

_ROW = 28
_STATE_WIDTH, _NUMBER_WIDTH, _TIME_WIDTH = 128, 72, 96
_TYPING_PAUSE_MS = 150
_OTHER = Qt.FocusReason.OtherFocusReason
_VIEWS = (
    (LinkView.ATTENTION, "Want a look"),
    (LinkView.UNCHECKED, "Not asked yet"),
    (LinkView.ALL, "All"),
)
_LOOKS = {
    None: ("help", "ink_soft"),
    LinkState.WORKS: ("check", "good"),
    LinkState.MOVED: ("next", "accent"),
    LinkState.REFUSED: ("info", "ink_soft"),
    LinkState.FAILING: ("warning", "warn"),
    LinkState.UNREACHABLE: ("warning", "bad"),
    LinkState.GONE: ("error", "bad"),
}


class WebLinksPage(Page):
    """The list is what would be contacted, neither more nor less."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._checking: LinkChecking = parts.checking
        self._model = WebLinksModel(parts.desk, lambda time: when(time, parts.clock()), self)
        self._counts: dict[LinkView, int] = {}
        # Where the writer stands: the address, and its row for when that has gone.
        self._place = ("", 0)
        self._is_asked_for = self._is_awaited = False
        self._build()
        self._connect()

    def begin(self) -> None:
        """Shows the library as it is now."""
        self._is_awaited = True
        self._load()
        self._focus_list()

    # Made of.

    def _build(self) -> None:
        self._title = page_title(self.tr("Web links"), self)
        self._about = quiet_line("webLinksAbout", "soft", self)
        self._views = Segments(
            "webLinks",
            [(view.value, self.tr(words)) for view, words in _VIEWS],
            self,
            first=len(_VIEWS) - 1,
        )
        self._search = QLineEdit(self)
        self._search.setObjectName("webLinksSearch")
        self._search.setPlaceholderText(self.tr("A part of the address"))
        self._search.setAccessibleName(self.tr("Show addresses with these letters"))
        self._search.setClearButtonEnabled(True)
        self._check = push_button("webLinksCheck", "", self._ask, self)
        self._stop = push_button("webLinksStop", self.tr("Stop"), self._checking.cancel, self)
        self._progress = QLabel(self)
        self._progress.setObjectName("webLinksProgress")
        self._progress.setProperty("tone", "soft")
        self._table = self._make_table()
        self._nothing = quiet_line("webLinksNothing", "faint", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(0, 24, 0, 0)
        self._detail = WebLinkDetail(self._parts, self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._arrange()

    def _make_table(self) -> _Table:
        table = _Table(self)
        table.setModel(self._model)
        table.setItemDelegate(_Delegate(self._parts.theme, table))
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(WebLinkColumn.ADDRESS, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(WebLinkColumn.STATE, _STATE_WIDTH)
        table.setColumnWidth(WebLinkColumn.ARTICLES, _NUMBER_WIDTH)
        table.setColumnWidth(WebLinkColumn.CHECKED, _TIME_WIDTH)
        return table

    def _arrange(self) -> None:
        narrowing = QHBoxLayout()
        narrowing.setSpacing(4)
        narrowing.addWidget(self._views)
        narrowing.addSpacing(8)
        narrowing.addWidget(self._search, 1)
        asking = QHBoxLayout()
        asking.setSpacing(8)
        for widget in (self._check, self._stop, self._progress):
            asking.addWidget(widget)
        asking.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, TOP, SIDE, BOTTOM)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(narrowing)
        column.addWidget(self._about)
        column.addLayout(asking)
        column.addWidget(self._table, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._detail)

    def _connect(self) -> None:
        self._views.chosen.connect(lambda _number: self._narrow())
        self._search.textChanged.connect(lambda _words: self._typing.start())
        self._typing.timeout.connect(self._narrow)
        self._model.loaded.connect(self._loaded)
        self._model.failed.connect(self._parts.traffic.noticed)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._look())
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self._stand())
        self._checking.answered.connect(self._answered)
        self._checking.progressed.connect(self._tell_progress)
        self._checking.changed.connect(self._look)
        self._checking.kept.connect(self._kept)
        self._parts.settings.changed.connect(lambda _settings: self._look())
        self._parts.desk.changed.connect(lambda _changes: self._library_changed())

    # What is shown.

    @property
    def view(self) -> LinkView:
        """Which addresses are shown."""
        return _VIEWS[self._views.number][0]

    def _load(self) -> None:
        self._typing.stop()
        self._model.load(self.view, self._search.text())

    def _narrow(self) -> None:
        """Another selection of addresses is begun at its top, or where the writer stands now."""
        self._place = (self._place[0], 0)
        self._load()

    def _library_changed(self) -> None:
        if self.isVisible() and not self._checking.running:
            self._load()

    def _kept(self) -> None:
        """What was asked for by hand is looked at from the top: what wants a look comes first."""
        if self._is_asked_for and not self._checking.running:
            self._is_asked_for = False
            self._place = ("", 0)
        self._library_changed()

    def _stand(self) -> None:
        row = self._table.currentIndex().row()
        link = self._model.link(row)
        if link is not None:
            self._place = (link.url, row)
        self._look()

    def _loaded(self, counts: dict[LinkView, int]) -> None:
        self._counts = counts
        for number, (view, words) in enumerate(_VIEWS):
            self._views.set_words(number, f"{words} · {thousands(counts[view])}")
        found = bool(self._model.rowCount())
        is_here, self._is_awaited = self._is_awaited or self._table.hasFocus(), False
        self._table.setVisible(found)
        self._nothing.setVisible(not found)
        self._nothing.setText(self._nothing_words())
        if found:
            url, row = self._place
            last = self._model.rowCount() - 1
            known = self._model.row_of(url)
            self._table.stand_on(min(row, last) if known is None else known)
        if is_here:
            self._focus_list()
        self._look()

    def _focus_list(self) -> None:
        """The list, or what chooses it while it is empty: focus lost goes who knows where."""
        (self._views if self._table.isHidden() else self._table).setFocus(_OTHER)

    def _nothing_words(self) -> str:
        if self._search.text().strip():
            return self.tr("No address with these letters.")
        if not self._counts[LinkView.ALL]:
            return self.tr("No article links to the web.")
        if self.view is LinkView.ATTENTION:
            return self.tr("Of the addresses that were asked, every one works.")
        return self.tr("Every address has been asked.")

    def _look(self) -> None:
        """The words and buttons follow what is shown and chosen."""
        self._about.setText(self._about_words())
        running = self._checking.running
        several = self._several_selected()
        count = sum(map(self._model.can_ask, several)) if several else self._model.askable
        self._check.setEnabled(count > 0 and not running and not self._parts.desk.read_only)
        self._check.setText(_check_words(count, selected=bool(several)))
        self._stop.setVisible(running)
        self._progress.setVisible(running)
        self._detail.show_link(self._model.link(self._table.currentIndex().row()))
        self._detail.setVisible(bool(self._model.rowCount()))

    def _about_words(self) -> str:
        asks = "Nothing is contacted until you press the button. It asks for"
        if self._parts.settings.value.check_links:
            asks = "Links are checked in the background too, as Preferences has it. The button asks"
        full = self._model.rowCount() >= MOST
        more = f" Only the first {MOST:,} are listed." if full else ""
        return (
            f"{asks} {_listed(self._model.askable, self._model.sites)}: one at a time each, "
            f"headers only, and tells them nothing about you or the article.{more}"
        )

    def _several_selected(self) -> list[int]:
        """The rows, where they are several: one alone is only where the writer stands."""
        selection = self._table.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        rows = [row for one in ranges for row in range(one.top(), one.bottom() + 1)]
        return rows if len(rows) > 1 else []

    # Asking.

    def _ask(self) -> None:
        rows = self._several_selected() or range(self._model.rowCount())
        self._is_asked_for = True
        self._checking.check(self._model.urls(rows))

    def _answered(self, health: LinkHealth) -> None:
        self._model.take(health)
        current = self._model.link(self._table.currentIndex().row())
        if current is not None and current.url == health.url:
            self._detail.show_link(current)

    def _tell_progress(self, done: int, total: int) -> None:
        self._progress.setText(f"{done:,} of {total:,} answered")


def _listed(count: int, sites: int) -> str:
    """`the 40 addresses listed here, at 12 sites`."""
    if count == 1:
        return "the one address listed here"
    at = "one site" if sites == 1 else f"{thousands(sites)} sites"
    return f"the {thousands(count)} addresses listed here, at {at}"


def _check_words(count: int, *, selected: bool) -> str:
    if selected:
        return f"Check the {thousands(count)} selected"
    if count == 1:
        return "Check the address"
    return f"Check these {thousands(count)}" if count else "Check"


class _Table(QTableView):
    """Whole rows; Enter and Tab are left to the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("webLinksTable")
        self.setAccessibleName(self.tr("Web addresses"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setIconSize(QSize(16, 16))

    def stand_on(self, row: int) -> None:
        """Makes a row the current one and selects no other, whatever keys are held."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """A state is an icon and a word in its colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        link = index.data(LINK_ROLE)
        if index.column() == WebLinkColumn.STATE and isinstance(link, WebLink):
            icon, token = _LOOKS[link.health.state if link.health else None]
            option.icon = icons.icon(icon)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            colour = self._theme.color(token)
            for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)
