"""The present theme: its colours by name, and the palette, font and stylesheet made of them."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import resources
from editor.ui.tokens import Tokens, themes

SYSTEM = "system"
_INTERFACE_PIXELS = 13
_PLAIN_FALLBACKS = ("DejaVu Sans", "Sans Serif", "Sans")
_SERIFS = ("Charter", "Source Serif 4", "Noto Serif", "Georgia", "Liberation Serif")

Role = QPalette.ColorRole

# Which token paints which role of Qt's palette.
_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (Role.Window, "window"),
    (Role.WindowText, "ink"),
    (Role.Base, "sheet"),
    (Role.AlternateBase, "window"),
    (Role.Text, "ink"),
    (Role.PlaceholderText, "ink_faint"),
    (Role.Button, "window"),
    (Role.ButtonText, "ink_soft"),
    (Role.BrightText, "bad"),
    (Role.Highlight, "selection"),
    (Role.HighlightedText, "ink"),
    (Role.Accent, "accent"),
    (Role.Link, "accent"),
    (Role.LinkVisited, "accent"),
    (Role.ToolTipBase, "raised"),
    (Role.ToolTipText, "ink"),
    (Role.Light, "raised"),
    (Role.Midlight, "hover"),
    (Role.Mid, "hairline_strong"),
    (Role.Dark, "hairline_strong"),
    (Role.Shadow, "hairline"),
)
_DIMMED = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText)


class Theme(QObject):
    """Paper, Night desk or High contrast; the choice `system` follows the desktop.

    `changed` is emitted after the palette and the stylesheet are in force.
    """

    changed = Signal()

    def __init__(self, choice: str = SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._tokens = self._resolve()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def choice(self) -> str:
        """What was asked for: `system` or a theme's id."""
        return self._choice

    @property
    def id(self) -> str:
        """The id of the theme that is shown."""
        return self._tokens.id

    @property
    def dark(self) -> bool:
        """Whether the theme that is shown is a dark one."""
        return self._tokens.dark

    def color(self, token: str) -> QColor:
        """The colour of that name. Raises KeyError for a name no theme has."""
        return QColor(self._tokens.colors[token])

    def use(self, choice: str) -> None:
        """Changes to a theme's id or `system`; an unknown id is taken for `system`."""
        self._choice = choice if choice in themes() else SYSTEM
        self._show(self._resolve())

    def apply(self) -> None:
        """Puts style, font, palette and stylesheet in force; called once, before any widget."""
        QApplication.setStyle("Fusion")
        QApplication.setFont(interface_font())
        self._paint()

    def _follow_system(self) -> None:
        if self._choice == SYSTEM:
            self._show(self._resolve())

    def _show(self, tokens: Tokens) -> None:
        if tokens is not self._tokens:
            self._tokens = tokens
            self._paint()
            self.changed.emit()

    def _paint(self) -> None:
        QApplication.setPalette(_palette(self._tokens))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(_stylesheet(self._tokens))

    def _resolve(self) -> Tokens:
        known = themes()
        if self._choice in known:
            return known[self._choice]
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return known["night" if dark else "paper"]


def interface_font() -> QFont:
    """The system's sans at 13 px; where the system names none, the best one installed."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() in _PLAIN_FALLBACKS:
        font.setFamilies(["Noto Sans", font.family()])
    font.setPixelSize(_INTERFACE_PIXELS)
    return font


def serif_font(pixels: int) -> QFont:
    """The serif of headlines and preview at that size."""
    font = QFont()
    font.setFamilies(list(_SERIFS))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(pixels)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    for role, token in _ROLES:
        palette.setColor(role, QColor(tokens.colors[token]))
    for role in _DIMMED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.colors["disabled"]))
    return palette


def _stylesheet(tokens: Tokens) -> str:
    chevron = resources.path(f"styles/chevron-{tokens.id}.svg").as_posix()
    tick = resources.path(f"styles/tick-{tokens.id}.svg").as_posix()
    sheet = Template(resources.text("styles/app.qss"))
    return sheet.substitute(tokens.colors, chevron=chevron, tick=tick)
