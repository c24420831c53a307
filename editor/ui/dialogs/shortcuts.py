"""Every command with its key: to look one up, to change one, to have the usual one back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.app.settings import SettingsStore
from editor.ui.action_set import ActionSet, ActionSpec
from editor.ui.dialogs.closing import closing_row
from editor.ui.ranking import fit

_COMMAND, _MENU, _KEY = range(3)


class ShortcutsDialog(QDialog):
    """The list is the table of commands; only keys that differ from it are kept."""

    def __init__(
        self, actions: ActionSet, settings: SettingsStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(600, 560)
        self._actions = actions
        self._settings = settings
        self._search = self._make_search()
        self._table = self._make_table()
        self._key = QKeySequenceEdit(self)
        self._key.setObjectName("newKey")
        self._key.setMaximumSequenceLength(1)
        self._key.setAccessibleName(self.tr("New key"))
        self._key.keySequenceChanged.connect(lambda _key: self._look_at_key())
        self._set = self._button(self.tr("Set key"), self._set_key)
        self._none = self._button(self.tr("No key"), self._clear_key)
        self._usual = self._button(self.tr("Usual key"), self._restore_key)
        self._clash = QLabel(self)
        self._clash.setProperty("tone", "bad")
        self._lay_out()
        self._fill()
        self._chosen_changed()
        actions.rebound.connect(self._fill)

    def _fill(self) -> None:
        specs = self._actions.specs
        self._table.setRowCount(len(specs))
        for row, spec in enumerate(specs):
            action = self._actions.action(spec.id)
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            for column, words in enumerate((spec.words.removesuffix("…"), spec.menu, key)):
                item = QTableWidgetItem(words.replace("/", " › "))
                if column == _COMMAND:
                    item.setIcon(action.icon())
                self._table.setItem(row, column, item)
        self._table.setSortingEnabled(False)
        self._narrow(self._search.text())

    def _narrow(self, typed: str) -> None:
        for row, spec in enumerate(self._actions.specs):
            key = self._actions.action(spec.id).shortcut().toString()
            shown = fit(typed, f"{spec.words} {spec.menu}") or typed.casefold() in key.casefold()
            self._table.setRowHidden(row, not shown)

    def _chosen(self) -> ActionSpec[Any] | None:
        row = self._table.currentRow()
        return self._actions.specs[row] if row >= 0 else None

    def _chosen_changed(self) -> None:
        spec = self._chosen()
        self._key.setEnabled(spec is not None)
        self._none.setEnabled(spec is not None)
        self._usual.setEnabled(spec is not None)
        if spec is not None:
            self._key.setKeySequence(self._actions.action(spec.id).shortcut())
        self._look_at_key()

    def _look_at_key(self) -> None:
        spec, key = self._chosen(), self._key.keySequence()
        owner = self._owner(key)
        taken = owner is not None and owner is not spec
        words = f"{key.toString()} is the key of “{owner.words}”." if owner and taken else ""
        self._clash.setText(words)
        self._set.setEnabled(spec is not None and not key.isEmpty() and not taken)

    def _owner(self, key: QKeySequence) -> ActionSpec[Any] | None:
        for spec in self._actions.specs:
            if not key.isEmpty() and self._actions.action(spec.id).shortcut() == key:
                return spec
        return None

    def _set_key(self) -> None:
        self._bind(self._key.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def _clear_key(self) -> None:
        self._bind("")

    def _restore_key(self) -> None:
        spec = self._chosen()
        if spec is not None:
            self._bind(spec.key)

    def _bind(self, key: str) -> None:
        spec = self._chosen()
        if spec is None:
            return
        own = {
            name: kept for name, kept in self._settings.value.shortcuts.items() if name != spec.id
        }
        if key != spec.key:
            own[spec.id] = key
        self._settings.set(shortcuts=own)
        self._chosen_changed()

    def _make_search(self) -> QLineEdit:
        search = QLineEdit(self)
        search.setObjectName("shortcutSearch")
        search.setPlaceholderText(self.tr("Find a command or a key"))
        search.setAccessibleName(self.tr("Find a command or a key"))
        search.textChanged.connect(self._narrow)
        return search

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3, self)
        table.setObjectName("shortcutTable")
        table.setAccessibleName(self.tr("Commands and keys"))
        table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Menu"), self.tr("Key")])
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setSectionResizeMode(_COMMAND, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(_MENU, QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setSectionResizeMode(_KEY, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(_MENU, 120)
        table.setColumnWidth(_KEY, 150)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.itemSelectionChanged.connect(self._chosen_changed)
        return table

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self._key, self._set, self._none, self._usual):
            row.addWidget(part, 1 if part is self._key else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self._table, 1)
        layout.addLayout(row)
        layout.addWidget(self._clash)
        layout.addWidget(closing_row(self))
