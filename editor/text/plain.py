"""The plain words of a body, without its Markdown: what is searched, counted and shown as an
excerpt; a page is made by `render`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from editor.text.blocks import TABLE_RULE, Block, Kind, heading_words, leaves, scan
from editor.text.html_names import TAG, is_markup
from editor.text.inline import EVERY_NOTE, parse
from editor.text.spans import plain

_MARKS = re.compile(
    r"^[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?"
    r"|:[ \t]+|\[\^[^\]]{1,100}\]:|!!![ \t]+\w+|\#{1,6}[ \t]+)"
)
_CALLOUT = re.compile(r"\[!(?:note|tip|important|warning|caution)\][ \t]*$", re.IGNORECASE)
_ATTRIBUTE_LINE = re.compile(r"^[ \t]*\{:?(?:[ \t]*[.#][A-Za-z][\w.-]*)+[ \t]*\}[ \t]*$")
_HIDDEN = re.compile(
    r"<!--.*?-->|<(script|style)\b[^<>]*+>.*?</\1[^<>]*+>", re.DOTALL | re.IGNORECASE
)
_BAR = re.compile(r"(?<!\\)\|")
_BAR_OUTSIDE_LINK = re.compile(r"(?<!\\)\|(?![^\[\]\n]{1,1000}\]\])")
_MARKS_LIMIT = 24


def plain_text(body: str) -> str:
    """Every word of a body without its marks; paragraphs stand a blank line apart.

    Cross-links give their words, or else their slug; addresses, definitions and HTML tags are
    left out, code stays. Linear time; any string is read.
    """
    return plain_of(scan(body))


def plain_of(blocks: Iterable[Block]) -> str:
    """The plain words of some blocks of a scan."""
    return "\n\n".join(words for block in blocks if (words := _words(block)))


def _words(block: Block) -> str:
    match block.kind:
        case Kind.TEXT:
            return "\n".join(words for words in map(_leaf, _leaf_texts(block)) if words)
        case Kind.HEADING:
            return heading_words(block.text)
        case Kind.FENCE | Kind.CODE:
            return block.text.strip("\n")
        case Kind.HTML:
            return _html_words(block.text)
    return ""


def _leaf_texts(block: Block) -> Iterator[str]:
    if len(block.lines) == 1:
        yield block.lines[0]
    else:
        for _, text in leaves(block):
            yield text


def _leaf(text: str) -> str:
    text = text.strip()
    if not text[:1].isalpha():
        text = _without_marks(text)
    if "|" in text:
        text = _table_words(text)
    return plain(parse(text, notes=EVERY_NOTE)).strip()


def _without_marks(text: str) -> str:
    if _ATTRIBUTE_LINE.match(text):
        return ""
    if text.startswith(">"):
        first, *others = map(_without_line_marks, text.split("\n"))
        text = "\n".join(others if _CALLOUT.match(first) else (first, *others))
    return _without_line_marks(text)


def _without_line_marks(line: str) -> str:
    for _ in range(_MARKS_LIMIT):
        found = _MARKS.match(line)
        if not found:
            break
        line = line[found.end() :]
    return line


def _table_words(text: str) -> str:
    if TABLE_RULE.match(text):
        return ""
    return (_BAR_OUTSIDE_LINK if "]]" in text else _BAR).sub(" ", text)


def _html_words(text: str) -> str:
    shown = _HIDDEN.sub(" ", text) if "<!--" in text or "</" in text else text
    bare = TAG.sub(lambda found: " " if is_markup(found["name"].lower()) else found[0], shown)
    lines = (" ".join(line.split()) for line in html.unescape(bare).split("\n"))
    return "\n".join(line for line in lines if line)
