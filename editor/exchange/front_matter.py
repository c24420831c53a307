"""The header of a Markdown file: YAML 1.2 read as plain text and written with every string
quoted; which lines it has is left to the Markdown file."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from editor.exchange.files import FileError, whole_characters
from editor.exchange.plain_header import Value, read_plain

HEADER_LIMIT = 64 * 1024
"""Bytes of UTF-8; a longer header is refused before it is read."""

NESTING_LIMIT = 50

Writable: TypeAlias = "str | int | Sequence[Writable] | Mapping[str, Writable]"

_RULE = "---"
_ENDS = ("---", "...")
_LOOKS_LIKE_A_KEY = re.compile(r"[ \t]*(#.*|[\w$-][\w .$-]*:([ \t].*)?)", re.ASCII)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class FrontMatterError(FileError):
    """The header can't be read; `str(error)` says at which line of the file and why."""


def join(header: Mapping[str, Writable], body: str) -> str:
    """A file of `header` between rules, an empty line, `body` as it is, and a line end.

    `split` gives both back exactly, whatever they hold, save lone surrogates in the header.
    """
    return f"{_RULE}\n{_dumped(header)}{_RULE}\n\n{body}\n"


def split(text: str) -> tuple[dict[str, Value] | None, str]:
    """The header of a file (None if it has none) and its body.

    A rule at the top is a header only if a second rule closes it and a mapping stands between;
    otherwise it belongs to the body. Raises FrontMatterError for a header that is broken,
    longer than HEADER_LIMIT, nested deeper than NESTING_LIMIT, or has aliases.
    """
    text = text.removeprefix("\ufeff")
    first_line, _, rest = text.partition("\n")
    if first_line.rstrip() != _RULE:
        return None, text
    if first_line.endswith("\r"):  # the whole file was converted on its way
        rest = rest.replace("\r\n", "\n")
    inside, body = _closed(rest)
    if inside is None or not _may_be_header(inside):
        return None, text
    if len(inside.encode("utf-8", errors="replace")) > HEADER_LIMIT:
        raise FrontMatterError(
            f"The file's header is longer than {HEADER_LIMIT // 1024} KB, which is no header."
        )
    header = read_plain(inside)
    if header is None:
        header = _loaded(inside)
    return header, body.removeprefix("\n").removesuffix("\n")


def _closed(rest: str) -> tuple[str | None, str]:
    """What stands before the line that closes the header, and what stands after it."""
    start = 0
    while start < len(rest):
        end = rest.find("\n", start)
        stop = len(rest) if end < 0 else end
        if rest[start:stop].rstrip() in _ENDS:
            return rest[:start], rest[stop + 1 :]
        start = stop + 1
    return None, rest


def _may_be_header(inside: str) -> bool:
    """False for a paragraph between two rules of a body that has no header."""
    first = next((line for line in inside.split("\n") if line.strip()), "#")
    return bool(_LOOKS_LIKE_A_KEY.match(first)) or first.lstrip().startswith(("{", '"', "'"))


def _dumped(header: Mapping[str, Writable]) -> str:
    yaml = YAML()
    yaml.version = None
    yaml.width = 2**31  # a long standfirst stays on its line
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump({key: _quoted(value) for key, value in header.items()}, stream)
    return stream.getvalue()


def _quoted(value: Writable) -> object:
    if isinstance(value, str):
        return DoubleQuotedScalarString(whole_characters(value))
    if isinstance(value, Mapping):
        return {key: _quoted(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_quoted(item) for item in value]
    return value


def _loaded(inside: str) -> dict[str, Value]:
    builder = _Builder()
    try:
        for event in YAML(typ="safe", pure=True).parse(inside):
            builder.take(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _broken(mark.line if mark else 0, error.problem or "it is not YAML") from error
    except (YAMLError, ValueError, OverflowError) as error:  # forbidden characters, \UFFFFFFFF
        raise _broken(0, "it holds something YAML can't") from error
    return builder.mapping()


def _broken(line: int, why: str) -> FrontMatterError:
    """`line` counts from 0 after the opening rule, so the file's line is two more."""
    return FrontMatterError(f"The file's header can't be read, line {line + 2}: {why}.")


class _Builder:
    """Builds values out of YAML's events: without recursion, so that no header is too deep to
    refuse, and without YAML's guesses, so that every value stays the text it was."""

    def __init__(self) -> None:
        self._root: list[Value] = []
        self._open: list[list[Value] | dict[str, Value]] = [self._root]
        self._keys: list[str | None] = [None]

    def take(self, event: Event) -> None:
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, AliasEvent):
            raise _broken(line, "a header can't repeat a value by its name (*name)")
        if isinstance(event, MappingStartEvent):
            self._begin({}, line)
        elif isinstance(event, SequenceStartEvent):
            self._begin([], line)
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, ScalarEvent):
            plain_nothing = event.style is None and event.value in _NOTHING
            self._add(None if plain_nothing else event.value, line)

    def mapping(self) -> dict[str, Value]:
        root = self._root[0] if self._root else None
        if root is None:
            return {}
        if not isinstance(root, dict):
            raise _broken(0, "it is no list of names and values")
        return root

    def _begin(self, collection: list[Value] | dict[str, Value], line: int) -> None:
        if len(self._open) > NESTING_LIMIT:
            raise _broken(line, f"it is nested deeper than {NESTING_LIMIT}")
        self._add(collection, line)
        self._open.append(collection)
        self._keys.append(None)

    def _add(self, value: Value, line: int) -> None:
        holder, key = self._open[-1], self._keys[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif key is None:
            self._keys[-1] = self._key(value, holder, line)
        else:
            holder[key] = value
            self._keys[-1] = None

    @staticmethod
    def _key(value: Value, holder: dict[str, Value], line: int) -> str:
        if isinstance(value, list | dict):
            raise _broken(line, "a name can't be a list")
        key = value or ""
        if key in holder:
            raise _broken(line, f"“{key[:40]}” is there twice")
        return key
