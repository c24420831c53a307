"""What is offered for a misspelt word, as rows of a menu: suggestions once they have come, and the
word lists."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor.app.spelling import Spelling
from editor.ui.head_fields import WrappingField
from editor.ui.source_pane import SourcePane
from editor.ui.spelling_marks import Misspelling


class Marks(Protocol):
    """The wrong words of a field, by position."""

    def at(self, position: int) -> Misspelling | None: ...

    def replace(self, misspelling: Misspelling, suggestion: str) -> bool: ...


class SpellingMenu(QObject):
    """Adds its rows to the field's context menu, and opens a menu of its own at the cursor."""

    def __init__(
        self,
        pane: SourcePane | WrappingField,
        marks: Marks,
        spelling: Spelling,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._marks = marks
        self._spelling = spelling
        pane.context_menu_made.connect(self._add_to)

    def open_at_cursor(self) -> QMenu | None:
        """Opens the menu for the wrong word the cursor is in; None where there is none."""
        misspelling = self._marks.at(self._pane.textCursor().selectionStart())
        if misspelling is None:
            return None
        menu = QMenu(self._pane)
        menu.setObjectName("spellingMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, misspelling, None)
        below = self._pane.cursorRect().bottomLeft()
        menu.popup(self._pane.viewport().mapToGlobal(below))
        return menu

    def _add_to(self, menu: QMenu, position: int) -> None:
        misspelling = self._marks.at(position)
        if misspelling is not None:
            actions = menu.actions()
            before = actions[0] if actions else None
            self._fill(menu, misspelling, before)
            if before is not None:
                menu.insertSeparator(before)

    def _fill(self, menu: QMenu, misspelling: Misspelling, before: QAction | None) -> None:
        word = misspelling.text
        looking = _row(menu, before, self.tr("Looking for suggestions…"))
        looking.setEnabled(False)
        looking.setObjectName("lookingForSuggestions")
        gap = menu.addSeparator() if before is None else menu.insertSeparator(before)
        for name, words, act in (
            ("addToMyWords", self.tr("Add to my words"), self._spelling.add_to_mine),
            ("addToLibrary", self.tr("Add to the library’s words"), self._spelling.add_to_library),
            ("ignoreHere", self.tr("Ignore in this article"), self._spelling.ignore),
        ):
            row = _row(menu, before, words)
            row.setObjectName(name)
            row.setEnabled(name == "addToMyWords" or not self._pane.isReadOnly())
            row.triggered.connect(lambda _checked=False, act=act: act(word))
        # The menu may be gone when the answer comes; its rows go with it.
        open_menu = [menu]
        menu.aboutToHide.connect(open_menu.clear)
        self._spelling.suggest(
            word, lambda found: self._show(open_menu, misspelling, looking, gap, found)
        )

    def _show(
        self,
        open_menu: list[QMenu],
        misspelling: Misspelling,
        looking: QAction,
        gap: QAction,
        suggestions: tuple[str, ...],
    ) -> None:
        if not open_menu:
            return
        menu = open_menu[0]
        for suggestion in suggestions:
            row = _row(menu, gap, suggestion)
            row.setObjectName("suggestion")
            row.setEnabled(not self._pane.isReadOnly())
            row.triggered.connect(partial(self._replace, misspelling, suggestion))
        if suggestions:
            menu.removeAction(looking)
            menu.setActiveAction(menu.actions()[0])
        else:
            looking.setText(self.tr("No suggestions"))

    def _replace(self, misspelling: Misspelling, suggestion: str, _checked: bool = False) -> None:
        self._marks.replace(misspelling, suggestion)


def _row(menu: QMenu, before: QAction | None, words: str) -> QAction:
    row = menu.addAction(words.replace("&", "&&"))
    if before is not None:
        menu.insertAction(before, row)
    return row
