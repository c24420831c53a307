"""Formatting as pure edits of a source: given the text and the selection, what to put where and
what is selected afterwards; applying and undoing them is left to the editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from editor.text.blocks import LIST_ITEM


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of the code points from `start` to `end`, then select from
    `select_start` to `select_end` of the new text."""

    start: int
    end: int
    text: str
    select_start: int
    select_end: int

    def apply(self, source: str) -> str:
        """The source after the edit."""
        return source[: self.start] + self.text + source[self.end :]


Formatter = Callable[[str, int, int], Edit]
"""What every edit without further choices looks like: (text, selection start, selection end)."""

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(LIST_ITEM.pattern + r"(?P<task>\[[ xX]\][ \t]+)?")


def toggle_bold(text: str, start: int, end: int) -> Edit:
    """Make the selection (or the word the cursor is in) bold, or bold words plain again."""
    return _toggle_marks(text, start, end, "**")


def toggle_italic(text: str, start: int, end: int) -> Edit:
    """Make the selection (or the word the cursor is in) italic, or italic words plain again."""
    return _toggle_marks(text, start, end, "*")


def toggle_code(text: str, start: int, end: int) -> Edit:
    """Set the selection (or the word the cursor is in) as code, or code as words again."""
    return _toggle_marks(text, start, end, "`")


def link(text: str, start: int, end: int, url: str = "") -> Edit:
    """Link the selection to an address. What is still to be typed is selected: the address
    where there is none, or else the words where there are none."""
    start, end = _ordered(start, end)
    words = text[start:end]
    linked = f"[{words}]({url})"
    words_end = start + 1 + len(words)
    if not url:
        return Edit(start, end, linked, words_end + 2, words_end + 2)
    if not words:
        return Edit(start, end, linked, start + 1, start + 1)
    return Edit(start, end, linked, start + len(linked), start + len(linked))


def cross_link(text: str, start: int, end: int, slug: str) -> Edit:
    """Link the selection to the article with this slug; without one, to show its headline."""
    start, end = _ordered(start, end)
    words = text[start:end].strip()
    linked = f"[[{slug}|{words}]]" if words else f"[[{slug}]]"
    return Edit(start, end, linked, start + len(linked), start + len(linked))


def set_heading(text: str, start: int, end: int, level: int) -> Edit:
    """Make the selected lines headings of a level from 1 to 6; 0, or the level they have,
    makes them paragraphs."""

    def change(lines: Sequence[str]) -> list[str]:
        filled = [line for line in lines if line.strip()] or list(lines)
        are = all((found := _HEADING.match(line)) and len(found[1]) == level for line in filled)
        mark = "" if are or not level else "#" * level + " "
        return [
            mark + _HEADING.sub("", line, count=1) if line in filled else line for line in lines
        ]

    return _change_lines(text, start, end, change)


def toggle_quote(text: str, start: int, end: int) -> Edit:
    """Quote the selected lines, or take one quote mark from each if all have one."""

    def change(lines: Sequence[str]) -> list[str]:
        if all(_QUOTE.match(line) for line in lines):
            return [_QUOTE.sub("", line, count=1) for line in lines]
        return [f"> {line}" if line else ">" for line in lines]

    return _change_lines(text, start, end, change)


def toggle_bullets(text: str, start: int, end: int) -> Edit:
    """Make the selected lines a list of points, or items of one paragraphs again."""
    return _toggle_list(text, start, end, ordered=False)


def toggle_numbers(text: str, start: int, end: int) -> Edit:
    """Make the selected lines a numbered list, or items of one paragraphs again."""
    return _toggle_list(text, start, end, ordered=True)


def continue_line(text: str, start: int, end: int) -> Edit:
    """What Enter does: a list or quote goes on with its next mark, an empty item ends it."""
    start, end = _ordered(start, end)
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start]
    item = _ITEM.match(before)
    if item and item["gap"]:
        if not before[item.end() :].strip() and not _rest_of_line(text, end).strip():
            return _replaced(line_start, end, item["indent"])
        return _replaced(start, end, "\n" + _next_mark(item))
    if quote := _QUOTE.match(before):
        if not before[quote.end() :].strip() and not _rest_of_line(text, end).strip():
            return _replaced(line_start, end, "")
        return _replaced(start, end, "\n> ")
    return _replaced(start, end, "\n")


def renumber(text: str, start: int, end: int) -> Edit:
    """Number the items of the list the cursor is in, counting on from the first at each depth."""
    first, last = _paragraph(text, *_ordered(start, end))
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


def move_paragraph(text: str, start: int, end: int, way: Literal["up", "down"]) -> Edit | None:
    """Exchange the paragraphs of the selection with the one before or after; None at the
    text's end. The blank lines between stay where they are, and the selection goes along."""
    first, last = _paragraph(text, *_ordered(start, end))
    if not text[first:last].strip():
        return None
    start, end = (min(max(place, first), last) for place in _ordered(start, end))
    other = _paragraph_before(text, first) if way == "up" else _paragraph_after(text, last)
    if other is None:
        return None
    upper, lower = sorted([(first, last), other])
    between = text[upper[1] : lower[0]]
    new = text[slice(*lower)] + between + text[slice(*upper)]
    moved = upper[0] if way == "up" else lower[1] - (last - first)
    shift = moved - first
    return Edit(upper[0], lower[1], new, start + shift, end + shift)


def _ordered(start: int, end: int) -> tuple[int, int]:
    return (start, end) if start <= end else (end, start)


def _replaced(start: int, end: int, text: str) -> Edit:
    return Edit(start, end, text, start + len(text), start + len(text))


def _rest_of_line(text: str, position: int) -> str:
    return text[position : _line_end(text, position)]


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _toggle_marks(text: str, start: int, end: int, mark: str) -> Edit:
    start, end = _ordered(start, end)
    if start == end:
        start, end, cursor = *_word(text, start), start
    else:
        cursor = None
        start, end = _without_blanks(text, start, end)
    around = _marks_around(text, start, end, mark)
    if around:
        outer, size = around, len(mark)
        return _with_selection(
            outer[0], outer[1], text[outer[0] + size : outer[1] - size], 0, cursor
        )
    words = text[start:end]
    return _with_selection(start, end, f"{mark}{words}{mark}", len(mark), cursor)


def _with_selection(start: int, end: int, text: str, inset: int, cursor: int | None) -> Edit:
    """An edit that selects its words, or keeps the cursor where it was in them."""
    first, last = start + inset, start + len(text) - inset
    if cursor is None:
        return Edit(start, end, text, first, last)
    shift = inset if inset else first - start - (end - start - len(text)) // 2
    place = min(max(cursor + shift, first), last)
    return Edit(start, end, text, place, place)


def _marks_around(text: str, start: int, end: int, mark: str) -> tuple[int, int] | None:
    """Where marked-up words start and end if the selection is inside them or holds them."""
    size, char = len(mark), mark[0]
    words = text[start:end]
    inner = min(len(words) - len(words.lstrip(char)), len(words) - len(words.rstrip(char)))
    if _holds(inner, mark) and len(words) > 2 * inner:
        return start, end
    before = len(text[:start]) - len(text[:start].rstrip(char))
    after = len(text[end:]) - len(text[end:].lstrip(char))
    if _holds(min(before, after), mark):
        return start - size, end + size
    return None


def _holds(count: int, mark: str) -> bool:
    """Whether a run of so many marks includes this one: three asterisks are bold and italic."""
    if mark == "*":
        return count in (1, 3)
    if mark == "**":
        return count in (2, 3)
    return count == 1


def _word(text: str, position: int) -> tuple[int, int]:
    start, end = position, position
    while start and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "'’-"):
        end += 1
    return start, end


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    if not words.strip():
        return start, end
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines a selection touches; a selection ending at a line's start leaves it out."""
    if end > start and text[end - 1] == "\n":
        end -= 1
    return text.rfind("\n", 0, start) + 1, _line_end(text, end)


def _change_lines(
    text: str, start: int, end: int, change: Callable[[Sequence[str]], list[str]]
) -> Edit:
    start, end = _ordered(start, end)
    first, last = _lines(text, start, end)
    lines = text[first:last].split("\n")
    changed = change(lines)
    new = "\n".join(changed)
    if start == end:
        cursor = max(first, min(start + len(changed[0]) - len(lines[0]), first + len(new)))
        return Edit(first, last, new, cursor, cursor)
    return Edit(first, last, new, first, first + len(new))


def _toggle_list(text: str, start: int, end: int, *, ordered: bool) -> Edit:
    def is_item(line: str) -> bool:
        found = LIST_ITEM.match(line)
        return bool(found and found["marker"][0].isdigit() == ordered)

    def change(lines: Sequence[str]) -> list[str]:
        filled = [line for line in lines if line.strip()]
        if filled and all(map(is_item, filled)):
            return [LIST_ITEM.sub(r"\g<indent>", line, count=1) for line in lines]
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

    return _change_lines(text, start, end, change)


def _next_mark(item: re.Match[str]) -> str:
    marker = item["marker"]
    if marker[0].isdigit():
        marker = f"{int(marker[:-1]) + 1}{marker[-1]}"
    return item["indent"] + marker + item["gap"] + ("[ ] " if item["task"] else "")


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraphs a selection touches, from the first line's start to the last line's end."""
    first, last = _lines(text, start, end)
    if not text[first:last].strip():
        return first, last
    while first and (above := text[text.rfind("\n", 0, first - 1) + 1 : first - 1]).strip():
        first -= len(above) + 1
    while last < len(text) and text[last + 1 : _line_end(text, last + 1)].strip():
        last = _line_end(text, last + 1)
    return first, last


def _paragraph_before(text: str, first: int) -> tuple[int, int] | None:
    end = first - 1
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            return _paragraph(text, end, end)
        end = start - 1
    return None


def _paragraph_after(text: str, last: int) -> tuple[int, int] | None:
    start = last + 1
    while start <= len(text):
        end = _line_end(text, start)
        if text[start:end].strip():
            return _paragraph(text, start, start)
        start = end + 1
    return None
