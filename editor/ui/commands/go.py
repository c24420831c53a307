"""Commands that lead somewhere: to an article, a section, a command, a field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from db.records import ArticleSummary
from editor.app.analysis import Analysis
from editor.app.desk import Desk
from editor.app.open_article import OpenArticle
from editor.text.markers import Marker
from editor.ui.icons import icon
from editor.ui.layout import WindowLayout
from editor.ui.library_pane import LibraryPane
from editor.ui.phrases import status_words
from editor.ui.picker import Answer, Choice, Picker, Source
from editor.ui.ranking import best
from editor.ui.writing_area import WritingArea

_AT_MOST = 40


class GoCommands:
    """Everything that is picked is picked in the same picker."""

    def __init__(
        self,
        desk: Desk,
        open_article: OpenArticle,
        analysis: Analysis,
        writing: WritingArea,
        library: LibraryPane,
        layout: WindowLayout,
        picker: Picker,
        actions: Callable[[], Sequence[QAction]],
    ) -> None:
        self._desk = desk
        self._open = open_article
        self._analysis = analysis
        self._writing = writing
        self._library = library
        self._layout = layout
        self._picker = picker
        self._actions = actions

    def palette(self) -> None:
        """Every command that can be given now, by its words."""
        choices = [_command(action) for action in self._actions() if action.isEnabled()]

        def source(typed: str, answer: Answer) -> None:
            answer(best(typed, choices, lambda choice: choice.words))

        self._picker.pick("Run a command", source, _run)

    def to_article(self) -> None:
        """An article of the library, by its headline or slug."""
        self.pick_article("Go to an article", self._go_to)

    def cross_link(self) -> None:
        """Links the selection, or the place of the cursor, to an article."""
        self.pick_article("Link to an article", self._link_to)

    def pick_article(self, prompt: str, chosen: Callable[[ArticleSummary], None]) -> None:
        """Lets the writer pick an article; `chosen(summary)`."""
        self._picker.pick(prompt, self._articles(), lambda value: _pass_on(value, chosen))

    def search_library(self) -> None:
        """The search line of the library."""
        self._layout.show_dock("library")
        self._library.focus_search()

    def search_for(self, query: str) -> None:
        """Lists what a search finds, and goes to the list."""
        self._layout.show_dock("library")
        self._library.search(query)
        self._library.focus_list()

    def open_link(self) -> None:
        """What the link at the cursor leads to."""
        self._writing.links.open_at_cursor()

    def next_marker(self) -> None:
        """The next TK after the cursor."""
        self._writing.next_marker()

    def to_marker(self) -> None:
        """A TK of the article, by its sentence."""
        choices = [
            Choice(marker.sentence, marker, str(number))
            for number, marker in enumerate(self._writing.markers(), 1)
        ]

        def source(typed: str, answer: Answer) -> None:
            answer([one for one in choices if typed.casefold() in one.words.casefold()])

        def chosen(value: object) -> None:
            if isinstance(value, Marker):
                self._writing.go_to_marker(value)

        self._picker.pick("Go to a TK", source, chosen)

    def next_section(self) -> None:
        """The next heading below the cursor."""
        line = self._writing.source.cursor_line
        self._to_line(min((one for one in self._lines() if one > line), default=None))

    def previous_section(self) -> None:
        """The heading above the cursor."""
        line = self._writing.source.cursor_line
        self._to_line(max((one for one in self._lines() if one < line), default=None))

    def next_article(self) -> None:
        """The article below the open one in the list."""
        self._library.step(1)

    def previous_article(self) -> None:
        """The article above the open one in the list."""
        self._library.step(-1)

    def to_headline(self) -> None:
        """The headline of the open article."""
        self._writing.head.focus_headline()

    def to_text(self) -> None:
        """The text of the open article, where the cursor was."""
        self._writing.source.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _articles(self) -> Source:
        def source(typed: str, answer: Answer) -> None:
            self._desk.ask_newest(
                "picker",
                lambda operations: operations.by_headline(typed, _AT_MOST),
                lambda found: answer([_article(summary) for summary in found]),
                lambda _error: answer(()),
            )

        return source

    def _lines(self) -> list[int]:
        latest = self._analysis.latest
        return [section.line for section in latest.sections] if latest else []

    def _to_line(self, line: int | None) -> None:
        if line is not None:
            self._writing.source.go_to_line(line)

    def _go_to(self, article: ArticleSummary) -> None:
        self._open.open(article.id)
        self._writing.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _link_to(self, article: ArticleSummary) -> None:
        self._writing.source.insert_cross_link(article.slug)
        self._writing.source.setFocus(Qt.FocusReason.OtherFocusReason)


def _command(action: QAction) -> Choice:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    place = action.data()
    words = action.text().removesuffix("…")
    return Choice(f"{place}: {words}" if place else words, action, key, action.icon())


def _run(value: object) -> None:
    if isinstance(value, QAction):
        value.trigger()


def _article(summary: ArticleSummary) -> Choice:
    words = summary.headline or summary.excerpt or summary.slug
    return Choice(words, summary, status_words(summary.status), icon("article"))


def _pass_on(value: object, chosen: Callable[[ArticleSummary], None]) -> None:
    if isinstance(value, ArticleSummary):
        chosen(value)
