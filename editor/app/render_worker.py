"""What the render process does: a body and its edits in, patches for the preview and its figures
out. Knows neither Qt nor the library; how the process is started and fed is left to
`background`."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING

from editor.app.line_delta import LineDelta
from editor.app.preview_addresses import PICTURE_SCHEME, SCHEME

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    # Only for their names: the window imports this module before it has painted.
    from editor.text.counts import Counts
    from editor.text.crosslinks import LinkTarget
    from editor.text.differences import Patch
    from editor.text.engine import Engine, Update
    from editor.text.outline import Section

SHORTEST_LIMIT = 2.0
"""Seconds an answer may take."""

SECONDS_A_CHARACTER = 8e-6
"""What a text rendered as a whole is given if it is longer than 250,000 characters: eight times
what one usually takes."""

SLICE = 0.15
"""Seconds of work after which what there is is shown and the rest left for the next answer."""

LONG_OUTLINE = 400
"""Sections; a longer outline is told only when the writer pauses."""

POLITENESS = 5
"""Added to the process's niceness: typing goes first."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """A text to render: `body`, or where that is None the text of the request `follows` (an edit
    number), changed by `deltas`.

    `base` is the sequence number of the last reply the asker has applied, 0 to have the whole
    preview. `targets` holds None for a slug that is known to be broken. `size` is about how many
    characters there are to render if that is much, else 0. `at_rest` says that nobody is typing.
    """

    article_id: str
    edit_number: int
    language: str
    direction: str
    body: str | None = None
    follows: int = -1
    deltas: tuple[LineDelta, ...] = ()
    targets: Mapping[str, LinkTarget | None] = field(default_factory=dict)
    base: int = 0
    size: int = 0
    at_rest: bool = False


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """Compare the preview with a render of the whole, beside other work; ask again for news."""

    article_id: str
    edit_number: int


@dataclass(frozen=True, slots=True)
class WantsTargets:
    """The text has been taken over, but not all its cross-links are known: ask again with these."""

    article_id: str
    edit_number: int
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WantsText:
    """The text the request follows is not known here: ask again with the whole of it."""

    article_id: str
    edit_number: int


class Verdict(StrEnum):
    """How the preview compares with a render of the whole."""

    UNDER_WAY = "under way"
    EQUAL = "equal"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer to a VerifyRequest. After DIFFERENT the text is rendered as a whole."""

    article_id: str
    edit_number: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RenderReply:
    """A rendered body as patches to the blocks of the preview and to how many lines each block
    stands for. `reset` means that all there is makes way first.

    `sections` is None where they are told later. `slugs` are the cross-links'. `more` says that
    only a beginning is rendered: ask again. `whole` says why the text was rendered as a whole.
    """

    article_id: str
    edit_number: int
    sequence: int
    reset: bool
    blocks: tuple[Patch[str], ...]
    lines: tuple[Patch[int], ...]
    sections: tuple[Section, ...] | None
    counts: Counts
    language: str
    direction: str
    slugs: tuple[str, ...]
    more: bool = False
    whole: str = ""


Request = RenderRequest | VerifyRequest
Reply = RenderReply | WantsTargets | WantsText | Verified


def time_limit(request: Request) -> float:
    """Seconds after which an answer has gone wrong; more for a book than for a story."""
    size = 0
    if isinstance(request, RenderRequest):
        size = max(request.size, len(request.body or ""))
    return max(SHORTEST_LIMIT, SECONDS_A_CHARACTER * size)


class Renderer:
    """Keeps the page of one body at a time up with its edits."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._article_id = ""
        self._text = -1
        self._sequence = 0
        self._outline_told = self._outline_begun = False
        self._check: _Check | None = None

    def answer(self, request: Request) -> Reply:
        """The reply to `request`; patches are against the reply numbered `request.base`."""
        if isinstance(request, VerifyRequest):
            return Verified(request.article_id, request.edit_number, self._verify(request))
        engine = self._brought_up(request)
        if engine is None:
            return WantsText(request.article_id, request.edit_number)
        self._text = request.edit_number
        engine.set_context(request.language, request.direction)
        engine.set_targets(_credited(request.targets, request.language))
        is_done = engine.work(SLICE)
        if unknown := engine.unknown_slugs:
            return WantsTargets(request.article_id, request.edit_number, unknown)
        return self._reply(request, engine, is_done)

    def _brought_up(self, request: RenderRequest) -> Engine | None:
        """The engine with the request's text; None where it is not known what that is."""
        # Heavy (Markdown, the word patterns), and only this process uses them.
        from editor.text.engine import Engine
        from editor.text.render import RenderContext

        if request.body is not None:
            if self._engine is None or request.article_id != self._article_id:
                self._engine = Engine(RenderContext(link_schemes=(SCHEME, PICTURE_SCHEME)))
                self._sequence += 1
            self._engine.load(request.body)
            self._article_id = request.article_id
            self._outline_told = self._outline_begun = False
        elif request.article_id != self._article_id or request.follows != self._text:
            return None
        if self._engine is not None:
            for delta in request.deltas:
                self._engine.edit(*delta)
        return self._engine

    def _reply(self, request: RenderRequest, engine: Engine, is_done: bool) -> RenderReply:
        from editor.text import direction

        reset = request.base != self._sequence or request.base == 0
        update = _everything(engine) if reset else engine.update()
        self._sequence += 1
        return RenderReply(
            article_id=request.article_id,
            edit_number=request.edit_number,
            sequence=self._sequence,
            reset=reset,
            blocks=update.blocks,
            lines=update.lines,
            sections=self._sections(engine, is_done, at_rest=request.at_rest),
            counts=engine.counts,
            language=request.language,
            direction=direction.resolve(request.direction, request.language, engine.opening),
            slugs=engine.slugs,
            more=not is_done,
            whole=update.whole,
        )

    def _sections(
        self, engine: Engine, is_done: bool, *, at_rest: bool
    ) -> tuple[Section, ...] | None:
        """The outline; a long one with the beginning of a text, when the text is done, and then
        only when nobody is typing."""
        is_long = engine.heading_count > LONG_OUTLINE
        if (
            is_long
            and not at_rest
            and (self._outline_told or (self._outline_begun and not is_done))
        ):
            return None
        self._outline_begun, self._outline_told = True, is_done
        return engine.sections

    def _verify(self, request: VerifyRequest) -> Verdict:
        engine = self._engine
        if engine is None or (request.article_id, request.edit_number) != (
            self._article_id,
            self._text,
        ):
            return Verdict.UNDER_WAY
        if self._check is None:
            self._check = _Check(engine, request.edit_number)
            self._check.start()
            return Verdict.UNDER_WAY
        if self._check.is_alive():
            return Verdict.UNDER_WAY
        check, self._check = self._check, None
        if check.edit_number != request.edit_number:
            return self._verify(request)
        if check.is_equal:
            return Verdict.EQUAL
        engine.distrust("the preview differed from a render of the whole")
        return Verdict.DIFFERENT


def _everything(engine: Engine) -> Update:
    engine.update()
    return engine.everything()


class _Check(Thread):
    """Renders a text as a whole, on a thread of its own so that keys do not wait for it."""

    def __init__(self, engine: Engine, edit_number: int) -> None:
        super().__init__(name="check", daemon=True)
        self.edit_number = edit_number
        self.is_equal = True
        self._shown = engine.html
        self._body, self._context = engine.body, engine.context

    def run(self) -> None:
        from editor.text.render import render

        self.is_equal = render(self._body, self._context).html == self._shown


def _credited(
    targets: Mapping[str, LinkTarget | None], language: str
) -> dict[str, LinkTarget | None]:
    """The targets, pictures with their credit as readers see it."""
    from editor.text.pictures import PictureTarget, credited

    return {
        name: replace(target, credit=credited(target.credit, language))
        if isinstance(target, PictureTarget)
        else target
        for name, target in targets.items()
    }


def run(connection: Connection) -> None:
    """The whole life of the process: says it is ready, answers requests, ends with its parent."""
    _be_polite()
    # A check of the whole may be running beside: a key waits this long for it at most.
    sys.setswitchinterval(0.001)
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
    # Only a process of multiprocessing's comes here, so this loads nothing; asking the system
    # would name the wrong parent if ours has just gone.
    from multiprocessing import parent_process

    begun_by = parent_process()
    parent = os.getppid() if begun_by is None else begun_by.pid

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
