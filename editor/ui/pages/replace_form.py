"""The lines and choices of replacing in the library: what is looked for, what is put there, where,
and how it is meant; looking and replacing are left to the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from editor.ui.page_parts import push_button

if TYPE_CHECKING:
    # It loads the regex package, which nothing needs before a search.
    from editor.app.replace_operations import Replacing

SELECTED, SEARCH, LIBRARY = "selected", "search", "library"

_SCOPES = (
    (SELECTED, "Selected in the list", "Alt+E"),
    (SEARCH, "This search", "Alt+S"),
    (LIBRARY, "Whole library", "Alt+L"),
)
_FIELDS = (
    ("body", "Text"),
    ("headline", "Headline"),
    ("standfirst", "Standfirst"),
    ("kicker", "Kicker"),
    ("byline", "Byline"),
)
_FIELDS_AT_FIRST = ("body", "headline", "standfirst")
_WORDS = dict(_FIELDS)
_ROW_WITH_ROOM = 0
"""Where the button that looks stands: a line gives way to it, and the names of fields would be
cut in a small window."""


def field_words(field: str) -> str:
    """What a field is called."""
    return _WORDS[field]


class ReplaceForm(QWidget):
    """Enter in a line looks; Down goes on to the list."""

    wanted = Signal()
    """Look for it now."""
    query_changed = Signal()
    """Something else is to be looked for, or elsewhere."""
    template_changed = Signal()
    """Something else is to be put there."""
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = self._line("libraryFind", self.tr("Find"))
        self._with = self._line("libraryReplaceWith", self.tr("Replace with"))
        self._case = self._switch("libraryCase", "Aa", self.tr("Match case"), "Alt+C")
        self._word = self._switch("libraryWord", self.tr("Word"), self.tr("Whole words"), "Alt+W")
        self._expression = self._switch(
            "libraryRegex", ".*", self.tr("Regular expression"), "Alt+R"
        )
        self._keep_case = self._switch(
            "libraryKeepCase", self.tr("Keep capitals"), self.tr("Keep capitals when replacing"),
            "Alt+K",
        )  # fmt: skip
        self._spare = self._switch(
            "librarySpare", self.tr("Leave quotations"), self.tr("Leave quotations alone"), "Alt+Q"
        )
        self._look = push_button(
            "libraryFindAll", self.tr("Find all"), lambda: self.wanted.emit(), self
        )
        self._look.setToolTip(self.tr("Find all (Enter)"))
        self._scopes = QButtonGroup(self)
        look_in = self.tr("Look in: {0}")
        self._fields = {
            field: self._switch(f"libraryField-{field}", words, look_in.format(words))
            for field, words in _FIELDS
        }
        self._with.setPlaceholderText(self.tr("Nothing: take it out"))
        self._arrange()
        self.setTabOrder(self._find, self._with)
        for field in _FIELDS_AT_FIRST:
            self._fields[field].setChecked(True)
        self._find.textChanged.connect(lambda _text: self.query_changed.emit())
        self._with.textChanged.connect(lambda _text: self.template_changed.emit())

    @property
    def words(self) -> str:
        """What is looked for; empty where nothing is."""
        return self._find.text()

    @property
    def scope(self) -> str:
        """SELECTED, SEARCH or LIBRARY."""
        return _SCOPES[self._scopes.checkedId()][0]

    def replacing(self) -> Replacing:
        """All that is typed and chosen."""
        from editor.app.replace_operations import Replacing
        from editor.text.search import Query

        query = Query(
            self._find.text(),
            self._case.isChecked(),
            self._word.isChecked(),
            self._expression.isChecked(),
            self._keep_case.isChecked(),
        )
        fields = tuple(field for field, button in self._fields.items() if button.isChecked())
        return Replacing(query, self._with.text(), fields, self._spare.isChecked())

    def focus_line(self) -> None:
        """Puts the cursor where the words to find are typed."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        in_line = self._find.hasFocus() or self._with.hasFocus()
        if not in_line or plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)

    # Made of.

    def _line(self, name: str, label: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(label)
        return line

    def _switch(self, name: str, words: str, label: str, key: str = "") -> QToolButton:
        switch = QToolButton(self)
        switch.setObjectName(name)
        switch.setText(words)
        switch.setCheckable(True)
        switch.setProperty("segment", True)
        switch.setAccessibleName(label)
        switch.setToolTip(f"{label} ({key})" if key else label)
        if key:
            switch.setShortcut(key)
        switch.toggled.connect(lambda _on: self.query_changed.emit())
        return switch

    def _scope_buttons(self) -> Iterable[QToolButton]:
        for number, (scope, words, key) in enumerate(_SCOPES):
            button = self._switch(f"libraryScope-{scope}", words, words, key)
            self._scopes.addButton(button, number)
            button.setChecked(scope == LIBRARY)
            yield button

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("Find"), (self._find, self._case, self._word, self._expression)),
            (self.tr("Replace with"), (self._with, self._keep_case, self._spare)),
            (self.tr("Where"), tuple(self._scope_buttons())),
            (self.tr("Look in"), tuple(self._fields.values())),
        )
        for number, (words, widgets) in enumerate(rows):
            label = QLabel(words, self)
            label.setProperty("tone", "soft")
            grid.addWidget(label, number, 0)
            row = QHBoxLayout()
            row.setSpacing(2)
            for widget in widgets:
                row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
            if not isinstance(widgets[0], QLineEdit):
                row.addStretch(1)
            if number == _ROW_WITH_ROOM:
                row.addWidget(self._look)
            grid.addLayout(row, number, 1)
