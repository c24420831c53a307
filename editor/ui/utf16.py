"""Positions in text: Python counts code points, Qt counts UTF-16 units; this turns one into the
other."""

from __future__ import annotations


def is_simple(text: str) -> bool:
    """Both count alike: no character lies beyond the basic plane."""
    return text.isascii() or max(text) <= "\uffff"


def to_units(text: str, index: int) -> int:
    """The UTF-16 position of the code point `index` of `text`."""
    if is_simple(text):
        return index
    return index + sum(character > "\uffff" for character in text[:index])


def to_points(text: str, units: int) -> int:
    """The code point of `text` at UTF-16 position `units`; inside a pair, the one after it."""
    if is_simple(text):
        return units
    passed = 0
    for index, character in enumerate(text):
        if passed >= units:
            return index
        passed += 2 if character > "\uffff" else 1
    return len(text)
