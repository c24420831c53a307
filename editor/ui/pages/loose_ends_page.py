"""The page of loose ends: links that lead nowhere, related titles still waiting for their story,
and articles on their own; each list is read when it is looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout

from db.errors import LibraryError
from db.link_records import BrokenLink
from db.records import ArticleSummary, Changes, Related
from editor.ui.docks.around_list import MORE, AroundLine, AroundList
from editor.ui.docks.dock_parts import Refusal
from editor.ui.page_parts import BOTTOM, SIDE, TOP, page_title, push_button, quiet_line
from editor.ui.pages.page import Page
from editor.ui.parts import Parts
from editor.ui.phrases import status_words, thousands
from editor.ui.segments import Segments

if TYPE_CHECKING:
    from editor.app.operations import Operations

_PAGE = 200
_PAUSE_MS = 400
_BROKEN, _WAITING, _ALONE = range(3)
_SEGMENTS = ("Broken links", "Waiting titles", "On their own")
_ABOUT = (
    "Cross-links to a slug that no article has. Lead the slug to an article, and every link to it "
    "works again; no text is changed.",
    "Related stories that are only a title yet. Find the story, or leave them: when one arrives "
    "under that headline, it is offered.",
    "Articles that no other points at and that point at none.",
)
_NOTHING = (
    "Every cross-link leads to its article.",
    "No related story is waiting for its article.",
    "Every article is linked with another.",
)
_DOINGS = (
    ("Lead it to an article… (L)", "L"),
    ("Find the story… (L)", "L"),
    ("", ""),
)


class LooseEndsPage(Page):
    """Enter opens the article a row is about."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._asked = 0
        self._shown = _PAGE
        self._is_awaited = False
        self._build()
        self._connect()

    def begin(self) -> None:
        """Shows the library as it is now."""
        self._is_awaited = True
        self._load()
        self._focus_list()

    # Made of.

    def _build(self) -> None:
        title = page_title(self.tr("Loose ends"), self)
        self._about = quiet_line("looseEndsAbout", "soft", self)
        self._nothing = quiet_line("looseEndsNothing", "faint", self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._segments = Segments(
            "looseEnds",
            [(str(number), self.tr(words)) for number, words in enumerate(_SEGMENTS)],
            self,
        )
        self._published = QCheckBox(self.tr("Published only"), self)
        self._published.setObjectName("looseEndsPublished")
        self._rows = AroundList(self._parts.theme, self, lines=1)
        self._rows.setObjectName("looseEnds")
        self._both = QCheckBox(self.tr("Link back"), self)
        self._both.setObjectName("looseEndsBoth")
        self._both.setToolTip(self.tr("The story found gets this one among its related stories."))
        self._do = push_button("looseEndsDo", "", lambda: self._do_line(self._rows.current()), self)
        self._open = push_button(
            "looseEndsOpen",
            self.tr("Open the article (Enter)"),
            lambda: self._open_line(self._rows.current()),
            self,
        )
        self._refusal = Refusal("looseEndsRefusal", self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._arrange(title)
        self._look()

    def _arrange(self, title: QLabel) -> None:
        choosing = QHBoxLayout()
        choosing.setSpacing(4)
        choosing.addWidget(self._segments)
        choosing.addStretch(1)
        choosing.addWidget(self._published)
        doing = QHBoxLayout()
        doing.setSpacing(8)
        for widget in (self._do, self._both):
            doing.addWidget(widget)
        doing.addStretch(1)
        doing.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, TOP, SIDE, BOTTOM)
        column.setSpacing(10)
        column.addWidget(title)
        column.addLayout(choosing)
        column.addWidget(self._about)
        column.addWidget(self._rows, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._refusal)
        column.addLayout(doing)

    def _connect(self) -> None:
        self._segments.chosen.connect(lambda _number: self._load())
        self._published.toggled.connect(lambda _on: self._load())
        self._rows.open_wanted.connect(self._open_line)
        self._rows.do_wanted.connect(self._do_line)
        self._rows.currentRowChanged.connect(lambda _row: self._look())
        self._pause.timeout.connect(self._ask)
        self._parts.desk.changed.connect(self._library_changed)

    # What is shown.

    def _load(self) -> None:
        """From the top; the keyboard stays where it is."""
        self._shown = _PAGE
        self._ask()

    def _focus_list(self) -> None:
        """The list, or what chooses it while it is empty: focus lost goes who knows where."""
        goal = self._segments if self._rows.isHidden() else self._rows
        goal.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _number(self) -> int:
        return self._segments.number

    def _library_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._pause.start()

    def _ask(self) -> None:
        self._asked = asked = self._asked + 1
        number = self._number
        question = partial(_ASKED[number], most=self._shown, published=self._published.isChecked())
        self._parts.desk.ask(
            lambda operations: (question(operations), operations.loose_counts()),
            lambda found: self._show(asked, number, *found),
            self._refused,
        )

    def _show(
        self, asked: int, number: int, found: tuple[AroundLine, ...], counts: dict[str, int]
    ) -> None:
        if asked != self._asked:
            return
        totals = (counts["broken"], counts["waiting"])
        for place, total in enumerate(totals):
            words = self.tr(_SEGMENTS[place])
            self._segments.set_words(place, f"{words} · {thousands(total)}")
        # Those on their own are counted by being listed: one over says that there are more.
        total = totals[number] if number < _ALONE else len(found)
        self._rows.fill(found[: self._shown], more=total > min(len(found), self._shown))
        self._rows.doing_key = _DOINGS[number][1]
        self._rows.setAccessibleName(self.tr(_SEGMENTS[number]))
        is_here, self._is_awaited = self._is_awaited or self._rows.hasFocus(), False
        self._rows.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText(self.tr(_NOTHING[number]))
        self._about.setText(self.tr(_ABOUT[number]))
        if found and self._rows.current() is None:
            self._rows.setCurrentRow(0)
        if is_here:
            self._focus_list()
        self._look()

    def _look(self) -> None:
        number, line = self._number, self._rows.current()
        chosen = line is not None and line is not MORE and not self._rows.isHidden()
        self._published.setVisible(number == _ALONE)
        self._do.setVisible(number != _ALONE)
        self._do.setText(self.tr(_DOINGS[number][0]))
        self._do.setEnabled(chosen and not self._parts.desk.read_only)
        self._both.setVisible(number == _WAITING)
        self._open.setEnabled(chosen)

    # What is done with a row.

    def _open_line(self, line: AroundLine | None) -> None:
        if line is MORE:
            self._shown += _PAGE
            self._ask()
        elif line is not None:
            self._parts.traffic.article_wanted.emit(line.article)

    def _do_line(self, line: AroundLine | None) -> None:
        if line is None or line is MORE or self._parts.desk.read_only:
            return
        self._refusal.say("")
        if isinstance(line.value, BrokenLink):
            self._parts.traffic.story_wanted.emit(partial(self._lead, line.value.slug))
        elif isinstance(line.value, Related):
            self._parts.traffic.story_wanted.emit(partial(self._resolve, line.article, line.value))

    def _lead(self, slug: str, summary: ArticleSummary) -> None:
        self._parts.desk.do(
            lambda operations: operations.lead_slug(slug, summary.id), None, self._refused
        )

    def _resolve(self, article_id: str, related: Related, summary: ArticleSummary) -> None:
        both = self._both.isChecked()
        self._parts.desk.do(
            lambda operations: operations.resolve_related(article_id, related.id, summary.id, both),
            None,
            self._refused,
        )

    def _refused(self, error: LibraryError) -> None:
        self._refusal.say(str(error))


def _broken(operations: Operations, most: int, published: bool) -> tuple[AroundLine, ...]:
    return tuple(
        AroundLine(
            one.source.id, _name(one.source), ("", f"[[{one.slug}]]", _saying(one.words)), one
        )
        for one in operations.broken_links(most)
    )


def _saying(words: str | None) -> str:
    return f" saying “{words}”" if words else ""


def _waiting(operations: Operations, most: int, published: bool) -> tuple[AroundLine, ...]:
    return tuple(
        AroundLine(
            source.id, _name(source), ("", related.title, f", as {related.kind.value}"), related
        )
        for source, related in operations.waiting_titles(most)
    )


def _alone(operations: Operations, most: int, published: bool) -> tuple[AroundLine, ...]:
    return tuple(
        AroundLine(one.id, _name(one), (f"{status_words(one.status)}. {one.excerpt}", "", ""), one)
        for one in operations.orphans(published=published, limit=most + 1)
    )


def _name(summary: ArticleSummary) -> str:
    return summary.headline or summary.slug


_ASKED = (_broken, _waiting, _alone)
