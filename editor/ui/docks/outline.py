"""The Outline dock: the sections of the article, to see its shape, to go to any of them, and to
rearrange them; changing the text is left to the commands on sections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.app.models.outline import OutlineModel, OutlineRole
from editor.ui import icons
from editor.ui.docks.dock_parts import DockContents, Index, hint
from editor.ui.docks.outline_dates import SectionRemarks
from editor.ui.docks.outline_tree import OutlineTree
from editor.ui.parts import Parts
from editor.ui.phrases import thousands

# Name of a doing, its words and its key in the tree; a gap where there is none.
_MENU: tuple[tuple[str, str, str] | None, ...] = (
    ("go", "Go to section", "Enter"),
    ("rename", "Rename…", "F2"),
    None,
    ("promote", "Promote", "Alt+Left"),
    ("demote", "Demote", "Alt+Right"),
    ("up", "Move up", "Alt+Up"),
    ("down", "Move down", "Alt+Down"),
    None,
    ("merge", "Merge with the section before", ""),
    ("split", "Split off into a new article", ""),
    ("past", "Move past dates to “Earlier”", ""),
    None,
    ("fold", "Fold or unfold in the text", ""),
)


class OutlineDock(DockContents):
    """A tree that follows the cursor; a click or Enter goes to the section."""

    def __init__(
        self,
        parts: Parts,
        parent: QWidget | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__("Outline", parent)
        self.column.setContentsMargins(0, 4, 0, 0)
        self.column.setSpacing(0)
        self._model: OutlineModel = parts.models.outline
        self._traffic = parts.traffic
        self._desk = parts.desk
        self._today = today
        self._line = 0
        self._summary = QLabel(self)
        self._summary.setObjectName("outlineSummary")
        self._summary.setProperty("tone", "faint")
        self._tree = OutlineTree(self._model, parts.theme, self)
        self._tree.clicked.connect(self._go)
        self._tree.activated.connect(self._go)
        self._tree.doing_wanted.connect(self._do)
        self._tree.menu_wanted.connect(self._open_menu)
        self._remarks = SectionRemarks(parts.theme, self)
        self._remarks.line_wanted.connect(self._traffic.line_wanted)
        self._remarks.move_wanted.connect(lambda: self._do("past", self._tree.section))
        self._empty = hint(
            self.tr(
                "The sections of your article stand here.\n\n"
                "Start a line with ## and a space to make a heading, or press Ctrl+2."
            ),
            self,
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._make_page())
        self._pages.addWidget(self._empty)
        self.column.addWidget(self._pages)
        self._model.renewed.connect(self._renew)
        self._model.dataChanged.connect(lambda *_: self._tell())
        self._tree.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self._traffic.line_reached.connect(self._follow)
        self._traffic.section_name_wanted.connect(self._tree.rename)
        self._renew()

    def _make_page(self) -> QWidget:
        page = QWidget(self)
        levels = QToolButton(page)
        levels.setObjectName("outlineLevels")
        levels.setIcon(icons.icon("chevron-down"))
        levels.setIconSize(QSize(16, 16))
        levels.setToolTip(self.tr("Collapse to a level"))
        levels.setAccessibleName(self.tr("Collapse to a level"))
        levels.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(levels)
        self._add_levels(menu)
        levels.setMenu(menu)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(self._summary, 1)
        row.addWidget(levels)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._tree, 1)
        column.addWidget(self._remarks)
        return page

    def _add_levels(self, menu: QMenu) -> None:
        for level in range(1, 6):
            action = menu.addAction(self.tr("To level {level}").format(level=level))
            action.setText(f"{action.text()}\t{level}")
            action.triggered.connect(
                lambda _checked=False, level=level: self._tree.show_to_level(level)
            )
        menu.addSeparator()
        menu.addAction(self.tr("All levels\t6")).triggered.connect(
            lambda _checked=False: self._tree.expandAll()
        )

    # What is shown.

    def _renew(self) -> None:
        filled = bool(self._model.sections)
        self._pages.setCurrentIndex(0 if filled else 1)
        self._follow(self._line)
        self._tell()

    def _follow(self, line: int) -> None:
        self._line = line
        index = self._model.index_at_line(line)
        self._tree.setCurrentIndex(index)
        if not index.isValid():
            self._tree.clearSelection()

    def _tell(self) -> None:
        self._summary.setText(self._summed_up())
        section = self._tree.section
        notes = None if section is None else self._model.notes(section)
        self._remarks.show_notes(notes, self._today())

    def _summed_up(self) -> str:
        count, target = len(self._model.sections), self._model.target
        sections = "1 section" if count == 1 else f"{count} sections"
        return f"{sections} · shares of {thousands(target)} words" if target else sections

    # What is done.

    def _go(self, index: Index) -> None:
        line = index.data(OutlineRole.LINE)
        if line is not None:
            self._traffic.line_wanted.emit(line)

    def _do(self, doing: str, section: int | None) -> None:
        if section is None:
            return
        if doing == "go":
            self._go(self._model.index_of(section))
        elif doing == "rename" and not self._desk.read_only:
            self._tree.rename(section)
        elif doing != "rename":
            self._traffic.section_wanted.emit(doing, section)

    def _open_menu(self, section: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in _MENU:
            if row is None:
                menu.addSeparator()
                continue
            doing, words, key = row
            if doing == "past" and not self._model.past(section):
                continue
            action = menu.addAction(f"{words}\t{key}" if key else words)
            action.setObjectName(f"section-{doing}")
            action.setEnabled(doing in ("go", "fold") or not self._desk.read_only)
            action.triggered.connect(lambda _checked=False, doing=doing: self._do(doing, section))
        self._add_levels(menu.addMenu(self.tr("Collapse to a level")))
        menu.popup(place)
