"""What a paragraph is made of once it is read: strings and marked-up spans, and the words in them;
reading is left to `inline`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """What a span is; the first three hold other spans."""

    EMPHASIS = "em"
    STRONG = "strong"
    STRUCK = "del"
    LINK = "link"
    IMAGE = "image"
    CODE = "code"
    CROSS_LINK = "cross-link"
    NOTE = "note"
    TAG = "tag"
    BREAK = "break"


@dataclass(slots=True)
class Span:
    """A marked-up stretch. `start` and `end` are its code points in the text read (cross-links,
    links and images). `target` is an address, a slug or a note's label; `text` is code, an
    image's alternative, a tag as written, or a cross-link's own words."""

    mark: Mark
    children: list[str | Span] = field(default_factory=list)
    target: str = ""
    title: str = ""
    text: str = ""
    section: str = ""
    start: int = 0
    end: int = 0


Inline = str | Span


def plain(nodes: Sequence[Inline]) -> str:
    """The words of a reading without its marks; a cross-link gives its words or its slug."""
    return "".join(_plain_parts(nodes))


def label(text: str) -> str:
    """A reference's label as it is looked up: case and blanks do not count."""
    return " ".join(text.split()).casefold()


def walk(nodes: Sequence[Inline]) -> Iterator[Span]:
    """Every span of a reading, in order, nested ones after those that hold them."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, Span):
            yield node
            stack.extend(reversed(node.children))


def _plain_parts(nodes: Sequence[Inline]) -> Iterator[str]:
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif node.mark is Mark.BREAK or (node.mark is Mark.TAG and node.target == "br"):
            yield "\n"
        elif node.mark is Mark.CROSS_LINK:
            yield node.text or node.target
        elif node.mark in (Mark.CODE, Mark.IMAGE):
            yield node.text
        else:
            stack.extend(reversed(node.children))


def without_links(nodes: list[Inline]) -> list[Inline]:
    """The same nodes with links, cross-links and notes as words: links hold no links."""
    kept: list[Inline] = []
    for node in nodes:
        if isinstance(node, str):
            kept.append(node)
        elif node.mark is Mark.LINK:
            kept.extend(node.children)
        elif node.mark is Mark.CROSS_LINK:
            kept.append(node.text or node.target)
        elif node.mark is Mark.NOTE:
            kept.append(node.text)
        elif node.mark is not Mark.TAG or node.target != "a":
            node.children = without_links(node.children)
            kept.append(node)
    return kept
