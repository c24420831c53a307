"""How Word says in HTML what HTML has no words for: lists by paragraph, tracked changes, comments
in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.exchange.paste.model import Item
from editor.exchange.paste.styles import Declarations, declarations
from editor.exchange.paste.tree import Element

_LIST = re.compile(r"(?P<list>\S+)\s+level(?P<level>\d{1,2})(?:\s+(?P<format>\S+))?", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(?:\d{1,9}[.)])*?(?P<last>\d{1,9})[.)]?")
_LETTER = re.compile(r"\(?[A-Za-z]{1,8}[.)]")
_INSERTED = frozenset({"msoins", "trackchangetextinsertion"})
_DELETED = frozenset({"msodel", "trackchangetextdeletion"})
_COMMENTS = frozenset({"comment-list", "comment"})
_COMMENT_CLASSES = frozenset({"MsoCommentReference", "msocomanchor", "msocomtxt", "msocomoff"})
NOTE_LISTS = frozenset({"footnote-list", "endnote-list"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A paragraph's place in a list: `level` from 1, `marker` as it was shown."""

    key: str
    level: int
    marker: str


def listed(element: Element, said: Declarations) -> Listed | None:
    """Where a paragraph stands in a list of Word's; None when in none."""
    found = _LIST.search(said.get("mso-list", ""))
    if not found:
        return None
    marker = next(_markers(element), "")
    return Listed(f"{found['list']} {found['format']}", max(int(found["level"]), 1), marker)


def _markers(element: Element) -> Iterator[str]:
    for inside in element.descendants():
        if is_marker(declarations(inside.get("style"))):
            yield inside.words().strip(" \n\r\t\u00a0")


def is_marker(said: Declarations) -> bool:
    """Whether an element holds only the number or bullet of its paragraph."""
    return said.get("mso-list", "").lower().startswith("ignore")


class Numbering:
    """Counts the items of lists whose numbers are letters; digits are taken at their word."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}

    def item(self, place: Listed) -> Item:
        counts = self._counts.setdefault(place.key, {})
        for level in [one for one in counts if one > place.level]:
            del counts[level]
        number = self._number(place, counts.get(place.level, 0))
        if number is not None:
            counts[place.level] = number
        return Item(place.key, number)

    def _number(self, place: Listed, before: int) -> int | None:
        if found := _NUMBER.fullmatch(place.marker):
            return int(found["last"])
        return before + 1 if _LETTER.fullmatch(place.marker) else None


def change(element: Element) -> bool | None:
    """True for words somebody put in while changes were tracked, False for words taken out, None
    for all others."""
    if element.name in ("ins", "del"):
        return element.name == "ins"
    if "class" in element.attributes:
        classes = {one.lower() for one in element.classes}
        if classes & _INSERTED:
            return True
        if classes & _DELETED:
            return False
    return None


def is_comment(element: Element, said: Declarations) -> bool:
    """Whether an element belongs to a remark in the margin: its sign, or the remark."""
    if said.get("mso-element", "") in _COMMENTS or "mso-comment-author" in said:
        return True
    return "class" in element.attributes and bool(_COMMENT_CLASSES & set(element.classes))


def outline_level(element: Element, said: Declarations) -> int:
    """The level of a heading that only its style tells; 0 for none."""
    if set(element.classes) & {"MsoTitle"}:
        return 1
    level = said.get("mso-outline-level", "")
    return int(level) if re.fullmatch("[1-6]", level) else 0
