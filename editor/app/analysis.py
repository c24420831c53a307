"""What is known of the text as it is being written: preview, sections, counts, direction. Tells the
render process of each edit, finds the targets of cross-links; showing it is left to panes and
models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import LibraryError
from db.records import Article, Changes
from editor.app.analysis_result import AnalysisResult, AnalysisTimes, result_of
from editor.app.background import PREVIEW, RenderProcess
from editor.app.line_delta import TextTold
from editor.app.preview_addresses import article_address, picture_address
from editor.app.render_worker import (
    RenderReply,
    RenderRequest,
    Reply,
    Request,
    Verdict,
    Verified,
    VerifyRequest,
    WantsTargets,
    WantsText,
)

if TYPE_CHECKING:
    from editor.app.desk import Desk
    from editor.app.open_article import OpenArticle
    from editor.text.crosslinks import LinkTarget

__all__ = ["Analysis", "AnalysisResult", "AnalysisTimes"]

# `pictures.SCHEME` of the text layer, which takes too long to load before the first paint.
_PICTURE = "picture:"


class Analysis(QObject):
    """Keeps up with the open article: one request under way, then one with the edits since.

    A text the renderer fails on is told, and tried once more where the process died; after that
    not until it changes. What was analysed before stays.
    """

    analysed = Signal(object)
    """AnalysisResult."""
    failed = Signal(str)
    """In plain words; the last good preview stays."""
    noted = Signal(str)
    """A line for the log: how often, never what was written."""
    checked = Signal(bool)
    """Whether the preview of the text at rest was that of a render of the whole. If it was not,
    the text is rendered as a whole from now on."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        render_process: RenderProcess,
        times: AnalysisTimes | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._open_article = open_article
        self._process = render_process
        self._targets: dict[str, LinkTarget | None] = {}
        self._under_way: Request | None = None
        self._base = 0
        self._text = TextTold()
        self._failed_edit = self._retried_edit = -1
        self._again = False
        self._size = self._length = 0
        self._is_whole = False
        times = times or AnalysisTimes()
        self._pause = self._timer(times.pause, self._send)
        self._rest = self._timer(times.rest, self._send_at_rest)
        self._check = self._timer(times.check, self._verify)
        self._news = self._timer(times.news, self._verify)
        self.latest: AnalysisResult | None = None
        self.differences = 0
        """How often the preview was found to differ from a render of the whole."""
        self.fallbacks = 0
        """How many texts could not be rendered in parts."""
        render_process.replied.connect(self._replied)
        render_process.failed.connect(self._render_failed)
        open_article.loaded.connect(self._loaded)
        open_article.closed.connect(self._forget)
        open_article.lines_changed.connect(self._text.take)
        open_article.edited.connect(self._edited)
        open_article.article_changed.connect(self._article_changed)
        desk.changed.connect(self._library_changed)

    def _timer(self, interval: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(then)
        return timer

    def full(self) -> None:
        """Asks for a result that resets the preview."""
        self._base = 0
        self._want()

    def _loaded(self, _article: Article) -> None:
        self._forget()
        self._send()

    def _forget(self) -> None:
        for timer in (self._pause, self._rest, self._check, self._news):
            timer.stop()
        self._base = self._size = 0
        self._is_whole = False
        self._text.lose()
        self._under_way = None
        self._again = False
        self.latest = None

    def _edited(self, _edit_number: int) -> None:
        self._news.stop()
        for timer in (self._rest, self._check):
            if timer.isActive():
                timer.start()
        self._want()

    def _article_changed(self, article: Article) -> None:
        latest = self.latest
        if latest is None or latest.language != article.language:
            self._want()

    # Asking.

    def _want(self) -> None:
        if self._under_way is not None:
            self._again = True
        elif not self._pause.isActive():
            self._pause.start()

    def _send_at_rest(self) -> None:
        if self._under_way is None and not self._pause.isActive():
            self._send(at_rest=True)

    def _send(self, *, at_rest: bool = False) -> None:
        article, edit_number = self._open_article.article, self._open_article.edit_number
        if article is None or edit_number == self._failed_edit:
            return
        self._again = False
        self._pause.stop()
        is_known = self._text.edit_number >= 0
        body = None if is_known else self._open_article.text()
        if body is not None:
            self._size = self._length = len(body)
        self._under_way = RenderRequest(
            article_id=article.id,
            edit_number=edit_number,
            language=article.language,
            direction=article.direction,
            body=body,
            follows=self._text.edit_number,
            deltas=self._text.deltas() if is_known else (),
            targets=dict(self._targets),
            base=self._base,
            size=self._size,
            at_rest=at_rest,
        )
        self._text.told(edit_number)
        self._process.request(self._under_way)

    def _verify(self) -> None:
        article, edit_number = self._open_article.article, self._open_article.edit_number
        if self._under_way is None and article is not None and self._is_rendered(edit_number):
            self._under_way = VerifyRequest(article.id, edit_number)
            self._process.request(self._under_way)

    def _is_rendered(self, edit_number: int) -> bool:
        return self.latest is not None and self.latest.edit_number == edit_number

    def _is_awaited(self, news: Reply | Request) -> bool:
        """False for news of an article that has been left, or left and come back to, since."""
        asked = self._under_way
        return asked is not None and (asked.article_id, asked.edit_number) == (
            news.article_id,
            news.edit_number,
        )

    # What the process says.

    def _replied(self, reply: Reply) -> None:
        if not self._is_awaited(reply):
            return
        if isinstance(reply, WantsTargets):
            self._find_targets(reply)
            return
        self._under_way = None
        if isinstance(reply, WantsText):
            self._text.lose()
            self._send()
        elif isinstance(reply, Verified):
            self._verified(reply.verdict)
        else:
            self._rendered(reply)

    def _rendered(self, reply: RenderReply) -> None:
        self._base = reply.sequence
        # Links that were taken out are looked up again when they come back.
        self._targets = {slug: self._targets.get(slug) for slug in reply.slugs}
        if reply.whole and not self._is_whole:
            self.fallbacks += 1
            self.noted.emit(f"Rendered as a whole, {reply.whole}: {self.fallbacks} so far")
        self._is_whole = bool(reply.whole)
        self._size = self._length if reply.whole or reply.more else 0
        before = self.latest
        self.latest = result_of(reply, before)
        self.analysed.emit(self.latest)
        if reply.sections is None and not reply.more:
            self._rest.start()
        if reply.more:
            self._send()
        elif self._again:
            self._want()
        elif not reply.whole:
            self._check.start()

    def _verified(self, verdict: Verdict) -> None:
        if verdict is Verdict.UNDER_WAY:
            self._news.start()
        else:
            if verdict is Verdict.DIFFERENT:
                self.differences += 1
                self.noted.emit(f"Preview differed from a full render: {self.differences} so far")
                self._send()
            self.checked.emit(verdict is Verdict.EQUAL)
        if self._again:
            self._want()

    def _render_failed(self, request: Request, words: str) -> None:
        self._base = 0
        self._text.lose()
        if not self._is_awaited(request):
            return
        self._under_way = None
        self.failed.emit(words)
        if words == PREVIEW.died and self._retried_edit != request.edit_number:
            # Whoever ended the process may not have meant this text.
            self._retried_edit = request.edit_number
            self._send()
        else:
            self._failed_edit = request.edit_number
            if self._again:
                self._want()

    # Cross-links.

    def _find_targets(self, wanted: WantsTargets) -> None:
        self._desk.ask(
            lambda operations: operations.link_targets(wanted.slugs),
            partial(self._found_targets, wanted),
            lambda _error: self._found_targets(wanted, {}),
        )

    def _found_targets(self, wanted: WantsTargets, found: Mapping[str, LinkTarget]) -> None:
        self._targets.update(_addressed(wanted.slugs, found))
        if self._is_awaited(wanted):
            self._send()

    def _library_changed(self, changes: Changes) -> None:
        """Other articles may have new headlines, come or go, and pictures other details: what
        the text points at is looked up."""
        if self._targets and (changes.articles or changes.lists or changes.pictures):
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
    return {slug: _address(slug, found[slug]) if slug in found else None for slug in slugs}


def _address(asked: str, target: LinkTarget) -> LinkTarget:
    address = picture_address if asked.startswith(_PICTURE) else article_address
    return replace(target, url=address(target.slug))
