"""What the analysis of a text tells, and when it looks; analysing is `analysis`'s affair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.app.render_worker import RenderReply

if TYPE_CHECKING:
    from editor.text.counts import Counts
    from editor.text.differences import Patch
    from editor.text.outline import Section


@dataclass(frozen=True, slots=True)
class AnalysisTimes:
    """Milliseconds. `pause`: from a key to the render that takes it up; more keys don't put it
    off. `rest`: without a key, until a long outline is told. `check`: without a key, until the
    preview is compared with a render of the whole, and `news` between two looks at that."""

    pause: int = 15
    rest: int = 300
    check: int = 2500
    news: int = 400


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """What the text at `edit_number` looks like, as patches against the result before.

    `blocks` replace blocks of the preview, from its end to its beginning, and `lines` say of how
    many lines of the text each block is; the last one, of notes, may have none. `reset` means
    that whatever there is makes way first. `direction` is `ltr` or `rtl`. `complete` is False for
    the beginning of a long text whose rest follows.
    """

    article_id: str
    edit_number: int
    reset: bool
    blocks: tuple[Patch[str], ...]
    lines: tuple[Patch[int], ...]
    sections: tuple[Section, ...]
    counts: Counts
    language: str
    direction: str
    complete: bool = True

    @property
    def unchanged_html(self) -> bool:
        return not self.reset and not self.blocks


def result_of(reply: RenderReply, before: AnalysisResult | None) -> AnalysisResult:
    """A reply as a result; an outline that is told later stays as it was."""
    sections = reply.sections
    if sections is None:
        sections = before.sections if before is not None else ()
    return AnalysisResult(
        article_id=reply.article_id,
        edit_number=reply.edit_number,
        reset=reply.reset,
        blocks=reply.blocks,
        lines=reply.lines,
        sections=sections,
        counts=reply.counts,
        language=reply.language,
        direction=reply.direction,
        complete=not reply.more,
    )
