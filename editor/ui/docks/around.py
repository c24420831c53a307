"""What the library has around the open article: the links to it with their sentences, places that
name it without a link, and stories that belong beside it; finding them is the library's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.errors import LibraryError
from db.records import Article, Changes, Related
from editor.later import later
from editor.ui import icons
from editor.ui.docks.around_list import MORE, AroundLine, AroundList
from editor.ui.docks.dock_parts import Refusal, hint, tool
from editor.ui.parts import Parts
from editor.ui.phrases import thousands
from editor.ui.segments import Segments

if TYPE_CHECKING:
    from db import link_records
    from db.link_records import BacklinkLine, Mention, RelatedSuggestion
    from editor.app.operations import Operations
else:
    # Comes with the first list shown: not before the first paint.
    link_records = later("db.link_records")

_PAGE = 50
_SUGGESTED = 8
_PAUSE_MS = 400
_IN_BODY = "body"

_SEGMENTS = ("Links here", "Mentions", "Nearby")
_EMPTY = (
    "No other article points here yet.",
    "No other article names this one without linking to it.",
    "Nothing in the library stands near this story. Tags and links bring stories together.",
)
_DOINGS = (
    ("", "", ""),
    ("link", "Make it a link in that article (L)", "L"),
    ("related", "Put it beside this story (A)", "A"),
)


class Around(QWidget):
    """Three lists, of which the one in front is kept up to date. Enter opens a row's article; L
    links a mention, A takes a suggestion."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("around")
        self._parts = parts
        self._asked = 0
        self._is_behind = False
        self._segments = Segments(
            "around",
            [(str(number), self.tr(words)) for number, words in enumerate(_SEGMENTS)],
            self,
            tight=True,
        )
        self._lists = QStackedWidget(self)
        self._doing = tool("aroundDo", "link", _DOINGS[1][1], self._do_current, self)
        self._open = tool(
            "aroundOpen", "next", self.tr("Open that article (Enter)"), self._open_current, self
        )
        self._refusal = Refusal("aroundRefusal", self)
        self._refusal.setContentsMargins(16, 0, 16, 0)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._connect()

    # Made of.

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 10, 0)
        top.setSpacing(0)
        top.addWidget(self._segments)
        for number in range(len(_SEGMENTS)):
            self._lists.addWidget(self._pages(number))
        top.addStretch(1)
        top.addWidget(self._doing)
        top.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._refusal)
        column.addWidget(self._lists, 1)

    def _pages(self, number: int) -> QStackedWidget:
        """A list, and what stands there while it is empty."""
        pages = QStackedWidget(self)
        rows = AroundList(self._parts.theme, pages)
        rows.setObjectName(("backlinkList", "mentionList", "suggestionList")[number])
        rows.setAccessibleName(self.tr(_SEGMENTS[number]))
        rows.doing_key = _DOINGS[number][2]
        pages.addWidget(hint(self.tr(_EMPTY[number]), self))
        pages.addWidget(rows)
        rows.open_wanted.connect(self._open_line)
        rows.do_wanted.connect(self._do)
        rows.currentRowChanged.connect(lambda _row: self._look())
        return pages

    def _connect(self) -> None:
        parts = self._parts
        self._segments.chosen.connect(self._choose)
        self._pause.timeout.connect(self._ask)
        parts.open_article.loaded.connect(self._loaded)
        parts.open_article.closed.connect(self._forget)
        parts.desk.changed.connect(self._library_changed)
        self._choose(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Behind another dock's tab nothing is asked; what was missed is asked for now."""
        super().showEvent(event)
        if self._is_behind:
            self._ask()

    # Which list.

    @property
    def _number(self) -> int:
        return self._segments.number

    @property
    def _rows(self) -> AroundList:
        return self._list_of(self._number)

    def _list_of(self, number: int) -> AroundList:
        pages = self._lists.widget(number)
        assert isinstance(pages, QStackedWidget)
        rows = pages.widget(1)
        assert isinstance(rows, AroundList)
        return rows

    def _choose(self, number: int) -> None:
        self._lists.setCurrentIndex(number)
        icon, words, _key = _DOINGS[number]
        self._doing.setVisible(bool(icon))
        if icon:
            self._doing.setIcon(icons.icon(icon))
            self._doing.setToolTip(self.tr(words))
            self._doing.setAccessibleName(self.tr(words))
        self._refusal.say("")
        self._ask()

    def _look(self) -> None:
        line = self._rows.current()
        chosen = line is not None and line is not MORE
        self._open.setEnabled(chosen)
        self._doing.setEnabled(chosen and not self._parts.desk.read_only)

    # What is in it.

    def _loaded(self, _article: Article) -> None:
        self._forget()
        self._ask()

    def _forget(self) -> None:
        self._asked += 1
        self._refusal.say("")
        for number, words in enumerate(_SEGMENTS):
            self._segments.set_words(number, self.tr(words))
            self._fill(number, (), 0)

    def _library_changed(self, changes: Changes) -> None:
        own = self._parts.open_article.article
        ours = {own.id} if own is not None else set()
        # The writer's own saves, one after the other, change nothing about who links here.
        others = changes.articles - ours if self._number == 0 else changes.articles
        if others or changes.links or changes.tags:
            self._pause.start()

    def _ask(self, more: int = 0) -> None:
        article = self._parts.open_article.article
        self._is_behind = not self.isVisible()
        if article is None or self._is_behind:
            self._look()
            return
        self._asked = asked = self._asked + 1
        number = self._number
        self._parts.desk.ask(
            partial(_ASKED[number], article_id=article.id, most=_PAGE + more),
            lambda found: self._show(asked, number, found),
            lambda _error: self._show(asked, number, ((), 0)),
        )

    def _show(self, asked: int, number: int, found: tuple[tuple[AroundLine, ...], int]) -> None:
        if asked != self._asked:
            return
        lines, total = found
        words = self.tr(_SEGMENTS[number])
        self._segments.set_words(number, f"{words} · {thousands(total)}" if total else words)
        self._fill(number, lines, total)

    def _fill(self, number: int, lines: tuple[AroundLine, ...], total: int) -> None:
        rows = self._list_of(number)
        rows.fill(lines, total - len(lines))
        pages = self._lists.widget(number)
        assert isinstance(pages, QStackedWidget)
        pages.setCurrentIndex(1 if lines else 0)
        self._look()

    # What is done with a row.

    def _open_current(self) -> None:
        line = self._rows.current()
        if line is not None:
            self._open_line(line)

    def _open_line(self, line: AroundLine) -> None:
        if line is MORE:
            self._ask(more=self._rows.count() - 1)
        else:
            self._parts.traffic.article_wanted.emit(line.article)

    def _do_current(self) -> None:
        line = self._rows.current()
        if line is not None:
            self._do(line)

    def _do(self, line: AroundLine) -> None:
        if line is MORE or self._parts.desk.read_only:
            return
        self._refusal.say("")
        if isinstance(line.value, link_records.Mention):
            self._link(line.value)
        elif isinstance(line.value, link_records.RelatedSuggestion):
            self._relate(line.value)

    def _link(self, mention: Mention) -> None:
        self._parts.desk.do(
            lambda operations: operations.link_mention(mention), None, self._refused
        )

    def _relate(self, suggestion: RelatedSuggestion) -> None:
        article, summary = self._parts.open_article.article, suggestion.summary
        if article is None:
            return
        related = Related(summary.headline, article=summary.id, slug=summary.slug)
        self._parts.desk.do(
            lambda operations: operations.add_related(article.id, related), None, self._refused
        )

    def _refused(self, error: LibraryError) -> None:
        self._refusal.say(str(error))
        self._pause.start()


def _backlinks(
    operations: Operations, article_id: str, most: int
) -> tuple[tuple[AroundLine, ...], int]:
    lines = operations.backlinks_with_context(article_id, most)
    return tuple(map(_backlink, lines)), operations.backlink_count(article_id)


def _backlink(line: BacklinkLine) -> AroundLine:
    name = line.source.headline or line.source.slug
    if line.where == _IN_BODY:
        return AroundLine(line.source.id, name, (line.before, line.words, line.after), line)
    return AroundLine(line.source.id, name, (f"Beside it, as {line.where}", "", ""), line)


def _mentions(
    operations: Operations, article_id: str, most: int
) -> tuple[tuple[AroundLine, ...], int]:
    found = operations.mentions(article_id, most)
    lines = tuple(
        AroundLine(
            one.source.id, one.source.headline or one.source.slug,
            (one.before, one.words, one.after), one,
        )
        for one in found
    )  # fmt: skip
    return lines, len(lines)


def _suggestions(
    operations: Operations, article_id: str, most: int
) -> tuple[tuple[AroundLine, ...], int]:
    lines = tuple(
        AroundLine(
            one.summary.id, one.summary.headline or one.summary.slug, (one.reason, "", ""), one
        )
        for one in operations.related_suggestions(article_id, min(most, _SUGGESTED))
    )
    return lines, len(lines)


_ASKED: tuple[Callable[..., tuple[tuple[AroundLine, ...], int]], ...] = (
    _backlinks,
    _mentions,
    _suggestions,
)
