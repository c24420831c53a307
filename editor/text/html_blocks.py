"""Sanitised HTML cut into its top-level elements, so that the preview can replace some of them;
making and cleaning the HTML is left to `render` and `sanitise`."""

from __future__ import annotations

import re

from editor.text.html_names import VOID

_TAG = re.compile(
    r"<!--.*?-->|<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>",
    re.DOTALL,
)


def split(html: str) -> list[str]:
    """The top-level elements of well-formed HTML, in order; joined they are the HTML again.

    Blanks and text between two elements go with the element before (at the start, the one
    after). Linear in the HTML; any string is cut so that nothing is lost.
    """
    ends: list[int] = []
    depth = 0
    for tag in _TAG.finditer(html):
        name = tag["name"]
        if name is None:
            continue
        if tag["closing"]:
            depth = max(depth - 1, 0)
        elif name.lower() not in VOID:
            depth += 1
        if not depth:
            ends.append(tag.end())
    return _cut(html, ends)


def _cut(html: str, ends: list[int]) -> list[str]:
    """The HTML cut at the next element's start after each end."""
    cuts: list[int] = []
    for end in ends:
        following = html.find("<", end)
        cuts.append(len(html) if following < 0 else following)
    pieces: list[str] = []
    start = 0
    for cut in cuts:
        if cut > start:
            pieces.append(html[start:cut])
            start = cut
    if start < len(html):
        pieces.append(html[start:])
    return pieces
