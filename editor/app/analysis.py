"""What is known of the text as it is being written: preview, sections, counts, direction. Asks
the render process, finds the targets of cross-links; showing it is left to panes and models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import LibraryError
from db.records import Article, Changes
from editor.app.background import RenderProcess
from editor.app.render_worker import LINK_SCHEME, RenderReply, RenderRequest, WantsTargets

if TYPE_CHECKING:
    from editor.app.desk import Desk
    from editor.app.open_article import OpenArticle
    from editor.text.counts import Counts
    from editor.text.crosslinks import LinkTarget
    from editor.text.outline import Section

PAUSE = 30
"""Milliseconds from a key to the render that takes it up; more keys don't put it off."""

LINK_PREFIX = f"{LINK_SCHEME}:article/"
"""What the address of another article begins with in the preview; its slug follows."""


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """What the text at `edit_number` looks like, as a patch against the result before.

    Children `first` up to, not including, `last` of the preview make way for `blocks`; `reset`
    means that whatever there is makes way. `direction` is `ltr` or `rtl`.
    """

    article_id: str
    edit_number: int
    reset: bool
    first: int
    last: int
    blocks: tuple[str, ...]
    sections: tuple[Section, ...]
    counts: Counts
    language: str
    direction: str
    unchanged_html: bool


class Analysis(QObject):
    """Keeps up with the open article: one render under way, then one of the text as it is then.

    A text the renderer fails on is told once and not tried again until it changes; what was
    analysed before stays.
    """

    analysed = Signal(object)
    """AnalysisResult."""
    failed = Signal(str)
    """In plain words; the last good preview stays."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        render_process: RenderProcess,
        pause: int = PAUSE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_article = open_article
        self._process = render_process
        self._targets: dict[str, LinkTarget | None] = {}
        self._under_way: RenderRequest | None = None
        self._base = 0
        self._failed_edit = -1
        self._again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._pause.timeout.connect(self._send)
        self.latest: AnalysisResult | None = None
        render_process.replied.connect(self._replied)
        render_process.failed.connect(self._render_failed)
        open_article.loaded.connect(self._loaded)
        open_article.closed.connect(self._forget)
        open_article.edited.connect(self._edited)
        open_article.article_changed.connect(self._article_changed)
        desk.changed.connect(self._library_changed)

    def full(self) -> None:
        """Asks for a result that resets the preview."""
        self._base = 0
        self._want()

    def _loaded(self, _article: Article) -> None:
        self._forget()
        self._send()

    def _forget(self) -> None:
        self._pause.stop()
        self._base = 0
        self._under_way = None
        self._again = False
        self.latest = None

    def _edited(self, _edit_number: int) -> None:
        self._want()

    def _article_changed(self, article: Article) -> None:
        latest = self.latest
        if latest is None or latest.language != article.language:
            self._want()

    def _want(self) -> None:
        if self._under_way is not None:
            self._again = True
        elif not self._pause.isActive():
            self._pause.start()

    def _send(self) -> None:
        article, edit_number = self._open_article.article, self._open_article.edit_number
        if article is None or edit_number == self._failed_edit:
            return
        self._again = False
        self._under_way = RenderRequest(
            article_id=article.id,
            edit_number=edit_number,
            body=self._open_article.text(),
            language=article.language,
            direction=article.direction,
            targets=dict(self._targets),
            base=self._base,
        )
        self._process.request(self._under_way)

    def _is_awaited(self, article_id: str, edit_number: int) -> bool:
        """False for news of an article that has been left, or left and come back to, since."""
        asked = self._under_way
        return asked is not None and (asked.article_id, asked.edit_number) == (
            article_id,
            edit_number,
        )

    def _replied(self, reply: RenderReply | WantsTargets) -> None:
        if isinstance(reply, WantsTargets):
            self._find_targets(reply)
        elif self._is_awaited(reply.article_id, reply.edit_number):
            self._under_way = None
            self._base = reply.sequence
            # Links that were taken out are looked up again when they come back.
            self._targets = {slug: self._targets.get(slug) for slug in reply.slugs}
            self.latest = _result(reply)
            self.analysed.emit(self.latest)
            if self._again:
                self._want()

    def _find_targets(self, wanted: WantsTargets) -> None:
        if not self._is_awaited(wanted.request.article_id, wanted.request.edit_number):
            return
        self._desk.ask(
            lambda operations: operations.link_targets(wanted.slugs),
            partial(self._found_targets, wanted),
            lambda _error: self._found_targets(wanted, {}),
        )

    def _found_targets(self, wanted: WantsTargets, found: Mapping[str, LinkTarget]) -> None:
        self._targets.update(_addressed(wanted.slugs, found))
        if self._is_awaited(wanted.request.article_id, wanted.request.edit_number):
            self._send()

    def _render_failed(self, request: RenderRequest, words: str) -> None:
        self._base = 0
        if not self._is_awaited(request.article_id, request.edit_number):
            return
        self._under_way = None
        self._failed_edit = request.edit_number
        self.failed.emit(words)
        if self._again:
            self._want()

    def _library_changed(self, changes: Changes) -> None:
        """Other articles may have new headlines, come or go: the links to them are looked up."""
        if self._targets and (changes.articles or changes.lists):
            slugs = tuple(self._targets)
            self._desk.ask(
                lambda operations: operations.link_targets(slugs),
                partial(self._looked_again, slugs),
                self._could_not_look,
            )

    def _looked_again(self, slugs: tuple[str, ...], found: Mapping[str, LinkTarget]) -> None:
        fresh = {
            slug: target
            for slug, target in _addressed(slugs, found).items()
            if slug in self._targets and self._targets[slug] != target
        }
        if fresh:
            self._targets.update(fresh)
            self._want()

    def _could_not_look(self, _error: LibraryError) -> None:
        """The links stay as they were; whoever changes something next has them looked up."""


def _addressed(
    slugs: tuple[str, ...], found: Mapping[str, LinkTarget]
) -> dict[str, LinkTarget | None]:
    """Every slug with its target, addressed for the preview, or None where it is broken."""
    return {
        slug: replace(found[slug], url=LINK_PREFIX + found[slug].slug) if slug in found else None
        for slug in slugs
    }


def _result(reply: RenderReply) -> AnalysisResult:
    return AnalysisResult(
        article_id=reply.article_id,
        edit_number=reply.edit_number,
        reset=reply.reset,
        first=reply.first,
        last=reply.last,
        blocks=reply.blocks,
        sections=reply.sections,
        counts=reply.counts,
        language=reply.language,
        direction=reply.direction,
        unchanged_html=reply.unchanged_html,
    )
