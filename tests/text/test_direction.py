from __future__ import annotations

import pytest

from editor.text.direction import first_strong, resolve


@pytest.mark.parametrize(
    ("direction", "language", "text", "way"),
    [
        ("auto", "en", "Words", "ltr"),
        ("auto", "fa", "سلام", "rtl"),
        ("auto", "fa-IR", "", "rtl"),
        ("auto", "en", "سلام دنیا", "rtl"),
        ("auto", "ar", "Only English so far", "ltr"),
        ("auto", "en", "سلام is a greeting in that language", "ltr"),
        ("rtl", "en", "Words", "rtl"),
        ("ltr", "ar", "سلام", "ltr"),
        ("auto", "az-Arab", "", "rtl"),
        ("auto", "ar-Latn", "", "ltr"),
        ("auto", "hy", "Բարև", "ltr"),
    ],
)
def test_the_direction_is_set_or_the_languages_or_the_letters(direction, language, text, way):
    assert resolve(direction, language, text) == way


def test_figures_and_signs_have_no_direction():
    assert first_strong("12 — !") is None
    assert first_strong("12 שלום") == "rtl"
