"""Lists as writers type them, put as Python-Markdown wants them: a blank line before a list,
four spaces a level; what a list item says is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from editor.text.blocks import LIST_ITEM

DEPTH_LIMIT = 12
"""Levels of lists in lists; what is deeper is set at this one."""

_QUOTED = re.compile(r" {0,3}>")
_QUOTE_MARK = re.compile(r" {0,3}> ?")
_NO_LAZY = re.compile(r"[ ]*(?:>|\x02)")
_READY_MADE = re.compile(r"[ ]*\x02")
_TAB = 4


def four_spaced(lines: Sequence[str]) -> list[str]:
    """The lines with every list set four spaces a level and a blank line before it.

    Nesting is read as GitHub reads it: an item belongs to the item whose words it stands under.
    Runs of blank lines become one. Linear in the text, and no word is touched.
    """
    out: list[str] = []
    lists = _Lists(out)
    number = 0
    while number < len(lines):
        if _QUOTED.match(lines[number]):
            end = number
            while end < len(lines) and _QUOTED.match(lines[end]):
                end += 1
            inside = [_QUOTE_MARK.sub("", line, count=1) for line in lines[number:end]]
            lists.take_quote(f"> {line}".rstrip() for line in four_spaced(inside))
            number = end
        else:
            lists.take(lines[number].expandtabs(_TAB) if "\t" in lines[number] else lines[number])
            number += 1
    return out


class _Lists:
    """The lists open at a line: for each open item, the column its words start at."""

    def __init__(self, out: list[str]) -> None:
        self.out = out
        self.columns: list[int] = []
        self.ordered: list[bool] = []
        self.after_blank = True
        self.start_depth = 0

    def take(self, line: str) -> None:
        if not line.strip():
            self.blank()
            return
        item = LIST_ITEM.match(line)
        if item and self.is_item(item, line):
            self.item(item, line)
        else:
            self.text(line)
        self.after_blank = bool(self.out) and not self.out[-1]

    def take_quote(self, lines: Iterable[str]) -> None:
        self.close(0)
        before = len(self.out)
        self.out.extend(lines)
        # Of a quote without words nothing is left.
        self.after_blank = self.after_blank and len(self.out) == before

    def blank(self) -> None:
        if not self.after_blank:
            self.out.append("")
        self.after_blank = True

    def is_item(self, item: re.Match[str], line: str) -> bool:
        """Whether a marker starts an item here; within a paragraph only a "1." or a bullet
        with words does, so that a line starting with a year stays in its sentence."""
        indent = len(item["indent"])
        if not self.columns and indent >= _TAB:
            return False
        if self.after_blank or (self.columns and self.follows_items(item)):
            return True
        return bool(line[item.end() :].strip()) and item["marker"] in ("-", "*", "+", "1.", "1)")

    def follows_items(self, item: re.Match[str]) -> bool:
        """Whether an ordered item may go on an ordered list, or a bullet any."""
        return not item["marker"][0].isdigit() or any(self.ordered)

    def close(self, indent: int) -> None:
        while self.columns and indent < self.columns[-1]:
            self.columns.pop()
            self.ordered.pop()

    def item(self, item: re.Match[str], line: str) -> None:
        was_open = len(self.columns)
        sibling = list(self.ordered)
        self.close(len(item["indent"]))
        depth = min(len(self.columns), DEPTH_LIMIT)
        ordered = item["marker"][0].isdigit()
        changes = depth < was_open and sibling[depth] != ordered
        # Python-Markdown reads from blank line to blank line, and takes the depth of what it
        # reads from the first line.
        if not self.after_blank and (not was_open or changes or depth < self.start_depth):
            self.blank()
        if self.after_blank:
            self.start_depth = depth
        marker = item["marker"][:-1] + "." if ordered else "-"
        words = line[item.end() :]
        self.out.append(f"{' ' * (_TAB * depth)}{marker} {words}")
        gap = len(item["gap"]) if 0 < len(item["gap"]) <= _TAB else 1
        if depth < DEPTH_LIMIT:
            self.columns.append(len(item["indent"]) + len(item["marker"]) + gap)
            self.ordered.append(ordered)
        self.after_blank = False

    def text(self, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        if self.after_blank or _NO_LAZY.match(line):
            self.close(indent)
        if not self.columns:
            self.out.append(line)
            return
        if _READY_MADE.match(line):
            self.apart(line.strip())
            return
        if self.after_blank:
            self.start_depth = len(self.columns)
        words = line[min(indent, self.columns[-1]) :] if self.after_blank else line.lstrip(" ")
        if LIST_ITEM.match(words):
            words = _escaped(words)
        self.out.append(" " * (_TAB * len(self.columns)) + words)

    def apart(self, line: str) -> None:
        """Set what is made already, such as code, as a block of its own in its item."""
        self.blank()
        self.start_depth = len(self.columns)
        self.out += [" " * (_TAB * len(self.columns)) + line, ""]


def _escaped(words: str) -> str:
    """A line that starts like an item but goes on a sentence, so that it stays one."""
    end = words.index(words.split(None, 1)[0]) + len(words.split(None, 1)[0]) - 1
    return f"{words[:end]}\\{words[end:]}"
