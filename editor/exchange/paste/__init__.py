"""Pasted HTML as clean Markdown, and whether HTML is worth it; putting it into the text is left to
the writing area. Nothing is ever fetched, and any string is read."""

from __future__ import annotations

import re

from editor.exchange.paste import headings, tokens, tree, writer
from editor.exchange.paste.dressed import is_dressed
from editor.exchange.paste.model import Changes, Pasted
from editor.exchange.paste.reader import Reader

__all__ = ["Changes", "Pasted", "is_rich", "paste"]

_HEADER = re.compile(r"(?:\ufeff)?Version:[\d.]+\s[^<]{0,5000}(?=<)")
_SOURCE = re.compile(r"^SourceURL:(https?://\S{1,2000})", re.MULTILINE)


def paste(html: str, *, changes: Changes = Changes.ACCEPT) -> Pasted:
    """The HTML of a clipboard as Markdown, without a line end at its end.

    Every word a reader sees is kept, in its order; tracked changes are accepted or rejected, and
    counted. Takes time proportional to the HTML, raises nothing, fetches nothing.
    """
    markup, source = _without_header(html)
    reader = Reader(tree.grow(tokens.read(markup)), changes, source)
    blocks = reader.read()
    headings.find(blocks)
    return Pasted(writer.markdown(blocks), reader.tally.tracked, reader.tally.notes())


def is_rich(html: str) -> bool:
    """Whether the HTML says more than its plain text does: paragraphs, emphasis, lists, links…

    False for plain text dressed in HTML, as code editors and terminals copy it.
    """
    markup, _ = _without_header(html)
    return not is_dressed(tree.grow(tokens.read(markup)))


def _without_header(html: str) -> tuple[str, str]:
    """The markup, and the address of its page where the clipboard of Windows tells it."""
    header = _HEADER.match(html)
    if not header:
        return html, ""
    source = _SOURCE.search(header[0])
    return html[header.end() :], source[1] if source else ""
