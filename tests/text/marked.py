"""Copy with its selection shown between « and », as the tests of edits write it."""

from __future__ import annotations


def edited(edit, source: str) -> str:
    """The source after the edit, its selection between « and »."""
    assert edit is not None
    new = edit.apply(source)
    first, last = edit.select_start, edit.select_end
    return new[:first] + "«" + new[first:last] + "»" + new[last:]


def run(how, marked: str, *more, **named) -> str:
    """What an edit makes of copy whose selection is marked."""
    start = marked.index("«")
    end = marked.index("»") - 1
    source = marked.replace("«", "").replace("»", "")
    return edited(how(source, start, end, *more, **named), source)
