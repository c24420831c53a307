"""Footnotes as pure edits: a note is put in with its place at the end of the body, and the way
from one to the other is found; how notes are set is left to `render`."""

from __future__ import annotations

import re

from editor.text.edits import Edit, ordered

_REFERENCE = re.compile(r"\[\^([^\]\s^]{1,100})\](?!:)")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s^]{1,100})\]:[ \t]?", re.MULTILINE)
_ANY = re.compile(r"\[\^(\d{1,6})\]")


def insert_note(text: str, start: int, end: int) -> tuple[Edit, ...]:
    """A note at the end of the selection, or of the word the cursor is in, numbered on from the
    last one, and its line below the body, where the cursor goes. All edits are of `text`: two,
    or one where the note stands at the very end of the body."""
    _, at = ordered(start, end)
    while at < len(text) and text[at].isalnum() and at and text[at - 1].isalnum():
        at += 1
    number = max((int(found[1]) for found in _ANY.finditer(text)), default=0) + 1
    reference = f"[^{number}]"
    body = text.rstrip()
    if at >= len(body):
        words = f"{reference}\n\n{reference}: "
        return (Edit(at, len(text), words, at + len(words), at + len(words)),)
    last_line = body[body.rfind("\n") + 1 :]
    gap = "\n" if _DEFINITION.match(last_line) else "\n\n"
    line = f"{gap}{reference}: "
    cursor = len(body) + len(reference) + len(line)
    return (
        Edit(at, at, reference, at + len(reference), at + len(reference)),
        Edit(len(body), len(text), line, cursor, cursor),
    )


def other_end(text: str, position: int) -> int | None:
    """From a note's number in the body to its words, from its words back to behind the number;
    None where there is no note, or nowhere to go."""
    line_start = text.rfind("\n", 0, position) + 1
    line_end = text.find("\n", position)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    if definition := _DEFINITION.match(line):
        wanted = f"[^{definition[1]}]"
        for found in _REFERENCE.finditer(text):
            if found[0] == wanted:
                return found.end()
        return None
    for reference in _REFERENCE.finditer(line):
        if reference.start() <= position - line_start <= reference.end():
            return _definition_of(text, reference[1])
    return None


def _definition_of(text: str, name: str) -> int | None:
    for found in _DEFINITION.finditer(text):
        if found[1] == name:
            end = text.find("\n", found.end())
            return len(text) if end < 0 else end
    return None
