"""What the render process does: a body in, a patch for the preview and its figures out. Knows
neither Qt nor the library; how the process is started and fed is left to `background`."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    # Only for their names: the window imports this module before it has painted.
    from editor.text.counts import Counts
    from editor.text.crosslinks import LinkTarget
    from editor.text.outline import Section

SHORTEST_LIMIT = 2.0
"""Seconds a render may take."""

SECONDS_A_CHARACTER = 8e-6
"""What a text of more than 250,000 characters is given: eight times what one usually takes."""

POLITENESS = 5
"""Added to the process's niceness: typing goes first."""

LINK_SCHEME = "library"
"""The scheme of the addresses of other articles, in the preview only."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """A body to render. `base` is the sequence number of the last reply the asker has applied,
    0 to have the whole preview. `targets` holds None for a slug that is known to be broken."""

    article_id: str
    edit_number: int
    body: str
    language: str
    direction: str
    targets: Mapping[str, LinkTarget | None] = field(default_factory=dict)
    base: int = 0


@dataclass(frozen=True, slots=True)
class WantsTargets:
    """The answer to a request whose cross-links aren't all known: ask again with these."""

    request: RenderRequest
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenderReply:
    """A rendered body as a patch: children `first` up to, not with, `last` of the preview make
    way for `blocks`. `reset` means that all there is makes way. `slugs` are the cross-links'."""

    article_id: str
    edit_number: int
    sequence: int
    reset: bool
    first: int
    last: int
    blocks: tuple[str, ...]
    sections: tuple[Section, ...]
    counts: Counts
    language: str
    direction: str
    slugs: tuple[str, ...]

    @property
    def unchanged_html(self) -> bool:
        return not self.reset and self.first == self.last and not self.blocks


def time_limit(request: RenderRequest) -> float:
    """Seconds after which a render has gone wrong; more for a book than for a story."""
    return max(SHORTEST_LIMIT, SECONDS_A_CHARACTER * len(request.body))


def patch(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, tuple[str, ...]]:
    """`(first, last, blocks)` such that `old[:first] + blocks + old[last:] == new`, shortest."""
    most = min(len(old), len(new))
    first = 0
    while first < most and old[first] == new[first]:
        first += 1
    same_end = 0
    while same_end < most - first and old[-1 - same_end] == new[-1 - same_end]:
        same_end += 1
    return first, len(old) - same_end, tuple(new[first : len(new) - same_end])


class Renderer:
    """Renders bodies one after the other and remembers the last one's blocks, for the patch."""

    def __init__(self) -> None:
        self._sequence = 0
        self._article_id = ""
        self._blocks: list[str] = []

    def answer(self, request: RenderRequest) -> RenderReply | WantsTargets:
        """The reply to `request`; the patch is against the reply numbered `request.base`."""
        # Heavy (Markdown, the word patterns), and only this process uses them.
        from editor.text import counts, crosslinks, direction, html_blocks, plain, render

        slugs = tuple(dict.fromkeys(found.slug for found in crosslinks.find(request.body)))
        unknown = tuple(slug for slug in slugs if slug not in request.targets)
        if unknown:
            return WantsTargets(request, unknown)
        targets = {slug: target for slug, target in request.targets.items() if target is not None}
        context = render.RenderContext(
            language=request.language,
            direction=request.direction,
            targets=targets,
            link_schemes=(LINK_SCHEME,),
        )
        rendered = render.render(request.body, context)
        reset, first, last, blocks = self._patch_to(request, html_blocks.split(rendered.html))
        text = plain.plain_text(request.body)
        return RenderReply(
            article_id=request.article_id,
            edit_number=request.edit_number,
            sequence=self._sequence,
            reset=reset,
            first=first,
            last=last,
            blocks=blocks,
            sections=tuple(rendered.sections),
            counts=counts.count(text),
            language=request.language,
            direction=direction.resolve(request.direction, request.language, text),
            slugs=slugs,
        )

    def _patch_to(
        self, request: RenderRequest, new: list[str]
    ) -> tuple[bool, int, int, tuple[str, ...]]:
        old, self._blocks = self._blocks, new
        known = request.base == self._sequence and request.article_id == self._article_id
        self._article_id = request.article_id
        self._sequence += 1
        if not known or request.base == 0:
            return True, 0, 0, tuple(new)
        return False, *patch(old, new)


def run(connection: Connection) -> None:
    """The whole life of the process: says it is ready, answers requests, ends with its parent."""
    _be_polite()
    renderer = Renderer()
    connection.send("ready")
    try:
        while True:
            request = connection.recv()
            with ending_with_parent():
                reply = renderer.answer(request)
            connection.send(reply)
    except (EOFError, OSError):
        return


@contextmanager
def ending_with_parent() -> Iterator[None]:
    """Ends the process within a second of its parent, in the middle of work. Between two pieces
    of work the closed pipe does that. Windows has no such timer: there the work is finished."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    parent = os.getppid()

    def look(_signal: int, _frame: FrameType | None) -> None:
        if os.getppid() != parent:
            os._exit(0)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _be_polite() -> None:
    if hasattr(os, "nice"):
        os.nice(POLITENESS)
    # Ctrl+C in a terminal reaches the whole group; the window decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
