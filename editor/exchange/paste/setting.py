"""How words are set where a reader of HTML is: what an element's name and styles change of what
holds around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from editor.exchange.paste.model import Marks, Run
from editor.exchange.paste.styles import Declarations, is_bold, points
from editor.exchange.paste.tree import Element

_BY_NAME = {
    "b": Marks.BOLD, "strong": Marks.BOLD, "i": Marks.ITALIC, "em": Marks.ITALIC,
    "s": Marks.STRIKE, "strike": Marks.STRIKE, "sup": Marks.SUPERSCRIPT, "sub": Marks.SUBSCRIPT,
    "code": Marks.CODE, "kbd": Marks.CODE, "samp": Marks.CODE, "tt": Marks.CODE,
}  # fmt: skip
_SHORT_SIZE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?(?:px|pt)")
_KEEPING_LINES = ("pre", "break-spaces", "preserve")


class Setting(NamedTuple):
    """`keeps_lines`: a line end in the source is a line end on the page."""

    marks: int = Marks.NONE
    address: str = ""
    size: float = 0.0
    keeps_lines: bool = False

    def run(self, text: str) -> Run:
        """Words of the source, set like this."""
        if "\n" in text or "\r" in text:
            end = "\n" if self.keeps_lines else " "
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", end)
        return Run(text, self.marks, self.address, self.size)


def inside(around: Setting, element: Element, said: Declarations) -> Setting:
    """The setting inside an element."""
    marks = around.marks | _BY_NAME.get(element.name, Marks.NONE)
    if not said:
        if marks == around.marks:
            return around
        return Setting(marks, around.address, around.size, around.keeps_lines)
    return Setting(
        _styled(marks, said), around.address, _size(said) or around.size, _lines(around, said)
    )


def _size(said: Declarations) -> float:
    """The size given in points; 0 where none is, or only a share of the one around."""
    size = said.get("font-size", "")
    if not size and (found := _SHORT_SIZE.search(said.get("font", ""))):
        size = found[0]
    return points(size) if size and not size.endswith(("em", "%", "ex")) else 0.0


def _styled(marks: int, said: Declarations) -> int:
    weight = said.get("font-weight", "")
    if is_bold(weight):
        marks |= Marks.BOLD
    elif weight and not weight.startswith("inherit"):
        marks &= ~Marks.BOLD
    slant = said.get("font-style", "")
    if slant.startswith(("italic", "oblique")):
        marks |= Marks.ITALIC
    elif slant.startswith("normal"):
        marks &= ~Marks.ITALIC
    if "line-through" in said.get("text-decoration", said.get("text-decoration-line", "")):
        marks |= Marks.STRIKE
    height = said.get("vertical-align", "")
    if height.startswith("super"):
        marks |= Marks.SUPERSCRIPT
    elif height.startswith("sub"):
        marks |= Marks.SUBSCRIPT
    return marks


def _lines(around: Setting, said: Declarations) -> bool:
    spaces = said.get("white-space-collapse") or said.get("white-space", "")
    return spaces.startswith(_KEEPING_LINES) if spaces else around.keeps_lines
