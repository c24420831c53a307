"""Old anchors of renamed sections, set beside the headings they lead to now, so that links from
elsewhere still arrive; which there are is left to the library."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

_ID = re.compile(r'<[a-z][^<>]*?\sid="([^"<>]*)"')
_HEADING = re.compile(r'<h[2-6]\b[^<>]*?\sid="([^"<>\s]+)"[^<>]*>')
# An id as HTML takes it, without what would have to be quoted in a link.
_LAWFUL = re.compile(r"[^\s\"'<>&`\x00-\x1f]+")


def with_old_anchors(blocks: Iterable[str], anchors: Mapping[str, str]) -> tuple[str, ...]:
    """The blocks of a body, an empty anchor at the beginning of each heading for every old one
    that leads to it. An old anchor that is the id of anything now is left out."""
    blocks = tuple(blocks)
    if not anchors:
        return blocks
    present = {html.unescape(found[1]) for block in blocks for found in _ID.finditer(block)}
    old: dict[str, str] = {}
    for anchor, leads_to in sorted(anchors.items()):
        if anchor not in present and _LAWFUL.fullmatch(anchor):
            old[leads_to] = old.get(leads_to, "") + f'<a id="{anchor}"></a>'

    def beginning(heading: re.Match[str]) -> str:
        return heading[0] + old.pop(html.unescape(heading[1]), "")

    return tuple(_HEADING.sub(beginning, block) for block in blocks)
