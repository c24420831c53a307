"""Lists as pure edits: made and unmade, gone on with by Enter, set in and out, numbered again,
and tasks ticked; applying them is left to the editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from editor.text.blocks import LIST_ITEM
from editor.text.edits import (
    QUOTE_MARK,
    Edit,
    change_lines,
    lines_touched,
    ordered,
    paragraph,
    replaced,
    rest_of_line,
)

_TASK = r"\[(?P<tick>[ xX])\][ \t]+"
_ITEM = re.compile(LIST_ITEM.pattern + rf"(?P<task>{_TASK})?")
_INDENT_LIMIT = 12


def toggle_bullets(text: str, start: int, end: int) -> Edit:
    """Make the selected lines a list of points, or items of one paragraphs again."""
    return _toggle_list(text, start, end, ordered=False)


def toggle_numbers(text: str, start: int, end: int) -> Edit:
    """Make the selected lines a numbered list, or items of one paragraphs again."""
    return _toggle_list(text, start, end, ordered=True)


def continue_line(text: str, start: int, end: int) -> Edit:
    """What Enter does: a list or quote goes on with its next mark, an empty item ends it."""
    start, end = ordered(start, end)
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    item = _ITEM.match(before)
    if item and item["gap"]:
        if not before[item.end() :].strip() and not rest_of_line(text, end).strip():
            return replaced(line_start, end, item["indent"])
        return replaced(start, end, "\n" + _next_mark(item))
    if quote := QUOTE_MARK.match(before):
        if not before[quote.end() :].strip() and not rest_of_line(text, end).strip():
            return replaced(line_start, end, "")
        return replaced(start, end, "\n> ")
    return replaced(start, end, "\n")


def continue_list(text: str, start: int, end: int) -> Edit:
    """`continue_line`, but an empty item that is set in goes one level out first, and the numbers
    below count on from the item that was put in."""
    edit = continue_line(text, start, end)
    if edit.text and not edit.text.strip() and edit.start < start == end:
        # An empty item that is set in goes a level out before Enter ends the list.
        return set_out(text, start, end) or edit
    item = _ITEM.match(edit.text.removeprefix("\n"))
    if not item or not item["marker"][0].isdigit() or not edit.text.startswith("\n"):
        return edit
    rest, *following = text[edit.end :].split("\n")
    renumbered = "\n".join([rest, *_counted_on(following, item)])
    new = edit.text + renumbered
    if new == edit.text + text[edit.end :]:
        return edit
    return Edit(edit.start, len(text), new, edit.select_start, edit.select_end)


def _counted_on(lines: Sequence[str], item: re.Match[str]) -> list[str]:
    """The lines below an item, those of its own list numbered on from it."""
    depth, number = len(item["indent"]), int(item["marker"][:-1])
    out = list(lines)
    for place, line in enumerate(lines):
        found = LIST_ITEM.match(line)
        if not line.strip() or (found and len(found["indent"]) < depth):
            break
        if found and len(found["indent"]) == depth:
            if not found["marker"][0].isdigit():
                break
            number += 1
            mark = f"{number}{found['marker'][-1]}"
            out[place] = found["indent"] + mark + line[found.end("marker") :]
    return out


def toggle_tasks(text: str, start: int, end: int) -> Edit:
    """Make the selected lines tasks to be ticked off, or tasks points of a list again."""

    def change(lines: Sequence[str]) -> list[str]:
        filled = [line for line in lines if line.strip()] or list(lines)
        if all(_is_task(line) for line in filled):
            return [_without_task(line) for line in lines]
        return [line if _is_task(line) else _as_task(line, line in filled) for line in lines]

    return change_lines(text, start, end, change)


def tick(text: str, start: int, end: int) -> Edit:
    """Tick the selected tasks off, or take the ticks away where all have one; other lines
    become tasks."""

    def change(lines: Sequence[str]) -> list[str]:
        filled = [line for line in lines if line.strip()] or list(lines)
        if not all(_is_task(line) for line in filled):
            return [line if _is_task(line) else _as_task(line, line in filled) for line in lines]
        mark = "[ ]" if all(_is_ticked(line) for line in filled) else "[x]"
        return [_with_tick(line, mark) for line in lines]

    return change_lines(text, start, end, change)


def set_in(text: str, start: int, end: int) -> Edit | None:
    """Set list items one level in, under the item above; None where a line is no item."""
    return _shift(text, start, end, _in_under)


def set_out(text: str, start: int, end: int) -> Edit | None:
    """Set list items one level out; None where a line is no item, or none is set in."""
    return _shift(text, start, end, _out_to)


def renumber(text: str, start: int, end: int) -> Edit:
    """Number the items of the list the cursor is in, counting on from the first at each depth."""
    first, last = paragraph(text, *ordered(start, end))
    lines = text[first:last].split("\n")
    numbers: dict[int, int] = {}
    out: list[str] = []
    for line in lines:
        item = LIST_ITEM.match(line)
        if item:
            depth = len(item["indent"])
            numbers = {level: number for level, number in numbers.items() if level <= depth}
            if item["marker"][0].isdigit():
                numbers[depth] = (
                    numbers[depth] + 1 if depth in numbers else int(item["marker"][:-1])
                )
                mark = f"{numbers[depth]}{item['marker'][-1]}"
                line = item["indent"] + mark + line[item.end("marker") :]
        out.append(line)
    new = "\n".join(out)
    cursor = min(end, first + len(new))
    return Edit(first, last, new, min(start, cursor), cursor)


def _toggle_list(text: str, start: int, end: int, *, ordered: bool) -> Edit:
    def is_item(line: str) -> bool:
        found = LIST_ITEM.match(line)
        return bool(found and found["marker"][0].isdigit() == ordered)

    def change(lines: Sequence[str]) -> list[str]:
        filled = [line for line in lines if line.strip()]
        if filled and all(map(is_item, filled)):
            return [_ITEM.sub(r"\g<indent>", line, count=1) for line in lines]
        out, number = [], 0
        for line in lines:
            if not line.strip() and len(lines) > 1:
                out.append(line)
                continue
            number += 1
            found = LIST_ITEM.match(line)
            words = line[found.end() :] if found else line.lstrip()
            indent = found["indent"] if found else line[: len(line) - len(words)]
            out.append(f"{indent}{f'{number}.' if ordered else '-'} {words}")
        return out

    return change_lines(text, start, end, change)


def _next_mark(item: re.Match[str]) -> str:
    marker = item["marker"]
    if marker[0].isdigit():
        marker = f"{int(marker[:-1]) + 1}{marker[-1]}"
    return item["indent"] + marker + item["gap"] + ("[ ] " if item["task"] else "")


def _is_task(line: str) -> bool:
    found = _ITEM.match(line)
    return bool(found and found["task"])


def _is_ticked(line: str) -> bool:
    found = _ITEM.match(line)
    return bool(found and found["task"] and found["tick"] in "xX")


def _without_task(line: str) -> str:
    found = _ITEM.match(line)
    if not found or not found["task"]:
        return line
    return line[: found.start("task")] + line[found.end("task") :]


def _as_task(line: str, wanted: bool) -> str:
    if not wanted:
        return line
    found = LIST_ITEM.match(line)
    if found:
        return f"{line[: found.end('marker')]} [ ] {line[found.end() :]}"
    words = line.lstrip()
    return f"{line[: len(line) - len(words)]}- [ ] {words}"


def _with_tick(line: str, mark: str) -> str:
    found = _ITEM.match(line)
    if not found or not found["task"]:
        return line
    at = found.start("task")
    return line[:at] + mark + line[at + len(mark) :]


Place = tuple[str, re.Match[str] | None]
"""The indent an item gets, and the item whose kind of mark it takes over; None keeps its own."""


def _in_under(item: re.Match[str], above: Sequence[re.Match[str]]) -> Place:
    """Under the words of the nearest item above that is not deeper."""
    parent = next((one for one in above if len(one["indent"]) <= len(item["indent"])), None)
    indent = _words_column(parent or item) * " "
    sibling = above[0] if above and above[0]["indent"] == indent else None
    return indent, sibling


def _out_to(item: re.Match[str], above: Sequence[re.Match[str]]) -> Place:
    """Beside the nearest item above that is less deep."""
    parent = next((one for one in above if len(one["indent"]) < len(item["indent"])), None)
    return (parent["indent"], parent) if parent else ("", None)


def _words_column(item: re.Match[str]) -> int:
    """Where the words of an item stand, which is one level in."""
    return len(item["indent"]) + len(item["marker"]) + 1


def _shift(
    text: str,
    start: int,
    end: int,
    place: Callable[[re.Match[str], Sequence[re.Match[str]]], Place],
) -> Edit | None:
    """Move the selected items to where `place` puts them, given the items above, nearest first;
    numbers are set right from the first of them on."""
    start, end = ordered(start, end)
    first, last = paragraph(text, start, end)
    touched, touched_end = lines_touched(text, start, end)
    lines = text[first:last].split("\n")
    chosen = range(text.count("\n", first, touched), text.count("\n", first, touched_end) + 1)
    shifted = list(lines)
    for index in chosen:
        shifted[index] = _moved(shifted, index, place)
    moved = {index for index in chosen if shifted[index] != lines[index]}
    if not moved:
        return None
    shifted = _numbered(shifted, moved)
    new = "\n".join(shifted[chosen.start :])
    if start == end:
        length = len(shifted[chosen.start])
        cursor = touched + max(0, min(length, length - (touched_end - start)))
        return Edit(touched, last, new, cursor, cursor)
    selected = len("\n".join(shifted[chosen.start : chosen.stop]))
    return Edit(touched, last, new, touched, touched + selected)


def _moved(
    lines: Sequence[str],
    index: int,
    place: Callable[[re.Match[str], Sequence[re.Match[str]]], Place],
) -> str:
    line = lines[index]
    item = LIST_ITEM.match(line)
    if not item:
        return line
    above = [found for one in reversed(lines[:index]) if (found := LIST_ITEM.match(one))]
    indent, like = place(item, above)
    if len(indent) > _INDENT_LIMIT:
        return line
    marker = item["marker"]
    if like and like["marker"][0].isdigit() != marker[0].isdigit():
        marker = like["marker"]
    return indent + marker + line[item.end("marker") :]


def _numbered(lines: Sequence[str], moved: Collection[int]) -> list[str]:
    """The lines with the numbers from the first moved item on counted at each depth; a list that
    begins with a moved item begins with 1."""
    numbers: dict[int, int] = {}
    out: list[str] = []
    for index, line in enumerate(lines):
        item = LIST_ITEM.match(line)
        if item:
            depth = len(item["indent"])
            before = numbers.get(depth)
            numbers = {level: number for level, number in numbers.items() if level < depth}
            if item["marker"][0].isdigit():
                number = int(item["marker"][:-1])
                if index >= min(moved):
                    number = number if before is None else before + 1
                    number = 1 if before is None and index in moved else number
                    line = f"{item['indent']}{number}{line[item.end('marker') - 1 :]}"
                numbers[depth] = number
        out.append(line)
    return out
