"""Invented dictionaries, small enough to read: what Hunspell wants of one, and nothing more."""

from __future__ import annotations

from pathlib import Path

AFFIXES = """SET UTF-8
TRY aeilmnorstu
REP 1
REP ph f

SFX S Y 1
SFX S 0 in .
"""


def write_dictionary(folder: Path, code: str, *words: str) -> Path:
    """Writes `code.aff` and `code.dic`; a word may end in `/S`, and then takes `-in` too."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{code}.aff").write_text(AFFIXES, encoding="utf-8")
    dic = folder / f"{code}.dic"
    dic.write_text("\n".join((str(len(words)), *words, "")), encoding="utf-8")
    return dic
