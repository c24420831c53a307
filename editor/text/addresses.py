"""A web address in a body, put in place of another wherever a link leads there; which address is
better is left to the caller."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.text.blocks import Kind, leaves, scan
from editor.text.crosslinks import references_in
from editor.text.inline import parse
from editor.text.spans import Mark, walk

# What ends an address that stands by itself: a sentence's stop is not part of it.
_ENDS = r"""(?=[.,;:!?*_~]*(?:$|[\s<>()\[\]"'|]))"""


def readdress(body: str, old: str, new: str) -> str:
    """The body with every link to `old` leading to `new`, also where the address is what the
    link says; code, and longer addresses that begin alike, are left as they are."""
    if not old or old not in body:
        return body
    address = re.compile(re.escape(old) + _ENDS)
    parts: list[str] = []
    position = 0
    for start, end in _places(body, old):
        if start < position:
            continue
        parts += [body[position:start], address.sub(lambda _: new, body[start:end])]
        position = end
    return "".join([*parts, body[position:]])


def _places(body: str, address: str) -> Iterator[tuple[int, int]]:
    """Where the links to `address` stand, and the definitions that give it to others."""
    blocks = scan(body)
    references = references_in(blocks)
    offset = 0
    for block in blocks:
        length = sum(map(len, block.lines)) + len(block.lines)
        if block.kind is Kind.LINK_DEFINITION and block.text == address:
            yield offset, offset + length
        elif block.kind in (Kind.TEXT, Kind.HEADING):
            for start, text in leaves(block):
                if address in text:
                    for span in walk(parse(text, references)):
                        if span.mark is Mark.LINK and span.target == address:
                            yield offset + start + span.start, offset + start + span.end
        offset += length
