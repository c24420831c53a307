"""Tables as pure edits: a new one is put in, Tab and Enter go from cell to cell, and the columns
are set straight on the way; no cell ever loses a word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from editor.text.blocks import TABLE_RULE
from editor.text.edits import Edit, ordered, paragraph

_LEAST_WIDTH = 3
_SPLIT = re.compile(
    r"\\.|(?<!`)(`++)[^`].{0,2000}?(?<!`)\1(?!`)|\[\[[^\[\]\n]{1,1000}\]\]|(?P<bar>\|)"
)


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines `first` to `last` of a text as rows of cells; `rows[1]` is the rule."""

    first: int
    last: int
    indent: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> int:
        return max(len(row) for row in self.rows)


def new_table(text: str, start: int, end: int, columns: int, rows: int) -> Edit:
    """An empty table with a head and so many rows below the paragraph the cursor is in; lines
    with tabs in the selection become its cells. The cursor goes into the first cell."""
    start, end = ordered(start, end)
    lines = text[start:end].split("\n")
    if all("\t" in line for line in lines):
        cells = [[cell.strip().replace("|", "\\|") for cell in line.split("\t")] for line in lines]
    else:
        first, last = paragraph(text, end, end)
        start = end = last if text[first:last].strip() else first
        cells = [[""] * columns for _ in range(rows + 1)]
    rule = ["---"] * max(len(row) for row in cells)
    made = _Table(0, 0, "", tuple(map(tuple, [cells[0], rule, *cells[1:]])))
    above, below = text[:start], text[end:]
    before = _blank_lines(len(above) - len(above.rstrip("\n")), bool(above.strip()))
    after = _blank_lines(len(below) - len(below.lstrip("\n")), bool(below.strip()))
    table = "\n".join(_set_straight(made))
    first, last = _cell_place(made, 0, 0)
    at = start + len(before)
    return Edit(start, end, before + table + after, at + first, at + last)


def next_cell(text: str, start: int, end: int, *, back: bool = False) -> Edit | None:
    """Go to the next cell, or back to the one before, and select its words; behind the last
    cell a row is added. None where the cursor is in no table, or before its first cell."""
    found = _table_at(text, start, end)
    if found is None:
        return None
    table, row, column = found
    place = row * table.columns + column + (-1 if back else 1)
    row, column = divmod(place, table.columns)
    if row == 1:
        row = 0 if back else 2
    if place < 0:
        return None
    return _go_to(text, table, row, column)


def next_row(text: str, start: int, end: int) -> Edit | None:
    """Go to the cell below; below the last row one is added, and a last row with nothing in it
    is taken away again. None where the cursor is in no table."""
    found = _table_at(text, start, end)
    if found is None:
        return None
    table, row, column = found
    last = len(table.rows) - 1
    if row == last and last > 1 and not any(table.rows[row]):
        return _leave(text, table)
    return _go_to(text, table, max(row + 1, 2), column)


def _go_to(text: str, table: _Table, row: int, column: int) -> Edit:
    if row >= len(table.rows):
        empty = ("",) * table.columns
        table = _Table(table.first, table.last, table.indent, (*table.rows, empty))
    first, last = _span(text, table)
    start, end = _cell_place(table, row, column)
    return Edit(first, last, "\n".join(_set_straight(table)), first + start, first + end)


def _leave(text: str, table: _Table) -> Edit:
    first, last = _span(text, table)
    shorter = _Table(table.first, table.last, table.indent, table.rows[:-1])
    new = "\n".join(_set_straight(shorter)) + "\n\n"
    return Edit(first, last, new, first + len(new), first + len(new))


def _table_at(text: str, start: int, end: int) -> tuple[_Table, int, int] | None:
    """The table a position is in, with the row and the column."""
    _, at = ordered(start, end)
    line = text.count("\n", 0, at)
    lines = text.split("\n")
    if "|" not in lines[line]:
        return None
    first = last = line
    while first and "|" in lines[first - 1]:
        first -= 1
    while last + 1 < len(lines) and "|" in lines[last + 1]:
        last += 1
    rules = [n for n in range(first + 1, last + 1) if _is_rule(lines[n])]
    if not rules or line < rules[0] - 1:
        return None
    first = rules[0] - 1
    rows = tuple(_cells(one) for one in lines[first : last + 1])
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    before = text[text.rfind("\n", 0, at) + 1 : at]
    table = _Table(first, last, indent, rows)
    return table, line - first, min(_column(before), table.columns - 1)


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and bool(TABLE_RULE.match(line))


def _bars(line: str) -> list[int]:
    """Where the bars between cells are: not those in code, in cross-links or behind `\\`."""
    return [found.start() for found in _SPLIT.finditer(line) if found["bar"]]


def _cells(line: str) -> tuple[str, ...]:
    edges = [-1, *_bars(line), len(line)]
    cells = [line[a + 1 : b].strip() for a, b in pairwise(edges)]
    if len(cells) > 1 and not cells[0]:
        del cells[0]
    if len(cells) > 1 and not cells[-1]:
        del cells[-1]
    return tuple(cells)


def _column(before: str) -> int:
    """The column a position is in, given the line before it."""
    bars = len(_bars(before))
    return max(0, bars - 1) if before.lstrip().startswith("|") else bars


def _set_straight(table: _Table) -> list[str]:
    widths = _widths(table)
    lines = []
    for number, row in enumerate(table.rows):
        cells = [*row, *[""] * (table.columns - len(row))]
        set_cells = [
            _rule(cell, width) if number == 1 else cell + " " * (width - display_width(cell))
            for cell, width in zip(cells, widths, strict=True)
        ]
        lines.append(f"{table.indent}| {' | '.join(set_cells)} |")
    return lines


def _widths(table: _Table) -> list[int]:
    widths = [_LEAST_WIDTH] * table.columns
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if number != 1:
                widths[column] = max(widths[column], display_width(cell))
    return widths


def _rule(cell: str, width: int) -> str:
    left, right = cell.startswith(":"), cell.endswith(":") and len(cell) > 1
    return ":" * left + "-" * (width - left - right) + ":" * right


def _cell_place(table: _Table, row: int, column: int) -> tuple[int, int]:
    """Where the words of a cell start and end in the table set straight."""
    lines = _set_straight(table)
    start = sum(len(line) + 1 for line in lines[:row]) + len(table.indent) + 2
    cells = [*table.rows[row], *[""] * (table.columns - len(table.rows[row]))]
    for cell, width in zip(cells[:column], _widths(table), strict=False):
        start += len(cell) + (width - display_width(cell)) + 3
    return start, start + len(cells[column])


def _span(text: str, table: _Table) -> tuple[int, int]:
    lines = text.split("\n")
    first = sum(len(line) + 1 for line in lines[: table.first])
    return first, first + sum(len(line) + 1 for line in lines[table.first : table.last + 1]) - 1


def _blank_lines(signs: int, apart: bool) -> str:
    """The line breaks that are missing for a blank line where there are so many already."""
    return "\n" * max(0, 2 - signs) if apart else ""


def display_width(cell: str) -> int:
    """Columns of a fixed-width face: wide signs of East Asia take two, combining marks none."""
    if cell.isascii():
        return len(cell)
    return sum(_sign_width(sign) for sign in cell)


def _sign_width(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
