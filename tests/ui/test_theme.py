"""The colours: every text can be read on every ground it stands on, in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from editor.ui.theme import Theme, interface_font
from editor.ui.tokens import text_grounds, themes

# Windows other tests left behind are painted too.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PAIRS = [
    (theme, text, ground)
    for theme in themes()
    for text, grounds in text_grounds().items()
    for ground in grounds
]


def luminance(color: str) -> float:
    parts = [channel / 255 for channel in QColor(color).getRgb()[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "text", "ground"), PAIRS)
def test_text_can_be_read_on_every_ground(theme, text, ground):
    colors = themes()[theme].colors
    assert contrast(colors[text], colors[ground]) >= 4.5


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize("ground", ["window", "sidebar", "sheet", "raised"])
def test_the_focus_ring_stands_out(theme, ground):
    colors = themes()[theme].colors
    assert contrast(colors["focus"], colors[ground]) >= 3


def test_every_theme_has_every_token():
    first, *others = themes().values()
    for other in others:
        assert other.colors.keys() == first.colors.keys()


def test_every_status_has_a_colour():
    from db.records import Status
    from editor.ui.phrases import status_token

    for status in Status:
        assert status_token(status) in themes()["paper"].colors


def test_changing_the_theme_repaints_the_application_and_tells(qtbot):
    theme = Theme("paper")
    theme.apply()
    with qtbot.waitSignal(theme.changed):
        theme.use("night")
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    assert window.name() == themes()["night"].colors["window"]
    assert themes()["night"].colors["sidebar"] in QApplication.instance().styleSheet()
    assert theme.dark
    theme.use("paper")


def test_a_theme_nobody_knows_is_the_systems(qapp):
    theme = Theme("sepia-of-last-year")
    assert theme.id in themes()
    theme.use("sepia-of-last-year")
    assert theme.choice == "system"


def test_the_interface_is_set_at_thirteen_pixels(qapp):
    assert interface_font().pixelSize() == 13
