"""What the library has around the open article: the links to it with their sentences, places that
name it without a link, and stories that belong beside it; finding them is the library's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.errors import LibraryError
from db.records import Article, ArticleSummary, Changes, Related
from editor.later import later
from editor.ui import icons
from editor.ui.docks.around_list import MORE, AroundLine, AroundList
from editor.ui.docks.dock_parts import Refusal, hint, tool
from editor.ui.docks.ordered_rows import tool_row
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
_LINKS, _MENTIONS, _NEARBY = range(3)
_HINT, _ROWS, _BLANK = range(3)

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


@dataclass(frozen=True, slots=True)
class _Found:
    """Lines of a list, and how many there are in all; None where that is not counted."""

    lines: tuple[AroundLine, ...]
    total: int | None


_NOTHING_YET = _Found((), 0)


class Around(QWidget):
    """Three lists, of which the one in front is kept up to date. Enter opens a row's article; L
    links a mention, A takes a suggestion."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("around")
        self._parts = parts
        self._asked = 0
        self._asked_as = ("", "")
        self._most = _PAGE
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
        top.setContentsMargins(8, 0, 8, 0)
        top.addWidget(self._segments)
        top.addStretch(1)
        for number in range(len(_SEGMENTS)):
            self._lists.addWidget(self._pages(number))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._refusal)
        column.addWidget(self._lists, 1)
        column.addLayout(tool_row((self._open, self._doing)))

    def _pages(self, number: int) -> QStackedWidget:
        """A list, what stands there where it is empty, and nothing until that is known."""
        pages = QStackedWidget(self)
        rows = AroundList(self._parts.theme, pages)
        rows.setObjectName(("backlinkList", "mentionList", "suggestionList")[number])
        rows.setAccessibleName(self.tr(_SEGMENTS[number]))
        rows.doing_key = _DOINGS[number][2]
        pages.addWidget(hint(self.tr(_EMPTY[number]), self))
        pages.addWidget(rows)
        pages.addWidget(QWidget(pages))
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
        rows = self._pages_of(number).widget(_ROWS)
        assert isinstance(rows, AroundList)
        return rows

    def _pages_of(self, number: int) -> QStackedWidget:
        pages = self._lists.widget(number)
        assert isinstance(pages, QStackedWidget)
        return pages

    def _choose(self, number: int) -> None:
        self._lists.setCurrentIndex(number)
        icon, words, _key = _DOINGS[number]
        self._doing.setVisible(bool(icon))
        if icon:
            self._doing.setIcon(icons.icon(icon))
            self._doing.setToolTip(self.tr(words))
            self._doing.setAccessibleName(self.tr(words))
        self._refusal.say("")
        self._most = _PAGE
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
        self._most = _PAGE
        self._refusal.say("")
        for number in range(len(_SEGMENTS)):
            self._fill(number, _NOTHING_YET)
            self._pages_of(number).setCurrentIndex(_BLANK)

    def _library_changed(self, changes: Changes) -> None:
        own = self._parts.open_article.article
        if own is None:
            return
        others = changes.articles - {own.id} or changes.links or changes.tags
        if others or (own.id in changes.articles and self._follows_own_text()):
            self._pause.start()

    def _follows_own_text(self) -> bool:
        """The writer's own saves, one after the other, change nothing about who links here or
        names the story, as long as it is called the same."""
        article = self._parts.open_article.article
        if self._number == _MENTIONS and article is not None:
            return self._asked_as != (article.headline, article.slug)
        return self._number == _NEARBY

    def _ask(self) -> None:
        article = self._parts.open_article.article
        self._is_behind = not self.isVisible()
        if article is None or self._is_behind:
            self._look()
            return
        self._asked = asked = self._asked + 1
        self._asked_as = (article.headline, article.slug)
        number = self._number
        self._parts.desk.ask_newest(
            "around",
            partial(_ASKED[number], article_id=article.id, most=self._most),
            lambda found: self._show(asked, number, found),
            lambda error: self._not_found(asked, error),
        )

    def _show(self, asked: int, number: int, found: _Found) -> None:
        if asked == self._asked:
            self._fill(number, found)

    def _not_found(self, asked: int, error: LibraryError) -> None:
        if asked == self._asked:
            self._refusal.say(str(error))

    def _fill(self, number: int, found: _Found) -> None:
        words = self.tr(_SEGMENTS[number])
        if found.lines:
            total = found.total if found.total is not None else len(found.lines)
            words += f" · {thousands(total)}" + ("+" if found.total is None else "")
        self._segments.set_words(number, words)
        more = found.total is None or found.total > len(found.lines)
        self._list_of(number).fill(found.lines, more=more)
        self._pages_of(number).setCurrentIndex(_ROWS if found.lines else _HINT)
        self._look()

    # What is done with a row.

    def _open_current(self) -> None:
        line = self._rows.current()
        if line is not None:
            self._open_line(line)

    def _open_line(self, line: AroundLine) -> None:
        if line is MORE:
            self._most += _PAGE
            self._ask()
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


def _backlinks(operations: Operations, article_id: str, most: int) -> _Found:
    lines = operations.backlinks_with_context(article_id, most)
    return _Found(tuple(map(_backlink, lines)), operations.backlink_count(article_id))


def _backlink(line: BacklinkLine) -> AroundLine:
    sentence = (line.before, line.words, line.after)
    if line.where != _IN_BODY:
        sentence = (f"Beside it, as {line.where}", "", "")
    return _line(line.source, sentence, line)


def _mentions(operations: Operations, article_id: str, most: int) -> _Found:
    # Nobody counts them all: one over says that there are more.
    found = operations.mentions(article_id, most + 1)
    lines = [_line(one.source, (one.before, one.words, one.after), one) for one in found[:most]]
    return _Found(tuple(lines), None if len(found) > most else len(found))


def _suggestions(operations: Operations, article_id: str, most: int) -> _Found:
    found = operations.related_suggestions(article_id, min(most, _SUGGESTED))
    lines = tuple(_line(one.summary, (one.reason, "", ""), one) for one in found)
    return _Found(lines, len(lines))


def _line(about: ArticleSummary, sentence: tuple[str, str, str], value: object) -> AroundLine:
    return AroundLine(about.id, about.headline or about.slug, sentence, value)


_ASKED: tuple[Callable[..., _Found], ...] = (_backlinks, _mentions, _suggestions)
