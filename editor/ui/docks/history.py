"""The History dock: the versions of the article by day; comparing, naming and restoring them is
asked of the rest of the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.app.models.history import HistoryModel, HistoryRow, Shown
from editor.ui.docks.dock_parts import DockContents, hint, tool
from editor.ui.docks.history_list import HistoryList
from editor.ui.parts import Parts
from editor.ui.phrases import thousands


def local_now() -> datetime:
    """The time, with the zone the writer is in."""
    return datetime.now().astimezone()


class HistoryDock(DockContents):
    """A click or Enter compares a version with the present text, or with the one marked."""

    def __init__(
        self,
        parts: Parts,
        parent: QWidget | None = None,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__("History", parent)
        self.column.setContentsMargins(0, 4, 0, 0)
        self.column.setSpacing(0)
        self._desk = parts.desk
        self._traffic = parts.traffic
        self._model = HistoryModel(parts.desk, parts.open_article, clock, self)
        self._summary = QLabel(self)
        self._summary.setObjectName("historySummary")
        self._summary.setProperty("tone", "faint")
        self._list = HistoryList(parts.theme, self)
        self._list.setModel(self._model)
        self._number: int | None = None
        self._empty = hint(
            self.tr(
                "Every version of your article stands here, kept by itself as you write.\n\n"
                "Choose one to see what has changed since. Ctrl+S keeps a version under a name."
            ),
            self,
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._make_page())
        self._pages.addWidget(self._empty)
        self.column.addWidget(self._pages)
        self._join(parts)
        self._tell()

    def _join(self, parts: Parts) -> None:
        self._model.modelAboutToBeReset.connect(self._remember)
        self._model.modelReset.connect(self._tell)
        self._list.clicked.connect(lambda _index: self._compare(self._list.present_row))
        self._list.compare_wanted.connect(self._compare)
        self._list.base_wanted.connect(self._mark)
        self._list.name_wanted.connect(lambda row: self._ask("name", row))
        self._list.restore_wanted.connect(lambda row: self._ask("restore", row))
        self._list.menu_wanted.connect(self._open_menu)
        parts.traffic.versions_changed.connect(self._model.look)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.follow(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.follow(False)

    def _make_page(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self._summary, 1)
        for button in self._filters(page):
            row.addWidget(button)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._list, 1)
        return page

    def _filters(self, page: QWidget) -> tuple[QToolButton, ...]:
        """One of them at most is pressed; none shows all versions."""
        made: dict[Shown, QToolButton] = {}

        def press(shown: Shown) -> None:
            pressed = made[shown].isChecked()
            for other, button in made.items():
                button.setChecked(pressed and other is shown)
            self._model.show(shown if pressed else Shown.ALL)

        for shown, name, picture, words in (
            (Shown.LASTING, "onlyLasting", "version", self.tr("Only named and published versions")),
            (Shown.PUBLISHED, "onlyPublished", "check", self.tr("Only published versions")),
        ):
            made[shown] = tool(name, picture, words, partial(press, shown), page)
            made[shown].setCheckable(True)
        return tuple(made.values())

    # What is shown.

    def _remember(self) -> None:
        row = self._list.present_row
        self._number = row.version.number if row is not None and row.version else None

    def _tell(self) -> None:
        versions = sum(row.version is not None for row in self._model.rows)
        self._pages.setCurrentIndex(0 if self._model.rows else 1)
        many = "1 version" if versions == 1 else f"{thousands(versions)} versions"
        self._summary.setText(many)
        if self._number is not None and (at := self._model.row_of(self._number)) >= 0:
            self._list.setCurrentIndex(self._model.index(at))
        elif self._model.rows:
            self._list.setCurrentIndex(self._model.index(0))
        else:
            self._list.setCurrentIndex(QModelIndex())

    # What is done.

    def _compare(self, row: HistoryRow | None) -> None:
        """The version the writer stands on and the one marked, the earlier one first; the present
        text where none is marked. Among published ones alone, what each changed in the last."""
        base = self._model.base
        number = row.version.number if row is not None and row.version is not None else None
        if row is None or number == base:
            return
        if base is None and number is not None and self._model.shown is Shown.PUBLISHED:
            base = self._model.published_before(number)
        if number is None or base is None:
            self._traffic.comparison_wanted.emit(base if number is None else number, None)
        else:
            self._traffic.comparison_wanted.emit(min(base, number), max(base, number))

    def _mark(self, row: HistoryRow) -> None:
        number = row.version.number if row.version is not None else None
        self._model.set_base(None if number == self._model.base else number)

    def _ask(self, what: str, row: HistoryRow) -> None:
        if row.version is not None and not self._desk.read_only:
            self._traffic.version_wanted.emit(what, row.version.number)

    def _open_menu(self, row: HistoryRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        writable = not self._desk.read_only
        mark = self.tr("Stop comparing from here") if row.is_base else self.tr("Compare from here")
        for name, words, key, act, possible in (
            ("compare", self.tr("Compare"), "Enter", self._compare, True),
            ("mark", mark, "Space", self._mark, True),
            ("name", self.tr("Name…"), "F2", lambda one: self._ask("name", one), writable),
            ("restore", self.tr("Restore"), "R", lambda one: self._ask("restore", one), writable),
        ):
            action = menu.addAction(f"{words}\t{key}")
            action.setObjectName(f"version-{name}")
            action.setEnabled(possible and row.version is not None)
            action.triggered.connect(lambda _checked=False, act=act: act(row))
        menu.popup(place)
