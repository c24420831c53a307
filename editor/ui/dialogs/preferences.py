"""The preferences, one line a field of the settings; a change is in force at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.app.settings import Settings, SettingsStore, info_of
from editor.ui.dialogs.closing import closing_row
from editor.ui.tokens import themes

Take = Callable[[object], None]

_HINT_WIDTH = 372
_SCROLL_BAR = 16
_AROUND = 80
"""Pixels of the window left to be seen above and below the dialog."""
_TALLEST = 900
_CHOICE_WORDS = {"focus": "In focus mode"}


class PreferencesDialog(QDialog):
    """Stays open beside the work; closing it is all there is to do."""

    def __init__(self, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferencesDialog")
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QWidget(self)
        form = QFormLayout(page)
        form.setContentsMargins(24, 20, 24, 8)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        for name in (row.name for row in fields(Settings)):
            if info_of(name).label:
                self._add(form, store, name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_scrolling(page))
        closing = closing_row(self)
        closing.setContentsMargins(24, 8, 24, 16)
        layout.addWidget(closing)
        room = parent.window().height() if parent is not None else _TALLEST
        wanted = page.sizeHint().height() + closing.sizeHint().height()
        self.resize(page.sizeHint().width() + _SCROLL_BAR, min(wanted, room - _AROUND))

    def _add(self, form: QFormLayout, store: SettingsStore, name: str) -> None:
        info = info_of(name)

        def take(value: object) -> None:
            store.set(**{name: value})

        editor = _editor(name, getattr(store.value, name), take, self)
        control = editor.focusProxy() or editor
        control.setObjectName(f"preference-{name}")
        control.setAccessibleName(info.label)
        control.setAccessibleDescription(info.help)
        label = QLabel(info.label, self)
        label.setBuddy(control)
        form.addRow(label, editor)
        if info.help:
            hint = QLabel(info.help, self)
            hint.setProperty("tone", "faint")
            hint.setWordWrap(True)
            hint.setContentsMargins(0, 0, 0, 8)
            # A form gives wrapped words the room of one line, unless it is told better.
            hint.ensurePolished()
            hint.setFixedWidth(_HINT_WIDTH)
            hint.setMinimumHeight(hint.heightForWidth(_HINT_WIDTH))
            form.addRow("", hint)


def _scrolling(page: QWidget) -> QScrollArea:
    """The page, which on a small screen is longer than the dialog."""
    area = QScrollArea()
    area.setObjectName("preferencesPage")
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area


def _editor(name: str, value: object, take: Take, parent: QWidget) -> QWidget:
    if name in _SPECIAL:
        return _SPECIAL[name](str(value), take, parent)
    if isinstance(value, bool):
        return _switch(value, take, parent)
    if info_of(name).choices:
        return _choice(name, str(value), take, parent)
    if isinstance(value, int):
        return _number(name, value, take, parent)
    return _line(str(value), take, parent)


def _theme(value: str, take: Take, parent: QWidget) -> QWidget:
    box = QComboBox(parent)
    box.addItem("As the system", "system")
    for tokens in themes().values():
        box.addItem(tokens.name, tokens.id)
    box.setCurrentIndex(box.findData(value))
    box.currentIndexChanged.connect(lambda place: take(box.itemData(place)))
    return box


def _switch(value: bool, take: Take, parent: QWidget) -> QWidget:
    box = QCheckBox(parent)
    box.setChecked(value)
    box.toggled.connect(take)
    return box


def _choice(name: str, value: str, take: Take, parent: QWidget) -> QWidget:
    box = QComboBox(parent)
    for choice in info_of(name).choices:
        box.addItem(_CHOICE_WORDS.get(choice, choice.capitalize()), choice)
    box.setCurrentIndex(box.findData(value))
    box.currentIndexChanged.connect(lambda place: take(box.itemData(place)))
    return box


def _number(name: str, value: int, take: Take, parent: QWidget) -> QWidget:
    info = info_of(name)
    box = QSpinBox(parent)
    box.setRange(info.least or 0, info.most or 9999)
    box.setValue(value)
    box.setMaximumWidth(72)
    # The stylesheet's padding doesn't reach the line inside.
    box.lineEdit().setTextMargins(7, 0, 0, 0)
    box.valueChanged.connect(take)
    return box


def _line(value: str, take: Take, parent: QWidget) -> QLineEdit:
    line = QLineEdit(value, parent)
    line.editingFinished.connect(lambda: take(line.text().strip()))
    return line


def _face(value: str, take: Take, parent: QWidget) -> QWidget:
    line = _line(value, take, parent)
    completer = QCompleter(QFontDatabase.families(), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.activated.connect(take)
    line.setCompleter(completer)
    return line


def _folder(value: str, take: Take, parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    line = _line(value, take, holder)
    button = QPushButton("Choose…", holder)
    button.setAccessibleName("Choose the folder")
    button.setAutoDefault(False)

    def choose() -> None:
        chosen = QFileDialog.getExistingDirectory(parent, "Folder", line.text())
        if chosen:
            line.setText(chosen)
            take(chosen)

    button.clicked.connect(choose)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(line, 1)
    row.addWidget(button)
    holder.setFocusProxy(line)
    return holder


_SPECIAL: dict[str, Callable[[str, Take, QWidget], QWidget]] = {
    "theme": _theme,
    "editor_font": _face,
    "export_folder": _folder,
    "backup_folder": _folder,
}
