"""Restructuring as pure edits of a source: whole sections moved, promoted, demoted, renamed,
merged and split off; applying and undoing them is left to the editor.

A section is named by its number in the outline and always goes with all that stands below it.
Every edit keeps every line, levels aside. It is worked out on the text and then read again:
where the text would not show the sections expected, as behind a fence that is never closed,
there is no edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from editor.text.edits import Edit
from editor.text.section_definitions import Definitions
from editor.text.section_text import (
    DEEPEST,
    SectionText,
    attributes_of,
    clamped,
    marked,
    source_of,
    unmarked,
    without_gap,
)

Shape = list[tuple[int, str]]


class Place(StrEnum):
    """Where a section goes, seen from another one; `INTO` is last below it."""

    BEFORE = "before"
    AFTER = "after"
    INTO = "into"


@dataclass(frozen=True, slots=True)
class Piece:
    """A section as an article of its own: its heading in plain words, and the body below it, the
    highest of its sections at level 2."""

    headline: str
    body: str


def move(text: str, section: int, target: int, place: Place, cursor: int = 0) -> Edit | None:
    """Move a section before or after another one, at whose level it then is, or into it, one
    level deeper. None where it stands there already, or would have to stand in itself.

    `cursor` is how far into the section the cursor is, and stays so.
    """
    body = SectionText(text)
    moved, to = body.headings[section], body.headings[target]
    level = to.level + (place is Place.INTO)
    at = to.line if place is Place.BEFORE else to.end_line
    if moved.holds(to) or level > DEEPEST:
        return None
    if at in (moved.line, moved.end_line) and level == moved.level:
        return None
    lines = body.relevelled(section, level - moved.level)
    if moved.line < at != moved.end_line:
        order = [body.lines[moved.end_line : at], lines]
    else:
        order = [lines, body.lines[at : moved.line]]
    first, last = min(at, moved.line), max(at, moved.end_line)
    edits = _joined(body, first, last, order, order.index(lines), cursor)
    return _first_right(body, edits, _moved_shape(body, section, at, level))


def move_up(text: str, section: int, cursor: int = 0) -> Edit | None:
    """Exchange a section with the one before it at the same place in the tree; None for a
    first one."""
    other = _neighbour(SectionText(text), section, -1)
    return None if other is None else move(text, section, other, Place.BEFORE, cursor)


def move_down(text: str, section: int, cursor: int = 0) -> Edit | None:
    """Exchange a section with the one after it; None for a last one."""
    other = _neighbour(SectionText(text), section, 1)
    return None if other is None else move(text, section, other, Place.AFTER, cursor)


def promote(text: str, section: int, cursor: int = 0) -> Edit | None:
    """Set a section one level higher with all below it; None at the highest."""
    return _shift(text, section, -1, cursor)


def demote(text: str, section: int, cursor: int = 0) -> Edit | None:
    """Set a section one level deeper with all below it, as far as levels go; None at the
    deepest."""
    return _shift(text, section, 1, cursor)


def heading_source(text: str, section: int) -> str:
    """What is typed in a section's heading, as `rename` takes it."""
    return SectionText(text).source(section) or ""


def rename(text: str, section: int, words: str) -> Edit | None:
    """Give a heading other words, Markdown and all; its level and attributes stay. None where
    the words are the same, or make no heading."""
    body = SectionText(text)
    heading = body.headings[section]
    present = body.lines[heading.line : heading.text_line]
    words = " ".join(words.split())
    if not words or words == source_of(present):
        return None
    whole = f"{words} {attributes_of(present)}".strip()

    forms = [[marked(whole, heading.level)]]
    if heading.underlined:
        forms.insert(0, [whole, present[1]])
    for lines in forms:
        edit = body.replace(heading.line, heading.text_line, lines, len(lines[0]))
        if _is_only_renamed(body.shape, SectionText(edit.apply(text)).shape, section):
            return edit
    return None


def merge(text: str, section: int) -> Edit | None:
    """Join a section to what stands before it: its heading becomes a paragraph, the sections
    below it keep their levels. None where nothing stands before it."""
    body = SectionText(text)
    heading = body.headings[section]
    before = body.lines[: heading.line]
    if not any(line.strip() for line in before):
        return None
    paragraph = unmarked(body.lines[heading.line : heading.text_line])
    lines = [paragraph]
    if before[-1].strip():
        lines.insert(0, "")
    if heading.text_line < len(body.lines) and body.lines[heading.text_line].strip():
        lines.append("")
    edit = body.replace(heading.line, heading.text_line, lines, len("\n".join(lines).rstrip()))
    shape = [*body.shape[:section], *body.shape[section + 1 :]]
    return _first_right(body, [edit], shape)


def piece(text: str, section: int) -> Piece:
    """A section as it goes into an article of its own, with the definitions it cites."""
    body = SectionText(text)
    heading = body.headings[section]
    levels = [body.headings[number].level for number in body.below(section)[1:]]
    lines = body.below_heading(section, 2 - min(levels, default=2))
    cited = Definitions(body).cited_inside(heading.line, heading.end_line)
    parts = ("\n".join(lines).strip("\n"), "\n".join(cited))
    return Piece(heading.words, "\n\n".join(part for part in parts if part))


def split_off(text: str, section: int, slug: str) -> Edit | None:
    """Put a cross-link to the article with this slug in the place of a section. Definitions that
    the rest of the text cites stay behind."""
    body = SectionText(text)
    heading = body.headings[section]
    content, gap = without_gap(body.lines[heading.line : heading.end_line])
    link = f"[[{slug}]]"
    lines = [link]
    if staying := Definitions(body).cited_outside(heading.line, heading.end_line):
        lines += ["", *staying]
    if heading.line and body.lines[heading.line - 1].strip():
        lines.insert(0, "")
    if not gap and heading.end_line < len(body.lines):
        gap = [""]
    inside = body.below(section)
    shape = [*body.shape[: inside.start], *body.shape[inside.stop :]]
    place = len("\n".join(lines[: lines.index(link) + 1]))
    edit = body.replace(heading.line, heading.end_line, [*lines, *gap], place)
    return _first_right(body, [edit], shape) if content else None


def _shift(text: str, section: int, shift: int, cursor: int) -> Edit | None:
    body = SectionText(text)
    heading = body.headings[section]
    if clamped(heading.level + shift) == heading.level:
        return None
    lines = body.relevelled(section, shift)
    changed = len(lines[0]) - len(body.lines[heading.line])
    inside = body.below(section)
    shape = [
        (clamped(level + shift), words) if number in inside else (level, words)
        for number, (level, words) in enumerate(body.shape)
    ]
    edit = body.replace(heading.line, heading.end_line, lines, cursor + changed if cursor else 0)
    return _first_right(body, [edit], shape)


def _neighbour(body: SectionText, section: int, step: int) -> int | None:
    """The number of the section before or after this one below the same section."""
    parents = _parents(body)
    siblings = [number for number, parent in enumerate(parents) if parent == parents[section]]
    place = siblings.index(section) + step
    return siblings[place] if 0 <= place < len(siblings) else None


def _parents(body: SectionText) -> list[int]:
    parents: list[int] = []
    open_ones: list[int] = []
    for number, heading in enumerate(body.headings):
        while open_ones and body.headings[open_ones[-1]].level >= heading.level:
            open_ones.pop()
        parents.append(open_ones[-1] if open_ones else -1)
        open_ones.append(number)
    return parents


def _moved_shape(body: SectionText, section: int, at: int, level: int) -> Shape:
    """The outline with a section taken out and put in again where line `at` was."""
    inside = body.below(section)
    shift = level - body.headings[section].level
    taken = [(clamped(body.shape[one][0] + shift), body.shape[one][1]) for one in inside]
    others = [one for one in range(len(body.headings)) if one not in inside]
    before = [body.shape[one] for one in others if body.headings[one].line < at]
    after = [body.shape[one] for one in others if body.headings[one].line >= at]
    return before + taken + after


def _joined(
    body: SectionText, first: int, last: int, order: list[list[str]], moved: int, cursor: int
) -> Iterator[Edit]:
    """The lines from `first` to `last` as two pieces, which have changed places. The blank lines
    after them stay where they are; a second try puts one in wherever there is none."""
    (one, after_one), (two, after_two) = map(without_gap, order)
    if not two:  # nothing is passed: only levels change
        after_one, after_two = [], after_one
    else:
        after_one, after_two = after_two, after_one
    for blank in ([], [""]):
        lead = blank if first and body.lines[first - 1].strip() else []
        between = after_one or (blank if two else [])
        ending = after_two or (blank if last < len(body.lines) else [])
        head = lead if moved == 0 else [*lead, *one, *between]
        lines = [*lead, *one, *between, *two, *ending]
        yield body.replace(first, last, lines, sum(len(line) + 1 for line in head) + cursor)


def _first_right(body: SectionText, edits: Iterable[Edit], shape: Shape) -> Edit | None:
    """The first edit after which the text reads as the outline expected."""
    return next((edit for edit in edits if SectionText(edit.apply(body.text)).shape == shape), None)


def _is_only_renamed(before: Shape, after: Shape, section: int) -> bool:
    return (
        len(before) == len(after)
        and before[:section] == after[:section]
        and before[section][0] == after[section][0]
        and before[section + 1 :] == after[section + 1 :]
    )
