"""Headers in the plain part of YAML that this program and most others write, read many times
as fast as all of YAML is; whatever else a header has is left to `front_matter`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""What a header holds: text, nothing, lists and mappings. `NO` and `1:30` are text."""

_NEVER_PLAIN = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML forbids, breaks lines at or skips, besides the line end."""

_LINE = re.compile(
    r"""(?P<indent>\ *)(?P<dash>-\ )?(?:(?P<key>[A-Za-z_][\w-]*):(?:\ (?=\S)|$))?
    (?:"(?P<quoted>(?:[^"\\]|\\["\\nt])*)"|(?P<bare>[A-Za-z0-9][\w./+-]*(?:\ [\w./+-]+)*))?""",
    re.ASCII | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_NOTHING = frozenset({"null", "Null", "NULL"})
_DEEPEST = 8


class _NotPlainError(Exception):
    """The header has something in it that is read by all of YAML's rules only."""


@dataclass(frozen=True, slots=True)
class _Line:
    """`indent` is that of what stands behind a dash, where there is one."""

    indent: int
    is_item: bool
    key: str | None
    value: str | None
    is_empty: bool


def read_plain(inside: str) -> dict[str, Value] | None:
    """What a header says that has only names, lists, quoted text and plain words in it; None for
    any other, which may still be a good one."""
    if _NEVER_PLAIN.search(inside):
        return None
    try:
        return _Reader([_line(text) for text in inside.split("\n") if text]).mapping(0)
    except _NotPlainError:
        return None


def _line(text: str) -> _Line:
    found = _LINE.fullmatch(text)
    if found is None:
        raise _NotPlainError
    indent, dash, key, quoted, bare = found.groups()
    is_empty = quoted is None and bare is None
    if key is None and (is_empty or not dash):
        raise _NotPlainError
    return _Line(
        indent=len(indent) + len(dash or ""),
        is_item=dash is not None,
        key=key,
        value=_value(quoted, bare),
        is_empty=is_empty,
    )


def _value(quoted: str | None, bare: str | None) -> str | None:
    if quoted is not None:
        return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], quoted) if "\\" in quoted else quoted
    return None if bare in _NOTHING else bare


class _Reader:
    """Goes through the lines once, by how far each is set in."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._at = 0

    def mapping(self, indent: int) -> dict[str, Value]:
        """All lines of the file as one mapping that begins at the left."""
        found = self._mapping(indent, is_item=False, depth=0)
        if self._at < len(self._lines):
            raise _NotPlainError
        return found

    def _mapping(self, indent: int, *, is_item: bool, depth: int) -> dict[str, Value]:
        """The names from here on at this indent; the first may stand behind a list's dash."""
        found: dict[str, Value] = {}
        while (line := self._next()) and line.indent == indent and line.is_item is is_item:
            if line.key is None or line.key in found or line.key in _NOTHING:
                raise _NotPlainError
            self._at += 1
            found[line.key] = self._below(indent, depth) if line.is_empty else line.value
            is_item = False
        return found

    def _below(self, indent: int, depth: int) -> Value:
        """What is set in below a name that has nothing beside it."""
        line = self._next()
        if line is None or line.indent <= indent:
            return None
        if depth == _DEEPEST:
            raise _NotPlainError
        if not line.is_item:
            return self._mapping(line.indent, is_item=False, depth=depth + 1)
        if line.indent - len("- ") < indent:
            raise _NotPlainError
        return self._list(line.indent, depth + 1)

    def _list(self, indent: int, depth: int) -> list[Value]:
        found: list[Value] = []
        while (line := self._next()) and line.is_item and line.indent == indent:
            if line.key is not None:
                found.append(self._mapping(indent, is_item=True, depth=depth))
            else:
                self._at += 1
                found.append(line.value)
        return found

    def _next(self) -> _Line | None:
        return self._lines[self._at] if self._at < len(self._lines) else None
