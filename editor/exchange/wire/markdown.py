"""Plain wire text as Markdown that reads the same: signs are escaped only where Markdown would
take them for something; what the parts are is left to `story`."""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[*`~]|\\(?=[\\`*_{}\[\]()>#+.!~-])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG_OPENS = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_BRACKETS_MEAN = re.compile(r"\]\s?[(\[:]|\[[\[^]|^\[(?:[ xX]|TOC)\]")
_BRACES_MEAN = re.compile(r"\{[:#. ]|\}\s*$")
_BLOCK_START = re.compile(r"(?=[#>])|(?=[-+]\s)|(?=[-+=]+\s*$)|(?=!!!|\?\?\?)")
_NUMBER_START = re.compile(r"(\d+)(?=[.)](?:\s|$))")
_DEFINITION_START = re.compile(r":(?=\s)")
RULE = "* * *"


def inline(text: str) -> str:
    """The text as Markdown words within a block."""
    escaped = _ALWAYS.sub(lambda found: "\\" + found[0], text)
    escaped = _UNDERSCORE.sub(r"\\_", escaped)
    escaped = _ENTITY.sub("&amp;", escaped)
    escaped = _TAG_OPENS.sub("&lt;", escaped)
    if _BRACKETS_MEAN.search(text):
        escaped = escaped.replace("[", "\\[")
    if _BRACES_MEAN.search(text):
        escaped = escaped.replace("{", "\\{")
    return escaped


def paragraph(text: str) -> str:
    """The text as one Markdown paragraph, never a heading, list, quotation or rule."""
    escaped = inline(text)
    if number := _NUMBER_START.match(escaped):
        return f"{number[1]}\\{escaped[number.end() :]}"
    if _BLOCK_START.match(escaped):
        return "\\" + escaped
    return _DEFINITION_START.sub("&#58;", escaped, count=1) if escaped[:1] == ":" else escaped


def heading(text: str) -> str:
    """The text as a section heading."""
    escaped = inline(text)
    return f"## {escaped[:-1]}\\#" if escaped.endswith("#") else f"## {escaped}"


def quotation(*texts: str) -> str:
    """The texts as paragraphs of one quotation."""
    return "\n>\n".join(f"> {paragraph(text)}" for text in texts)


def emphasised(text: str) -> str:
    """The text as a paragraph in italics, as captions are set."""
    return f"*{inline(text)}*"


def list_item(text: str, mark: str, depth: int) -> str:
    """The text as an item of a list, `depth` levels in; `mark` is `-` or `1.`."""
    return f"{'    ' * depth}{mark} {paragraph(text)}"
