"""Whether pasted HTML has anything to say beside its words, or is only plain text that a code
editor or a terminal has coloured."""

from __future__ import annotations

import re

from editor.exchange.paste.setting import Setting, inside
from editor.exchange.paste.styles import Sheet, indent, is_monospaced, is_quoted
from editor.exchange.paste.tree import Element, names
from editor.exchange.paste.word import change, listed

_SAYING = names(
    "a b strong i em s strike sup sub code kbd samp tt h1 h2 h3 h4 h5 h6 ul ol dl table "
    "blockquote hr img ins del"
)
_UNSEEN = names("style script title head meta link xml")


def is_dressed(root: Element) -> bool:
    """True for plain words in HTML: no structure, or all of it set like code."""
    sheet = Sheet(one.words() for one in root.descendants() if one.name == "style")
    return _is_all_code(root, sheet) or not _says_something(root, sheet)


def _is_all_code(root: Element, sheet: Sheet) -> bool:
    """Whether every word is set like code, in lines that are kept."""
    found = False
    waiting: list[tuple[Element | str, bool]] = [(root, False)]
    while waiting:
        one, code = waiting.pop()
        if isinstance(one, str):
            if one.strip() and not code:
                return False
            found = found or bool(one.strip())
        elif one.name not in _UNSEEN:
            code = code or one.name == "pre" or is_monospaced(sheet.of(one))
            if one.name in ("table", "ul", "ol", "a"):
                return False
            waiting.extend((child, code) for child in one.children)
    return found


def _says_something(root: Element, sheet: Sheet) -> bool:
    paragraphs = 0
    for element in root.descendants():
        said = sheet.of(element)
        if element.name in _SAYING and not _is_wrapper(element):
            return True
        if element.name == "br" and element.get("role") == "presentation":
            return True
        paragraphs += element.name == "p" and bool(re.search(r"\w", element.words()))
        if paragraphs > 1 or change(element) is not None or element.get("role") == "heading":
            return True
        if said and (
            inside(Setting(), element, said).marks
            or is_quoted(said)
            or listed(element, said) is not None
            or (element.name in ("p", "div") and indent(said) >= 20.0)
        ):
            return True
    return False


def _is_wrapper(element: Element) -> bool:
    """Google's `<b style="font-weight:normal">` around everything, and anchors without address."""
    if element.name == "a":
        return not element.get("href")
    return element.name == "b" and "normal" in element.get("style").partition("font-weight:")[2][:8]
