"""Formatting as pure edits of a source: given the text and the selection, what to put where and
what is selected afterwards; lists, tables and notes have modules of their own, applying and
undoing is left to the editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal


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
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]{0,600})\]"
    r"\((?P<address><[^<>\n]{0,800}>|(?:[^()\s]|\([^()\s]{0,400}\)){0,800})"
    r"(?:[ \t]+\"[^\"\n]{0,400}\")?\)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>]{1,2000}")
QUOTE_MARK = re.compile(r" {0,3}> ?")


def toggle_bold(text: str, start: int, end: int) -> Edit:
    """Make the selection (or the word the cursor is in) bold, or bold words plain again."""
    return _toggle_marks(text, start, end, "**")


def toggle_italic(text: str, start: int, end: int) -> Edit:
    """Make the selection (or the word the cursor is in) italic, or italic words plain again."""
    return _toggle_marks(text, start, end, "*")


def toggle_strikethrough(text: str, start: int, end: int) -> Edit:
    """Strike the selection (or the word the cursor is in) through, or take the line away."""
    return _toggle_marks(text, start, end, "~~")


def toggle_code(text: str, start: int, end: int) -> Edit:
    """Set the selection (or the word the cursor is in) as code, or code as words again."""
    return _toggle_marks(text, start, end, "`")


def link(text: str, start: int, end: int, url: str = "") -> Edit:
    """Link the selection to an address. What is still to be typed is selected: the address
    where there is none, or else the words where there are none."""
    start, end = ordered(start, end)
    words = text[start:end]
    linked = f"[{words}]({_destination(url)})"
    words_end = start + 1 + len(words)
    if not url:
        return Edit(start, end, linked, words_end + 2, words_end + 2)
    if not words:
        return Edit(start, end, linked, start + 1, start + 1)
    return Edit(start, end, linked, start + len(linked), start + len(linked))


@dataclass(frozen=True, slots=True)
class Link:
    """A link from `start` to `end` of a text: its words and its address."""

    start: int
    end: int
    words: str
    address: str


def link_at(text: str, start: int, end: int) -> Link | None:
    """The link that holds the selection, None where there is none."""
    start, end = ordered(start, end)
    first, last = text.rfind("\n", 0, start) + 1, line_end(text, end)
    for found in _LINK.finditer(text, first, last):
        if found.start() <= start and end <= found.end():
            return Link(found.start(), found.end(), found["words"], found["address"].strip("<>"))
    return None


def relink(text: str, start: int, end: int, url: str) -> Edit | None:
    """Give the link that holds the selection another address; without one only its words stay."""
    there = link_at(text, start, end)
    if there is None:
        return None
    if not url:
        last = there.start + len(there.words)
        return Edit(there.start, there.end, there.words, there.start, last)
    linked = f"[{there.words}]({_destination(url)})"
    after = there.start + len(linked)
    return Edit(there.start, there.end, linked, after, after)


def address_in(text: str) -> str:
    """The web or mail address a text is, made whole; empty where it is anything else."""
    text = text.strip()
    if not _ADDRESS.fullmatch(text):
        return ""
    return f"https://{text}" if text.startswith("www.") else text


def cross_link(text: str, start: int, end: int, slug: str) -> Edit:
    """Link the selection to the article with this slug; without one, to show its headline."""
    start, end = ordered(start, end)
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

    return change_lines(text, start, end, change)


def toggle_quote(text: str, start: int, end: int) -> Edit:
    """Quote the selected lines, or take one quote mark from each if all have one."""

    def change(lines: Sequence[str]) -> list[str]:
        if all(QUOTE_MARK.match(line) for line in lines):
            return [QUOTE_MARK.sub("", line, count=1) for line in lines]
        return [f"> {line}" if line else ">" for line in lines]

    return change_lines(text, start, end, change)


def move_paragraph(text: str, start: int, end: int, way: Literal["up", "down"]) -> Edit | None:
    """Exchange the paragraphs of the selection with the one before or after; None at the
    text's end. The blank lines between stay where they are, and the selection goes along."""
    first, last = _without_blank_lines(text, *paragraph(text, *ordered(start, end)))
    if first == last:
        return None
    start, end = (min(max(place, first), last) for place in ordered(start, end))
    other = _paragraph_before(text, first) if way == "up" else _paragraph_after(text, last)
    if other is None:
        return None
    upper, lower = sorted([(first, last), other])
    between = text[upper[1] : lower[0]]
    new = text[slice(*lower)] + between + text[slice(*upper)]
    moved = upper[0] if way == "up" else lower[1] - (last - first)
    shift = moved - first
    return Edit(upper[0], lower[1], new, start + shift, end + shift)


def _without_blank_lines(text: str, first: int, last: int) -> tuple[int, int]:
    """Lines without the blank ones at either end; nothing at `first` where all are blank."""
    words = text[first:last].strip()
    if not words:
        return first, first
    start = text.index(words, first)
    return text.rfind("\n", first, start) + 1 or first, line_end(text, start + len(words))


def _destination(url: str) -> str:
    """An address as it stands in a link: brackets that don't come in pairs would end it."""
    awkward = " " in url or url.count("(") != url.count(")")
    return f"<{url}>" if awkward else url


def ordered(start: int, end: int) -> tuple[int, int]:
    return (start, end) if start <= end else (end, start)


def replaced(start: int, end: int, text: str) -> Edit:
    return Edit(start, end, text, start + len(text), start + len(text))


def rest_of_line(text: str, position: int) -> str:
    return text[position : line_end(text, position)]


def line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _toggle_marks(text: str, start: int, end: int, mark: str) -> Edit:
    start, end = ordered(start, end)
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
    return count == len(mark)


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


def lines_touched(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole lines a selection touches; a selection ending at a line's start leaves it out."""
    if end > start and text[end - 1] == "\n":
        end -= 1
    return text.rfind("\n", 0, start) + 1, line_end(text, end)


def change_lines(
    text: str, start: int, end: int, change: Callable[[Sequence[str]], list[str]]
) -> Edit:
    start, end = ordered(start, end)
    first, last = lines_touched(text, start, end)
    lines = text[first:last].split("\n")
    changed = change(lines)
    new = "\n".join(changed)
    if start == end:
        cursor = max(first, min(start + len(changed[0]) - len(lines[0]), first + len(new)))
        return Edit(first, last, new, cursor, cursor)
    return Edit(first, last, new, first, first + len(new))


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraphs a selection touches, from the first line's start to the last line's end."""
    first, last = lines_touched(text, start, end)
    if not text[first:last].strip():
        return first, last
    while first and (above := text[text.rfind("\n", 0, first - 1) + 1 : first - 1]).strip():
        first -= len(above) + 1
    while last < len(text) and text[last + 1 : line_end(text, last + 1)].strip():
        last = line_end(text, last + 1)
    return first, last


def _paragraph_before(text: str, first: int) -> tuple[int, int] | None:
    end = first - 1
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            return paragraph(text, end, end)
        end = start - 1
    return None


def _paragraph_after(text: str, last: int) -> tuple[int, int] | None:
    start = last + 1
    while start <= len(text):
        end = line_end(text, start)
        if text[start:end].strip():
            return paragraph(text, start, start)
        start = end + 1
    return None
