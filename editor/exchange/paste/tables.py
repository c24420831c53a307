"""The rows of a pasted table, and whether it is a table at all or only keeps things in place."""

from __future__ import annotations

from dataclasses import dataclass

from editor.exchange.paste.tree import Element

_NO_TABLE = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"})
_SPANS_LIMIT = 20_000
_SPREADSHEET = ("data-sheets-root", "data-sheets-baot")


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table; None is a place that a wider or higher cell reaches into."""

    rows: tuple[tuple[Element | None, ...], ...]
    caption: Element | None
    is_data: bool


def grid(table: Element) -> Grid:
    """What is in a table, tables inside it left in their cells."""
    caption: Element | None = None
    rows: list[list[Element]] = []
    waiting: list[Element | str] = table.children[::-1]
    while waiting:
        child = waiting.pop()
        if not isinstance(child, Element):
            continue
        if child.name == "tr":
            rows.append([one for one in _elements(child) if one.name in ("td", "th")])
        elif child.name == "caption":
            caption = child
        elif child.name in ("thead", "tbody", "tfoot"):
            waiting.extend(child.children[::-1])
    rows = [row for row in rows if row]
    return Grid(_laid_out(rows), caption, _is_data(table, rows))


def _elements(element: Element) -> list[Element]:
    return [one for one in element.children if isinstance(one, Element)]


def _is_data(table: Element, rows: list[list[Element]]) -> bool:
    if table.get("role") in ("presentation", "none"):
        return False
    cells = (cell for row in rows for cell in row)
    if any(inside.name in _NO_TABLE for cell in cells for inside in cell.descendants()):
        return False
    if max((len(row) for row in rows), default=0) < 2:
        return False
    if len(rows) > 1 or any(cell.name == "th" for cell in rows[0]):
        return True
    return "xl" in " ".join(cell.get("class") for cell in rows[0]) or any(
        name in table.attributes for name in _SPREADSHEET
    )


def _laid_out(rows: list[list[Element]]) -> tuple[tuple[Element | None, ...], ...]:
    """The cells in their columns. In a table too large to be honest, spans don't count."""
    columns = max((len(row) for row in rows), default=0)
    if columns * len(rows) > _SPANS_LIMIT:
        return tuple(tuple(row) for row in rows)
    reaching: dict[int, int] = {}
    out: list[tuple[Element | None, ...]] = []
    for number, row in enumerate(rows):
        cells: list[Element | None] = []
        for cell in row:
            while reaching.get(len(cells), 0) > number:
                cells.append(None)
            below = number + _span(cell, "rowspan", len(rows))
            for place in range(_span(cell, "colspan", columns)):
                reaching[len(cells)] = below
                cells.append(None if place else cell)
        while reaching.get(len(cells), 0) > number:
            cells.append(None)
        out.append(tuple(cells))
    return tuple(out)


def _span(cell: Element, name: str, limit: int) -> int:
    value = cell.get(name).strip()
    return min(int(value), limit) if value.isdecimal() and 0 < len(value) < 5 and int(value) else 1
