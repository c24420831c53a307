"""Find and replace in the article that is open: what the writer types and chooses, and what they
are told; finding and replacing are left to `finder`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from editor.ui import icons
from editor.ui.finder import Finder, Scope
from editor.ui.section_span import section_span
from editor.ui.source_pane import SourcePane
from editor.ui.theme import Theme

_TYPING_PAUSE = 80
SELECTION, SECTION = "selection", "section"


class FindBar(QFrame):
    """Hidden until it is asked for; Esc closes it and gives the keyboard back to who had it."""

    closed = Signal()

    def __init__(self, source: SourcePane, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName(self.tr("Find and replace"))
        self._source = source
        self._before: QWidget | None = None
        self._scope: Scope | None = None
        self.finder = Finder(source, theme)
        self._find = self._line("findText", self.tr("Find"))
        self._with = self._line("replaceText", self.tr("Replace with"))
        self._count = self._label("findCount", self.tr("Finds"))
        self._trouble = self._label("findTrouble", self.tr("What is wrong"))
        self._case = self._switch("findCase", "Aa", self.tr("Match case"), "Alt+C")
        self._word = self._switch("findWord", self.tr("Word"), self.tr("Whole words"), "Alt+W")
        self._expression = self._switch("findRegex", ".*", self.tr("Regular expression"), "Alt+R")
        self._more = self._make_more()
        self._next = self._tool("findNext", "down", self.tr("Next (Enter)"), self.find_next)
        self._previous = self._tool(
            "findPrevious", "up", self.tr("Previous (Shift+Enter)"), self.find_previous
        )
        self._close = self._tool("findClose", "close", self.tr("Close (Esc)"), self.dismiss)
        self._one = self._button("replaceOne", self.tr("Replace"), self.replace_one)
        self._all = self._button("replaceAll", self.tr("Replace all"), self.replace_all)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._pause.timeout.connect(self.search)
        self._arrange()
        self._find.textChanged.connect(lambda _text: self._pause.start())
        self.finder.changed.connect(self._tell)
        self.finder.replaced.connect(self._tell_replaced)
        self.hide()

    # Asked from outside.

    def open(self, *, replacing: bool = False) -> None:
        """Show the bar, with the selected words to look for, and take the keyboard; paragraphs
        that are selected are where is looked instead."""
        if not self._has_focus():
            self._before = QApplication.focusWidget()
        chosen = self._source.textCursor().selectedText()
        if "\u2029" in chosen and not self.isVisible():
            self._limits[SELECTION].setChecked(True)
        elif chosen and "\u2029" not in chosen:
            self._find.setText(chosen)
        for widget in (self._with, self._one, self._all):
            widget.setVisible(replacing)
            widget.setEnabled(not self._source.isReadOnly())
        self.show()
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()
        self.search()

    def dismiss(self) -> None:
        """Hide the bar and its marks; the keyboard goes back to where it was."""
        had_focus, before = self._has_focus(), self._before
        self.hide()
        self._leave_limits()
        self.finder.look_for(None)
        if had_focus:
            there = before is not None and before.isVisible() and before.isEnabled()
            target = before if there and before is not None else self._source
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def forget_article(self) -> None:
        """Another text stands there: where in the last one to look means nothing any more."""
        self._leave_limits()
        if self.isVisible():
            self.search()

    def find_next(self) -> None:
        """Select the next find after the cursor, round the end; opens the bar with no query."""
        self._step(1)

    def find_previous(self) -> None:
        """Select the find before the cursor, round the start."""
        self._step(-1)

    def search(self) -> None:
        """Look for what is typed, now."""
        self._pause.stop()
        if not self._find.text():
            self.finder.look_for(None)
            self._tell()
            return
        # The regex package is not needed before the first search, so not before the first paint.
        from editor.text.search import Query

        query = Query(
            self._find.text(),
            self._case.isChecked(),
            self._word.isChecked(),
            self._expression.isChecked(),
            self._keep_case.isChecked(),
            self._source.typing.language if self._spare.isChecked() else "",
        )
        self.finder.look_for(query, self._scope)

    def replace_one(self) -> None:
        """Replace the find that is selected, and go on to the next one."""
        self._bring_up_to_date()
        self.finder.replace_one(self._with.text())

    def replace_all(self) -> None:
        """Replace every find, as one undo step."""
        self._bring_up_to_date()
        self.finder.replace_all(self._with.text())

    # Inside.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _enter(self, *, backwards: bool) -> None:
        if self._with.hasFocus():
            self.replace_one()
        elif backwards:
            self.find_previous()
        else:
            self.find_next()

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _bring_up_to_date(self) -> None:
        if self._pause.isActive():
            self.search()

    def _step(self, direction: int) -> None:
        if not self._find.text():
            self.open()
            return
        if self._pause.isActive() or not self.finder.is_looking:
            self.search()
        self.finder.step(direction)

    # Where to look.

    def _limit(self, place: str, on: bool) -> None:
        if on:
            for other, action in self._limits.items():
                if other != place:
                    action.setChecked(False)
            span = self._section() if place == SECTION else self._chosen_span()
            self._scope = Scope(self._source.document(), *span) if span else None
            self._limits[place].setChecked(span is not None)
        elif not any(action.isChecked() for action in self._limits.values()):
            self._scope = None
        self._options_changed()

    def _section(self) -> tuple[int, int]:
        return section_span(self._source.document(), self._source.textCursor().position())

    def _chosen_span(self) -> tuple[int, int] | None:
        cursor = self._source.textCursor()
        if not cursor.hasSelection():
            return None
        return cursor.selectionStart(), cursor.selectionEnd()

    def _leave_limits(self) -> None:
        for action in self._limits.values():
            action.setChecked(False)

    def _options_changed(self) -> None:
        extra = (self._keep_case, self._spare, *self._limits.values())
        self._more.setChecked(any(action.isChecked() for action in extra))
        if self.isVisible():
            self.search()

    # What is told.

    def _tell(self) -> None:
        total, chosen = self.finder.count, self.finder.chosen
        trouble = self.finder.trouble
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        if trouble or not self._find.text():
            words = ""
        elif not total:
            words = self.tr("Not found")
        elif chosen is None:
            words = self.tr("{total} found").format(total=f"{total:,}")
        else:
            words = self.tr("{number} of {total}").format(
                number=f"{chosen + 1:,}", total=f"{total:,}"
            )
        self._say(words + self._where() if words else "")

    def _where(self) -> str:
        if self._limits[SELECTION].isChecked():
            return self.tr(" in the selection")
        return self.tr(" in the section") if self._limits[SECTION].isChecked() else ""

    def _tell_replaced(self, count: int) -> None:
        self._say(self.tr("{count} replaced").format(count=f"{count:,}"))

    def _say(self, words: str) -> None:
        self._count.setText(words)
        self._count.setToolTip(words)
        self._count.setAccessibleDescription(words)

    # Made of.

    def _line(self, name: str, label: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(label)
        line.setPlaceholderText(label)
        return line

    def _label(self, name: str, accessible: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setAccessibleName(accessible)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", "soft" if name == "findCount" else "bad")
        return label

    def _switch(self, name: str, words: str, label: str, key: str) -> QToolButton:
        switch = QToolButton(self)
        switch.setObjectName(name)
        switch.setText(words)
        switch.setCheckable(True)
        switch.setAccessibleName(label)
        switch.setToolTip(f"{label} ({key})")
        switch.setShortcut(key)
        switch.setMinimumWidth(30)
        switch.toggled.connect(lambda _on: self._options_changed())
        return switch

    def _make_more(self) -> QToolButton:
        """The button with the choices that are made more rarely; it is down while one is."""
        more = self._tool("findMore", "settings", self.tr("More choices"), lambda: None)
        more.setCheckable(True)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        self._limits = {
            SELECTION: self._choice(menu, self.tr("In the selection"), "Alt+L"),
            SECTION: self._choice(menu, self.tr("In the section"), "Alt+S"),
        }
        for place, action in self._limits.items():
            action.toggled.connect(partial(self._limit, place))
        menu.addSeparator()
        self._keep_case = self._choice(menu, self.tr("Keep capitals when replacing"), "Alt+K")
        self._spare = self._choice(menu, self.tr("Leave quotations alone"), "Alt+Q")
        for action in (self._keep_case, self._spare):
            action.toggled.connect(lambda _on: self._options_changed())
        more.setMenu(menu)
        menu.aboutToHide.connect(self._options_changed)
        return more

    def _choice(self, menu: QMenu, words: str, key: str) -> QAction:
        choice = menu.addAction(words)
        choice.setCheckable(True)
        choice.setShortcut(key)
        choice.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # The key works in the bar, whether the menu is open or not.
        self.addAction(choice)
        return choice

    def _tool(self, name: str, icon: str, label: str, run: Callable[[], None]) -> QToolButton:
        tool = QToolButton(self)
        tool.setObjectName(name)
        tool.setIcon(icons.icon(icon))
        tool.setIconSize(QSize(16, 16))
        tool.setAccessibleName(label)
        tool.setToolTip(label)
        tool.clicked.connect(run)
        return tool

    def _button(self, name: str, words: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _arrange(self) -> None:
        switches, steps, replacing = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, spacing in ((switches, 2), (steps, 2), (replacing, 6)):
            row.setSpacing(spacing)
        for widget in (self._case, self._word, self._expression, self._more):
            switches.addWidget(widget)
        steps.addWidget(self._count, 1)
        for tool in (self._previous, self._next, self._close):
            steps.addWidget(tool)
        replacing.addWidget(self._one)
        replacing.addWidget(self._all)
        replacing.addStretch(1)
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        grid.addWidget(self._find, 0, 0)
        grid.addLayout(switches, 0, 1)
        grid.addLayout(steps, 0, 2)
        grid.addWidget(self._with, 1, 0)
        grid.addLayout(replacing, 1, 1, 1, 2)
        grid.addWidget(self._trouble, 2, 0, 1, 3)
