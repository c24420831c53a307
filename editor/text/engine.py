"""A page kept up with its body as that is edited: only what an edit changes is rendered again, and
the result is that of `render`, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from time import thread_time

from editor.text import direction
from editor.text.agreement import NO_LOOKS, Agreement, looks, referring
from editor.text.chunk_pages import MARKS, ChunkWriter, Drawn
from editor.text.chunks import Chunks
from editor.text.counts import Counts
from editor.text.crosslinks import LinkTarget
from editor.text.differences import Patch, differences, differences_between
from editor.text.engine_parts import Part, Sanitiser, part_of, resolved
from editor.text.figures import counts_of, sections_of
from editor.text.html_blocks import split
from editor.text.inline_html import Notes
from editor.text.outline import Section
from editor.text.plain import plain_of
from editor.text.render import RenderContext, Rendered, render
from editor.text.sanitise import clean

_SAMPLE = 2000
"""Characters at a text's start that tell its direction."""

_EMPTY = Drawn("", NO_LOOKS)


@dataclass(frozen=True, slots=True)
class Update:
    """What has changed of the page since the update before.

    `blocks` are replacements in the list of its HTML, a string a chunk; `lines` in the list of
    how many lines of the body each of these stands for. `whole` says why all was rendered at
    once, "" where it was not.
    """

    blocks: tuple[Patch[str], ...]
    lines: tuple[Patch[int], ...]
    whole: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was told last: the HTML of each chunk, its lines, and the HTML of the notes, if any."""

    blocks: list[str]
    lines: list[int]
    notes: list[str]


class Engine:
    """One body and its page: `load`, then `edit`, after each `work` and `update`.

    Any string is taken. `targets` may hold None for a slug known to be broken; slugs that are
    not in it are broken too, and told by `unknown_slugs`.
    """

    def __init__(self, context: RenderContext | None = None) -> None:
        self._context = context or RenderContext()
        self._agreement = Agreement(self._context.targets)
        self._writer = ChunkWriter(self._agreement.definitions)
        self._sanitiser = Sanitiser(self._context.link_schemes)
        self._numbers = count()
        self._shown = _Shown([], [], [])
        self._distrust = self._whole = ""
        self._was_whole = False
        self._begin("")

    def _begin(self, body: str) -> None:
        self._chunks = Chunks(body)
        self._parts = [part_of(next(self._numbers), cut) for cut in self._chunks.cuts]
        self._by_number = {part.number: part for part in self._parts}
        self._notes = _EMPTY
        self._notes_html = ""
        self._reach: int | None = 0
        self._head = self._tail = 0
        self._sections: tuple[Section, ...] | None = None
        self._slugs: tuple[str, ...] | None = None
        self._words = self._characters = 0
        self._opening: tuple[list[Part], str] = [], ""
        self._sample: str | None = None
        self._way = self._direction()
        self._agreement.begin(self._parts)

    # What goes in.

    def load(self, body: str) -> None:
        """Begin with another body."""
        self._distrust = ""
        self._begin(body)

    def edit(self, first: int, removed: int, lines: Sequence[str]) -> None:
        """Lines make way for others, which hold no line ends. Raises ValueError for lines there
        are not."""
        splice = self._chunks.edit(first, removed, lines)
        old = self._parts[splice.first : splice.last]
        new = [part_of(next(self._numbers), cut) for cut in splice.cuts]
        self._parts[splice.first : splice.last] = new
        self._head = min(self._head, splice.first)
        self._tail = min(self._tail, len(self._parts) - splice.first - len(new))
        self._loosen(splice.first, old, new)
        self._forget(old)
        self._by_number.update((part.number, part) for part in new)
        self._agreement.replaced(self._parts, splice.first, old, new)
        self._sections = None
        if self._reach is not None:
            self._reach = min(self._reach, splice.first)
        self._redirect()

    def set_context(self, language: str, way: str) -> None:
        """Language and direction of the article, the latter `ltr`, `rtl` or `auto`."""
        if (language, way) != (self._context.language, self._context.direction):
            self._context = replace(self._context, language=language, direction=way)
            self._sample = None
            self._redirect()

    def distrust(self, why: str) -> None:
        """Render this body as a whole from now on, until another one is loaded."""
        self._distrust = why

    def set_targets(self, targets: Mapping[str, LinkTarget | None]) -> None:
        """What cross-links point at; what is not there is as it was."""
        self._agreement.set_targets(self._parts, targets)

    # What comes out.

    def work(self, seconds: float | None = None) -> bool:
        """Render what has changed, for about so long; whether all is done. The seconds are the
        processor's: on a busy machine something has to get done too."""
        deadline = None if seconds is None else thread_time() + seconds
        done = self._draw(deadline)
        self._agreement.number(self._parts)
        self._sanitiser.clean(self._parts)
        self._draw_notes(done)
        self._resolve()
        self._whole = self._why_whole() if done else self._whole
        if self._reach is not None:
            self._reach = None if done else self._first_to_draw()
        return done

    def update(self) -> Update:
        """What has changed since the last time."""
        before = self._shown
        self._shown = now = self._as_whole() if self._whole else self._by_parts()
        head, tail = (0, 0) if self._whole or self._was_whole else (self._head, self._tail)
        blocks = differences(before.blocks, now.blocks, head, tail)
        lines = differences(before.lines, now.lines, head, tail)
        blocks = (*differences_between(before.notes, now.notes, len(before.blocks)), *blocks)
        self._was_whole = bool(self._whole)
        self._head = len(now.blocks)
        self._tail = 0 if self._reach is not None else len(now.blocks)
        return Update(blocks, lines, self._whole)

    def everything(self) -> Update:
        """All that was told so far, as one update of nothing."""
        shown = self._shown
        blocks = Patch(0, 0, (*shown.blocks, *shown.notes))
        return Update((blocks,), (Patch(0, 0, tuple(shown.lines)),), self._whole)

    @property
    def whole(self) -> str:
        """Why this body has to be rendered as a whole; "" where it need not."""
        return self._whole

    def _why_whole(self) -> str:
        if self._distrust:
            return self._distrust
        if self._parts[-1].open and self._agreement.definitions.notes:
            return "an element left open swallows the notes"
        return next((part.problem for part in self._parts if part.problem), "")

    @property
    def html(self) -> str:
        """The page as the last update left it."""
        return "".join((*self._shown.blocks, *self._shown.notes))

    @property
    def body(self) -> str:
        return "\n".join(self._chunks.lines)

    @property
    def context(self) -> RenderContext:
        """What `render` makes the same page of the body with."""
        return replace(self._context, targets=dict(self._agreement.definitions.targets))

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs the body links to, as far as it is rendered, in order."""
        if self._slugs is None:
            found: dict[str, None] = {}
            for part in self._parts:
                if targets := looks(part).targets:
                    found |= dict.fromkeys(sorted(targets))
            self._slugs = tuple(found | dict.fromkeys(sorted(self._notes.looks.targets)))
        return self._slugs

    @property
    def unknown_slugs(self) -> tuple[str, ...]:
        """Those of them that no target, nor None, was given for."""
        return tuple(slug for slug in self.slugs if slug not in self._agreement.targets)

    @property
    def counts(self) -> Counts:
        return counts_of(self._words, self._characters)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The outline, as far as the body is rendered."""
        if self._sections is None:
            stretches = zip(
                (part.figures for part in self._parts), self._chunks.starts, strict=True
            )
            anchors = [name for part in self._parts for name in part.anchors]
            self._sections = sections_of(stretches, anchors, len(self._chunks.lines))
        return self._sections

    @property
    def heading_count(self) -> int:
        return sum(len(part.wanted) for part in self._parts)

    @property
    def opening(self) -> str:
        """The first words of the body, without its marks: enough to tell their direction."""
        parts, length = [], 0
        for part in self._parts:
            parts.append(part)
            length += sum(len(line) for block in part.cut.blocks for line in block.lines)
            if length >= 2 * _SAMPLE:
                break
        if self._opening[0] != parts:
            blocks = [block for part in parts for block in part.cut.blocks]
            self._opening = parts, plain_of(blocks)[:_SAMPLE]
        return self._opening[1]

    @property
    def line_count(self) -> int:
        return len(self._chunks.lines)

    def as_render(self) -> Rendered:
        """The same by `render`, to compare with."""
        return render(self.body, self.context)

    # An edit's consequences.

    def _loosen(self, first: int, old: Sequence[Part], new: Sequence[Part]) -> None:
        """Have the neighbours sanitised again where they hang together with what has changed."""
        before = self._parts[first - 1] if first else None
        end = first + len(new)
        after = self._parts[end] if end < len(self._parts) else None
        led = after is not None and after.follows
        if led or any(part.follows for part in old) or any(part.open for part in old):
            for part in (before, after):
                if part is not None:
                    part.dirty = True
        if before is not None and (before.deep or before.open):
            before.dirty = True

    def _forget(self, old: Iterable[Part]) -> None:
        for part in old:
            del self._by_number[part.number]
            self._add_up(part, -1)
            if looks(part).targets:
                self._slugs = None

    def _redirect(self) -> None:
        way = self._direction()
        if way != self._way:
            self._way = way
            for part in self._parts:
                part.stale = True
            self._agreement.notes_stale = True

    def _direction(self) -> direction.Way:
        sample, length = [], 0
        for line in self._chunks.lines:
            sample.append(line)
            length += len(line) + 1
            if length >= _SAMPLE:
                break
        start = "\n".join(sample)[:_SAMPLE]
        if start == self._sample:
            return self._way
        self._sample = start
        return direction.resolve(self._context.direction, self._context.language, start)

    # Work.

    def _draw(self, deadline: float | None) -> bool:
        """Draw what is stale, from the top, those with notes first."""
        while True:
            pending = [part for part in self._parts if part.stale]
            if len(pending) > 1:
                pending.sort(key=lambda part: not part.may_hold_notes)
            for number, part in enumerate(pending):
                if number and deadline is not None and thread_time() > deadline:
                    return False
                self._draw_part(part)
            if not self._agreement.collect_notes(self._parts):
                return True

    def _draw_part(self, part: Part) -> None:
        before = part.drawn
        part.drawn = drawn = self._writer.draw(
            part.number, part.cut.blocks, part.pieces, iter(part.verdicts), self._way
        )
        part.stale = False
        part.dirty = True
        if before is None:
            part.count()
            self._add_up(part, 1)
            self._sections = None
        if drawn.looks.targets or (before is not None and before.looks.targets):
            self._slugs = None
        self._agreement.drawn(drawn, before)

    def _add_up(self, part: Part, times: int) -> None:
        self._words += times * part.figures.words
        self._characters += times * part.figures.characters

    def _draw_notes(self, done: bool) -> None:
        if not (done and self._agreement.notes_stale):
            return
        self._agreement.notes_stale = False
        texts = dict(self._agreement.definitions.notes)
        if not texts:
            self._notes, self._notes_html, self._slugs = _EMPTY, "", None
            return
        notes = Notes(texts)
        for drawn in referring(self._parts):
            for label in drawn.referred:
                notes.refer(label)
        kept = [
            part.drawn.kept for part in self._parts if part.drawn is not None and part.drawn.kept
        ]
        self._slugs = None
        self._notes = self._writer.draw_notes(notes, texts, kept, self._way)
        html = clean(self._notes.html, self._context.link_schemes)
        self._notes_html = html if not kept else resolved(MARKS.split(html), self._by_number)

    def _resolve(self) -> None:
        for part in self._parts:
            if part.unresolved and not part.dirty:
                part.unresolved = False
                if part.marked:
                    part.html = resolved(part.marked, self._by_number)

    def _first_to_draw(self) -> int:
        places = (place for place, part in enumerate(self._parts) if part.drawn is None)
        return next(places, len(self._parts))

    def _by_parts(self) -> _Shown:
        parts = self._parts if self._reach is None else self._parts[: self._reach]
        return _Shown(
            [part.html for part in parts],
            [part.cut.count for part in parts],
            [self._notes_html] if self._notes_html else [],
        )

    def _as_whole(self) -> _Shown:
        """Everything by `render`; which lines a block is of is guessed from its length."""
        blocks = split(self.as_render().html)
        length = sum(map(len, blocks)) or 1
        total, lines, so_far = len(self._chunks.lines), [], 0
        for block in blocks:
            before = so_far * total // length
            so_far += len(block)
            lines.append(so_far * total // length - before)
        return _Shown(blocks, lines, [])
