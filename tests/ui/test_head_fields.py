"""The fields of the story head show what they say."""

from __future__ import annotations

from PySide6.QtCore import QRect

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
