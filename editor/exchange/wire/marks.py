"""List marks, rules and dressing around a line: bullets, numbers, dashes on both sides, Markdown
signs; found and taken off without touching a word."""

from __future__ import annotations

import re

_GLYPHS = "•‣◦▪▫■□●○◆◇★☆►▶▸➤➢→»›∙⁃·・✓✔✦❖"
_BULLET = re.compile(rf"(?:[{_GLYPHS}]\s*|(?:--|[-*+–—])\s+|\u2022)(?=\S)")
_FIRM_BULLET = re.compile(rf"(?:[{_GLYPHS}]\s*|(?:--|[-*+])\s+)(?=\S)")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s+(?=\S)")
_RULE = re.compile(r"(?:\s*[-–—_=*#~•.·+]){3,}\s*")
_DIRECTION = "\u200e\u200f\u202a\u202b\u202c"
_DRESSED = (
    re.compile(r"#{1,6}\s+(?P<inner>[^#].*?)\s*#*"),
    re.compile(r"(?P<mark>\*\*|__|\*|_)(?P<inner>[^*_]+)(?P=mark)"),
    re.compile(r"(?P<mark>[-–—=*+/~]{1,5})\s+(?P<inner>\S.*?)\s+[-–—=*+/~]{1,5}"),
    re.compile(r"(?P<mark>[=*+/~]{2,5})(?P<inner>\w.*?\w)[=*+/~]{2,5}"),
)
_LONGEST_DRESSED = 160


def bullet(text: str) -> str:
    """The bullet the text starts with, spaces included, or nothing."""
    found = _BULLET.match(text.lstrip(_DIRECTION))
    return found[0] if found else ""


def number_mark(text: str) -> str:
    """The number of a list item the text starts with (`3. `, `(b) `), or nothing."""
    found = _NUMBERED.match(text)
    return found[0] if found else ""


def without_bullet(text: str) -> str:
    """The text without its bullet; whole where the bullet is all there is."""
    bare = text.lstrip(_DIRECTION)
    return bare[len(bullet(bare)) :] or text


def without_firm_bullet(text: str) -> str:
    """The text without a bullet that can't be the dash of a dialogue."""
    bare = text.lstrip(_DIRECTION)
    found = _FIRM_BULLET.match(bare)
    return bare[found.end() :] if found else text


def is_rule(text: str) -> bool:
    """Whether the text is a line drawn with signs: `---`, `* * *`, `___`."""
    return len(text) < 200 and bool(_RULE.fullmatch(text))


def dressed(text: str) -> str | None:
    """The words of a line set off as a heading by signs (`## Words`, `**Words**`, `- Words -`),
    or None where it isn't."""
    if len(text) > _LONGEST_DRESSED:
        return None
    for pattern in _DRESSED:
        found = pattern.fullmatch(text)
        if found and any(character.isalnum() for character in found["inner"]):
            return found["inner"]
    return None
