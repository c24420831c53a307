"""What pasted copy is made of once its HTML is understood: runs of words in blocks, blocks in
quotes, lists and notes; how they are written down is left to `writer`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Changes(StrEnum):
    """What becomes of the changes somebody tracked."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Pasted:
    """Clean Markdown; how many tracked changes were accepted or rejected for it; and in plain
    words what was left out."""

    markdown: str
    tracked: int
    notes: tuple[str, ...] = ()


class Marks:
    """How words are set, as bits of an int: an enumeration would take longer than all the rest.
    READY words are Markdown already."""

    NONE = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    CODE = 8
    SUPERSCRIPT = 16
    SUBSCRIPT = 32
    READY = 64


class Run(NamedTuple):
    """Words set alike; a `\\n` in them is a line break. `size` is in points, 0 unknown."""

    text: str
    marks: int = Marks.NONE
    address: str = ""
    size: float = 0.0


class Container:
    """What blocks stand in. Two containers are the same only if they are one object.

    `further` stands before every line after the first.
    """

    __slots__ = ()
    further = "    "


class Quote(Container):
    __slots__ = ("by_indent",)
    further = "> "

    def __init__(self, by_indent: bool = False) -> None:
        self.by_indent = by_indent


class Definition(Container):
    """What a term means."""

    __slots__ = ()


class Note(Container):
    """The text of a footnote."""

    __slots__ = ("label",)

    def __init__(self, label: str) -> None:
        self.label = label


class Item(Container):
    """One item of a list: `number` None is a bullet. Items of one list share its `key`."""

    __slots__ = ("done", "further", "key", "marker", "number")

    def __init__(self, key: object, number: int | None, done: bool | None = None) -> None:
        self.key = key
        self.number = number
        self.done = done
        self.marker = "-" if number is None else f"{number}."
        self.further = " " * (len(self.marker) + 1)


Path = tuple[Container, ...]
"""The containers of a block, from the outermost in."""


class Kind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"
    TABLE = "table"


Row = tuple[tuple[Run, ...], ...]


@dataclass(slots=True)
class Block:
    """`runs` of a paragraph or heading, `rows` of a table, `text` of code (`name` its language)."""

    kind: Kind
    path: Path
    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[Row, ...] = ()
    text: str = ""
    name: str = ""
