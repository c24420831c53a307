"""The icons: one set, drawn alike, in the palette's colours, crisp at every scale."""

from __future__ import annotations

import gc
import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

import resources
from editor.ui import icons
from editor.ui.actions import ACTIONS
from editor.ui.docks.registry import DOCKS

NAMES = sorted(path.stem for path in resources.path("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_a_line_drawing_on_the_grid(name):
    drawing = resources.text(f"icons/{name}.svg")
    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke-width="1.75"' in drawing
    assert 'stroke="currentColor"' in drawing
    assert set(re.findall(r'stroke-line(?:cap|join)="(\w+)"', drawing)) == {"round"}
    assert 'fill="none"' in drawing


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_draws_something(qapp, name):
    image = icons.icon(name).pixmap(QSize(24, 24), 1.0).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_an_icon_takes_the_colour_the_palette_has_when_it_is_painted(qapp):
    before = QApplication.palette()
    icon = icons.icon("remove")
    for color in ("#ff0000", "#00ff00"):
        palette = QPalette(QApplication.palette())
        palette.setColor(QPalette.ColorRole.ButtonText, color)
        QApplication.setPalette(palette)
        assert icon.pixmap(48, 48).toImage().pixelColor(24, 24).name() == color
    QApplication.setPalette(before)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_an_icon_has_a_pixel_for_every_pixel_of_the_screen(qapp, ratio):
    picture = icons.icon("tag").pixmap(QSize(16, 16), ratio)
    assert picture.size() == QSize(16, 16) * ratio


def test_a_name_nobody_drew_is_refused():
    with pytest.raises(FileNotFoundError):
        icons.icon("unicorn")


def test_an_icon_that_is_added_to_lives_on(qapp):
    for _ in range(200):
        icon = QIcon(icons.icon("tag"))
        icon.addPixmap(QPixmap(4, 4))
        assert not icon.pixmap(16, 16).isNull()
    gc.collect()


def test_every_command_and_dock_names_an_icon_that_is_there():
    for row in (*ACTIONS, *DOCKS):
        assert not row.icon or row.icon in NAMES
