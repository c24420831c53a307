"""The fields of the story head show what they say."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from editor.ui.head_fields import WrappingField
from editor.ui.theme import serif_font


def test_a_long_offer_in_place_of_words_is_shown_to_its_last_line(qtbot):
    field = WrappingField("headline", "Headline", serif_font(32), None)
    qtbot.addWidget(field)
    field.setPlaceholderText("Council votes to reopen the pass after six months of closure " * 2)
    field.resize(300, field.heightForWidth(300))
    field.show()
    picture = field.viewport().grab().toImage()
    last_line = QRect(0, picture.height() - 30, picture.width(), 30)
    shades = {
        picture.pixel(x, y)
        for x in range(last_line.left(), last_line.right())
        for y in range(last_line.top(), last_line.bottom())
    }
    assert len(shades) > 2


def test_an_offer_is_shown_as_small_as_words_would_be(qtbot):
    field = WrappingField("headline", "Headline", serif_font(32), None)
    qtbot.addWidget(field)
    field.setPlaceholderText("Pass reopens")
    field.resize(300, 100)
    field.show()
    field.viewport().setFont(serif_font(32))
    large = field.viewport().grab().toImage()
    field.set_size(20)
    small = field.viewport().grab().toImage()
    assert _lowest_ink(small) < _lowest_ink(large)


def _lowest_ink(picture: QImage) -> int:
    paper = picture.pixel(picture.width() - 1, picture.height() - 1)
    return max(
        y
        for y in range(picture.height())
        for x in range(20, picture.width())
        if picture.pixel(x, y) != paper
    )
