"""Controlled vocabularies as files: which kind a file is, and its terms as values; keeping them is
left to the library."""

from __future__ import annotations

from pathlib import PurePath

from db.tag_records import VocabularyFile
from editor.exchange.vocabulary_csv import read_csv
from editor.exchange.vocabulary_json import read_json


def read_vocabulary(data: bytes, name: str) -> VocabularyFile:
    """The vocabulary in a file called `name`: JSON as IPTC publishes its NewsCodes, or a table of
    terms (CSV). Raises Invalid, which says in plain words what is wrong and in which line."""
    text, notes = _decoded(data)
    stem = PurePath(name.replace("\\", "/")).stem or "Vocabulary"
    read = read_json if text.lstrip()[:1] in ("{", "[") else read_csv
    return read(text, stem, notes)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), (
            "The file is not in UTF-8; it was read as Western European (Windows-1252).",
        )
