"""Elements whose HTML is finished, and the HTML of a tree that holds some; which elements a page
has is decided in `tree` and `page`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, SubElement

from editor.text.blocks import Block
from editor.text.html_names import VOID

RAW = "raw"
"""The tag of an element that stands for finished HTML."""

_LANGUAGE = re.compile(r"[\w+#-]+")
_ON_LINES = frozenset(
    {"blockquote", "dd", "div", "dl", "dt", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "li"}
    | {"ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)


def raw(html: str) -> Element:
    """An element that stands for finished HTML."""
    element = Element(RAW)
    element.text = html
    return element


def code(block: Block) -> Element:
    """A block of code, its language as a class."""
    pre = Element("pre")
    inside = SubElement(pre, "code")
    if language := _LANGUAGE.match(block.name):
        inside.set("class", f"language-{language[0]}")
    inside.append(raw(escape(block.text, quote=False)))
    return pre


def heading(block: Block, anchor: str) -> Element:
    """A heading with its words as source; the page's h1 is the headline, so h2 is the first."""
    element = Element(f"h{max(block.level, 2)}", {"id": anchor})
    element.text = block.text
    if block.classes:
        element.set("class", block.classes)
    return element


def serialised(root: Element) -> Iterator[str]:
    """The HTML of an element's children."""
    stack: list[Element | str] = list(reversed(root))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif node.tag == RAW:
            yield node.text or ""
        else:
            attributes = "".join(f' {name}="{escape(text)}"' for name, text in node.items())
            yield f"<{node.tag}{attributes}>{escape(node.text or '', quote=False)}"
            if node.tag not in VOID:
                stack.append(f"</{node.tag}>" + ("\n" if node.tag in _ON_LINES else ""))
                stack.extend(reversed(node))
