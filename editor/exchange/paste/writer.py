"""Blocks as Markdown: one prefix a container, blank lines where Markdown needs them and none in
tight lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.exchange.paste import inline
from editor.exchange.paste.escaping import line_start
from editor.exchange.paste.model import (
    Block,
    Container,
    Definition,
    Item,
    Kind,
    Note,
    Path,
    Row,
)

# Between two lists that follow each other: without it they would be one.
_SEPARATOR = "<!-- -->"
_RULE = "---"


def markdown(blocks: Sequence[Block]) -> str:
    """The Markdown of some blocks, without a line end at its end."""
    lines: list[str] = []
    before: Block | None = None
    crowded: set[Container] = _crowded(blocks)
    for block in blocks:
        shared = _shared(before.path if before else (), block.path)
        if before is not None:
            lines += _between(before, block, shared, crowded)
        lines += _prefixed(_lines(block), block.path, shared)
        before = block
    return "\n".join(lines)


def _crowded(blocks: Sequence[Block]) -> set[Container]:
    """The items that hold more than one block of their own."""
    crowded: set[Container] = set()
    seen: set[Container] = set()
    for block in blocks:
        for container in block.path[-1:]:
            (crowded if container in seen else seen).add(container)
    return crowded


def _shared(one: Path, other: Path) -> int:
    """How many containers, from the outside in, two blocks are both in."""
    count = 0
    for mine, others in zip(one, other, strict=False):
        if mine is not others:
            break
        count += 1
    return count


def _between(before: Block, block: Block, shared: int, crowded: set[Container]) -> list[str]:
    blank = _rest(block.path[:shared]).rstrip()
    if _are_lists_apart(before.path, block.path, shared):
        return [blank, f"{_rest(block.path[:shared])}{_SEPARATOR}", blank]
    return [] if _is_tight(before, block, shared, crowded) else [blank]


def _items_at(before: Path, path: Path, shared: int) -> tuple[Item, Item] | None:
    """The two items in which two paths part, if they part in items."""
    if len(before) <= shared or len(path) <= shared:
        return None
    one, other = before[shared], path[shared]
    return (one, other) if isinstance(one, Item) and isinstance(other, Item) else None


def _are_lists_apart(before: Path, path: Path, shared: int) -> bool:
    """Whether the numbers of a list start anew right after another list."""
    items = _items_at(before, path, shared)
    if items is None or items[0].key == items[1].key:
        return False
    one, other = items[0].number, items[1].number
    return one is not None and other is not None and other != one + 1


def _is_tight(before: Block, block: Block, shared: int, crowded: set[Container]) -> bool:
    if len(block.path) <= shared:
        return False
    starts = block.path[shared]
    if isinstance(starts, Definition):
        return before.kind is Kind.PARAGRAPH and len(before.path) == shared
    if before.kind is not Kind.PARAGRAPH or block.kind is not Kind.PARAGRAPH:
        return False
    items = _items_at(before.path, block.path, shared)
    if items is not None and (items[0].number is None) is not (items[1].number is None):
        return False
    if isinstance(starts, Item) and items is None and starts.number not in (None, 1):
        # Right after a paragraph, only a list that starts with 1 is read as one.
        return False
    last = before.path[-1] if before.path else None
    return isinstance(starts, Item) and isinstance(last, Item) and last not in crowded


def _prefixed(lines: Sequence[str], path: Path, shared: int) -> list[str]:
    first = _rest(path[:shared]) + "".join(map(_start, path[shared:]))
    rest = _rest(path)
    prefixes = (first, *[rest] * (len(lines) - 1))
    return [
        f"{prefix}{line}" if line else prefix.rstrip()
        for prefix, line in zip(prefixes, lines, strict=True)
    ]


def _rest(path: Path) -> str:
    return "".join([one.further for one in path])


def _start(container: Container) -> str:
    match container:
        case Item():
            task = {None: "", False: "[ ] ", True: "[x] "}[container.done]
            return f"{container.marker} {task}"
        case Note():
            return f"[^{container.label}]: "
        case Definition():
            return ":   "
    return "> "


def _lines(block: Block) -> list[str]:
    match block.kind:
        case Kind.HEADING:
            return [f"{'#' * block.level} {_heading(block)}"]
        case Kind.CODE:
            return _code(block)
        case Kind.RULE:
            return [_RULE]
        case Kind.TABLE:
            return _table(block.rows)
    return [line_start(line) for line in inline.markdown(block.runs).split("\n")]


def _heading(block: Block) -> str:
    words = inline.markdown(block.runs)
    return re.sub(r"(#+)$", r"\\\1", words)


def _code(block: Block) -> list[str]:
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{block.name}", *block.text.split("\n"), fence]


def _table(rows: Sequence[Row]) -> list[str]:
    columns = max(len(row) for row in rows)
    head = [*(inline.markdown(cell, in_table=True) for cell in rows[0])]
    head += [""] * (columns - len(head))
    lines = [_row(head), _row(["---"] * columns)]
    lines += (_row([inline.markdown(cell, in_table=True) for cell in row]) for row in rows[1:])
    return lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
