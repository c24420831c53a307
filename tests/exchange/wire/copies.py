"""Annotated copy for tests: each line of a story says what it is, the copy is laid out from it.

A story starts with `=== name`. A line is a code, a space and the text. A `+` behind the code joins
the text to the line above (a paragraph behind its dateline); a `^` puts it on the next line with no
blank line between, whatever the layout.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from editor.exchange.wire import Kind

CODES = {
    "H": Kind.HEADLINE, "S": Kind.STANDFIRST, "B": Kind.BYLINE, "D": Kind.DATELINE,
    "G": Kind.SLUGLINE, "M": Kind.EMBARGO, "N": Kind.EDITOR_NOTE, "P": Kind.PARAGRAPH,
    "#": Kind.HEADING, "Q": Kind.PULL_QUOTE, "K": Kind.BLOCK_QUOTE, "L": Kind.LIST,
    "C": Kind.CAPTION, "R": Kind.RELATED, "I": Kind.INLINE_RELATED, "T": Kind.TAG,
    "O": Kind.SIGN_OFF, "E": Kind.END_MARK, "X": Kind.LABEL,
}  # fmt: skip
FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class Part:
    kind: Kind
    flag: str
    text: str


@dataclass(frozen=True)
class Copy:
    name: str
    parts: tuple[Part, ...]

    @property
    def expected(self) -> list[tuple[Kind, str]]:
        return [(part.kind, part.text) for part in self.parts]

    @property
    def can_be_tight(self) -> bool:
        return not any(part.flag == "^" for part in self.parts)

    def laid_out(self, shape: str, width: int = 72) -> str:
        """The copy as `spaced`, `tight` or `wrapped` text."""
        paragraphs: list[tuple[str, str]] = []
        for part in self.parts:
            if part.flag == "+":
                above = paragraphs[-1]
                joint = "" if part.kind is Kind.HEADLINE and above[1].endswith("-") else " "
                paragraphs[-1] = (above[0], above[1] + joint + part.text)
            else:
                paragraphs.append((part.flag, part.text))
        text = ""
        for number, (flag, paragraph) in enumerate(paragraphs):
            close = shape == "tight" or flag == "^"
            gap = "" if number == 0 else "\n" if close else "\n\n"
            text += gap + (wrapped(paragraph, width) if shape == "wrapped" else paragraph)
        return text + "\n"


def wrapped(text: str, width: int) -> str:
    if " " not in text:
        return "\n".join(text[at : at + width // 2] for at in range(0, len(text), width // 2))
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def copies() -> list[Copy]:
    """All stories of the folder."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
            name, _, rest = block.partition("\n")
            found.append(Copy(f"{path.stem}-{name.strip()}", tuple(_parts(rest))))
    return found


def _parts(text: str) -> list[Part]:
    rows = [line.partition(" ") for line in text.split("\n") if line.strip()]
    return [Part(CODES[code[0]], code[1:], rest) for code, _, rest in rows]
