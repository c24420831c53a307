"""The runs of one paragraph as a line of Markdown: emphasis that opens and closes where any reader
of Markdown sees it, links, code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from editor.exchange.paste.escaping import escaped
from editor.exchange.paste.model import Marks, Run

# From the outside in.
_ORDER = (Marks.SUPERSCRIPT, Marks.SUBSCRIPT, Marks.STRIKE, Marks.BOLD, Marks.ITALIC)
_SIGNS = {Marks.STRIKE: "~~", Marks.BOLD: "**", Marks.ITALIC: "*"}
_TAGS = {
    Marks.SUPERSCRIPT: "sup", Marks.SUBSCRIPT: "sub", Marks.STRIKE: "del", Marks.BOLD: "strong",
    Marks.ITALIC: "em",
}  # fmt: skip
_SHOWN = sum(_ORDER)
# Emphasis that starts with the end of the sentence before starts after it.
_SENTENCE_END = re.compile(r"[,.;:!?)”’]{1,3}\s")
_HARD_BREAK = "  \n"
_LINE_BREAK = re.compile(r" *\n *")


def markdown(runs: Sequence[Run], *, in_table: bool = False) -> str:
    """Tidy runs as Markdown; each `\\n` in them is a hard break, in a table a `<br>`."""
    if len(runs) == 1 and not runs[0].marks and not runs[0].address:
        return _words(runs[0].text, in_table)
    return _Line(in_table).write(_atoms(runs, in_table))


def _words(text: str, in_table: bool) -> str:
    words = escaped(text, in_table=in_table)
    return _broken(words, in_table) if "\n" in words else words


def _broken(words: str, in_table: bool) -> str:
    return _LINE_BREAK.sub("<br>" if in_table else _HARD_BREAK, words)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece of Markdown set in one way; `text` has no blanks around, they are `lead` and
    `trail`."""

    text: str
    marks: int
    lead: str = ""
    trail: str = ""


@dataclass(slots=True)
class _Opened:
    """A mark that is open: where its sign stands among the parts, and the sign that closes it."""

    mark: int
    part: int
    closing: str

    @property
    def is_sign(self) -> bool:
        return not self.closing.startswith("<")


class _Line:
    """The Markdown written so far, in parts, and the marks open at its end."""

    def __init__(self, in_table: bool) -> None:
        self.parts: list[str] = []
        self.opened: list[_Opened] = []
        self.blank = ""
        self.before = ""
        self.just_closed = False
        self.line_break = "<br>" if in_table else _HARD_BREAK

    def write(self, atoms: Iterable[_Atom]) -> str:
        for atom in atoms:
            self.take(atom)
        self.close_to(0, "")
        return "".join(self.parts)

    def take(self, atom: _Atom) -> None:
        self.blank = self.joined(self.blank, atom.lead)
        if not atom.text:
            return
        following = self.blank[:1] or atom.text[0]
        self.close_to(self.first_not_in(atom.marks), following)
        if self.blank:
            self.parts.append(self.blank.replace("\n", self.line_break))
            self.before, self.just_closed = " ", False
        self.open_all(atom)
        self.parts.append(atom.text)
        self.before, self.just_closed = atom.text[-1], False
        self.blank = atom.trail

    def joined(self, blank: str, more: str) -> str:
        if "\n" in blank or "\n" in more:
            return "\n"
        return blank or more

    def first_not_in(self, marks: int) -> int:
        for depth, one in enumerate(self.opened):
            if not one.mark & marks:
                return depth
        return len(self.opened)

    def open_all(self, atom: _Atom) -> None:
        present = {one.mark for one in self.opened}
        new = [mark for mark in _ORDER if mark & atom.marks and mark not in present]
        for place, mark in enumerate(new):
            following = atom.text[0]
            for inner in new[place + 1 :]:
                if not _same_sign(mark, inner):
                    following = "<"
            self.open(mark, following)

    def open(self, mark: int, following: str) -> None:
        """Signs that would not be read as opening here are tags instead."""
        unclear = self.just_closed or (_is_word(self.before) and not _is_word(following))
        if unclear or mark not in _SIGNS:
            self.opened.append(_Opened(mark, len(self.parts), f"</{_TAGS[mark]}>"))
            self.parts.append(f"<{_TAGS[mark]}>")
            self.before, self.just_closed = ">", False
        else:
            if self.opened and self.opened[-1].part == len(self.parts) - 1:
                outer = self.opened[-1].mark
                self.before = self.before if _same_sign(outer, mark) else "<"
            self.opened.append(_Opened(mark, len(self.parts), _SIGNS[mark]))
            self.parts.append(_SIGNS[mark])

    def close_to(self, depth: int, following: str) -> None:
        """Closes the marks from the inside out; signs that would not be read as closing before
        what follows become tags."""
        inner: _Opened | None = None
        while len(self.opened) > depth:
            one = self.opened.pop()
            if inner is not None and not (one.is_sign and _same_sign(one.mark, inner.mark)):
                self.before = ">"
            outer = self.opened[-1] if len(self.opened) > depth else None
            ends = outer is None or (outer.is_sign and _same_sign(one.mark, outer.mark))
            if not _is_word(self.before) and _is_word(following) and ends:
                self.as_tag(one)
            self.parts.append(one.closing)
            self.just_closed = one.is_sign
            inner = one
        if inner is not None and not inner.is_sign:
            self.before = ">"

    def as_tag(self, one: _Opened) -> None:
        """Writes a mark as a tag after all, and the one that opened right before it."""
        self.parts[one.part] = f"<{_TAGS[one.mark]}>"
        one.closing = f"</{_TAGS[one.mark]}>"
        outer = self.opened[-1] if self.opened else None
        if outer is not None and outer.is_sign and outer.part == one.part - 1:
            self.opened.pop()
            self.as_tag(outer)
            self.opened.append(outer)


def _same_sign(one: int, other: int) -> bool:
    """Whether the signs of two marks run together."""
    return _SIGNS.get(one, "<")[0] == _SIGNS.get(other, ">")[0]


def _is_word(character: str) -> bool:
    """Whether Markdown takes a character for part of a word, and not for a blank or a sign."""
    if not character or character.isspace():
        return False
    return unicodedata.category(character)[0] not in "PS"


def _atoms(runs: Sequence[Run], in_table: bool) -> list[_Atom]:
    atoms: list[_Atom] = []
    before = ""
    groups = [(address, list(group)) for address, group in groupby(runs, lambda one: one.address)]
    for number, (address, group) in enumerate(groups):
        after = ""
        if number + 1 < len(groups):
            following = groups[number + 1]
            after = "[" if following[0] else following[1][0].text[:1]
        if address:
            atoms.append(_link(address, group, in_table))
        else:
            atoms += _plain(group, before, after, in_table)
        before = atoms[-1].text[-1:] if atoms else ""
    return atoms


def _plain(runs: Sequence[Run], before: str, after: str, in_table: bool) -> list[_Atom]:
    atoms: list[_Atom] = []
    for number, run in enumerate(runs):
        following = runs[number + 1].text[:1] if number + 1 < len(runs) else after
        end = _SENTENCE_END.match(run.text) if run.marks & _SHOWN else None
        if end:
            first = run._replace(text=end[0], marks=run.marks & ~_SHOWN)
            atoms.append(_atom(first, before, " ", in_table))
            run, before = run._replace(text=run.text[end.end() :]), " "
        atoms.append(_atom(run, before, following, in_table))
        before = run.text[-1:]
    return atoms


def _atom(run: Run, before: str, after: str, in_table: bool, in_link: bool = False) -> _Atom:
    text = run.text.strip(" \n")
    start = run.text.find(text) if text else len(run.text)
    lead, trail = run.text[:start], run.text[start + len(text) :]
    marks = run.marks & _SHOWN
    if not text or run.marks & Marks.READY:
        return _Atom(text, marks, lead, trail)
    if run.marks & Marks.CODE:
        return _Atom(_code(text, in_table), marks, lead, trail)
    around = lead[-1:] or before, trail[:1] or after
    words = escaped(text, *around, in_link=in_link, in_table=in_table)
    if not trail and _ends_in_escape(words):
        words += "\\"  # Or it would take the sign or tag that closes the run.
    words = _broken(words, in_table) if "\n" in words else words
    return _Atom(words, marks, lead, trail)


def _ends_in_escape(words: str) -> bool:
    """Whether the last backslash escapes what comes next, not being escaped itself."""
    return (len(words) - len(words.rstrip("\\"))) % 2 == 1


def _code(text: str, in_table: bool) -> str:
    text = text.replace("\n", " ")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    code = f"{fence}{edge}{text}{edge}{fence}"
    return code.replace("|", "\\|") if in_table else code


def _link(address: str, runs: Sequence[Run], in_table: bool) -> _Atom:
    """A link is one piece: marks that all its words have stand around it."""
    whole = "".join(run.text for run in runs)
    text = whole.strip(" \n")
    start = whole.find(text) if text else len(whole)
    lead, trail = whole[:start], whole[start + len(text) :]
    shared = _SHOWN
    for run in runs:
        if run.text.strip(" \n"):
            shared &= run.marks
    if text in (address, address.removeprefix("mailto:")):
        return _Atom(f"<{text}>", shared, lead, trail)
    inner = [
        _atom(run._replace(marks=run.marks & ~shared), "[", "]", in_table, in_link=True)
        for run in runs
    ]
    if inner:
        inner[0] = _Atom(inner[0].text, inner[0].marks, "", inner[0].trail)
    words = _Line(in_table).write(inner).replace(_HARD_BREAK, " ")
    target = address.replace("|", "%7C")
    if not words:
        return _Atom("", Marks.NONE, lead, trail)
    return _Atom(f"[{words}]({target})", shared, lead, trail)
